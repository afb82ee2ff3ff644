"""What every store of bearer keys must do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.key_store import ApiKey, NoSuchKey
from chalicelib.storage import table_keys
from chalicelib.storage.key_store import KEPT
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

YEAR = timedelta(days=365)
KEY = ApiKey("K" * 12, b"h" * 32, Role.OFFICER, "64.08-pupr", "Dinas", MONDAY, MONDAY + YEAR, decree="SK 1/2026")
PROGRAMME = replace(
    KEY,
    id="P" * 12,
    role=Role.OVERSEER_KSP,
    agency="00-ksp",
    issued_at=MONDAY + timedelta(hours=1),
    valid_from=MONDAY + timedelta(days=9),
    categories=("gizi-stunting", "jalan-rusak"),
)


def test_a_key_and_its_grant_read_back_equal_and_an_unknown_one_is_none(stores: Stores) -> None:
    for key in (KEY, PROGRAMME):
        stores.keys.put(key)
        assert stores.keys.get(key.id) == key
    assert stores.keys.get("X" * 12) is None


def test_a_key_whose_first_answer_was_lost_is_put_again_and_another_of_its_name_is_not(stores: Stores) -> None:
    stores.keys.put(KEY)
    stores.keys.put(KEY)
    with pytest.raises(Exception):  # noqa: B017, PT011 - each store fails in its own way
        stores.keys.put(replace(KEY, secret_hash=b"x" * 32))
    assert stores.keys.get(KEY.id) == KEY


def test_after_a_rotation_both_secrets_are_kept_with_the_end_of_the_first(stores: Stores) -> None:
    stores.keys.put(KEY)
    until = MONDAY + timedelta(days=1)
    stores.keys.rotate(KEY, b"n" * 32, until)
    assert stores.keys.get(KEY.id) == replace(KEY, secret_hash=b"n" * 32, earlier_hash=b"h" * 32, earlier_until=until)


def test_of_two_rotations_at_once_the_second_changes_nothing(stores: Stores) -> None:
    stores.keys.put(KEY)
    stores.keys.rotate(KEY, b"n" * 32, MONDAY)
    after = stores.keys.get(KEY.id)
    with pytest.raises(NoSuchKey):
        stores.keys.rotate(KEY, b"m" * 32, MONDAY)
    assert stores.keys.get(KEY.id) == after


def test_a_revoked_key_stays_revoked_whatever_comes_after(stores: Stores) -> None:
    stores.keys.put(KEY)
    stores.keys.revoke(KEY.id, MONDAY)
    stores.keys.revoke(KEY.id, MONDAY + timedelta(days=1))
    with pytest.raises(NoSuchKey):
        stores.keys.rotate(KEY, b"n" * 32, MONDAY)
    assert stores.keys.get(KEY.id) == replace(KEY, revoked_at=MONDAY)


def test_what_was_never_issued_is_neither_revoked_nor_rotated_nor_marked(stores: Stores) -> None:
    with pytest.raises(NoSuchKey):
        stores.keys.revoke(KEY.id, MONDAY)
    with pytest.raises(NoSuchKey):
        stores.keys.rotate(KEY, b"n" * 32, MONDAY)
    stores.keys.mark_used(KEY.id, MONDAY.date())
    assert stores.keys.get(KEY.id) is None


def test_the_last_day_of_use_only_moves_forward(stores: Stores) -> None:
    stores.keys.put(KEY)
    for day in (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 22)):
        stores.keys.mark_used(KEY.id, day)
    assert stores.keys.get(KEY.id) == replace(KEY, last_used=date(2026, 11, 24))


def test_keys_are_listed_by_office_without_reading_anything_else(stores: Stores) -> None:
    second = replace(KEY, id="A" * 12, issued_at=MONDAY + timedelta(days=2))
    near = replace(KEY, id="N" * 12, agency="64.08-pupr-utara")
    for key in (second, PROGRAMME, near, KEY):
        stores.keys.put(key)
    assert list(stores.keys.issued("64.08-pupr")) == [KEY, second]
    assert list(stores.keys.issued(None)) == [PROGRAMME, KEY, second, near]
    assert list(stores.keys.issued("64-none")) == []


def test_a_key_from_before_there_were_grants_opens_as_long_as_it_was_meant_to(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("needs DynamoDB")
    ends = datetime(2027, 11, 23, 2, 0, tzinfo=UTC)
    stores.tables.row(
        pk=table_keys.api_key("O" * 12),
        sk=table_keys.META,
        hash=b"o" * 32,
        role="overseer",
        agency="64-inspektorat",
        agency_name="Inspektorat",
        at=MONDAY,
        expires_at=int(ends.timestamp()),
    ).save()
    old = ApiKey("O" * 12, b"o" * 32, Role.OVERSEER, "64-inspektorat", "Inspektorat", MONDAY, ends)
    assert stores.keys.get(old.id) == old
    assert list(stores.keys.issued(None)) == []
    stores.keys.rotate(old, b"n" * 32, MONDAY)
    assert [key.id for key in stores.keys.issued("64-inspektorat")] == [old.id]


def test_a_key_that_has_ended_can_be_looked_up_for_another_year(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("nothing expires in memory")
    stores.keys.put(KEY)
    row = stores.tables.row.get(table_keys.api_key(KEY.id), table_keys.META)
    assert row.expires_at == (KEY.expires_at + KEPT).timestamp()
