"""Takes the files of an earlier system's reports over. Each goes to where a citizen's photo arrives, and the same
function makes it anew from its pixels or refuses it: nothing comes past it. What is here already is not sent again."""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from chalicelib.domain.attachments import rules
from chalicelib.domain.cases.model import Role, Status
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import CaseHistory, CaseStore
from chalicelib.services.ports.file_store import FileStore
from laporctl.legacy.folder import kind_of
from laporctl.legacy.row_files import KEPT_BACK, RowFile, RowFiles, refusal
from laporctl.legacy.transfer import AT_A_TIME, WRITERS, Outcome

LOOKS = 60
"""How often cases are looked at for what became of their files, a second apart; after that a file `waits`."""

NEW, WAITING = ("new", ""), ("waiting", "")
_LEFT_ROWS = {"wrong": "row_wrong", "changed": "row_changed"}
_UNSEALED = b"no case yet"


@dataclass(frozen=True)
class AttachmentTransfer:
    """Sends the files of the rows that have come over. Nothing is sent unless `write`."""

    row_files: RowFiles
    cases: CaseStore
    files: FileStore
    now: datetime
    write: bool
    sleep: Callable[[float], None]

    def run(self, outcomes: Iterator[Outcome]) -> Iterator[tuple[Outcome, list[RowFile]]]:
        """Each outcome with what became of the files of its row, in order."""
        with ThreadPoolExecutor(WRITERS) as writers:
            while chunk := list(islice(outcomes, AT_A_TIME)):
                sent = list(writers.map(self._send, chunk))
                yield from zip(chunk, self._settled(sent), strict=True)

    def _send(self, outcome: Outcome) -> list[RowFile]:
        legacy = outcome.legacy
        files = self.row_files.of(outcome.row, outcome.seal or _UNSEALED, legacy.office if legacy else None)
        if reason := _LEFT_ROWS.get(outcome.ending):
            return [file.ends(KEPT_BACK, _first(file.reason, reason)) for file in files]
        files = [replace(file, tracking_id=outcome.tracking_id) for file in files]
        return self._send_to(outcome, files) if any(not file.ending for file in files) else files

    def _send_to(self, outcome: Outcome, files: list[RowFile]) -> list[RowFile]:
        case = _Case()
        if outcome.tracking_id:
            history = self.cases.load_history(outcome.tracking_id)
            case = _Case(history, self.files.under(f"{rules.INCOMING}{outcome.tracking_id}/"))
        return [file if file.ending else self._send_one(outcome, case, file) for file in files]

    def _send_one(self, outcome: Outcome, case: _Case, file: RowFile) -> RowFile:
        told = case.tell(file)
        if told == NEW and self.write:
            key = rules.incoming_key(outcome.tracking_id, file.attachment_id)
            self.files.receive(key, str(kind_of(file.data)), file.data, self._labels(file, outcome))
            told = WAITING
        return file.ends(*told)

    def _labels(self, file: RowFile, outcome: Outcome) -> dict[str, str]:
        legacy = outcome.legacy
        by = Role.REPORTER if file.sender == "reporter" else Role.OFFICER
        labels = {"by": str(by), rules.SALT: secrets.token_hex(rules.SALT_BYTES), rules.IMPORTED: to_text(self.now)}
        if by is Role.OFFICER and legacy and legacy.office:
            labels["agency"] = legacy.office
        if not self.row_files.mapping.attached.public or (legacy and legacy.submission.secret):
            labels["private"] = "true"
        return labels

    def _settled(self, rows: list[list[RowFile]]) -> list[list[RowFile]]:
        """The files of some rows once each has been cleaned or refused, as far as one waits for it."""
        for _ in range(LOOKS if self.write else 0):
            open_cases = {file.tracking_id for files in rows for file in files if file.ending == "waiting"}
            if not open_cases:
                break
            self.sleep(1)
            histories = {tracking_id: self.cases.load_history(tracking_id) for tracking_id in open_cases}
            rows = [[_after(file, histories) for file in files] for files in rows]
        return rows


@dataclass
class _Case:
    """A case that files come to, which is not here yet in a dry run, and those that wait for being cleaned."""

    history: CaseHistory | None = None
    arrived: Sequence[str] = ()
    _added: int = 0

    def tell(self, file: RowFile) -> tuple[str, str]:
        """How it ends for a file if nothing is sent, and why."""
        if self.history and (told := _known(file, self.history)):
            return told
        held = len(rules.attachments_of(self.history.events)) if self.history else 0
        if held + self._added >= rules.PER_CASE:
            return KEPT_BACK, "too_many"
        self._added += 1
        return WAITING if any(key.endswith(f"/{file.attachment_id}") for key in self.arrived) else NEW


def _first(reason: str, of_row: str) -> str:
    """Why a file stays with its row: what is wrong with the file itself first. A row that is wrong has no office."""
    return reason if reason and reason != "no_office" else of_row


def _known(file: RowFile, history: CaseHistory) -> tuple[str, str] | None:
    """How it ends for a file that need not be sent: it is here, was refused, or may not come any more."""
    if rules.had_attachment(history.events, file.attachment_id):
        return "same", ""
    if history.case.status is Status.REFERRED:
        return KEPT_BACK, "referred"
    if file.sender == "reporter" and any(event.kind == "erased" for event in history.events):
        return KEPT_BACK, "erased"
    return _refused(file, history)


def _refused(file: RowFile, history: CaseHistory) -> tuple[str, str] | None:
    reason = refusal(file, history)
    return (KEPT_BACK, reason) if reason else None


def _after(file: RowFile, histories: dict[str, CaseHistory]) -> RowFile:
    if file.ending != "waiting":
        return file
    history = histories[file.tracking_id]
    if rules.had_attachment(history.events, file.attachment_id):
        return file.ends("attached")
    return file.ends(*(_refused(file, history) or WAITING))


def write_list(place: Path, files: Iterable[RowFile], of_nobody: Iterable[str]) -> None:
    """Every file with its row, its case and what became of it. It holds names of files, which may be those of people:
    only its owner can read it."""
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_TRUNC | os.O_CREAT, 0o600), "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["row", "column", "file", "case", "outcome", "reason"])
        table.writerows([f.row, f.column, f.name, f.tracking_id, f.ending, f.reason] for f in files)
        table.writerows(["", "", name, "", KEPT_BACK, "of_no_row"] for name in of_nobody)
