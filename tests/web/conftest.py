"""Fixtures for tests of the citizen's pages in a real browser, against the stand-in of tests/support/webstub.py."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import api
from tests.support import browser as browsers
from tests.support.webstub import Stack, serve

PHONE = {"width": 360, "height": 740}

__all__ = ["api"]
"""The app itself, for tests of pages that talk with it."""

OpenPage = Callable[..., Any]


@pytest.fixture(scope="session")
def browser(built_site: Path) -> Iterator[Any]:
    """Chromium, once for all tests of a process."""
    with browsers.running() as browser:
        yield browser


@pytest.fixture
def stack() -> Stack:
    """A stack of its own for each test."""
    return Stack()


@pytest.fixture
def site(stack: Stack) -> Iterator[str]:
    """The address the stack is served under."""
    with serve(stack) as address:
        yield address


@contextmanager
def phone(browser: Any, site: str, asked: list[str] | None = None) -> Iterator[OpenPage]:
    """Opens a path of the site on a phone; options go to the browser context. Errors in a page fail the test. The
    addresses of all requests are added to `asked`."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_(path: str = "/", **options: Any) -> Any:
        page = browsers.new_page(browser, **{"viewport": PHONE, **options})
        contexts.append(page.context)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
        if asked is not None:
            page.on("request", lambda request: asked.append(request.url))
        page.goto(site + path)
        # The page at an unknown address has no script, and speaks both languages.
        if options.get("java_script_enabled", True) and page.locator("#language").count():
            page.wait_for_selector("#language:not([hidden])")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[OpenPage]:
    """Opens a path of the site on a phone; options go to the browser context. Errors in a page fail the test."""
    with phone(browser, site) as open_:
        yield open_
