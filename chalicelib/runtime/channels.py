"""The part of the container that takes in what people send by a channel."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from chalicelib.domain.channels.dialect import Dialect
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.gateway_door import GatewayDoor
    from chalicelib.services.channels.inbound import ChannelService
    from chalicelib.services.channels.mail_inbound import MailService
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
    from chalicelib.services.channels.whatsapp_door import WhatsAppDoor
    from chalicelib.services.notifications.telling import TellingService
    from chalicelib.services.stack import Entropy, Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector


class ChannelUseCases:
    """The use cases of channels. `Container` has what they are made of."""

    adapters: Adapters
    stack: Stack
    entropy: Entropy

    if TYPE_CHECKING:

        @property
        def filing(self) -> FilingService: ...

        @property
        def reporter(self) -> ReporterService: ...

        @property
        def telling(self) -> TellingService: ...

        @property
        def alarm_detector(self) -> AlarmDetector: ...

    @cached_property
    def gateway_door(self) -> GatewayDoor:
        from chalicelib.runtime.reference import load_gateways
        from chalicelib.services.channels.gateway_door import GatewayDoor

        connected = self.adapters.settings.sms_gateway
        gateways = load_gateways() if connected else {}
        return GatewayDoor(gateways, connected, self.adapters.channel_secrets, lambda: self.channels)

    @cached_property
    def channels(self) -> ChannelService:
        from chalicelib.runtime.reference import load_sms_texts

        return self._channel(load_sms_texts())

    @cached_property
    def whatsapp_channel(self) -> ChannelService:
        from chalicelib.runtime.reference import load_whatsapp_texts

        return self._channel(load_whatsapp_texts())

    @cached_property
    def whatsapp_door(self) -> WhatsAppDoor:
        from chalicelib.services.channels.whatsapp_door import WhatsAppDoor

        on = self.adapters
        kept = on.conversations, on.sender_phones, on.notice_queue, self.telling
        return WhatsAppDoor(on.settings.whatsapp_number, on.channel_secrets, lambda: self.whatsapp_channel, *kept)

    def _channel(self, texts: Dialect) -> ChannelService:
        from chalicelib.runtime.reference import load_notices
        from chalicelib.services.channels.exchange import Means
        from chalicelib.services.channels.inbound import ChannelService
        from chalicelib.services.channels.requests import ChannelRequests

        on = self.adapters
        means = Means(
            *(on.cases, on.conversations, self.filing, self.reporter, on.place_finder, on.directory),
            *(self.alarm_detector, on.notice_ledger, self.stack, texts, load_notices()),
            on.settings.site_host or "situs LAPOR!",
        )
        requests = ChannelRequests(means)
        return ChannelService(on.conversations, on.channel_secrets, requests, self.alarm_detector, texts, self.stack)

    @cached_property
    def reply_addresses(self) -> ReplyAddresses | None:
        """None for a stack without mail."""
        from chalicelib.services.channels.reply_addresses import ReplyAddresses

        on, domain = self.adapters, self.adapters.settings.mail_from.rpartition("@")[2]
        return ReplyAddresses(on.channel_secrets, on.replies, on.notice_ledger, domain) if domain else None

    @cached_property
    def mails(self) -> MailService:
        from chalicelib.runtime.reference import load_mail_texts, load_notices
        from chalicelib.services.channels.mail_inbound import MailService
        from chalicelib.services.channels.mail_requests import MailRequests

        on, replies = self.adapters, self.reply_addresses
        assert replies is not None
        does = on.cases, self.filing, self.reporter
        requests = MailRequests(*does, on.place_finder, on.files, replies, self.stack, self.entropy)
        kept = on.files, on.conversations, on.channel_secrets
        texts, site = (load_mail_texts(), load_notices()), on.settings.site_url
        return MailService(
            *(*kept, requests, replies, on.mailer, *texts, self.stack, replies.domain),
            *(site, urlsplit(site).netloc),
        )
