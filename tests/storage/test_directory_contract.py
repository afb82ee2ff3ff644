"""What the directory and the register of stacks must do on DynamoDB."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.storage import table_keys
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.holidays import DynamoHolidays
from chalicelib.storage.models import Tables
from chalicelib.storage.stack_register import DynamoStackRegister
from laporctl.agencies.store import DirectoryStore, Loaded
from tests.storage.conftest import Stores
from tests.support.world import MONDAY, OFFICES


@pytest.fixture
def tables(stores: Stores) -> Tables:
    if stores.tables is None:
        pytest.skip("the directory in memory is not loaded")
    return stores.tables


def test_loaded_offices_and_regions_are_found_and_others_are_not(tables: Tables) -> None:
    DirectoryStore(tables).load([Region("64.08.01", ("Kalimantan Timur", "Kutai Timur"))], OFFICES)
    directory = DynamoDirectory(tables)
    assert directory.agencies(["64.08-pupr", "64.08-none", "64-diskominfo", "64.08-pupr"]) == {
        "64.08-pupr": Agency("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur", Tier.OPD),
        "64-diskominfo": Agency("64-diskominfo", "Diskominfo Provinsi Kalimantan Timur", Tier.PROVINSI, True),
    }
    assert directory.region("64.08.01") == Region("64.08.01", ("Kalimantan Timur", "Kutai Timur"))
    assert directory.region("64.08.99") is None
    assert directory.agencies([]) == {}


def test_a_directory_larger_than_a_batch_loads_whole_and_the_second_time_writes_nothing(tables: Tables) -> None:
    many = [Agency(f"64.08.01.{number}-desa", f"Desa {number}", Tier.DESA) for number in range(2001, 2121)]
    store = DirectoryStore(tables)
    assert store.load([], many) == Loaded(120, 0, ())
    assert store.load([], many) == Loaded(0, 120, ())
    assert len(DynamoDirectory(tables).agencies([agency.id for agency in many])) == 120


def test_a_name_that_an_admin_corrected_stays_corrected(tables: Tables) -> None:
    """What each engine makes of the conditions; the rest is in tests/laporctl/agencies."""
    store, row = DirectoryStore(tables), tables.row(*table_keys.agency("64.08-pupr"))
    store.load([], OFFICES)
    row.update(actions=[tables.row.name.set("Dinas PUTR")])
    assert [str(kept) for kept in store.load([], OFFICES).kept] == [
        "kept 64.08-pupr name: “Dinas PUTR”, in the reference data “Dinas PUPR Kabupaten Kutai Timur”"
    ]
    assert DynamoDirectory(tables).agencies(["64.08-pupr"])["64.08-pupr"].name == "Dinas PUTR"


def test_another_stacks_address_is_remembered(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("needs DynamoDB")
    register = DynamoStackRegister(stores.tables)
    register.put("KU", "https://kaltara.example")
    assert register.site_of("KU") == "https://kaltara.example"
    assert register.site_of("JK") is None
    assert register.sites_of(["JK", "KU"]) == {"KU": "https://kaltara.example"}
    assert register.sites_of([]) == {}


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
