"""Debts to other stacks: redactions and erasures stay due until every stack that shares the case has acknowledged them.

The debt is written together with the event that makes it, so it is there even if the stream loses the event; the sweep
has its message sent again, at growing distances, until the acknowledgement comes. The case itself may have ended long
ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases import fold
from chalicelib.domain.exchange.debt import Debt, new_debt, repeated
from chalicelib.services.exchange import erasures, redactions
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Event
    from chalicelib.domain.geography.regions import Province
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.debt_store import DebtStore

ACKNOWLEDGEMENT = "acknowledgement"
"""The kind of message by which a stack says that it has done what a message asked for."""

RECEIPT = "receipt"
"""The field of a message that asks for an acknowledgement, and names what it acknowledges. Messages of stacks that keep
no debts lack it."""


def messages_for(history: CaseHistory, seq: int, here: Province) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The messages that an event in this stack causes: for each the stack (prefix) that needs it, its kind, and its
    content."""
    for to, message in (
        redactions.messages_for(history, seq, here.prefix),
        erasures.messages_for(history, seq, here.prefix, here.name),
    ):
        for prefix in to:
            kind = message["kind"]
            token = Debt(history.case.id, kind, prefix, seq, history.events[seq - 1].at).token
            yield prefix, kind, {"tracking_id": history.case.id, RECEIPT: token, **message}


def message_of(history: CaseHistory, debt: Debt, here: Province) -> dict[str, Any]:
    """The message of a debt as the case is now. What was covered may have been erased since: then the message says that
    nothing is left to do, so that it is acknowledged like any other and the debt ends."""
    for to, kind, message in messages_for(history, debt.seq, here):
        if (to, kind) == (debt.to, debt.kind):
            return message
    return {"tracking_id": history.case.id, RECEIPT: debt.token, **redactions.nothing_left(history)}


def owed_by(history: CaseHistory, here: Province) -> Callable[[Event], tuple[Debt, ...]]:
    """The rule by which the next event of a case makes debts, for `EventWriter.write`; `history` is the case before
    it."""

    def owed(event: Event) -> tuple[Debt, ...]:
        after = replace(history, case=fold.apply(history.case, event), events=(*history.events, event))
        return tuple(
            new_debt(history.case.id, kind, to, event.seq, event.at)
            for to, kind, _ in messages_for(after, event.seq, here)
        )

    return owed


@use_case
class DebtService:
    """Has messages sent again that no stack has acknowledged."""

    debts: DebtStore

    def repeat_due(self, now: datetime) -> Iterator[Debt]:
        """Have the message of every debt that is due sent again; yields each debt after that. Safe to run twice: a debt
        that somebody else has settled or repeated meanwhile is left alone."""
        for debt in self.debts.due(now):
            after = repeated(debt, now)
            if self.debts.repeat(debt, after):
                yield after

    def repeat_all(self, now: datetime) -> int:
        """Have the messages of all open debts sent again now; answers how many."""
        return sum(self.debts.repeat(debt, repeated(debt, now)) for debt in list(self.debts.open()))
