"""The part of the container that tells reporters and offices: what is ordered, sent, comes back, and is wanted no
more."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.access.rate_limiter import RateLimiter
    from chalicelib.services.access.renewal import RenewalService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.answering import Answering
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
    from chalicelib.services.deadlines.sweep import Healer
    from chalicelib.services.event_dispatch import Publisher
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.notices.addresses import AddressService
    from chalicelib.services.notices.by_phone import PhoneNotices
    from chalicelib.services.notices.code_sending import CodeSender
    from chalicelib.services.notices.returns import ReturnService
    from chalicelib.services.notices.sending import NoticeSender
    from chalicelib.services.notices.stops import StopService
    from chalicelib.services.notifications.telling import TellingService
    from chalicelib.services.stack import Entropy, Stack


class NoticeUseCases:
    """The use cases of notices. `Container` has what they are made of."""

    adapters: Adapters
    stack: Stack
    entropy: Entropy

    if TYPE_CHECKING:

        @property
        def event_writer(self) -> EventWriter: ...
        @property
        def rate_limiter(self) -> RateLimiter: ...
        @property
        def reporter(self) -> ReporterService: ...
        @property
        def reply_addresses(self) -> ReplyAddresses | None: ...

    @cached_property
    def telling(self) -> TellingService:
        from chalicelib.services.notifications.telling import TellingService

        return TellingService(self.adapters.cases, self.event_writer)

    @cached_property
    def office_texts(self) -> OfficeTexts:
        from chalicelib.runtime.reference import load_office_notices

        return load_office_notices()

    @cached_property
    def notice_sender(self) -> NoticeSender:
        from chalicelib.runtime.reference import load_notices
        from chalicelib.services.notices.morning_sending import MorningSender
        from chalicelib.services.notices.office_sending import OfficeNoticeSender
        from chalicelib.services.notices.people_mail import PeopleMail
        from chalicelib.services.notices.sending import NoticeSender
        from chalicelib.services.notices.weeks import WeekService

        on, site = self.adapters, self.adapters.settings.site_url
        mail = PeopleMail(on.accounts, on.notice_ledger, on.notice_wishes, on.mailer, self.entropy, site)
        for_offices = on.cases, on.people, on.notice_ledger, on.notice_wishes, mail, self.stack, self.office_texts, site
        mornings = MorningSender(*for_offices, WeekService(on.statistics_store), on.assignees)
        offices = OfficeNoticeSender(*for_offices, on.assignees, mornings)
        kept = on.cases, on.identities, on.notice_ledger, on.mailer
        to = self._by_phone(), self.reply_addresses
        return NoticeSender(*kept, self.stack, load_notices(), self.entropy, site, offices, *to)

    @cached_property
    def code_sender(self) -> CodeSender:
        from chalicelib.runtime.reference import load_notices
        from chalicelib.services.notices.code_sending import CodeSender

        on = self.adapters
        by_sms = on.sms_sender if on.settings.sms_send_url else None
        kept = on.cases, on.identities, on.code_store, on.code_keys
        return CodeSender(*kept, on.mailer, self.stack, load_notices(), by_sms)

    @cached_property
    def renewals(self) -> RenewalService:
        from chalicelib.domain.cases import renewal
        from chalicelib.services.access.renewal import RenewalService

        on = self.adapters
        # One queue carries all notices: without mails nobody takes its orders.
        channels = (renewal.MAIL, *([renewal.SMS] if on.settings.sms_send_url else []))
        writing = on.cases, self.stack, self.event_writer
        sending = on.code_store, on.code_keys, on.notice_queue
        by = channels if on.settings.notice_queue else ()
        return RenewalService(*writing, *sending, self.rate_limiter, self.entropy, by)

    def _by_phone(self) -> dict[str, PhoneNotices]:
        """The channels that the stack tells phones by."""
        from chalicelib.domain.cases import channels
        from chalicelib.runtime.reference import load_notices, load_whatsapp_texts
        from chalicelib.services.notices.by_phone import SmsNotices, WhatsAppNotices

        on, settings = self.adapters, self.adapters.settings
        found: dict[str, PhoneNotices] = {}
        if settings.sms_send_url:
            found[channels.SMS] = SmsNotices(on.sms_sender, load_notices())
        if settings.whatsapp_number:
            words = load_whatsapp_texts()
            found[channels.WHATSAPP] = WhatsAppNotices(on.whatsapp, on.conversations, load_notices(), words)
        return found

    @cached_property
    def answering(self) -> Answering:
        from chalicelib.runtime.reference import load_whatsapp_texts
        from chalicelib.services.channels.answering import Answering

        on = self.adapters
        kept = on.conversations, on.sender_phones, on.cases, on.files
        return Answering(*kept, on.whatsapp, load_whatsapp_texts(), self.entropy)

    @cached_property
    def returns(self) -> ReturnService:
        from chalicelib.services.notices.returns import ReturnService

        return ReturnService(self.adapters.notice_ledger, self.adapters.notice_wishes)

    @cached_property
    def stops(self) -> StopService:
        from chalicelib.services.notices.stops import StopService

        return StopService(self.adapters.notice_ledger, self.adapters.notice_wishes)

    @cached_property
    def addresses(self) -> AddressService:
        from chalicelib.services.notices.addresses import AddressService

        return AddressService(self.reporter, self.adapters.vault, self.adapters.notice_ledger)

    def notice_publishers(self) -> tuple[Publisher, ...]:
        """What orders notices; nothing where no mail goes out."""
        from chalicelib.services.notices.publisher import NoticePublisher

        on = self.adapters
        return (NoticePublisher(on.cases, on.notice_queue),) if on.settings.notice_queue else ()

    def notice_healers(self) -> dict[str, Healer]:
        """What makes up for notices that were lost, and keeps those that arrived; nothing where no mail goes out."""
        from chalicelib.domain.notices.ledger import SETTLES_AFTER
        from chalicelib.services.notices.mornings import MorningOrders
        from chalicelib.services.notices.reconciler import NoticeReconciler
        from chalicelib.services.notices.settling import NoticeSettler

        on = self.adapters
        if not on.settings.notice_queue:
            return {}
        seconds = on.settings.mail_settles
        after = SETTLES_AFTER if seconds is None else timedelta(seconds=seconds)
        return {
            "notices": NoticeReconciler(on.statistics_source, on.notice_ledger, on.notice_queue),
            "told": NoticeSettler(on.notice_ledger, self.telling, after),
            "mornings": MorningOrders(on.people, on.notice_ledger, on.notice_queue, self.stack),
        }
