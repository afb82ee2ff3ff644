"""The inbound door of channels: takes in a message, once, and says what its sender is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import danger
from chalicelib.domain.cases.contact import read_phone
from chalicelib.domain.cases.model import Priority
from chalicelib.domain.channels.conversation import PARTS_WAIT
from chalicelib.domain.channels.message import Answer, InboundMessage, Outcome, is_empty
from chalicelib.domain.errors import Unavailable
from chalicelib.services.channels.sender import sender_of
from chalicelib.services.ports.conversation_store import KeptPart
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.channels.dialect import Dialect
    from chalicelib.domain.channels.message import Part
    from chalicelib.services.channels.requests import ChannelRequests
    from chalicelib.services.channels.sender import Sender
    from chalicelib.services.ports.channel_secrets import ChannelSecrets
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.stack import Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector

_MOBILE = "+628"
_TRIES = 3
_CHANGES_NOTHING = (Outcome.TOLD, Outcome.UNCLEAR)
"""Such an answer is made anew for a repetition, and kept nowhere: it may have an office's words in it. Where it is sent
later it is kept like the others: as long as a provider repeats messages."""


@use_case
class ChannelService:
    """Messages of people. Safe to repeat, also at the same moment: whatever a message does is done once, and every
    repetition has the same answer."""

    conversations: ConversationStore
    secrets: ChannelSecrets
    requests: ChannelRequests
    alarm_detector: AlarmDetector
    texts: Dialect
    stack: Stack

    def receive(self, message: InboundMessage, now: datetime) -> Answer:
        """What a message is answered. Four reads and four writes beside what it does to a case; a repetition costs one
        read. Raises Unavailable for a channel
        without secrets, and where other messages of the sender keep changing the conversation: to be sent again."""
        phone = read_phone(message.sender).value
        if phone is None or not phone.startswith(_MOBILE) or is_empty(message):
            return Answer(Outcome.IGNORED)
        key = self.secrets.of_senders()
        if key is None:
            raise Unavailable
        sender = sender_of(phone, key)
        # Neither the provider's id nor its reference stands in a key: some have the number in them.
        message = replace(message, id=sender.name_of("message", message.id))
        answered = self.conversations.answer_to(sender.hash, message.id)
        if answered:
            return answered
        if message.part and message.part.total > 1:
            whole = self._joined(message, message.part, sender, now)
            if whole is None:
                return self._held(message, sender, now)
            if answered := self.conversations.answer_to(sender.hash, whole.id):
                return answered
            message = whole
        answer = self._carry_out(message, sender, now)
        if answer.outcome in _CHANGES_NOTHING and not self.texts.answers_later:
            return answer
        if self.conversations.remember(sender.hash, message.id, answer, now):
            return answer
        return self.conversations.answer_to(sender.hash, message.id) or answer

    def _carry_out(self, message: InboundMessage, sender: Sender, now: datetime) -> Answer:
        count = self.conversations.count(sender.hash, self.stack.calendar.local_date(now), now)
        if count > self.texts.most_a_day:
            # Once only: two machines that answer each other end here.
            first = count == self.texts.most_a_day + 1
            return Answer(Outcome.TOO_MANY, (self.texts.answer("too_many"),)) if first else Answer(Outcome.SILENCED)
        for _ in range(_TRIES):
            before = self.conversations.load(sender.hash)
            after, answer = self.requests.carry_out(message, sender, before, now)
            given_up = before.held_since is not None and now > before.held_since + PARTS_WAIT
            if given_up and message.part is None:
                answer = answer._replace(texts=(*answer.texts, self.texts.answer("part_missing")))
            if given_up or message.part:
                after = replace(after, held_since=None)
            if after == before or self.conversations.save(sender.hash, after, now):
                return answer
        raise Unavailable

    def _joined(self, message: InboundMessage, part: Part, sender: Sender, now: datetime) -> InboundMessage | None:
        """The message that all parts make, in whatever order they came; None while one is missing. It has the id of its
        first part."""
        kept = KeptPart(part.number, message.id, message.text, now)
        ref = sender.name_of("part", f"{part.ref}/{part.total}")
        self.conversations.keep_part(sender.hash, ref, kept)
        parts = {each.number: each for each in self.conversations.parts(sender.hash, ref, now)}
        parts[part.number] = kept
        numbers = range(1, part.total + 1)
        if not parts.keys() >= set(numbers):
            return None
        return replace(message, id=parts[1].id, text="".join(parts[number].text for number in numbers))

    def _held(self, message: InboundMessage, sender: Sender, now: datetime) -> Answer:
        """A part waits for the others; who may be in danger does not."""
        before = self.conversations.load(sender.hash)
        if before.held_since is None:
            # Somebody else who changes the conversation meanwhile is another part: it says the same.
            self.conversations.save(sender.hash, replace(before, held_since=now), now)
        urgent = danger.of_text(message.text, self.alarm_detector.detect(message.text)) is Priority.EMERGENCY
        return Answer(Outcome.HELD, (self.texts.answer("danger"),) if urgent else ())
