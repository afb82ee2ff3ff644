"""Cases of another system: closed ones are over, open ones have their time, and nothing is imported twice."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.api import labels
from chalicelib.domain.cases import fold, integrity
from chalicelib.domain.cases.model import Status
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.cases.filing import Submission
from chalicelib.storage.case_stream import DynamoCaseStream
from laporctl.case_import import Imported, import_cases
from tests.support.loops import at_least_one
from tests.support.world import MONDAY, World

CLOSED: dict[str, Any] = {
    "text": "Jalan berlubang di depan pasar",
    "category": "jalan-rusak",
    "region": "64.08",
    "filed_at": "2020-03-02T09:00:00+08:00",
    "ended_at": "2020-04-01T10:00:00+08:00",
    "reporter": {"name": "Pelapor Contoh"},
}
OPEN = {name: value for name, value in CLOSED.items() if name != "ended_at"} | {"text": "Lampu jalan di pasar mati"}


def imported(world: World, folder: Path, *lines: dict[str, Any]) -> list[Imported]:
    file = folder / "cases.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return list(import_cases(world.services.filing, file, lambda: world.now))


def test_a_case_that_was_closed_in_2020_stays_closed(tmp_path: Path) -> None:
    """The first sweep breached it, moved it up and put it on the Ombudsman's list."""
    world = World()
    (outcome,) = imported(world, tmp_path, CLOSED)
    assert not world.services.route_case.route(outcome.tracking_id, world.now)
    world.later(days=1)
    assert world.sweep() == 0
    history = world.cases.load_history(outcome.tracking_id)
    assert (history.case.status, history.case.agency, history.case.breached) == (Status.CLOSED, None, False)
    assert [(event.kind, to_text(event.at)) for event in history.events] == [
        ("filed", "2020-03-02T01:00:00.000Z"),
        ("closed", "2020-04-01T02:00:00.000Z"),
    ]
    assert labels.of_event(history.events[1])["id"] == "Selesai di sistem sebelumnya"
    assert integrity.find_alterations(history.case, history.content, history.events) == []
    assert fold.fold(history.case.filing, history.events) == history.case
    assert world.stack.schedule(history.case) == world.stack.schedule(history.case).__class__(None, None, None)
    assert world.cases.lists == {"breached": [], "listed": [], "promised": []}


def test_an_archived_one_keeps_its_reason(tmp_path: Path) -> None:
    world = World()
    (outcome,) = imported(world, tmp_path, CLOSED | {"archived_for": "not_a_report"})
    case = world.cases.load(outcome.tracking_id)
    assert (case.status, case.archived_for) == (Status.ARCHIVED, "not_a_report")


def test_it_counts_in_the_months_in_which_it_happened(tmp_path: Path) -> None:
    world = World()
    (outcome,) = imported(world, tmp_path, CLOSED)
    for moment in outcome.days:
        world.services.aggregation.fold(moment.date(), moment.date(), world.now)
    months = world.statistics_store.months(["2020-03", "2020-04", "2026-11"])
    measures = {month: {name for tally in cells.values() for name in tally} for month, cells in months.items()}
    assert measures == {"2020-03": {"filed", "open"}, "2020-04": {"closed", "open"}}


def test_an_open_case_has_its_clocks_from_the_import_on_and_shows_its_true_day(tmp_path: Path) -> None:
    world = World()
    (outcome,) = imported(world, tmp_path, OPEN)
    assert world.services.route_case.route(outcome.tracking_id, world.now)
    rival = world.file_and_route(Submission(text=OPEN["text"], category="jalan-rusak", region="64.08"))
    case, today = world.cases.load(outcome.tracking_id), world.case(rival)
    assert case.agency == "64.08-pupr"
    assert case.filing.filed_at == from_text("2020-03-02T01:00:00.000Z")
    assert world.stack.schedule(case) == world.stack.schedule(today)
    world.later(days=1)
    assert world.sweep() == 0
    world.later(days=61)
    world.sweep()
    assert {line.id for line in world.cases.lists["listed"]} == {case.id, today.id}
    history = world.cases.load_history(case.id)
    assert fold.fold(history.case.filing, history.events) == history.case


def test_the_import_travels_with_the_case_to_another_stack(tmp_path: Path) -> None:
    world = World()
    (outcome,) = imported(world, tmp_path, OPEN)
    assert fold.transfer_state(world.cases.load(outcome.tracking_id))["imported"] == to_text(MONDAY)


def test_nobody_is_told_of_imported_events(tmp_path: Path) -> None:
    world = World()
    (outcome,) = imported(world, tmp_path, CLOSED)
    for event in at_least_one(world.cases.load_history(outcome.tracking_id).events):
        image = {"pk": f"C#{outcome.tracking_id}", "sk": f"EVENT#{event.seq:05d}", "seq": event.seq}
        image |= {"kind": event.kind, "at": to_text(event.at), "data": json.dumps(dict(event.data))}
        assert DynamoCaseStream().event_in(image) is None


def test_an_identity_whose_time_was_over_is_not_stored(tmp_path: Path) -> None:
    world = World()
    late, recent = imported(world, tmp_path, CLOSED, OPEN | {"filed_at": to_text(MONDAY - timedelta(days=40))})
    assert set(world.cases.identities) == {recent.tracking_id}
    assert late.tracking_id not in world.cases.identities


def test_importing_again_files_nothing_twice_and_gives_the_same_receipts(tmp_path: Path) -> None:
    world = World()
    first = imported(world, tmp_path, CLOSED, CLOSED, OPEN)
    again = imported(world, tmp_path, CLOSED, CLOSED, OPEN)
    assert len(world.cases.kept) == 3
    assert [(each.tracking_id, each.secret) for each in again] == [(each.tracking_id, each.secret) for each in first]
    assert [each.replayed for each in again] == [True] * 3
    assert (tmp_path / "cases.jsonl.receipts").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "change",
    [
        {"filed_at": "2020-03-02T09:00:00"},
        {"filed_at": "2031-03-02T09:00:00+08:00"},
        {"ended_at": "2019-03-02T09:00:00+08:00"},
        {"archived_for": "because"},
        {"filed_at": None},
        {"text": ""},
        {"unknown": 1},
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_imported(tmp_path: Path, change: dict[str, Any]) -> None:
    world = World()
    wrong, right = imported(world, tmp_path, CLOSED | change, OPEN)
    assert (wrong.line, bool(wrong.error), right.error) == (1, True, "")
    assert len(world.cases.kept) == 1
