"""SMS as people write them, in the situations that they write them in: what becomes of each (tests/vectors/sms.tsv)."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case
from chalicelib.domain.notices import sms
from chalicelib.services.ports.place_finder import FoundPlace
from tests.services.channels.test_inbound import ROAD_SMS, Phone, a_phone, answered, at_office, every_case, only_case
from tests.support.world import VILLAGE, World

TABLE = Path(__file__).parents[2] / "vectors" / "sms.tsv"
OFFICE, COORDINATOR = "64.08-pupr", "64.08-diskominfo"


class Written(NamedTuple):
    """A line of the table: the texts are those with `{no}` for the number of the report that is there."""

    situation: str
    sms: str
    outcome: str
    says: str
    new_reports: int


def written() -> list[Written]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Written(*row[:4], int(row[4])) for row in rows]


def nothing(world: World, phone: Phone) -> None:
    """This phone never wrote."""


def nowhere(world: World, phone: Phone) -> None:
    world.place_finder.found = None


def place(world: World, phone: Phone) -> Case:
    nowhere(world, phone)
    phone.send(ROAD_SMS)
    return only_case(world)


def cancel(world: World, phone: Phone) -> Case:
    case = at_office(world, phone)
    phone.send("BATAL")
    return case


def question(world: World, phone: Phone) -> Case:
    return world.do_case(at_office(world, phone), Command.POSTPONE, world.officer(OFFICE), None)


def closed(world: World, phone: Phone) -> Case:
    answered(world, phone)
    phone.send("YA")
    return only_case(world)


def archived(world: World, phone: Phone) -> Case:
    phone.send(ROAD_SMS)
    case = only_case(world)
    world.services.route_case.route(case.id, world.now)
    first, reason = world.coordinator(COORDINATOR), {"reason": "beyond_services"}
    world.do_case(world.cases.load(case.id), Command.PROPOSE_ARCHIVE, first, None, details=reason)
    second = replace(first, key="SECOND")
    return world.do_case(world.cases.load(case.id), Command.APPROVE_ARCHIVE, second, None)


def merged(world: World, phone: Phone) -> Case:
    case = at_office(world, phone)
    other = world.file_and_route()
    world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    return world.do_case(
        world.cases.load(case.id), Command.MERGE, world.officer(OFFICE), None, details={"into": other.case.id}
    )


SITUATIONS: dict[str, Callable[[World, Phone], Case | None]] = {
    "new": nothing,
    "nowhere": nowhere,
    "place": place,
    "filed": at_office,
    "cancel": cancel,
    "question": question,
    "answered": answered,
    "closed": closed,
    "archived": archived,
    "merged": merged,
}


def test_there_are_two_hundred_in_every_situation() -> None:
    lines = written()
    assert len(lines) >= 200
    assert {line.situation for line in lines} == SITUATIONS.keys()
    assert len({(line.situation, line.sms) for line in lines}) == len(lines)


@pytest.mark.parametrize("line", written(), ids=lambda line: f"{line.situation}: {line.sms}")
def test_what_becomes_of_an_sms(line: Written) -> None:
    world, phone = a_phone()
    case = SITUATIONS[line.situation](world, phone)
    number = case.id if case else ""
    before = len(every_case(world))
    text = line.sms.format(no=number, no_plain=number.replace("-", ""), no_lower=number.lower())
    message = phone.message(text)
    answer = phone.give(message)
    assert (answer.outcome, len(every_case(world)) - before) == (line.outcome, line.new_reports)
    assert line.says in answer.texts[0]
    assert all(len(each) <= sms.LONGEST and each == sms.in_alphabet(each) for each in answer.texts)
    versions = [each.version for each in every_case(world)]
    again = phone.give(message)
    assert [each.version for each in every_case(world)] == versions, "a repetition changes nothing"
    assert again.outcome == answer.outcome
