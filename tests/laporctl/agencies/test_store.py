"""The directory as an operator loads it, again and again, between corrections by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.key_store import ApiKey
from chalicelib.storage import table_keys
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.key_store import DynamoKeyStore
from chalicelib.storage.models import Endpoint, Tables, bind
from laporctl.agencies import store as module
from laporctl.agencies.comparison import Change
from laporctl.agencies.office import EarlierName, Office
from laporctl.agencies.store import DirectoryChanging, DirectoryStore, Loaded
from tests.support.tables import create_tables

PUPR = Agency("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur", Tier.OPD)
DISKOMINFO = Agency("64.08-diskominfo", "Diskominfo Kabupaten Kutai Timur", Tier.OPD, True)
VILLAGE = Region("64.08.01.2001", ("Kalimantan Timur", "Kutai Timur", "Muara Ancalong", "Senyiur"))


@pytest.fixture
def tables() -> Iterator[Tables]:
    with mock_aws():
        names = {"ComplaintsTable": "complaints", "IdentitiesTable": "identities"}
        create_tables(boto3.client("dynamodb", region_name="ap-southeast-3"), names)
        yield bind("complaints", "identities", Endpoint("ap-southeast-3", None, "test", "test"))


def load(tables: Tables, *offices: Agency, taken: dict[str, set[str]] | None = None) -> Loaded:
    return DirectoryStore(tables).load([VILLAGE], offices or [PUPR, DISKOMINFO], taken)


def by_hand(tables: Tables, item: str, **values: Any) -> None:
    """Somebody changes an item in the console."""
    key = table_keys.agency(item) if "-" in item else (table_keys.region(item), table_keys.META)
    row = tables.row.get(*key)
    row.update(actions=[getattr(tables.row, name).set(value) for name, value in values.items()])


def stored(tables: Tables, agency_id: str) -> Any:
    return tables.row.get(*table_keys.agency(agency_id))


def test_a_second_load_writes_nothing(tables: Tables) -> None:
    assert load(tables) == Loaded(3, 0, ())
    assert load(tables) == Loaded(0, 3, ())


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("64.08-pupr", "name", "Dinas PUTR"),
        ("64.08-pupr", "tier", "provinsi"),
        ("64.08-pupr", "coordinates", True),
        ("64.08.01.2001", "path", ["Kalimantan Timur", "Kutai Timur", "Muara Ancalong", "Desa Senyiur"]),
    ],
)
def test_each_field_that_somebody_corrected_is_kept_and_named_at_every_load(
    tables: Tables, item: str, field: str, value: object
) -> None:
    load(tables)
    by_hand(tables, item, **{field: value})
    for _ in range(2):
        result = load(tables)
        assert [(kept.id, kept.field, kept.stored) for kept in result.kept] == [(item, field, value)]


def test_reference_data_goes_on_around_a_correction(tables: Tables) -> None:
    load(tables)
    by_hand(tables, "64.08-pupr", name="Dinas PUTR")
    load(tables, replace(PUPR, name="Dinas PU", tier=Tier.PROVINSI), DISKOMINFO)
    row = stored(tables, "64.08-pupr")
    assert (row.name, row.tier) == ("Dinas PUTR", "provinsi")


def test_a_correction_is_given_up_on_request(tables: Tables) -> None:
    load(tables)
    by_hand(tables, "64.08-pupr", name="Dinas PUTR")
    assert load(tables, taken={"64.08-pupr": {"name"}}) == Loaded(1, 2, ())
    assert stored(tables, "64.08-pupr").name == PUPR.name


def test_an_office_of_an_earlier_release_is_kept_as_it_is_and_named(tables: Tables) -> None:
    """Nobody noted what was loaded then, so a difference may be a correction."""
    pk, sk = table_keys.agency("64.08-pupr")
    tables.row(pk=pk, sk=sk, name="Dinas PUTR", tier="opd").save()
    assert [kept.field for kept in load(tables).kept] == ["name"]
    assert stored(tables, "64.08-pupr").name == "Dinas PUTR"


def test_two_people_are_a_matter_of_the_configuration_alone(tables: Tables) -> None:
    load(tables, replace(PUPR, two_person=True))
    assert stored(tables, "64.08-pupr").two_person is True
    assert load(tables, PUPR).kept == ()
    assert stored(tables, "64.08-pupr").two_person is None


def test_what_else_an_item_says_stays(tables: Tables) -> None:
    load(tables)
    by_hand(tables, "64.08-pupr", decree="SK 1/2026")
    load(tables, replace(PUPR, name="Dinas PU"))
    row = stored(tables, "64.08-pupr")
    assert (row.name, row.decree) == ("Dinas PU", "SK 1/2026")


def test_a_correction_made_during_a_load_is_kept(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tables)
    store, commit = DirectoryStore(tables), module.transactions.commit
    rivals = iter(["Dinas PUTR"])

    def after_a_rival(*arguments: Any) -> bool:
        for name in rivals:
            by_hand(tables, "64.08-pupr", name=name)
        return commit(*arguments)

    monkeypatch.setattr(module.transactions, "commit", after_a_rival)
    result = store.load([], [replace(PUPR, name="Dinas PU")])
    assert [kept.stored for kept in result.kept] == ["Dinas PUTR"]
    assert stored(tables, "64.08-pupr").name == "Dinas PUTR"


def test_a_directory_that_never_comes_to_rest_is_said_so(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.transactions, "commit", lambda *_: False)
    with pytest.raises(DirectoryChanging, match="run it again"):
        load(tables)


def office(agency_id: str = "64.08-pupr", **values: Any) -> Office:
    return replace(Office(agency_id, PUPR.name, "opd"), **values)


def test_a_change_is_written_with_its_history_and_the_next_load_keeps_it(tables: Tables) -> None:
    load(tables)
    store = DirectoryStore(tables)
    earlier = (EarlierName(PUPR.name, "2026-01-01", "Perda 3/2025"),)
    after = office(name="Dinas PUTR", since="2026-01-01", decree="Perda 3/2025", earlier=earlier)
    store.apply([Change(2, office(), after), Change(3, None, office("64.08-baru"))])
    assert store.offices(["64.08-pupr", "64.08-baru", "64.08-none"]) == {
        after.id: after,
        "64.08-baru": office("64.08-baru"),
    }
    assert [kept.stored for kept in load(tables).kept] == ["Dinas PUTR"]
    assert store.offices([after.id]) == {after.id: after}
    assert [each.id for each in store.offices_of("64.08")] == ["64.08-baru", "64.08-diskominfo", "64.08-pupr"]


def test_an_office_that_has_ended_is_in_no_list_and_names_its_successor(tables: Tables) -> None:
    load(tables)
    after = office(ended="2026-01-01", successor="64.08-diskominfo", end_decree="Perda 3/2025")
    DirectoryStore(tables).apply([Change(2, office(), after)])
    directory = DynamoDirectory(tables)
    assert [each.id for each in directory.serving("64.08", 10).items] == ["64.08-diskominfo"]
    found = directory.agencies([after.id])[after.id]
    assert (found.ended, found.successor) == (True, "64.08-diskominfo")
    load(tables)
    assert directory.agencies([after.id])[after.id].ended


@pytest.mark.parametrize("before", [office(name="Dinas PU"), None, office(since="2026-01-01", decree="X")])
def test_an_office_that_changed_since_it_was_compared_is_not_written(tables: Tables, before: Office | None) -> None:
    load(tables)
    with pytest.raises(DirectoryChanging, match="compare again"):
        DirectoryStore(tables).apply([Change(2, before, office(name="Dinas PUTR"))])
    assert stored(tables, "64.08-pupr").name == PUPR.name


def test_a_renamed_offices_keys_say_its_new_name(tables: Tables) -> None:
    load(tables)
    keys = DynamoKeyStore(tables)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for key_id, agency in (("A", "64.08-pupr"), ("B", "64.08-diskominfo")):
        keys.put(ApiKey(key_id, b"hash", Role.OFFICER, agency, PUPR.name, now, now + timedelta(days=9999)))
    store = DirectoryStore(tables)
    assert store.apply([Change(2, office(), office(name="Dinas PUTR"))]) == 1
    assert [key.agency_name for key in keys.issued(None)] == [PUPR.name, "Dinas PUTR"]
