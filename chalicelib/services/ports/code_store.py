"""The code store: the last one-time code of each case, without the code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.renewal import CodeSent


class CodeStore(Protocol):
    """What is known of codes. One function says that they went out, another counts tries and uses them up."""

    def last(self, tracking_id: str) -> CodeSent | None:
        """The last code of a case, strongly consistent; None if none went out in the last two days."""

    def put(self, tracking_id: str, sent: CodeSent, before: CodeSent | None) -> bool:
        """A code takes the place of the one before, with no tries yet; False if another one did so since."""

    def count_try(self, tracking_id: str, request: str, now: datetime) -> bool:
        """Count one more try of a request's code; False if there is no such code, or its time or its tries are
        over."""

    def use(self, tracking_id: str, request: str, secret_hash: bytes) -> bool:
        """Use a code up for the secret with this hash; False if it was used for another one. Safe to repeat."""
