"""One embedded AWS with both stacks for all end-to-end tests of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from laporctl import paths
from laporctl.demo.world import World
from laporctl.stacks import Stack
from tests.support.emulator import Site, System, running_system

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this directory is an end-to-end test and needs the embedded AWS."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.emulator)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Both stacks, deployed from one package."""
    if not (paths.EMULATOR_VENV / "bin" / "ministack").exists():
        pytest.fail("the embedded AWS is not installed: `make test` installs it")
    with running_system(tmp_path_factory.mktemp("aws")) as running:
        yield running


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
