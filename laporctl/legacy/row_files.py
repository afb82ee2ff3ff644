"""The files that the rows of an export name, and which of them can be sent at all."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.domain.attachments import rules
from chalicelib.domain.cases import former_number
from chalicelib.services.ports.case_store import CaseHistory
from laporctl.legacy.conversion import text_of
from laporctl.legacy.folder import Folder, FoundFile, kind_of
from laporctl.legacy.mapping import LegacyMapping
from laporctl.legacy.source import SourceRow

KEPT_BACK = "kept_back"
"""How it ends for a file that does not come over; its `reason` says why."""

RIGHT = {
    "missing": "is missing: no file is called so",
    "ambiguous": "is called like several files, and lies at the path of none",
    "unreadable": "cannot be read",
    "empty": "is empty",
    "too_large": f"is larger than {rules.LARGEST_BYTES // 1024**2} MB",
    "wrong_type": f"is of no accepted kind ({', '.join(rules.MEDIA_TYPES)})",
    "too_many": f"is more than the {rules.PER_CASE} that a case holds",
    "no_office": "is an office's, and the row names none",
    "erased": "is of a reporter who had everything erased",
    "referred": "is of a case that another stack has now",
    "too_many_pixels": f"has more than {rules.LARGEST_PIXELS // 1_000_000} million pixels",
    "animated": "is animated",
    "broken": "is broken",
    "polyglot": "is a page, a program or an archive too",
    "row_wrong": "stays with its row, which is wrong",
    "row_changed": "stays with its row, which has changed since",
}
"""What to say of a file that does not come over, by the reason."""


@dataclass(frozen=True)
class RowFile:
    """A file that a row names: in which column (`place` counts from 1), and whose it is (`sender`, of
    `mapping.SENDERS`). `ending` is `new` (would be sent), `attached`, `same` (attached already), `waiting` (sent, not
    cleaned yet) or KEPT_BACK. `data` is there until it has been sent."""

    row: int
    column: str
    place: int
    name: str
    sender: str
    ending: str = ""
    reason: str = ""
    attachment_id: str = ""
    tracking_id: str = ""
    data: bytes = field(default=b"", repr=False)

    def ends(self, ending: str, reason: str = "") -> RowFile:
        """The same file with how it ended, and without its bytes."""
        return replace(self, ending=ending, reason=reason, data=b"")


@dataclass
class RowFiles:
    """Notes which files the rows name while they pass, and finds them when they are asked for."""

    folder: Folder
    mapping: LegacyMapping
    _named: dict[int, list[tuple[RowFile, FoundFile | str]]] = field(default_factory=dict)

    def noting(self, rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
        """The rows, each once its files are noted."""
        for row in rows:
            self._named[row.number] = list(self._in_row(row))
            yield row

    def of(self, row: int, seal: bytes, office: str | None) -> list[RowFile]:
        """The files of a row, with their content and id, or what is wrong with them; once. A file's id follows from its
        content and the `seal` of its row: a second run finds it, and who has the file cannot tell that it was sent."""
        files = [self._examined(file, found, seal, office) for file, found in self._named.pop(row, [])]
        seen = set[str]()
        for at, file in enumerate(files):
            if file.attachment_id in seen:
                files[at] = file.ends("same")
            elif file.attachment_id:
                seen.add(file.attachment_id)
        return files

    def _in_row(self, row: SourceRow) -> Iterator[tuple[RowFile, FoundFile | str]]:
        attached = self.mapping.attached
        if not attached.columns:
            number = former_number.normalise(text_of(row.cells.get(self.mapping.columns["number"])))
            for place, found in enumerate(self.folder.numbered(number), 1):
                yield RowFile(row.number, "folder", place, found.path, "reporter"), found
        for sender, column in attached.columns.items():
            for place, name in enumerate(_names(row.cells.get(column), attached.separator), 1):
                yield RowFile(row.number, column, place, name, sender), self.folder.named(name)

    @staticmethod
    def _examined(file: RowFile, found: FoundFile | str, seal: bytes, office: str | None) -> RowFile:
        if isinstance(found, str):
            return file.ends(KEPT_BACK, found)
        data = found.read()
        if data is None:
            return file.ends(KEPT_BACK, "unreadable")
        if wrong := _wrong(data) or ("no_office" if file.sender == "office" and office is None else ""):
            return file.ends(KEPT_BACK, wrong)
        return replace(file, data=data, attachment_id=_id_of(data, seal))


def refusal(file: RowFile, history: CaseHistory) -> str:
    """Why the function that cleans refused a file, while it is remembered; empty if it did not."""
    reasons = {failed.id: failed.reason for failed in history.failed if failed.reason != rules.NOT_CLEANED}
    return reasons.get(file.attachment_id, "") if file.attachment_id else ""


def _names(cell: Any, separator: str) -> Sequence[str]:
    cells = cell if isinstance(cell, list) else [cell]
    return [name for each in cells for name in map(str.strip, text_of(each).split(separator)) if name]


def _wrong(data: bytes) -> str:
    if len(data) > rules.LARGEST_BYTES:
        return "too_large"
    return "" if kind_of(data) else "wrong_type" if data else "empty"


def _id_of(data: bytes, seal: bytes) -> str:
    content = hashlib.sha256(data).digest()
    return rules.issue_id(hmac.digest(seal, b"file\0" + content, "sha256")[: rules.ID_BYTES])
