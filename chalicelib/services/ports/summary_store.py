"""The summary store: what the centre knows of each stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.exchange.summary import Summary


class SummaryStore(Protocol):
    """The newest summary of each stack."""

    def put(self, summary: Summary) -> bool:
        """Keep a summary in the place of an earlier one; False, and nothing is written, if the one that is there is as
        new or newer."""

    def all(self) -> dict[str, Summary]:
        """The newest summary of every stack that has sent one, by prefix; may lag by a moment."""
