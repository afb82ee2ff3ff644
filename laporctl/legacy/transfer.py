"""Takes the rows of an export over, or says what would happen. A row is known by its number in the earlier system: what
is here already is left as it is, so a second run writes nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice

from chalicelib.domain.cases.former_number import Former
from chalicelib.domain.cases.model import Case
from chalicelib.domain.errors import InvalidInput, ReceiptReused
from chalicelib.services.cases.filing import FilingService
from chalicelib.services.cases.imported_history import Import
from chalicelib.services.ports.former_numbers import FormerNumbers
from laporctl.case_import import ReceiptKeys
from laporctl.legacy.conversion import Conversion, LegacyCase, Problem
from laporctl.legacy.source import SourceRow

AT_A_TIME = 100
"""Rows whose numbers are looked for together."""
WRITERS = 8
"""Cases that are filed at once; a transaction waits for the network longer than it computes."""

_COLUMN_OF = {"coordinates": "lat", "reporter": "phone", "note": "response"}
_RIGHT = {
    "too_short": "needs more letters",
    "too_long": "has too many letters",
    "unknown_category": "is no category: translate it in [values.category]",
    "unknown_type": "is no type of report: translate it in [values.type]",
    "region_shape": "is no code of a region: translate it in [values.region]",
    "unknown_region": "is no region that this stack knows: translate it in [values.region]",
    "incomplete_point": "needs lat and lon, or neither",
    "not_on_land": "is not on land in Indonesia",
}
"""What to say about the error of a field."""


@dataclass(frozen=True)
class Outcome:
    """What became of a row: `new`, `same` (here already), `changed` (here, but the row is another since) or `wrong`.
    `case` is its state here as the import makes it; None where nothing was made. `seal` is what the row was recognised
    by when it came over, which only the stack and the operator know."""

    row: int
    ending: str
    tracking_id: str = ""
    problems: tuple[Problem, ...] = ()
    legacy: LegacyCase | None = None
    case: Case | None = None
    seal: bytes = b""


@dataclass(frozen=True)
class Transfer:
    """An import of one export into one stack. Nothing is written unless `write`."""

    filing: FilingService
    former_numbers: FormerNumbers
    conversion: Conversion
    keys: ReceiptKeys
    now: datetime
    write: bool

    def run(self, rows: Iterator[SourceRow]) -> Iterator[Outcome]:
        """The outcome of each row, in order."""
        with ThreadPoolExecutor(WRITERS) as writers:
            while chunk := list(islice(rows, AT_A_TIME)):
                yield from self._chunk(chunk, writers.map)

    def _chunk(self, rows: Sequence[SourceRow], each: Callable[..., Iterator[Outcome]]) -> Iterator[Outcome]:
        converted = [(row, self.conversion.convert(row)) for row in rows]
        cases = [case for _, case in converted if isinstance(case, LegacyCase)]
        system = self.conversion.mapping.system
        present = self.former_numbers.find_all(system, [case.key for case in cases])
        names = {case.key: f"{system}/{case.key}" for case in cases}
        keys = self.keys.known(names.values())
        if self.write:
            keys |= self.keys.keys_for(name for key, name in names.items() if key not in present)

        def settle(pair: tuple[SourceRow, LegacyCase | list[Problem]]) -> Outcome:
            row, case = pair
            if not isinstance(case, LegacyCase):
                return Outcome(row.number, "wrong", problems=tuple(case))
            key = keys.get(names[case.key])
            if former := present.get(case.key):
                same = key is None or hmac.compare_digest(former.mac, _mac(key, case))
                ending = "same" if same else "changed"
                return Outcome(row.number, ending, former.tracking_id, legacy=case, seal=former.mac)
            return self._file(case, key)

        yield from each(settle, converted)

    def _file(self, case: LegacyCase, key: str | None) -> Outcome:
        mapping = self.conversion.mapping
        former = Former(mapping.system, case.key, _mac(key, case)) if key else None
        history = Import(self.now, case.steps, runs_on=mapping.clocks == "real", former=former)
        submission = replace(case.submission, receipt_key=key)
        try:
            if not self.write:
                filed = self.filing.rehearse(submission, case.filed_at, history)
                return Outcome(case.row, "new", legacy=case, case=filed)
            done = self.filing.file(submission, case.filed_at, history=history)
        except InvalidInput as error:
            return Outcome(case.row, "wrong", problems=tuple(self._problems(case, error)))
        except ReceiptReused:
            return Outcome(case.row, "changed", legacy=case)
        ending = "same" if done.replayed else "new"
        seal = former.mac if former else b""
        return Outcome(case.row, ending, done.receipt.tracking_id, legacy=case, case=done.case, seal=seal)

    def _problems(self, case: LegacyCase, error: InvalidInput) -> Iterator[Problem]:
        for wrong in error.errors:
            name = wrong.field.strip("/").partition("/")[0]
            column = self.conversion.column(_COLUMN_OF.get(name, name))
            allowed = f" (allowed: {wrong.allowed})" if wrong.allowed else ""
            yield Problem(case.row, column, f"{_RIGHT.get(wrong.code, wrong.code)}{allowed}")


def _mac(key: str, case: LegacyCase) -> bytes:
    """What two rows with the same content have in common, for whoever holds the key alone: a plain digest of a person's
    number could be found by trying."""
    content = [asdict(case.submission), case.filed_at, case.status, [asdict(step) for step in case.steps]]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hmac.new(bytes.fromhex(key), f"row\0{text}".encode(), hashlib.sha256).digest()
