"""Every field of a submission is normalised before it is kept and compared, and what an import brings is kept as it
was."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.hints import HintCode
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.timestamps import to_text
from chalicelib.services.cases.filing import Submission, _canonical
from chalicelib.services.cases.imported_history import Import, Step
from tests.support.world import MONDAY, ROAD, VILLAGE, World

KEY = "00112233445566778899aabbccddeeff"
REGENCY = ("Kalimantan Timur", "Kabupaten Kutai Timur")


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("once", "again"),
    [
        ({"category": None}, {"category": ""}),
        ({"region": None}, {"region": ""}),
        ({"title": None}, {"title": " \n"}),
        ({"title": "Lubang"}, {"title": " Lubang "}),
        ({"place": None}, {"place": "  "}),
        ({"place": "Pasar"}, {"place": "Pasar\r\n"}),
        ({"text": "Jalan\nrusak"}, {"text": "Jalan\r\nrusak "}),
        ({"reporter": Reporter("Siti")}, {"reporter": Reporter(" Siti ")}),
        ({"reporter": Reporter(phone="08123456789")}, {"reporter": Reporter(phone=" 0812-3456-789")}),
        ({"reporter": Reporter(email="siti@contoh.id")}, {"reporter": Reporter(email="siti@contoh.id ")}),
        ({"reporter": Reporter()}, {"reporter": Reporter("", "", "")}),
    ],
)
def test_two_ways_to_write_a_field_are_one_report(world: World, once: dict[str, Any], again: dict[str, Any]) -> None:
    first = world.file(replace(ROAD, receipt_key=KEY, **once))
    second = world.file(replace(ROAD, receipt_key=KEY, **again))
    assert (second.replayed, second.case) == (True, first.case)
    assert len(world.cases.kept) == 1


def test_what_is_blank_is_kept_as_nothing(world: World) -> None:
    filed = world.file(Submission(text=ROAD.text, category="", region="", place=" ", title=" "))
    history = world.cases.load_history(filed.case.id)
    assert (history.case.filing.category, history.case.filing.region) == (None, None)
    assert (history.content.place, history.content.region_path) == ("", ())
    assert history.case.filing.title == ROAD.text.removesuffix(".")


@pytest.mark.parametrize(
    "reporter", [Reporter("Siti"), Reporter(phone="08123456789"), Reporter(email="siti@contoh.id")]
)
def test_one_part_of_a_contact_is_an_identity(world: World, reporter: Reporter) -> None:
    filed = world.file(replace(ROAD, reporter=reporter))
    kept = world.cases.identities[filed.case.id]
    phone = "+628123456789" if reporter.phone else None
    assert (kept.name, kept.phone, kept.email) == (reporter.name, phone, reporter.email)
    assert filed.identity_stored


def test_without_a_contact_there_is_no_identity(world: World) -> None:
    assert not world.file(replace(ROAD, reporter=Reporter("", " ", None))).identity_stored
    assert world.cases.identities == {}


@pytest.mark.parametrize(
    ("region", "path"),
    [
        (None, ()),
        ("64", REGENCY[:1]),
        ("64.08", REGENCY),
        ("64.08.01", (*REGENCY, "Kecamatan Contoh")),
        (VILLAGE, (*REGENCY, "Kecamatan Contoh", "Desa Contoh")),
    ],
)
def test_a_region_is_named_from_the_province_down(world: World, region: str | None, path: tuple[str, ...]) -> None:
    filed = world.file(replace(ROAD, region=region))
    assert world.cases.load_history(filed.case.id).content.region_path == path


def test_the_place_that_is_too_long_is_named_where_it_was_sent(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.file(replace(ROAD, place="  x\x07" + "y" * 300))
    errors = [(each.field, each.code, each.position) for each in caught.value.errors]
    assert errors == [("/place", "too_long", None), ("/place", "control_character", 3)]


def test_a_point_that_was_put_right_says_so(world: World) -> None:
    swapped = world.file(replace(ROAD, lat=117.5, lon=0.5))
    content = world.cases.load_history(swapped.case.id).content
    assert (content.lat, content.lon) == (0.5, 117.5)
    assert HintCode.POINT_SWAPPED in [hint.code for hint in swapped.hints]
    assert HintCode.POINT_SWAPPED not in [hint.code for hint in world.file(replace(ROAD, lat=0.5, lon=117.5)).hints]


def test_what_is_compared_is_readable_text() -> None:
    """The same on every version of the program: the keys sorted, and letters as they are."""
    compared = _canonical(replace(ROAD, text="Pasar Ciñta", reporter=Reporter(phone="0812 3456")))
    assert "Pasar Ciñta" in compared.decode()
    fields = json.loads(compared)
    assert (list(fields), fields["reporter"]["phone"]) == (sorted(fields), "+628123456")


def imported(world: World, **known: Any) -> list[tuple[str, dict[str, Any]]]:
    """The events of a case that was filed in another system ninety days ago and comes here now."""
    history = Import(world.now, **known)
    filed = world.services.filing.file(ROAD, MONDAY - timedelta(days=90), None, history)
    events = world.cases.load_history(filed.case.id).events
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return [(event.kind, dict(event.data)) for event in events]


def test_an_open_case_from_another_system_begins_with_the_import(world: World) -> None:
    ((kind, data),) = imported(world)
    assert (kind, data["imported"]) == ("filed", to_text(MONDAY))
    ((kind, data),) = [(event.kind, event.data) for event in world.cases.load_history(world.file().case.id).events]
    assert "imported" not in data


def test_a_case_that_was_closed_in_another_system_is_over_at_once(world: World) -> None:
    ended = MONDAY - timedelta(days=30)
    _, (kind, data) = imported(world, steps=(Step("closed", ended),))
    assert (kind, data) == ("closed", {"imported": to_text(MONDAY)})
    (case,) = [kept.case for kept in world.cases.kept.values()]
    assert (case.open, case.since) == (False, ended)


def test_a_case_that_was_archived_in_another_system_keeps_the_reason(world: World) -> None:
    _, (kind, data) = imported(world, steps=(Step("archived", MONDAY - timedelta(days=30), reason="in_court"),))
    assert (kind, data) == ("archived", {"imported": to_text(MONDAY), "reason": "in_court"})
    (case,) = [kept.case for kept in world.cases.kept.values()]
    assert case.archived_for == "in_court"
