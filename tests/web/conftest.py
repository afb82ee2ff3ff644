"""Fixtures for tests of the citizen's pages in a real browser, against the stand-in of tests/support/webstub.py."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.webstub import DIST, Stack, serve

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
PHONE = {"width": 360, "height": 740}

OpenPage = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, once for all tests."""
    if not (DIST / "index.html").is_file():
        pytest.fail("web/dist is missing: run `npm ci && npm run build` in web/ first")
    with playwright.sync_playwright() as driver:
        if not shutil.which(CHROMIUM):
            pytest.skip("no chromium on this machine")
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def stack() -> Stack:
    """A stack of its own for each test."""
    return Stack()


@pytest.fixture
def site(stack: Stack) -> Iterator[str]:
    """The address the stack is served under."""
    with serve(stack) as address:
        yield address


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[OpenPage]:
    """Opens a path of the site on a phone; options go to the browser context. Errors in a page fail the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_(path: str = "/", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": PHONE, "locale": "id-ID", **options})
        # Long enough for a machine that is busy with something else; nothing here asserts how fast a page is.
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(site + path)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("#language:not([hidden])")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []
