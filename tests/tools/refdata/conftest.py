"""Built once a run: the land grid reads half a gigabyte of mask."""

from collections.abc import Mapping

import pytest

from tools.refdata import directory, shipped, tables


@pytest.fixture(scope="session")
def fresh() -> dict[str, str]:
    """A fresh build of chalicelib/data."""
    return shipped.files()


@pytest.fixture(scope="session")
def stacks() -> Mapping[str, tables.Province]:
    """Provinces and the centre, by slug."""
    return {province.slug: province for province in tables.provinces()}


@pytest.fixture(scope="session")
def kaltim(stacks: Mapping[str, tables.Province]) -> directory.Directory:
    return directory.of_province(stacks["kaltim"])


@pytest.fixture(scope="session")
def kaltara(stacks: Mapping[str, tables.Province]) -> directory.Directory:
    return directory.of_province(stacks["kaltara"])


@pytest.fixture(scope="session")
def jakarta(stacks: Mapping[str, tables.Province]) -> directory.Directory:
    return directory.of_province(stacks["jakarta"])
