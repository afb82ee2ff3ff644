"""The queue of notices: orders that wait to be carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import timedelta

    from chalicelib.domain.channels.orders import ChannelOrder
    from chalicelib.domain.notices.code_order import CodeOrder
    from chalicelib.domain.notices.order import NoticeOrder


class NoticeQueue(Protocol):
    """Orders of notices; each is handed out at least once."""

    def send(self, order: NoticeOrder, wait: timedelta) -> None:
        """Put an order into the queue, to be handed out after `wait`, which is a quarter of an hour at most."""

    def send_code(self, order: CodeOrder) -> None:
        """Put the order of a one-time code into the queue, to be handed out at once."""

    def send_for_channel(self, order: ChannelOrder) -> None:
        """Put an order of a channel that answers later into the queue, to be handed out at once."""

    def send_return(self, order: NoticeOrder, *, for_good: bool) -> None:
        """Put into the queue that the notice of an order did not reach its reader; `for_good`: no other will."""

    def postpone(self, receipt: str, wait: timedelta) -> None:
        """Hold back an order that was handed out, for twelve hours at most."""
