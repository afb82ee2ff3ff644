"""An export and a stack are counted against each other, both ways."""

from pathlib import Path
from typing import Any

from laporctl.legacy.conversion import LegacyCase
from laporctl.legacy.reconciliation import Reconciliation, reconcile, told
from tests.laporctl.legacy.exports import CLOSED, NEW, WORKED, conversion, rows, transfer
from tests.support.world import World

THREE = (CLOSED, WORKED, NEW)


def reconciled(world: World, *lines: dict[str, Any]) -> Reconciliation:
    cases = [case for case in map(conversion(world).convert, rows(*lines)) if isinstance(case, LegacyCase)]
    zone = world.stack.calendar.zone
    return reconcile(cases, "SITANGGAP", world.cases, world.former_numbers, zone, world.now)


def test_what_was_taken_over_whole_differs_in_nothing(tmp_path: Path) -> None:
    world = World()
    transfer(world, tmp_path, *THREE)
    found = reconciled(world, *THREE)
    assert found.differences == []
    assert (found.reports["export"], found.reports["stack"], found.reports["moved on"]) == (3, 3, 0)
    assert {key: (sums.reports, sums.days) for key, sums in found.ledger.sums.items()} == {
        ("month", "2021-03"): (1, 21),
        ("month", "2026-11"): (2, 0),
        ("status", "closed"): (1, 21),
        ("status", "in_progress"): (1, 0),
        ("status", "received"): (1, 0),
        ("office", "64.08-pupr"): (2, 21),
        ("office", "-"): (1, 0),
    }
    assert "3 in the export, 3 here, 0 of them worked on since" in list(told(found))


def test_a_row_that_is_missing_here_is_named_with_the_sums_that_differ(tmp_path: Path) -> None:
    world = World()
    transfer(world, tmp_path, CLOSED)
    whats = [each.what for each in reconciled(world, CLOSED, WORKED).differences]
    assert whats == ["row 3", "month 2026-11", "office 64.08-pupr", "status in_progress"]


def test_a_case_that_is_missing_there_is_named_by_its_number_here(tmp_path: Path) -> None:
    world = World()
    _, worked, _ = transfer(world, tmp_path, *THREE)
    (difference,) = reconciled(world, CLOSED, NEW).differences
    assert difference.what == f"number of {worked.tracking_id}"
    assert (difference.there, difference.here) == ("none", "a report")


def test_a_row_that_says_something_else_than_was_taken_over_differs(tmp_path: Path) -> None:
    world = World()
    transfer(world, tmp_path, CLOSED)
    whats = [each.what for each in reconciled(world, CLOSED | {"Tanggal Selesai": "2021-03-25"}).differences]
    assert whats == ["month 2021-03", "office 64.08-pupr", "status closed"]


def test_a_case_that_was_worked_on_since_counts_by_what_it_was(tmp_path: Path) -> None:
    world = World()
    _, _, new = transfer(world, tmp_path, *THREE)
    world.services.route_case.route(new.tracking_id, world.now)
    found = reconciled(world, *THREE)
    assert found.differences == []
    assert found.reports["moved on"] == 1
