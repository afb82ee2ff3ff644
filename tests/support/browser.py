"""The browser that tests drive, under whichever name it is installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What distributions and Google call it. The Makefile looks for the same."""

PATIENCE_MS = 60_000
"""Long enough for a machine that is busy with something else; nothing here asserts how fast a page is."""


def executable() -> str:
    """Its path. Fails the test if there is none, because pages that nobody looked at must not count as tested."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(f"none of {', '.join(NAMES)} is on the PATH: `make test` installs chromium, or says how")
    return found


@contextmanager
def running() -> Iterator[Browser]:
    """A browser until the block ends."""
    path = executable()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def new_page(browser: Browser, **options: Any) -> Any:
    """A page in a context of its own, which options go to. Without the site's service worker, unless an option allows
    it: what is asked of the network is what most tests look at."""
    context = browser.new_context(**{"locale": "id-ID", "service_workers": "block", **options})
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()
