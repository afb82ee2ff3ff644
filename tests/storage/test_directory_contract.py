"""What the directory and the register of stacks must do on DynamoDB."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.holidays import DynamoHolidays
from chalicelib.storage.stack_register import DynamoStackRegister
from tests.storage.conftest import Stores
from tests.support.world import MONDAY, OFFICES


@pytest.fixture
def directory(stores: Stores) -> DynamoDirectory:
    if not isinstance(stores.directory, DynamoDirectory):
        pytest.skip("the directory in memory is not loaded")
    return stores.directory


def test_loaded_offices_and_regions_are_found_and_others_are_not(directory: DynamoDirectory) -> None:
    directory.load([Region("64.08.01", ("Kalimantan Timur", "Kutai Timur"))], OFFICES)
    assert directory.agencies(["64.08-pupr", "64.08-none", "64-diskominfo", "64.08-pupr"]) == {
        "64.08-pupr": Agency("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur", Tier.OPD),
        "64-diskominfo": Agency("64-diskominfo", "Diskominfo Provinsi Kalimantan Timur", Tier.PROVINSI, True),
    }
    assert directory.region("64.08.01") == Region("64.08.01", ("Kalimantan Timur", "Kutai Timur"))
    assert directory.region("64.08.99") is None
    assert directory.agencies([]) == {}


def test_a_directory_larger_than_a_batch_loads_whole_and_twice(directory: DynamoDirectory) -> None:
    many = [Agency(f"64.08.01.{number}-desa", f"Desa {number}", Tier.DESA) for number in range(2001, 2121)]
    directory.load([], many)
    directory.load([], many)
    found = directory.agencies([agency.id for agency in many])
    assert len(found) == 120


def test_another_stacks_address_is_remembered(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("needs DynamoDB")
    register = DynamoStackRegister(stores.tables)
    register.put("KU", "https://kaltara.example")
    assert register.site_of("KU") == "https://kaltara.example"
    assert register.site_of("JK") is None


def test_wrong_secrets_are_counted_by_case_and_hour(stores: Stores) -> None:
    assert [stores.guesses.count("KI-1", MONDAY) for _ in range(3)] == [1, 2, 3]
    assert stores.guesses.count("KI-2", MONDAY) == 1
    assert stores.guesses.count("KI-1", MONDAY + timedelta(hours=1)) == 1


def test_corrected_holidays_read_back_equal(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("needs DynamoDB")
    store = DynamoHolidays(stores.tables)
    assert store.load() == {}
    store.put({date(2027, 1, 4): "Hari Jadi", date(2027, 1, 1): ""})
    assert store.load() == {date(2027, 1, 4): "Hari Jadi", date(2027, 1, 1): ""}
