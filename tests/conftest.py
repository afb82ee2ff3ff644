"""What tests of several kinds share: the limits of a run, and one embedded AWS, package, site and database engine for
all its processes, each made when the first test asks."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from laporctl import paths, site
from tests.support import dynamodb_local, scheduling
from tests.support.emulator import System, deploy_system, start_emulator
from tests.support.shared import Run, Shared, begin
from tools.dev.package import Package, build_package

# How many examples a property is tried with; one with a large space of states asks for a multiple of it
# (tests/support/budgets.py). "default" is a tenth of the whole run, and meets a rare order of events once in a few.
# "fast" finds what a change has plainly broken. "deep" is for a night, or for a change of the lifecycle, the exchange
# between stacks or the feed. No deadline: how long one example takes tells of the machine, not of the code.
settings.register_profile("fast", max_examples=20, deadline=None)
settings.register_profile("default", max_examples=100, deadline=None)
settings.register_profile("deep", max_examples=1_000, deadline=None)
# For `make mutants`: always the same examples, none made smaller, because only whether a test fails counts.
settings.register_profile(
    "mutants",
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("default")

_RUN = pytest.StashKey[Run]()
_SHARED = pytest.StashKey[Shared]()


def pytest_configure(config: pytest.Config) -> None:
    """The process that a person starts begins the run; those that it starts belong to it."""
    if worker := getattr(config, "workerinput", None):
        config.stash[_SHARED] = Shared(Path(worker["shared"]))
    else:
        config.stash[_RUN] = begin()
        config.stash[_SHARED] = config.stash[_RUN].shared


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared"] = str(node.config.stash[_SHARED].folder)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> scheduling.GroupScheduling:
    config.option.loadscopereorder = False
    return scheduling.GroupScheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order in which groups of tests begin, also where one process runs them all."""
    items.sort(key=lambda item: scheduling.rank(item.nodeid))


def pytest_unconfigure(config: pytest.Config) -> None:
    if run := config.stash.get(_RUN, None):
        run.end()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What all processes of this run have in common."""
    return pytestconfig.stash[_SHARED]


@pytest.fixture(scope="session")
def package(shared: Shared) -> Package:
    """The packaged template and zip in the build directory."""
    return Package(**shared.once("package", lambda: asdict(build_package())))


@pytest.fixture(scope="session")
def built_site(shared: Shared) -> Path:
    """Where the built site lies."""
    shared.once("site", site.build_site)
    return paths.SITE


@pytest.fixture(scope="session")
def emulator(shared: Shared) -> str:
    """The address of an embedded AWS that enforces IAM."""
    if not (paths.EMULATOR_VENV / "bin" / "ministack").exists():
        pytest.fail("the embedded AWS is not installed: `make test` installs it")
    return start_emulator(shared)


@pytest.fixture(scope="session")
def system(shared: Shared, emulator: str, package: Package, built_site: Path) -> System:
    """All stacks, deployed on the embedded AWS from one package."""
    return deploy_system(shared, emulator, package)


@pytest.fixture(scope="session")
def local_engine(shared: Shared) -> str:
    """The address of AWS's own database engine."""
    if not dynamodb_local.available():
        pytest.skip("DynamoDB Local needs Java: install Java 17 or newer")
    return dynamodb_local.start(shared)
