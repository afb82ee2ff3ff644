"""Puts the layers together, once a process."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from chalicelib.gateways.datafiles import S3PublicFiles
from chalicelib.gateways.files import S3FileStore
from chalicelib.gateways.outbox import SqsOutbox
from chalicelib.gateways.pictures import PillowCleaner
from chalicelib.gateways.queues import SqsPost
from chalicelib.gateways.vault import LambdaVault
from chalicelib.gateways.webhooks import HttpSender
from chalicelib.runtime.reference import load_stack, shipped_model
from chalicelib.runtime.settings import Settings
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
from chalicelib.services.likeness import LikenessService
from chalicelib.services.limiting import LimitService
from chalicelib.services.merging import MergingService
from chalicelib.services.opendata import OpenDataService
from chalicelib.services.places import PlacesService
from chalicelib.services.ports import (
    CaseStore,
    Directory,
    FactLog,
    FeedStore,
    FileStore,
    GuessCounter,
    IdentityStore,
    KeyStore,
    Outbox,
    PictureCleaner,
    PlaceReader,
    Post,
    PublicFiles,
    PublicLog,
    RuleBook,
    SecretStore,
    Sender,
    StackRegister,
    StatisticsStore,
    TextReader,
    TraceStore,
    Vault,
    WebhookStore,
)
from chalicelib.services.public_record import PublicRecordService
from chalicelib.services.publishing import PublishingService
from chalicelib.services.queue import QueueService
from chalicelib.services.reading import ModelReader
from chalicelib.services.recording import Recorder
from chalicelib.services.referral import ReferralService
from chalicelib.services.signing import CursorSigner
from chalicelib.services.stack import Entropy, Stack
from chalicelib.services.statistics import StatisticsService
from chalicelib.services.sweeping import SweepService
from chalicelib.services.triage import TriageService
from chalicelib.services.updating import UpdatingService
from chalicelib.services.vault import VaultService
from chalicelib.services.webhooks import WebhookService
from chalicelib.storage.apikeys import DynamoKeyStore
from chalicelib.storage.cases import DynamoCaseStore
from chalicelib.storage.directory import DynamoDirectory, DynamoHolidays, DynamoStackRegister
from chalicelib.storage.factlog import DynamoFactLog
from chalicelib.storage.feeds import DynamoFeedStore
from chalicelib.storage.guesses import DynamoGuessCounter
from chalicelib.storage.identities import DynamoIdentityStore
from chalicelib.storage.keys import CLOCK_SHARDS
from chalicelib.storage.public import DynamoPublicLog
from chalicelib.storage.rates import DynamoRateCounter
from chalicelib.storage.routing import DynamoModelRegister, DynamoPlaces, DynamoRuleBook
from chalicelib.storage.row import Endpoint, Tables, bind
from chalicelib.storage.secrets import DynamoSecretStore
from chalicelib.storage.statistics import DynamoStatisticsStore
from chalicelib.storage.traces import DynamoTraceStore
from chalicelib.storage.webhooks import DynamoWebhookStore


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases of a stack, and the clock on its wall. `vault` asks the function that runs `identities`."""

    stack: Stack
    now: Callable[[], datetime]
    filing: FilingService
    following: FollowingService
    triage: TriageService
    casework: CaseworkService
    queue: QueueService
    feeds: FeedService
    cursors: CursorSigner
    sweeping: SweepService
    access: AccessService
    limits: LimitService
    stacks: StackRegister
    identities: VaultService
    vault: Vault
    likeness: LikenessService
    merging: MergingService
    attachments: AttachmentService
    cleaning: CleaningService
    record: PublicRecordService
    updating: UpdatingService
    referral: ReferralService
    publishing: PublishingService
    deciding: DecidingService
    webhooks: WebhookService
    announcing: AnnouncingService
    delivery: DeliveryService
    outbox: Outbox
    places: PlacesService
    statistics: StatisticsService
    counting: CountingService


@dataclass(frozen=True, slots=True)
class WebhookParts:
    """What webhooks need beside the cases, and how the stack's settings want them."""

    store: WebhookStore
    outbox: Outbox
    sender: Sender
    loopback: bool
    longest_pause: int
    site: str


def assemble(
    stack: Stack,
    cases: CaseStore,
    directory: Directory,
    keys: KeyStore,
    stacks: StackRegister,
    guesses: GuessCounter,
    limits: LimitService,
    identities: IdentityStore,
    vault: Vault,
    traces: TraceStore,
    feeds: FeedStore,
    secrets: SecretStore,
    files: FileStore,
    pictures: PictureCleaner,
    post: Post,
    words: TextReader,
    places: PlaceReader,
    rules: RuleBook,
    log: PublicLog,
    facts: FactLog,
    counts: StatisticsStore,
    data_files: PublicFiles,
    hooks: WebhookParts,
    entropy: Entropy = os.urandom,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Services:
    """The use cases over any implementation of the ports."""
    recorder = Recorder(cases, stack, entropy)
    likeness = LikenessService(cases, traces, stack)
    merging = MergingService(cases, recorder)
    deciding = DecidingService(directory, stack, words, places, rules)
    triage = TriageService(cases, directory, stack, recorder, likeness, stacks, deciding)
    casework = CaseworkService(cases, stack, triage, recorder, stacks, vault)
    referral = ReferralService(cases, stack, triage, recorder, stacks, post)
    announcing = AnnouncingService(cases, hooks.store, hooks.outbox)
    following = FollowingService(cases, stack, triage, recorder, guesses)
    return Services(
        stack=stack,
        now=now,
        filing=FilingService(cases, directory, stack, entropy, merging),
        following=following,
        triage=triage,
        casework=casework,
        queue=QueueService(cases),
        feeds=FeedService(feeds),
        cursors=CursorSigner(secrets, entropy),
        sweeping=SweepService(cases, stack, triage, recorder, CLOCK_SHARDS),
        access=AccessService(keys, entropy),
        limits=limits,
        stacks=stacks,
        identities=VaultService(cases, identities, recorder, files),
        vault=vault,
        likeness=likeness,
        merging=merging,
        attachments=AttachmentService(following, files, entropy),
        cleaning=CleaningService(cases, recorder, files, pictures),
        record=PublicRecordService(cases, log),
        updating=UpdatingService(cases, casework),
        referral=referral,
        deciding=deciding,
        places=PlacesService(directory, stack),
        statistics=StatisticsService(counts, stack),
        counting=CountingService(facts, counts, stack, OpenDataService(facts, counts, data_files, stack)),
        publishing=PublishingService((referral, announcing)),
        webhooks=WebhookService(hooks.store, hooks.outbox, entropy, hooks.loopback),
        announcing=announcing,
        delivery=DeliveryService(hooks.store, hooks.sender, entropy, hooks.longest_pause, hooks.site),
        outbox=hooks.outbox,
    )


def connect(settings: Settings, tables: Tables) -> Services:
    """The use cases over DynamoDB, with a client that is ready."""
    tables.warm()
    files = S3FileStore(settings.attachments_bucket)
    return assemble(
        load_stack(settings.province, settings.policy, DynamoHolidays(tables).read),
        DynamoCaseStore(tables),
        DynamoDirectory(tables),
        DynamoKeyStore(tables),
        DynamoStackRegister(tables),
        DynamoGuessCounter(tables),
        LimitService(DynamoRateCounter(tables), settings.limit_factor, settings.edge_mark),
        DynamoIdentityStore(tables),
        LambdaVault(settings.vault_function),
        DynamoTraceStore(tables),
        DynamoFeedStore(tables),
        DynamoSecretStore(tables),
        files,
        PillowCleaner(),
        SqsPost(),
        ModelReader(DynamoModelRegister(tables), files, shipped_model, time.monotonic),
        DynamoPlaces(tables),
        DynamoRuleBook(tables),
        DynamoPublicLog(tables),
        DynamoFactLog(tables),
        DynamoStatisticsStore(tables),
        S3PublicFiles(settings.data_bucket),
        WebhookParts(
            DynamoWebhookStore(tables),
            SqsOutbox(settings.outbox_queue),
            HttpSender(settings.loopback_webhooks),
            settings.loopback_webhooks,
            settings.longest_pause,
            settings.site_url,
        ),
    )


@cache
def services() -> Services:
    """The use cases of the stack that this process serves."""
    settings = Settings.from_environment(os.environ)
    return connect(settings, _tables_of(settings))


def _tables_of(settings: Settings) -> Tables:
    return bind(settings.complaints_table, settings.identities_table, Endpoint(), settings.secrets_table)
