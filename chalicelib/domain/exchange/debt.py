"""Debts between stacks: a fact of a case that another stack has to be told, until it has acknowledged it."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.values import dataclass

FIRST_PATIENCE = timedelta(hours=1)
"""How long an acknowledgement may take before the message is sent again; the next time twice as long, and so on. A
technical limit, so no policy has it."""

LONGEST_PATIENCE = timedelta(days=7)
"""Between two sendings never lies more."""

UNANSWERED_AFTER = 6
"""After so many repetitions without an answer, 63 hours, an operator has to look: a reporter who asks to be forgotten
does not wait longer than three days before somebody knows that it has not happened everywhere."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What this stack owes to the stack `to` (a prefix): the message of the kind `kind` about the event `seq` of a
    case, which happened at `since`. A later event of the same kind takes its place, because its message says all that
    the earlier one said. `tries` counts the repetitions; `next_at` is the moment of the next one, None once the other
    stack has acknowledged the message."""

    tracking_id: str
    kind: str
    to: str
    seq: int
    since: datetime
    tries: int = 0
    next_at: datetime | None = None

    @property
    def token(self) -> str:
        """The name of the message within the case, which an acknowledgement repeats."""
        return f"{self.kind}/{self.seq}"

    @property
    def open(self) -> bool:
        """Whether the other stack has not acknowledged the message yet."""
        return self.next_at is not None

    @property
    def unanswered(self) -> bool:
        """Whether it was repeated so often that an operator has to look."""
        return self.open and self.tries >= UNANSWERED_AFTER


def new_debt(tracking_id: str, kind: str, to: str, seq: int, at: datetime) -> Debt:
    """The debt that an event leaves whose message is sent for the first time now."""
    return Debt(tracking_id, kind, to, seq, at, 0, at + FIRST_PATIENCE)


def repeated(debt: Debt, now: datetime) -> Debt:
    """The debt after its message was sent again."""
    patience = min(FIRST_PATIENCE * 2 ** (debt.tries + 1), LONGEST_PATIENCE)
    return replace(debt, tries=debt.tries + 1, next_at=now + patience)


def parse_token(token: str) -> tuple[str, int]:
    """Kind and number of the event in a token; raises ValueError for anything else."""
    kind, _, seq = token.partition("/")
    return kind, int(seq)
