"""The conversation store: what is kept of who sends messages by a channel, under a keyed hash of their number."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.domain.channels.conversation import Conversation
    from chalicelib.domain.channels.message import Answer


class KeptPart(NamedTuple):
    """A part of a message that waits for the others: the provider's `id` of it, its words, when it came."""

    number: int
    id: str
    text: str
    at: datetime


class ConversationStore(Protocol):
    """Senders, by the hash that `ChannelService` makes of their number."""

    def load(self, sender: str) -> Conversation:
        """The conversation of a sender, strongly consistent; an empty one if they never sent anything, or too long
        ago."""

    def save(self, sender: str, conversation: Conversation, now: datetime) -> bool:
        """Keep a conversation that was changed; False, and nothing is kept, if somebody else did so since its
        version."""

    def count(self, sender: str, day: date, now: datetime) -> int:
        """Count one more message of a sender on a day; answers how many there were."""

    def plan(self, sender: str, message_id: str, what: str, now: datetime) -> str:
        """Keep what a message is about to do, before it does so; answers what that is, which is the first that was
        planned for it."""

    def answer_to(self, sender: str, message_id: str) -> Answer | None:
        """What a message was answered that was dealt with already, strongly consistent; None for a new one, and one
        that is only planned."""

    def remember(
        self, sender: str, message_id: str, answer: Answer, now: datetime, before: Answer | None = None
    ) -> bool:
        """Keep what a message was answered, in the place of `before`; False, and nothing is kept, if something else is
        kept already."""

    def keep_part(self, sender: str, ref: str, kept: KeptPart) -> None:
        """Keep a part of the message `ref`, in the place of an earlier one of the same number."""

    def parts(self, sender: str, ref: str, now: datetime) -> tuple[KeptPart, ...]:
        """The parts of a message that came within the last day, in their order, strongly consistent."""

    def claim_answer(self, sender: str, message_id: str, now: datetime) -> bool:
        """Take the sending of an answer that is kept; False if somebody else sends it now, or it was sent."""

    def sent_answer(self, sender: str, message_id: str) -> None:
        """An answer that was taken has been sent."""

    def was_sent(self, sender: str, message_id: str) -> bool:
        """Whether an answer has been sent."""

    def wrote(self, tracking_id: str, now: datetime) -> None:
        """Somebody has written of a case by WhatsApp: for 24 hours they may be told of it in any words."""

    def wrote_within(self, tracking_id: str, now: datetime) -> bool:
        """Whether somebody has, within the 24 hours before `now`."""
