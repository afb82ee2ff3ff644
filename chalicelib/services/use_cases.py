"""The use cases of a stack that routes call. `runtime/container.py` makes each when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.services.access.access_log import AccessLogService
    from chalicelib.services.access.edge import Edge
    from chalicelib.services.access.keys import KeyService
    from chalicelib.services.access.people import PeopleService
    from chalicelib.services.access.rate_limiter import RateLimiter
    from chalicelib.services.access.renewal import RenewalService
    from chalicelib.services.access.sessions import SessionService
    from chalicelib.services.attachments.uploads import UploadService
    from chalicelib.services.cases.answer_templates import TemplateService
    from chalicelib.services.cases.assignees import AssigneeService
    from chalicelib.services.cases.casework import CaseworkService
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.open311_updates import Open311UpdateService
    from chalicelib.services.cases.own_words import OwnWordsService
    from chalicelib.services.cases.possible_actions import PossibleActions
    from chalicelib.services.cases.public_record import PublicRecordService
    from chalicelib.services.cases.queue import QueueService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.cases.standing import StandingService
    from chalicelib.services.channels.gateway_door import GatewayDoor
    from chalicelib.services.channels.whatsapp_door import WhatsAppDoor
    from chalicelib.services.duplicates.finder import DuplicateFinder
    from chalicelib.services.duplicates.merging import MergingService
    from chalicelib.services.exchange.summaries import SummaryBook
    from chalicelib.services.geography.places import PlacesService
    from chalicelib.services.notices.addresses import AddressService
    from chalicelib.services.notices.stops import StopService
    from chalicelib.services.notifications.cursor_signer import CursorSigner
    from chalicelib.services.notifications.feeds import FeedService
    from chalicelib.services.notifications.telling import TellingService
    from chalicelib.services.notifications.webhooks import WebhookService
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.readiness import ReadinessService
    from chalicelib.services.routing.router import Router
    from chalicelib.services.stack import Stack
    from chalicelib.services.statistics.query import StatisticsService


class UseCases(Protocol):
    """What a route may ask for. `now` is the clock on the wall, `vault` the function that alone reads identities."""

    now: Callable[[], datetime]

    def is_outage(self, error: Exception) -> bool: ...

    @property
    def stack(self) -> Stack: ...

    @property
    def stacks(self) -> StackRegister: ...

    @property
    def vault(self) -> Vault: ...

    @property
    def access_log(self) -> AccessLogService: ...

    @property
    def casework(self) -> CaseworkService: ...

    @property
    def gateway_door(self) -> GatewayDoor: ...

    @property
    def whatsapp_door(self) -> WhatsAppDoor: ...

    @property
    def cursor_signer(self) -> CursorSigner: ...

    @property
    def duplicates(self) -> DuplicateFinder: ...

    @property
    def feeds(self) -> FeedService: ...

    @property
    def filing(self) -> FilingService: ...

    @property
    def keys(self) -> KeyService: ...

    @property
    def merging(self) -> MergingService: ...

    @property
    def office_texts(self) -> OfficeTexts: ...

    @property
    def stops(self) -> StopService: ...
    @property
    def addresses(self) -> AddressService: ...

    @property
    def telling(self) -> TellingService: ...

    @property
    def open311_updates(self) -> Open311UpdateService: ...

    @property
    def people(self) -> PeopleService: ...

    @property
    def places(self) -> PlacesService: ...

    @property
    def possible_actions(self) -> PossibleActions: ...

    @property
    def public_record(self) -> PublicRecordService: ...

    @property
    def queue(self) -> QueueService: ...

    @property
    def readiness(self) -> ReadinessService: ...

    @property
    def standing(self) -> StandingService: ...

    @property
    def edge(self) -> Edge: ...
    @property
    def rate_limiter(self) -> RateLimiter: ...

    @property
    def renewals(self) -> RenewalService: ...

    @property
    def reporter(self) -> ReporterService: ...

    @property
    def own_words(self) -> OwnWordsService: ...

    @property
    def sessions(self) -> SessionService: ...

    @property
    def router(self) -> Router: ...

    @property
    def summary_book(self) -> SummaryBook: ...

    @property
    def statistics(self) -> StatisticsService: ...

    @property
    def uploads(self) -> UploadService: ...

    @property
    def templates(self) -> TemplateService: ...

    @property
    def assignees(self) -> AssigneeService: ...

    @property
    def webhooks(self) -> WebhookService: ...
