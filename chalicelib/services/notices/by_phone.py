"""Notices to a phone that a report came from: by the channel that it came by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.channels import whatsapp_templates
from chalicelib.domain.notices import sms
from chalicelib.services.ports.sms_sender import SmsRefused
from chalicelib.services.ports.whatsapp import WhatsAppRefused, WindowClosed
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.channels.whatsapp_answers import WhatsAppTexts
    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.text import Facts, Texts
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.sms_sender import SmsSender
    from chalicelib.services.ports.whatsapp import WhatsApp


class PhoneNotices(Protocol):
    """Tells phones of one channel."""

    def tell(self, phone: str, notice: Notice, facts: Facts, order: str, now: datetime) -> bool:
        """Whether the notice was taken for this phone; False if it never will be. `order` is its name, the same at
        every attempt. Any error may be gone in a moment."""


@use_case
class SmsNotices:
    """Tells by SMS."""

    sms: SmsSender
    texts: Texts

    def tell(self, phone: str, notice: Notice, facts: Facts, order: str, now: datetime) -> bool:
        """One SMS."""
        try:
            self.sms.send(phone, sms.sms(self.texts, notice, facts), order)
        except SmsRefused:
            return False
        return True


@use_case
class WhatsAppNotices:
    """Tells by WhatsApp: in any words to who has written of the case within 24 hours, and by template else."""

    whatsapp: WhatsApp
    conversations: ConversationStore
    texts: Texts
    words: WhatsAppTexts

    def tell(self, phone: str, notice: Notice, facts: Facts, order: str, now: datetime) -> bool:
        """One message, with buttons. Only of a case that is not hidden does it come back what became of it: that there
        is news tells nobody what the case waits for."""
        buttons = () if notice.hidden else self.words.buttons(notice.told_as, facts.number)
        tag = "" if notice.hidden else order
        try:
            if self.conversations.wrote_within(facts.number, now):
                try:
                    text = self.words.notice(self.texts, notice, facts)
                    self.whatsapp.send_text(phone, text, buttons, tag=tag)
                except WindowClosed:
                    pass
                else:
                    return True
            name = whatsapp_templates.name_of(notice.told_as)
            values = whatsapp_templates.parameters(self.words, self.texts, notice, facts)
            self.whatsapp.send_template(phone, name, values, buttons, tag=tag)
        except WhatsAppRefused:
            return False
        return True
