"""One embedded AWS with both stacks for all end-to-end tests of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from laporctl import http
from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site, System
from tests.support.shared import Shared
from tools.dev.demo.actors import World

HERE = Path(__file__).parent
SECONDS = 600
"""For one test, the deployment of all stacks included."""
DISTURBING = {"test_carrying_on.py", "test_once.py"}
DISTURBED = {"test_sign_in.py", "test_desk.py", "test_desk_oversight.py", "test_browser.py"}
"""Of those that another process may run at the same time (tests/support/scheduling.py)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this directory is an end-to-end test and needs the embedded AWS. All share one running system,
    and the one that sends thousands of requests of all kinds comes last."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.emulator)
            item.add_marker(pytest.mark.timeout(SECONDS))
    items.sort(key=lambda item: item.path == HERE / "test_description.py")


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """The citizens and offices of the story wait for answers as long as the tests do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http, "TIMEOUT_SECONDS", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest, shared: Shared) -> Iterator[None]:
    """A test that stops the stream or the schedule of Kalimantan Timur waits for those who need
    them, and they for it."""
    if request.path.name in DISTURBING | DISTURBED:
        with shared.use("kaltim", alone=request.path.name in DISTURBING):
            yield
    else:
        yield


@pytest.fixture(scope="session")
def kaltim(system: System) -> Stack:
    return system["kaltim"]


@pytest.fixture(scope="session")
def kaltara(system: System) -> Stack:
    return system["kaltara"]


@pytest.fixture(scope="session")
def site(kaltim: Stack) -> Site:
    """Kalimantan Timur's site and API under CloudFront's host."""
    return Site(kaltim)


@pytest.fixture(scope="session")
def world(system: System) -> World:
    """Citizens and offices who act on the system from outside."""
    return World(system.stacks)
