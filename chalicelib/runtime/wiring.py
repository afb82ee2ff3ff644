"""Puts the layers together, once a process."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.runtime.parts import Parts
from chalicelib.runtime.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.services.access import AccessService
    from chalicelib.services.announcing import AnnouncingService
    from chalicelib.services.attachments import AttachmentService
    from chalicelib.services.casework import CaseworkService
    from chalicelib.services.cleaning import CleaningService
    from chalicelib.services.counting import CountingService
    from chalicelib.services.deciding import DecidingService
    from chalicelib.services.delivering import DeliveryService
    from chalicelib.services.feeds import FeedService
    from chalicelib.services.filing import FilingService
    from chalicelib.services.following import FollowingService
    from chalicelib.services.hearing import HearingService
    from chalicelib.services.likeness import LikenessService
    from chalicelib.services.limiting import LimitService
    from chalicelib.services.merging import MergingService
    from chalicelib.services.offices import OfficeService
    from chalicelib.services.opendata import OpenDataService
    from chalicelib.services.places import PlacesService
    from chalicelib.services.ports.people import Vault
    from chalicelib.services.ports.places import StackRegister
    from chalicelib.services.ports.webhooks import Outbox
    from chalicelib.services.public_record import PublicRecordService
    from chalicelib.services.publishing import PublishingService
    from chalicelib.services.queue import QueueService
    from chalicelib.services.recording import Recorder
    from chalicelib.services.referral import ReferralService
    from chalicelib.services.signing import CursorSigner
    from chalicelib.services.stack import Entropy
    from chalicelib.services.statistics import StatisticsService
    from chalicelib.services.sweeping import SweepService
    from chalicelib.services.triage import TriageService
    from chalicelib.services.updating import UpdatingService
    from chalicelib.services.vault import VaultService
    from chalicelib.services.webhooks import WebhookService
    from chalicelib.storage.row import Tables


class Services:
    """All use cases of a stack, and the clock on its wall. Each is imported and made when it is first asked for: all
    functions start from one package, and most need a few of them."""

    def __init__(
        self,
        parts: Parts,
        entropy: Entropy = os.urandom,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.parts = parts
        self.stack = parts.stack
        self.entropy = entropy
        self.now = now

    def warm(self) -> None:
        """Make what most requests need: a citizen files, asks and answers; an office reads its queue and acts."""
        _ = self.limits, self.filing, self.following, self.casework, self.queue, self.cursors

    @cached_property
    def filing(self) -> FilingService:
        from chalicelib.services.filing import FilingService

        parts = self.parts
        return FilingService(parts.cases, parts.directory, self.stack, self.entropy, self.merging, self.hearing)

    @cached_property
    def following(self) -> FollowingService:
        from chalicelib.services.following import FollowingService

        return FollowingService(self.parts.cases, self.stack, self.offices, self._recorder, self.parts.guesses)

    @cached_property
    def offices(self) -> OfficeService:
        from chalicelib.services.offices import OfficeService

        return OfficeService(self.parts.directory, self.stack)

    @cached_property
    def triage(self) -> TriageService:
        from chalicelib.services.triage import TriageService

        return TriageService(
            self.parts.cases,
            self.stack,
            self._recorder,
            self.likeness,
            self.parts.stacks,
            self.deciding,
        )

    @cached_property
    def casework(self) -> CaseworkService:
        from chalicelib.services.casework import CaseworkService

        return CaseworkService(
            self.parts.cases, self.stack, self.offices, self._recorder, self.parts.stacks, self.parts.vault
        )

    @cached_property
    def queue(self) -> QueueService:
        from chalicelib.services.queue import QueueService

        return QueueService(self.parts.cases)

    @cached_property
    def feeds(self) -> FeedService:
        from chalicelib.services.feeds import FeedService

        return FeedService(self.parts.feed)

    @cached_property
    def cursors(self) -> CursorSigner:
        from chalicelib.services.signing import CursorSigner

        return CursorSigner(self.parts.secrets, self.entropy)

    @cached_property
    def access(self) -> AccessService:
        from chalicelib.services.access import AccessService

        return AccessService(self.parts.keys, self.entropy)

    @cached_property
    def limits(self) -> LimitService:
        from chalicelib.services.limiting import LimitService

        return LimitService(self.parts.rates, self.parts.settings.limit_factor, self.parts.settings.edge_mark)

    @cached_property
    def likeness(self) -> LikenessService:
        from chalicelib.services.likeness import LikenessService

        return LikenessService(self.parts.cases, self.parts.traces, self.stack)

    @cached_property
    def merging(self) -> MergingService:
        from chalicelib.services.merging import MergingService

        return MergingService(self.parts.cases, self._recorder)

    @cached_property
    def deciding(self) -> DecidingService:
        from chalicelib.services.deciding import DecidingService

        parts = self.parts
        return DecidingService(parts.directory, self.stack, parts.words, parts.places, parts.rules, self.hearing)

    @cached_property
    def hearing(self) -> HearingService:
        from chalicelib.services.hearing import HearingService

        return HearingService(self.parts.listener)

    @cached_property
    def attachments(self) -> AttachmentService:
        from chalicelib.services.attachments import AttachmentService

        return AttachmentService(self.following, self.parts.files, self.entropy)

    @cached_property
    def record(self) -> PublicRecordService:
        from chalicelib.services.public_record import PublicRecordService

        return PublicRecordService(self.parts.cases, self.parts.log)

    @cached_property
    def updating(self) -> UpdatingService:
        from chalicelib.services.updating import UpdatingService

        return UpdatingService(self.parts.cases, self.casework)

    @cached_property
    def places(self) -> PlacesService:
        from chalicelib.services.places import PlacesService

        return PlacesService(self.parts.directory, self.stack)

    @cached_property
    def statistics(self) -> StatisticsService:
        from chalicelib.services.statistics import StatisticsService

        return StatisticsService(self.parts.counts, self.stack)

    @cached_property
    def webhooks(self) -> WebhookService:
        from chalicelib.services.webhooks import WebhookService

        return WebhookService(
            self.parts.webhooks, self.parts.outbox, self.entropy, self.parts.settings.loopback_webhooks
        )

    @cached_property
    def identities(self) -> VaultService:
        from chalicelib.services.vault import VaultService

        return VaultService(self.parts.cases, self.parts.identities, self._recorder, self.parts.files)

    @cached_property
    def referral(self) -> ReferralService:
        from chalicelib.services.referral import ReferralService

        return ReferralService(
            self.parts.cases,
            self.stack,
            self.offices,
            self._recorder,
            self.parts.stacks,
            self.parts.post,
            self.parts.forgetting,
        )

    @cached_property
    def announcing(self) -> AnnouncingService:
        from chalicelib.services.announcing import AnnouncingService

        return AnnouncingService(self.parts.cases, self.parts.webhooks, self.parts.outbox)

    @cached_property
    def publishing(self) -> PublishingService:
        from chalicelib.services.publishing import PublishingService

        return PublishingService((self.referral, self.announcing))

    @cached_property
    def cleaning(self) -> CleaningService:
        from chalicelib.services.cleaning import CleaningService

        return CleaningService(self.parts.cases, self._recorder, self.parts.files, self.parts.pictures)

    @cached_property
    def opendata(self) -> OpenDataService:
        from chalicelib.services.opendata import OpenDataService

        return OpenDataService(self.parts.facts, self.parts.counts, self.parts.data_files, self.stack)

    @cached_property
    def counting(self) -> CountingService:
        from chalicelib.services.counting import CountingService

        return CountingService(self.parts.facts, self.parts.counts, self.stack, self.opendata)

    @cached_property
    def sweeping(self) -> SweepService:
        from chalicelib.services.sweeping import SweepService
        from chalicelib.storage.keys import CLOCK_SHARDS

        return SweepService(self.parts.cases, self.stack, self.triage, self.offices, self._recorder, CLOCK_SHARDS)

    @cached_property
    def delivery(self) -> DeliveryService:
        from chalicelib.domain.notifications.subscription import LONGEST_PAUSE
        from chalicelib.services.delivering import DeliveryService

        settings = self.parts.settings
        pause = LONGEST_PAUSE if settings.longest_pause is None else settings.longest_pause
        return DeliveryService(self.parts.webhooks, self.parts.sender, self.entropy, pause, settings.site_url)

    @property
    def vault(self) -> Vault:
        """Asks the function that runs `identities`."""
        return self.parts.vault

    @property
    def stacks(self) -> StackRegister:
        return self.parts.stacks

    @property
    def outbox(self) -> Outbox:
        return self.parts.outbox

    @cached_property
    def _recorder(self) -> Recorder:
        from chalicelib.services.recording import Recorder

        return Recorder(self.parts.cases, self.stack, self.entropy)


def connect(settings: Settings, tables: Tables) -> Services:
    """The use cases over DynamoDB, with a client that is ready."""
    tables.warm()
    return Services(Parts(settings, tables))


@cache
def services() -> Services:
    """The use cases of the stack that this process serves."""
    settings = Settings.from_environment(os.environ)
    return connect(settings, _tables_of(settings))


def _tables_of(settings: Settings) -> Tables:
    from chalicelib.storage.row import Endpoint, bind

    return bind(settings.complaints_table, settings.identities_table, Endpoint(), settings.secrets_table)
