"""Propagates the renewal of a receipt to the stacks that share the case, in the message of redactions: the secret that
holds is a fact of the case like the words that were taken out.

Only the stack where the case was filed renews its receipt, because contacts never leave it. A message may come late or
twice: the number of the event there says which one is newer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.receipt import RENEWED, RENEWED_HASH, valid_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.services.ports.case_store import CaseHistory

HASH, NUMBER = "receipt_hash", "receipt_event"
"""The fields of a message that say which secret holds, and by which event of the stack where the case was filed. Stacks
that do not know them do nothing about them. The second is also a fact of the event that takes it over."""


def said(history: CaseHistory) -> dict[str, str | int]:
    """What a message says of the receipt of a case; empty while it is the one of the filing."""
    last = next((event for event in reversed(history.events) if event.kind == RENEWED), None)
    if last is None:
        return {}
    return {HASH: str(last.data[RENEWED_HASH]), NUMBER: int(last.data.get(NUMBER, last.seq))}


def outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> Facts:
    """The facts of the event by which this stack takes over the secret of another one; empty if nothing is left. Of a
    case that was filed here, nobody else knows better."""
    if HASH not in message or history.case.id.startswith(f"{here}-"):
        return {}
    if message[HASH] == valid_hash(history.case).hex():
        # It came with the case.
        return {}
    known = said(history)
    if known and int(known[NUMBER]) >= message[NUMBER]:
        return {}
    return {RENEWED_HASH: str(message[HASH]), NUMBER: int(message[NUMBER])}
