"""Cases that were filed in another system, taken over with their own days. What was over there is over here at once: no
clock starts, nobody is told, and it counts in the month in which it happened."""

import hashlib
import json
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib.api.schemas import ComplaintIn, decode
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.cases.receipt import KEY_BYTES
from chalicelib.domain.errors import InvalidInput, ReceiptReused
from chalicelib.services.cases.filing import FilingService
from chalicelib.services.cases.imported_history import Import, Step


@dataclass(frozen=True)
class Imported:
    """One line's outcome: its receipt, or what was wrong with it. `days` are those on which its events happened."""

    line: int
    tracking_id: str = ""
    secret: str = ""
    replayed: bool = False
    error: str = ""
    days: tuple[datetime, ...] = ()


@dataclass
class ReceiptKeys:
    """Receipt keys of lines that have none, in a file beside the import, so that importing again files nothing twice.
    Each is on the disk before its case is filed. Whoever has the file can act as the reporters."""

    file: Path
    _keys: dict[str, str] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if self.file.exists():
            self._keys = dict(json.loads(line) for line in self.file.read_text().splitlines())

    def key_of(self, line: bytes) -> str:
        """The key of a line, by its content; lines that are the same have one each."""
        digest = hashlib.sha256(line.strip()).hexdigest()
        self._seen[digest] += 1
        name = f"{digest}/{self._seen[digest]}"
        return self.keys_for([name])[name]

    def known(self, names: Iterable[str]) -> dict[str, str]:
        """Those of some names that have a key, with it."""
        return {name: self._keys[name] for name in names if name in self._keys}

    def keys_for(self, names: Iterable[str]) -> dict[str, str]:
        """The keys of some names; those that have none get one, written together."""
        wanted = list(names)
        fresh = {name: secrets.token_hex(KEY_BYTES) for name in wanted if name not in self._keys}
        if fresh:
            with os.fdopen(os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as out:
                out.writelines(json.dumps([name, key]) + "\n" for name, key in fresh.items())
                out.flush()
                os.fsync(out.fileno())
            self._keys |= fresh
        return self.known(wanted)


def import_cases(
    filing: FilingService, file: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[Imported]:
    """File each line as of its own date, by the same rules as if it had come by the web that day."""
    keys = ReceiptKeys(file.with_name(f"{file.name}.receipts"))
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                fields = json.loads(line)
                filed_at, history = _history(fields, now())
                complaint = decode(ComplaintIn, json.dumps({"receipt_key": keys.key_of(line), **fields}).encode())
                filed = filing.file(complaint.submission(), filed_at, history=history)
            except (ValueError, KeyError, AttributeError, TypeError, InvalidInput, ReceiptReused) as error:
                yield Imported(number, error=f"{type(error).__name__}: {error}")
            else:
                days = (filed_at, *(step.at for step in history.steps))
                yield Imported(number, filed.receipt.tracking_id, filed.receipt.secret, filed.replayed, days=days)


def _history(fields: dict[str, Any], now: datetime) -> tuple[datetime, Import]:
    """When a line was filed, and what became of it; takes these fields out. Raises ValueError."""
    filed_at = datetime.fromisoformat(fields.pop("filed_at"))
    ended = fields.pop("ended_at", None)
    ended_at = datetime.fromisoformat(ended) if ended else None
    reason = fields.pop("archived_for", None)
    if filed_at.tzinfo is None or (ended_at and ended_at.tzinfo is None):
        raise ValueError("a moment without a time zone")
    if not filed_at <= (ended_at or filed_at) <= now:
        raise ValueError("filed_at, ended_at and now in the wrong order")
    if reason is not None and (reason not in ARCHIVE_REASONS or not ended_at):
        raise ValueError(f"archived_for goes with ended_at and is one of: {', '.join(ARCHIVE_REASONS)}")
    ending = (Step("archived" if reason else "closed", ended_at, reason=reason or ""),) if ended_at else ()
    return filed_at, Import(now, ending)
