"""The part of the container by which the centre sees all stacks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.exchange.summaries import SummaryBook, SummarySender
    from chalicelib.services.stack import Stack


class SummaryUseCases:
    """The use cases of summaries. `Container` has what they are made of."""

    adapters: Adapters
    stack: Stack

    @cached_property
    def summary_sender(self) -> SummarySender:
        from chalicelib.services.exchange.summaries import SummarySender

        on = self.adapters
        return SummarySender(on.statistics_store, on.directory, self.stack, on.stacks, on.messenger, on.summaries)

    @cached_property
    def summary_book(self) -> SummaryBook:
        from chalicelib.services.exchange.summaries import SummaryBook

        return SummaryBook(self.stack, self.adapters.summaries, self.adapters.stacks)
