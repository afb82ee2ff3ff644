"""What every presence store must do, in memory, on moto, on the emulator and on AWS's own engine."""

from datetime import date

from chalicelib.domain.routing.readiness import Presence
from tests.storage.conftest import Stores

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
PUPR, DLH, CITY = "64.08-pupr", "64.08-dlh", "64.72-pupr"


def test_the_latest_day_on_which_an_office_was_seen_is_kept(stores: Stores) -> None:
    for day in (TUESDAY, MONDAY, TUESDAY):
        stores.presence.note_seen(PUPR, day)
    assert stores.presence.of([PUPR, DLH]) == {PUPR: Presence(PUPR, TUESDAY)}


def test_the_first_appointment_stays_and_neither_fact_loses_the_other(stores: Stores) -> None:
    stores.presence.note_appointed(PUPR, MONDAY)
    stores.presence.note_seen(PUPR, TUESDAY)
    stores.presence.note_appointed(PUPR, TUESDAY)
    assert stores.presence.of([PUPR]) == {PUPR: Presence(PUPR, TUESDAY, MONDAY)}


def test_a_region_lists_its_offices_in_pages(stores: Stores) -> None:
    for office in (PUPR, CITY, DLH):
        stores.presence.note_seen(office, MONDAY)
    assert [each.agency for each in stores.presence.within("64.08", 10, None).items] == [DLH, PUPR]
    first = stores.presence.within("", 2, None)
    second = stores.presence.within("", 2, first.after)
    assert [each.agency for each in (*first.items, *second.items)] == [DLH, PUPR, CITY]


def test_nothing_is_known_of_no_office(stores: Stores) -> None:
    assert stores.presence.of([]) == {}
