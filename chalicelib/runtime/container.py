"""Puts the layers together, once a process."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.runtime.access import AccessUseCases
from chalicelib.runtime.adapters import Adapters
from chalicelib.runtime.channels import ChannelUseCases
from chalicelib.runtime.notices import NoticeUseCases
from chalicelib.runtime.settings import Settings
from chalicelib.runtime.summaries import SummaryUseCases

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.attachments.sanitizer import Sanitizer
    from chalicelib.services.attachments.uploads import UploadService
    from chalicelib.services.cases.casework import CaseworkService
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.open311_updates import Open311UpdateService
    from chalicelib.services.cases.own_words import OwnWordsService
    from chalicelib.services.cases.possible_actions import PossibleActions
    from chalicelib.services.cases.public_record import PublicRecordService
    from chalicelib.services.cases.queue import QueueService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.cases.standing import StandingService
    from chalicelib.services.deadlines.sweep import SweepService
    from chalicelib.services.duplicates.finder import DuplicateFinder
    from chalicelib.services.duplicates.merging import MergingService
    from chalicelib.services.event_dispatch import EventDispatcher
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.exchange.admission import AdmissionService
    from chalicelib.services.exchange.debts import DebtService
    from chalicelib.services.exchange.referral import ReferralService
    from chalicelib.services.geography.places import PlacesService
    from chalicelib.services.notifications.cursor_signer import CursorSigner
    from chalicelib.services.notifications.feeds import FeedService
    from chalicelib.services.notifications.webhook_delivery import WebhookDelivery
    from chalicelib.services.notifications.webhook_publisher import WebhookPublisher
    from chalicelib.services.notifications.webhooks import WebhookService
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.readiness import ReadinessService
    from chalicelib.services.routing.route_case import RouteCaseService
    from chalicelib.services.routing.router import Router
    from chalicelib.services.stack import Entropy
    from chalicelib.services.statistics.aggregation import StatisticsAggregator
    from chalicelib.services.statistics.public_files import PublicFileWriter
    from chalicelib.services.statistics.query import StatisticsService
    from chalicelib.services.statistics.silent_offices import SilentOffices
    from chalicelib.services.text.alarm_detector import AlarmDetector
    from chalicelib.storage.models import Tables


class Container(AccessUseCases, NoticeUseCases, ChannelUseCases, SummaryUseCases):
    """All use cases of a stack, and the clock on its wall. Each is imported and made when it is first asked for: all
    functions start from one package, and most need a few of them."""

    def __init__(
        self,
        adapters: Adapters,
        entropy: Entropy = os.urandom,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.adapters = adapters
        self.stack = adapters.stack
        self.entropy = entropy
        self.now = now

    def is_outage(self, error: Exception) -> bool:
        """Whether an unexpected error comes from what the system stands on, and may be gone in a moment."""
        from chalicelib.gateways import outages

        return outages.is_outage(error)

    def warm(self) -> None:
        """Make what most requests need: a citizen files, asks and answers; an office reads its queue and acts."""
        _ = self.rate_limiter, self.edge, self.filing, self.reporter, self.casework, self.queue, self.cursor_signer

    @cached_property
    def filing(self) -> FilingService:
        from chalicelib.services.cases.filing import FilingService

        adapters, readers = self.adapters, (self.alarm_detector, self.places)
        return FilingService(adapters.cases, adapters.directory, self.stack, self.entropy, self.merging, *readers)

    @cached_property
    def reporter(self) -> ReporterService:
        from chalicelib.services.cases.reporter import ReporterService

        adapters, by = self.adapters, (self.stack, self.agencies, self.event_writer)
        return ReporterService(adapters.cases, *by, adapters.secret_attempts, adapters.former_numbers)

    @cached_property
    def own_words(self) -> OwnWordsService:
        from chalicelib.services.cases.own_words import OwnWordsService

        return OwnWordsService(self.reporter, self.event_writer, self.adapters.vault)

    @cached_property
    def agencies(self) -> AgencyService:
        from chalicelib.services.agencies import AgencyService

        return AgencyService(self.adapters.directory, self.stack)

    @cached_property
    def route_case(self) -> RouteCaseService:
        from chalicelib.services.routing.route_case import RouteCaseService

        cases, stacks = self.adapters.cases, self.adapters.stacks
        return RouteCaseService(cases, self.stack, self.event_writer, self.duplicates, stacks, self.router)

    @cached_property
    def casework(self) -> CaseworkService:
        from chalicelib.services.cases.casework import CaseworkService

        adapters = self.adapters
        stores = adapters.stacks, adapters.vault, adapters.office_answers
        return CaseworkService(adapters.cases, self.stack, self.agencies, self.event_writer, *stores)

    @cached_property
    def possible_actions(self) -> PossibleActions:
        from chalicelib.services.cases.possible_actions import PossibleActions

        return PossibleActions(self.agencies)

    @cached_property
    def queue(self) -> QueueService:
        from chalicelib.services.cases.queue import QueueService

        return QueueService(self.adapters.cases)

    @cached_property
    def standing(self) -> StandingService:
        from chalicelib.services.cases.standing import StandingService

        return StandingService(self.adapters.cases)

    @cached_property
    def feeds(self) -> FeedService:
        from chalicelib.services.notifications.feeds import FeedService

        return FeedService(self.adapters.feeds)

    @cached_property
    def cursor_signer(self) -> CursorSigner:
        from chalicelib.services.notifications.cursor_signer import CursorSigner

        return CursorSigner(self.adapters.cursor_secrets, self.entropy)

    @cached_property
    def duplicates(self) -> DuplicateFinder:
        from chalicelib.services.duplicates.finder import DuplicateFinder

        return DuplicateFinder(self.adapters.cases, self.adapters.fingerprints, self.stack)

    @cached_property
    def merging(self) -> MergingService:
        from chalicelib.services.duplicates.merging import MergingService

        return MergingService(self.adapters.cases, self.event_writer)

    @cached_property
    def router(self) -> Router:
        from chalicelib.services.routing.router import Router

        adapters = self.adapters
        found_by = adapters.text_classifier, adapters.place_finder, adapters.rule_book
        return Router(adapters.directory, self.stack, *found_by, self.alarm_detector, self.readiness)

    @cached_property
    def readiness(self) -> ReadinessService:
        from chalicelib.services.readiness import ReadinessService

        return ReadinessService(self.adapters.presence, self.adapters.directory, self.stack)

    @property
    def alarm_detector(self) -> AlarmDetector:
        return self.adapters.alarm_detector

    @cached_property
    def uploads(self) -> UploadService:
        from chalicelib.services.attachments.uploads import UploadService

        return UploadService(self.reporter, self.adapters.files, self.entropy)

    @cached_property
    def public_record(self) -> PublicRecordService:
        from chalicelib.services.cases.public_record import PublicRecordService

        return PublicRecordService(self.adapters.cases, self.adapters.public_log)

    @cached_property
    def open311_updates(self) -> Open311UpdateService:
        from chalicelib.services.cases.open311_updates import Open311UpdateService

        return Open311UpdateService(self.adapters.cases, self.adapters.public_log, self.casework, self.reporter)

    @cached_property
    def places(self) -> PlacesService:
        from chalicelib.services.geography.places import PlacesService

        return PlacesService(self.adapters.directory, self.stack, self.adapters.place_finder)

    @cached_property
    def statistics(self) -> StatisticsService:
        from chalicelib.services.statistics.query import StatisticsService

        return StatisticsService(self.adapters.statistics_store, self.stack)

    @cached_property
    def webhooks(self) -> WebhookService:
        from chalicelib.services.notifications.webhooks import WebhookService

        return WebhookService(
            self.adapters.webhooks, self.adapters.outbox, self.entropy, self.adapters.settings.loopback_webhooks
        )

    @cached_property
    def referral(self) -> ReferralService:
        from chalicelib.services.exchange.referral import ReferralService

        return ReferralService(
            self.adapters.cases,
            self.stack,
            self.agencies,
            self.event_writer,
            self.adapters.stacks,
            self.adapters.messenger,
            self.adapters.forgetting,
            self.adapters.debts,
        )

    @cached_property
    def debts(self) -> DebtService:
        from chalicelib.services.exchange.debts import DebtService

        return DebtService(self.adapters.debts)

    @cached_property
    def admission(self) -> AdmissionService:
        from chalicelib.services.exchange.admission import AdmissionService

        adapters = self.adapters
        return AdmissionService(
            self.stack, adapters.stack_secrets, adapters.refused_messages, self.referral, self.summary_book
        )

    @cached_property
    def webhook_publisher(self) -> WebhookPublisher:
        from chalicelib.services.notifications.webhook_publisher import WebhookPublisher

        on = self.adapters
        return WebhookPublisher(on.cases, on.webhooks, on.outbox, on.webhook_ledger)

    @cached_property
    def event_dispatcher(self) -> EventDispatcher:
        from chalicelib.runtime.publishers import publishers
        from chalicelib.services.event_dispatch import EventDispatcher

        others = self.webhook_publisher, *self.notice_publishers()
        return EventDispatcher(publishers(self.adapters, self.referral, *others))

    @cached_property
    def sanitizer(self) -> Sanitizer:
        from chalicelib.services.attachments.sanitizer import Sanitizer

        return Sanitizer(self.adapters.cases, self.event_writer, self.adapters.files, self.adapters.image_sanitizer)

    @cached_property
    def public_files(self) -> PublicFileWriter:
        from chalicelib.services.statistics.public_files import PublicFileWriter

        source, store = self.adapters.statistics_source, self.adapters.statistics_store
        return PublicFileWriter(source, store, self.adapters.public_files, self.stack)

    @cached_property
    def aggregation(self) -> StatisticsAggregator:
        from chalicelib.services.statistics.aggregation import StatisticsAggregator

        source, store = self.adapters.statistics_source, self.adapters.statistics_store
        return StatisticsAggregator(source, store, self.stack, self.public_files, self.silent_offices)

    @cached_property
    def silent_offices(self) -> SilentOffices:
        from chalicelib.services.statistics.silent_offices import SilentOffices

        adapters = self.adapters
        return SilentOffices(adapters.presence, adapters.directory, adapters.statistics_store, self.stack)

    @cached_property
    def sweep(self) -> SweepService:
        from chalicelib.runtime.healers import healers
        from chalicelib.services.deadlines.sweep import SweepService
        from chalicelib.storage.table_keys import CLOCK_SHARDS

        return SweepService(
            *(self.adapters.cases, self.stack, self.route_case, self.agencies, self.event_writer),
            *(self.adapters.setbacks, self.is_outage, CLOCK_SHARDS, self.debts),
            healers(self.adapters, self.webhook_publisher) | self.notice_healers(),
        )

    @cached_property
    def webhook_delivery(self) -> WebhookDelivery:
        from chalicelib.domain.notifications.subscription import LONGEST_PAUSE
        from chalicelib.services.notifications.webhook_delivery import WebhookDelivery

        settings = self.adapters.settings
        pause = LONGEST_PAUSE if settings.longest_pause is None else settings.longest_pause
        return WebhookDelivery(
            self.adapters.webhooks, self.adapters.webhook_sender, self.entropy, pause, settings.site_url
        )

    @property
    def vault(self) -> Vault:
        """Asks the function that runs `identities`."""
        return self.adapters.vault

    @property
    def stacks(self) -> StackRegister:
        return self.adapters.stacks

    @cached_property
    def event_writer(self) -> EventWriter:
        from chalicelib.services.event_writer import EventWriter

        return EventWriter(self.adapters.cases, self.stack, self.entropy)


def connect(settings: Settings, tables: Tables) -> Container:
    """The use cases over DynamoDB, with a client that is ready."""
    tables.warm()
    return Container(Adapters(settings, tables))


@cache
def services() -> Container:
    """The use cases of the stack that this process serves."""
    from chalicelib.storage.models import Endpoint, bind

    settings = Settings.from_environment(os.environ)
    names = settings.complaints_table, settings.identities_table
    return connect(settings, bind(*names, Endpoint(), settings.secrets_table, settings.access_table))
