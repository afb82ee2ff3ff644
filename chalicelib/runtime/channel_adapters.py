"""The adapters of channels, and of the one-time codes that go out by them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.settings import Settings
    from chalicelib.services.ports.channel_secrets import ChannelSecrets
    from chalicelib.services.ports.code_keys import CodeKeys
    from chalicelib.services.ports.code_store import CodeStore
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.reply_store import ReplyStore
    from chalicelib.services.ports.sender_phones import SenderPhones
    from chalicelib.services.ports.sms_sender import SmsSender
    from chalicelib.services.ports.whatsapp import WhatsApp
    from chalicelib.storage.models import Tables


class ChannelAdapters:
    """Part of `Adapters`, which has the tables and settings."""

    settings: Settings
    tables: Tables

    @cached_property
    def conversations(self) -> ConversationStore:
        from chalicelib.storage.conversation_store import DynamoConversationStore

        return DynamoConversationStore(self.tables)

    @cached_property
    def channel_secrets(self) -> ChannelSecrets:
        from chalicelib.storage.channel_secrets import DynamoChannelSecrets

        return DynamoChannelSecrets(self.tables)

    @cached_property
    def replies(self) -> ReplyStore:
        from chalicelib.storage.reply_store import DynamoReplyStore

        return DynamoReplyStore(self.tables)

    @cached_property
    def code_store(self) -> CodeStore:
        from chalicelib.storage.code_store import DynamoCodeStore

        return DynamoCodeStore(self.tables)

    @cached_property
    def code_keys(self) -> CodeKeys:
        from chalicelib.storage.code_keys import DynamoCodeKeys

        return DynamoCodeKeys(self.tables)

    @cached_property
    def sms_sender(self) -> SmsSender:
        from chalicelib.gateways.sms_sender import HttpSmsSender

        return HttpSmsSender(self.settings.sms_send_url, self.channel_secrets.for_sending)

    @cached_property
    def sender_phones(self) -> SenderPhones:
        from chalicelib.storage.sender_phones import DynamoSenderPhones

        return DynamoSenderPhones(self.tables)

    @cached_property
    def whatsapp(self) -> WhatsApp:
        from chalicelib.gateways.whatsapp import CloudApi

        settings = self.settings
        return CloudApi(settings.whatsapp_api, settings.whatsapp_number, self.channel_secrets.for_whatsapp)
