"""The part of the container that takes in what people send by a channel."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.gateway_door import GatewayDoor
    from chalicelib.services.channels.inbound import ChannelService
    from chalicelib.services.channels.mail_inbound import MailService
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
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
        from chalicelib.runtime.reference import load_notices, load_sms_texts
        from chalicelib.services.channels.inbound import ChannelService
        from chalicelib.services.channels.sms_requests import SmsRequests

        on, texts = self.adapters, load_sms_texts()
        does = self.filing, self.reporter
        requests = SmsRequests(
            *(on.cases, on.conversations, *does, on.place_finder, self.alarm_detector),
            *(on.notice_ledger, self.stack, texts, load_notices(), on.settings.site_host or "situs LAPOR!"),
        )
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
