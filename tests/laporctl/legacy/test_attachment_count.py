"""The files of an export and of a stack are counted against each other, both ways."""

from pathlib import Path
from typing import Any

from laporctl.legacy import attachment_count
from laporctl.legacy.attachment_count import AttachmentCount
from laporctl.legacy.conversion import LegacyCase
from laporctl.legacy.reconciliation import reconcile
from tests.laporctl.legacy.beside import FILES, OPEN, OVER, beside, deliver, row_files
from tests.laporctl.legacy.exports import conversion, rows
from tests.support.world import World


def counted(world: World, place: Path, *lines: dict[str, Any]) -> AttachmentCount:
    files = row_files(place / "lampiran")
    converted = map(conversion(world).convert, files.noting(rows(*lines)))
    cases = [each for each in converted if isinstance(each, LegacyCase)]
    return attachment_count.count(cases, files, "SITANGGAP", world.cases, world.former_numbers, world.now)


def test_what_came_whole_differs_in_nothing_and_is_no_work_of_anybody(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    deliver(world, tmp_path, OVER, OPEN)
    found = counted(world, tmp_path, OVER, OPEN)
    assert (found.there, found.here, found.differences, found.left) == (4, 4, [], {})
    cases = [each for each in map(conversion(world).convert, rows(OVER, OPEN)) if isinstance(each, LegacyCase)]
    zone = world.stack.calendar.zone
    sums = reconcile(cases, "SITANGGAP", world.cases, world.former_numbers, zone, world.now)
    assert (sums.differences, sums.reports["moved on"]) == ([], 0)


def test_a_file_that_is_missing_here_is_named_by_its_row(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    deliver(world, tmp_path, OVER | {"Lampiran": "lubang.jpg"}, OPEN)
    found = counted(world, tmp_path, OVER, OPEN)
    assert (found.there, found.here) == (4, 3)
    assert [(each.what, each.there, each.here) for each in found.differences] == [
        ("row 2: Lampiran: file 2", "a file", "none")
    ]


def test_a_file_that_is_missing_there_is_named_by_its_case(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    _, _, _, last = deliver(world, tmp_path, OVER, OPEN)
    found = counted(world, tmp_path, OVER)
    assert (found.there, found.here) == (3, 4)
    assert [each.what for each in found.differences] == [f"an attachment of {last.tracking_id}"]
    (told,) = [line for line in attachment_count.told(found) if line.startswith("differs")]
    assert told == f"differs: an attachment of {last.tracking_id}: none there, a file here"


def test_what_cannot_come_is_counted_by_its_reason(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, FILES | {"surat.pdf": b"%PDF-1.4"})
    lines = (OVER, OPEN | {"Lampiran": "surat.pdf; hilang.jpg"})
    deliver(world, tmp_path, *lines)
    found = counted(world, tmp_path, *lines)
    assert (found.there, found.here, found.differences) == (3, 3, [])
    assert found.left == {"wrong_type": 1, "missing": 1}
    assert "left there: 1: a file that is missing: no file is called so" in list(attachment_count.told(found))


def test_what_was_refused_is_left_there_for_its_reason(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, FILES | {"rusak.jpg": FILES["lubang.jpg"][:200]})
    line = OPEN | {"Lampiran": "rusak.jpg"}
    deliver(world, tmp_path, line)
    found = counted(world, tmp_path, line)
    assert (found.there, found.here, found.differences, found.left) == (0, 0, [], {"broken": 1})
