"""What is left of a place for those who may not read a hidden case."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.model import Actor, Event, Role
from chalicelib.domain.cases.region_cut import case_as_seen, content_as_seen, cut_code, cut_office, event_as_seen
from tests.support.world import MONDAY, ROAD, VILLAGE, World

KEMENPANRB = Actor(Role.OVERSEER_KEMENPANRB, "00-panrb", "Kementerian PANRB", "KEY")
DESA = f"{VILLAGE}-desa"


@pytest.mark.parametrize(
    ("code", "cut"),
    [
        ("64", "64"),
        ("64.08", "64.08"),
        ("64.08.01", "64.08"),
        (VILLAGE, "64.08"),
        (f"{DESA}:40 64.08-pupr:20", "64.08-desa:40 64.08-pupr:20"),
        ("2027-01-04", "2027-01-04"),
    ],
)
def test_codes_end_at_the_kabupaten(code: str, cut: str) -> None:
    assert cut_code(code) == cut


@pytest.mark.parametrize(
    ("office", "name", "cut"),
    [
        ("64.08-pupr", "Dinas PUPR", ("64.08-pupr", "Dinas PUPR")),
        ("64.08.01-kecamatan", "Kecamatan Contoh", ("64.08-kecamatan", "Kecamatan")),
        (DESA, "Desa Contoh", ("64.08-desa", "Desa")),
        (f"{VILLAGE}-rt-05", "RT 05 Desa Contoh", ("64.08-rt", "RT")),
    ],
)
def test_an_office_below_the_kabupaten_keeps_its_kind_alone(office: str, name: str, cut: tuple[str, str]) -> None:
    assert cut_office(office, name) == cut


def test_no_field_of_a_hidden_case_or_event_names_the_village() -> None:
    world = World()
    filed = world.file_and_route(
        replace(ROAD, region=VILLAGE, place="Desa Contoh", secret=True, category="layanan-desa")
    )
    case = replace(world.case(filed), supporting=(DESA, "64.08-dlh"))
    content = world.cases.load_history(case.id).content
    data = {"to": DESA, "to_name": "Desa Contoh", "from": DESA, "region": VILLAGE, "alternatives": f"{DESA}:40"}
    data |= {"agency": DESA, "agency_name": "Desa Contoh", "proposed": DESA, "proposed_name": "Desa Contoh"}
    event = Event(3, "supported", MONDAY, Actor(Role.OFFICER, DESA, "Desa Contoh", "KEY"), "", data, b"", b"")
    seen = (
        case_as_seen(case, KEMENPANRB),
        content_as_seen(case, replace(content, text="", place=""), KEMENPANRB).region_path,
        event_as_seen(case, event, KEMENPANRB),
    )
    assert not [name for name in (VILLAGE, "64.08.01", "Contoh") if name in str(seen)]
    assert seen[0].supporting == ("64.08-desa", "64.08-dlh")
    holder = Actor(Role.OFFICER, DESA, "Desa Contoh", "KEY")
    assert (case_as_seen(case, holder), event_as_seen(case, event, holder)) == (case, event)


def test_an_office_without_a_name_stays_without_one_and_a_case_without_an_office_too() -> None:
    world = World()
    case = world.case(world.file_and_route(replace(ROAD, region=VILLAGE, secret=True)))
    assert case_as_seen(replace(case, agency=None, agency_name=None), KEMENPANRB).agency is None
    nameless = case_as_seen(replace(case, agency_name=None), KEMENPANRB)
    assert (nameless.agency, nameless.agency_name) == ("64.08-pupr", "")
    event = Event(3, "accepted", MONDAY, Actor(Role.OFFICER, "64.08-pupr", None, "KEY"), "", {}, b"", b"")
    assert event_as_seen(case, event, KEMENPANRB).actor.name == ""


def test_what_is_left_of_an_office_is_its_kabupaten_and_kind_and_one_of_the_kabupaten_stays_whole() -> None:
    world = World()
    case = world.case(world.file_and_route(replace(ROAD, region=VILLAGE, secret=True)))
    seen = case_as_seen(case, KEMENPANRB)
    assert (seen.agency, seen.agency_name) == ("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur")
    data = {"from": DESA, "region": VILLAGE, "hop": 1}
    event = Event(3, "refused", MONDAY, Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY"), "", data, b"", b"")
    cut = event_as_seen(case, event, KEMENPANRB)
    assert cut.data == {"from": "64.08-desa", "region": "64.08", "hop": 1}
    assert (cut.actor.agency, cut.actor.name) == ("64.08-pupr", "Dinas PUPR")
