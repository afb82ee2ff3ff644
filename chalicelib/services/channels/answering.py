"""Answering: sends what a message was answered, and fetches its photos, in a channel that does so later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.model import Role
from chalicelib.domain.channels.orders import AnswerOrder
from chalicelib.domain.channels.whatsapp_answers import in_one
from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.notices.ledger import LEASE, Outcome
from chalicelib.domain.notices.sent import Sent
from chalicelib.services.ports.whatsapp import WhatsAppRefused, WindowClosed
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.channels.dialect import Dialect
    from chalicelib.domain.channels.message import Answer
    from chalicelib.domain.channels.orders import ChannelOrder, PhotoOrder
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.sender_phones import SenderPhones
    from chalicelib.services.ports.whatsapp import WhatsApp
    from chalicelib.services.stack import Entropy


@use_case
class Answering:
    """Carries out the orders of `WhatsAppDoor`. What waited longer than a day is told nobody: the window is closed, and
    an answer is of no use to who has gone."""

    conversations: ConversationStore
    phones: SenderPhones
    cases: CaseStore
    files: FileStore
    whatsapp: WhatsApp
    texts: Dialect
    entropy: Entropy

    def carry_out(self, order: ChannelOrder, now: datetime) -> Sent:
        """Carry out an order. An answer goes out once, unless the function dies between sending it and noting that:
        then again after a lease. Any error but WhatsAppRefused and WindowClosed may be gone in a moment."""
        if not isinstance(order, AnswerOrder):
            return self._fetch(order, now)
        answer = self.conversations.answer_to(order.sender, order.message)
        phone = self.phones.phone_of(order.sender, now)
        if answer is None or phone is None:
            return Sent(Outcome.NOTHING)
        if not self.conversations.claim_answer(order.sender, order.message, now):
            # Somebody sends it now, or has: the next time finds out which, unless the queue gives up before.
            return Sent(Outcome.SENT) if self.conversations.was_sent(order.sender, order.message) else Sent(None, LEASE)
        outcome = self._say(phone, answer)
        self.conversations.sent_answer(order.sender, order.message)
        return Sent(outcome)

    def _say(self, phone: str, answer: Answer) -> Outcome:
        try:
            self.whatsapp.send_text(phone, in_one(answer), answer.buttons, asks_place=answer.asks_place)
        except (WhatsAppRefused, WindowClosed):
            return Outcome.REFUSED
        return Outcome.SENT

    def _fetch(self, order: PhotoOrder, now: datetime) -> Sent:
        """The photo goes to where every file arrives: the sanitizer makes it anew, and until then nobody sees it."""
        try:
            events = self.cases.load_history(order.case).events
        except UnknownCase:
            return Sent(Outcome.NOTHING)
        known = attachments.had_attachment(events, order.attachment)
        if known or attachments.is_erased(events, Role.REPORTER, order.at):
            return Sent(Outcome.NOTHING)
        photo = self.whatsapp.fetch(order.media, attachments.LARGEST_BYTES)
        if photo is None or photo.media_type not in attachments.MEDIA_TYPES:
            phone = self.phones.phone_of(order.sender, now)
            if phone:
                self.whatsapp.send_text(phone, self.texts.answer("photo_lost"))
            return Sent(Outcome.REFUSED)
        labels = {"by": str(Role.REPORTER), attachments.SALT: self.entropy(attachments.SALT_BYTES).hex()}
        key = attachments.incoming_key(order.case, order.attachment)
        self.files.receive(key, photo.media_type, photo.data, labels)
        return Sent(Outcome.SENT)
