"""The renewal of what is written of deadlines: both dates and the timer of every open case."""

from datetime import UTC, datetime

from chalicelib.domain.errors import StaleVersion
from chalicelib.services.ports.case_store import CaseStore
from chalicelib.services.stack import Stack
from chalicelib.services.use_case import use_case

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Every timer expires before."""


@use_case
class RenewalService:
    """Writes schedules anew."""

    cases: CaseStore
    stack: Stack
    shards: int

    def renew(self) -> tuple[int, int]:
        """Write the deadlines of every open case anew: after a release that counts or keeps them otherwise, or when
        holidays were corrected. Answers how many cases were written, and how many changed meanwhile, which renewed
        them too. One read and one write a case. Safe to repeat."""
        written = moved_on = 0
        for shard in range(self.shards):
            for timer in list(self.cases.due(_NEVER, shard)):
                case = self.cases.load(timer.tracking_id)
                try:
                    self.cases.renew_schedule(case, self.stack.schedule(case))
                except StaleVersion:
                    moved_on += 1
                else:
                    written += 1
        return written, moved_on
