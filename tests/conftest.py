"""What tests of several kinds share: one embedded AWS for the whole session, started when the first test asks."""

from collections.abc import Iterator

import pytest

from laporctl import paths
from tests.support.emulator import running_emulator
from tools.dev.emulator import Emulator


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An embedded AWS with nothing on it yet."""
    if not (paths.EMULATOR_VENV / "bin" / "ministack").exists():
        pytest.fail("the embedded AWS is not installed: `make test` installs it")
    with running_emulator(tmp_path_factory.mktemp("aws")) as running:
        yield running
