"""Entries of the ledger of erasures: that words, photos or a reporter were taken out of a case, or words covered, and
by which event. Of what was taken out an entry says nothing, so the ledger may be kept longer, and elsewhere, than what
it is about: after a restore from an older backup it says what has to go again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Event

RECORDED = frozenset({"redacted", "erased", "covered", "uncovered"})
"""The kinds of events that have an entry."""


@dataclass(frozen=True, slots=True)
class ErasureRecord:
    """An entry: the event `seq` of a case, its kind, moment and facts, which name parts, notes by their number and
    places by theirs, and no words."""

    tracking_id: str
    seq: int
    kind: str
    at: datetime
    facts: Facts


def record_of(tracking_id: str, event: Event) -> ErasureRecord:
    """The entry of an event of one of the kinds `RECORDED`."""
    return ErasureRecord(tracking_id, event.seq, event.kind, event.at, dict(event.data))


def to_line(record: ErasureRecord) -> str:
    """An entry as one line of JSON."""
    fields = {name: getattr(record, name) for name in ("tracking_id", "seq", "kind", "facts")}
    return json.dumps({**fields, "at": to_text(record.at)}, sort_keys=True, separators=(",", ":"))


def parse_line(line: str) -> ErasureRecord:
    """The inverse of `to_line`; raises ValueError, KeyError or TypeError for anything else."""
    fields = json.loads(line)
    return ErasureRecord(
        str(fields["tracking_id"]),
        int(fields["seq"]),
        str(fields["kind"]),
        from_text(str(fields["at"])),
        dict(fields["facts"]),
    )
