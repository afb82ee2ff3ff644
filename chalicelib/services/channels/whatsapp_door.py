"""The door of WhatsApp: lets in what Meta has signed, has it carried out, and orders the answers."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from chalicelib.domain.attachments.rules import issue_id
from chalicelib.domain.cases.channels import WHATSAPP
from chalicelib.domain.cases.contact import read_phone
from chalicelib.domain.channels.orders import AnswerOrder, PhotoOrder
from chalicelib.domain.errors import StaleVersion, Unavailable, UnknownCase, UnknownGateway, WrongSignature
from chalicelib.services.channels.sender import proves, sender_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.domain.channels.message import InboundMessage, Outcome
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.services.channels.inbound import ChannelService
    from chalicelib.services.notifications.telling import TellingService
    from chalicelib.services.ports.channel_secrets import ChannelSecrets
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.notice_queue import NoticeQueue
    from chalicelib.services.ports.sender_phones import SenderPhones

VERIFYING = "whatsapp-verify"
"""The channel whose secret is the word by which Meta proves that the address was given to it by the stack."""

_SCHEME = "sha256="
_NOBODY_THERE = frozenset({131026, 131030})
"""Codes of a failed message after which no other is worth sending: the phone has no WhatsApp, or may not be written
to."""


@use_case
class WhatsAppDoor:
    """Takes in what Meta delivers for the phone `number` (its id), empty for a stack without one: then nothing is read
    at all. Safe to repeat: Meta delivers anew, for days, until it has a 200."""

    number: str
    secrets: ChannelSecrets
    channels: Callable[[], ChannelService]
    conversations: ConversationStore
    phones: SenderPhones
    queue: NoticeQueue
    telling: TellingService

    def check_word(self, word: str) -> None:
        """Raises UnknownGateway for a stack without WhatsApp, WrongSignature for another word than that of
        `laporctl channel connect`. One read."""
        self._check_connected()
        given = word.encode()
        if not any(hmac.compare_digest(each.hex().encode(), given) for each in self.secrets.of_gateway(VERIFYING)):
            raise WrongSignature

    def check(self, body: bytes, signature: str) -> None:
        """Raises UnknownGateway for a stack without WhatsApp, WrongSignature for a body that Meta has not signed with
        the app's secret. One read."""
        self._check_connected()
        scheme, proof = signature[: len(_SCHEME)], signature[len(_SCHEME) :]
        if scheme != _SCHEME or not proves(self.secrets.of_gateway(WHATSAPP), body, proof):
            raise WrongSignature

    def receive(self, message: InboundMessage, now: datetime) -> Outcome:
        """Carry out a message and order its answer and its photos; a repetition orders them again, which is found out
        when they are carried out. Raises Unavailable: to be delivered again."""
        try:
            answer = self.channels().receive(message, now)
        except StaleVersion:
            raise Unavailable from None
        phone, key = read_phone(message.sender).value, self.secrets.of_senders()
        if phone is None or key is None or not (answer.texts or answer.about):
            return answer.outcome
        sender = sender_of(phone, key)
        self.phones.keep(sender.hash, phone, now)
        if answer.about:
            self.conversations.wrote(answer.about, now)
        if answer.texts:
            self.queue.send_for_channel(AnswerOrder(sender.hash, sender.name_of("message", message.id)))
        for photo in answer.photos:
            attachment = issue_id(bytes.fromhex(sender.name_of("photo", f"{answer.about}/{photo}")))
            self.queue.send_for_channel(PhotoOrder(sender.hash, photo, answer.about, attachment, now))
        return answer.outcome

    def delivered(self, order: NoticeOrder, now: datetime) -> None:
        """The notice of an order has reached its reader: silence may end the case after that."""
        try:
            self.telling.delivered(order.tracking_id, order.seq, WHATSAPP, now)
        except UnknownCase:
            return
        except StaleVersion:
            raise Unavailable from None

    def failed(self, order: NoticeOrder, code: int | None) -> None:
        """The notice of an order did not reach its reader: it told nobody, and where nobody is there no other goes
        out. Whoever sends notes it."""
        self.queue.send_return(order, for_good=code in _NOBODY_THERE)

    def _check_connected(self) -> None:
        if not self.number:
            raise UnknownGateway(WHATSAPP)
