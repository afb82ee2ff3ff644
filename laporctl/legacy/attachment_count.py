"""Counts the files of an export against what a stack took over of them, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from chalicelib.domain.attachments import rules
from chalicelib.services.ports.case_store import CaseHistory, CaseStore
from chalicelib.services.ports.former_numbers import FormerNumbers
from laporctl.legacy.conversion import LegacyCase
from laporctl.legacy.reconciliation import AT_A_TIME, Difference
from laporctl.legacy.row_files import KEPT_BACK, RIGHT, RowFile, RowFiles, refusal

_NO_CASE = b"no case"


@dataclass
class AttachmentCount:
    """`there` files that rows name and that can come over, `here` those that came, `left` why others cannot, by
    reason."""

    there: int = 0
    here: int = 0
    left: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)


def count(
    cases: Iterable[LegacyCase],
    row_files: RowFiles,
    system: str,
    store: CaseStore,
    numbers: FormerNumbers,
    now: datetime,
) -> AttachmentCount:
    """Compare the files that rows name with the attachments that came with them, whatever became of these since."""
    found, seen, rows = AttachmentCount(), set[str](), iter(cases)
    while chunk := list(islice(rows, AT_A_TIME)):
        formers = numbers.find_all(system, [case.key for case in chunk])
        for case in chunk:
            former = formers.get(case.key)
            seen.add(case.key)
            files = row_files.of(case.row, former.mac if former else _NO_CASE, case.office)
            history = store.load_history(former.tracking_id) if former else None
            _compare(found, [_after(file, history) for file in files], history)
    for number, tracking_id in numbers.all_of(system, now):
        if number not in seen:
            _compare(found, [], store.load_history(tracking_id))
    return found


def _after(file: RowFile, history: CaseHistory | None) -> RowFile:
    """A file with the reason for which it was refused, as long as that is remembered."""
    reason = refusal(file, history) if history else ""
    return file.ends(KEPT_BACK, reason) if reason else file


def _stored(history: CaseHistory | None) -> set[str]:
    events = history.events if history else ()
    came = (event for event in events if event.kind == "attached" and rules.IMPORTED in event.data)
    return {str(event.data["attachment"]) for event in came}


def _compare(found: AttachmentCount, files: list[RowFile], history: CaseHistory | None) -> None:
    stored = _stored(history)
    expected = {file.attachment_id: file for file in files if not file.reason}
    found.left.update(file.reason for file in files if file.reason)
    found.there += len(expected)
    found.here += len(stored)
    for file in (expected[each] for each in expected if each not in stored):
        found.differences.append(Difference(f"row {file.row}: {file.column}: file {file.place}", "a file", "none"))
    for _ in stored - expected.keys():
        found.differences.append(Difference(f"an attachment of {history.case.id if history else ''}", "none", "a file"))


def told(found: AttachmentCount) -> Iterator[str]:
    """The lines of a report."""
    yield f"{found.there} files in the export that can come over, {found.here} here"
    for reason, files in sorted(found.left.items()):
        yield f"left there: {files}: a file that {RIGHT[reason]}"
    for each in found.differences:
        yield f"differs: {each.what}: {each.there} there, {each.here} here"
