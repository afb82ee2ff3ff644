"""The list of late cases that somebody was told about, in memory, on moto, on the emulator and on AWS's own engine."""

import pytest

from chalicelib.domain.cases.rungs import NOT_LATE, Ladder
from chalicelib.services.ports.case_store import QueueQuery
from chalicelib.storage import ladder_lines
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file
from tests.support.world import MONDAY

TOLD = {"clock": "ladder/region", "office": "64.08-kepala-daerah"}


def stands(stores: Stores, number: int, office: str, step: str = "region") -> str:
    """A case that an office was late with, and whose head was told."""
    case = file(stores, *a_case(number))
    case = append(stores, case, "routed", MONDAY, to=office, to_name="Dinas", tier="opd", status="routed")
    case = append(stores, case, "breached", MONDAY, clock="progress")
    position = {"position": "Bupati Kutai Timur", "position_en": "Regent"}
    append(stores, case, "raised", MONDAY, step=step, late=office, **position, **TOLD)
    return case.id


def listed(stores: Stores, area: str, limit: int = 10) -> list[str]:
    return [line.id for line in stores.cases.standing(area, limit, None).items]


def test_a_region_has_its_own_cases_and_a_province_all(stores: Stores) -> None:
    kutai, samarinda = stands(stores, 1, "64.08-pupr"), stands(stores, 2, "64.72-pupr")
    assert listed(stores, "64.08") == [kutai]
    assert listed(stores, "64") == listed(stores, "") == [kutai, samarinda]
    (line,) = stores.cases.standing("64.08", 10, None).items
    assert (line.area, line.at, line.step, line.late) == ("64.08", MONDAY, "region", "64.08-pupr")
    assert (line.position, line.position_en) == ("Bupati Kutai Timur", "Regent")


def test_a_case_has_one_line_however_often_somebody_is_told(stores: Stores) -> None:
    case_id = stands(stores, 1, "64.08-pupr", "secretary")
    again = {"step": "region", "late": "64.08-pupr", "position": "Bupati", "position_en": "Regent", **TOLD}
    append(stores, stores.cases.load(case_id), "raised", MONDAY, **again)
    assert [line.step for line in stores.cases.standing("64.08", 10, None).items] == ["region"]


def test_the_list_has_pages(stores: Stores) -> None:
    ids = [stands(stores, number, "64.08-pupr") for number in range(3)]
    first = stores.cases.standing("64.08", 2, None)
    second = stores.cases.standing("64.08", 2, first.after)
    assert [line.id for line in (*first.items, *second.items)] == ids


def test_a_reprimand_marks_the_line_of_the_queue_until_it_is_answered(stores: Stores) -> None:
    case = file(stores, *a_case())
    case = append(stores, case, "routed", MONDAY, to="64.08-pupr", to_name="PUPR", tier="opd", status="routed")
    warned = append(stores, case, "warned", MONDAY)
    assert [line.warned for line in stores.cases.queue(QueueQuery("64.08-pupr", 10)).items] == [True]
    assert stores.cases.load(case.id).warning == warned.version
    append(stores, warned, "warning_answered", MONDAY)
    assert [line.warned for line in stores.cases.queue(QueueQuery("64.08-pupr", 10)).items] == [False]


@pytest.mark.parametrize(
    "place", [NOT_LATE, Ladder(promises=2), Ladder(MONDAY, "region", True, ("64.08-pupr", "64-pupr"), 1)]
)
def test_a_place_on_the_ladder_survives_being_stored(place: Ladder) -> None:
    assert ladder_lines.place_in(ladder_lines.place_to_text(place)) == place
