"""Puts the layers together, once a process."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from chalicelib.gateways.files import S3FileStore
from chalicelib.gateways.pictures import PillowCleaner
from chalicelib.gateways.queues import SqsPost
from chalicelib.gateways.vault import LambdaVault
from chalicelib.runtime.reference import load_stack, shipped_model
from chalicelib.runtime.settings import Settings
from chalicelib.services.access import AccessService
from chalicelib.services.attachments import AttachmentService
from chalicelib.services.casework import CaseworkService
from chalicelib.services.cleaning import CleaningService
from chalicelib.services.deciding import DecidingService
from chalicelib.services.filing import FilingService
from chalicelib.services.following import FollowingService
from chalicelib.services.likeness import LikenessService
from chalicelib.services.limiting import LimitService
from chalicelib.services.merging import MergingService
from chalicelib.services.ports import (
    CaseStore,
    Directory,
    FileStore,
    GuessCounter,
    IdentityStore,
    KeyStore,
    PictureCleaner,
    PlaceReader,
    Post,
    PublicLog,
    RuleBook,
    StackRegister,
    TextReader,
    TraceStore,
    Vault,
)
from chalicelib.services.public_record import PublicRecordService
from chalicelib.services.publishing import PublishingService
from chalicelib.services.queue import QueueService
from chalicelib.services.reading import ModelReader
from chalicelib.services.recording import Recorder
from chalicelib.services.referral import ReferralService
from chalicelib.services.stack import Entropy, Stack
from chalicelib.services.sweeping import SweepService
from chalicelib.services.triage import TriageService
from chalicelib.services.updating import UpdatingService
from chalicelib.services.vault import VaultService
from chalicelib.storage.apikeys import DynamoKeyStore
from chalicelib.storage.cases import DynamoCaseStore
from chalicelib.storage.directory import DynamoDirectory, DynamoHolidays, DynamoStackRegister
from chalicelib.storage.guesses import DynamoGuessCounter
from chalicelib.storage.identities import DynamoIdentityStore
from chalicelib.storage.keys import CLOCK_SHARDS
from chalicelib.storage.public import DynamoPublicLog
from chalicelib.storage.rates import DynamoRateCounter
from chalicelib.storage.routing import DynamoModelRegister, DynamoPlaces, DynamoRuleBook
from chalicelib.storage.row import Endpoint, Tables, bind
from chalicelib.storage.traces import DynamoTraceStore


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
    files: FileStore,
    pictures: PictureCleaner,
    post: Post,
    words: TextReader,
    places: PlaceReader,
    rules: RuleBook,
    log: PublicLog,
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
    following = FollowingService(cases, stack, triage, recorder, guesses)
    return Services(
        stack=stack,
        now=now,
        filing=FilingService(cases, directory, stack, entropy, merging),
        following=following,
        triage=triage,
        casework=casework,
        queue=QueueService(cases),
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
        publishing=PublishingService((referral,)),
        deciding=deciding,
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
        files,
        PillowCleaner(),
        SqsPost(),
        ModelReader(DynamoModelRegister(tables), files, shipped_model, time.monotonic),
        DynamoPlaces(tables),
        DynamoRuleBook(tables),
        DynamoPublicLog(tables),
    )


@cache
def services() -> Services:
    """The use cases of the stack that this process serves."""
    settings = Settings.from_environment(os.environ)
    return connect(settings, bind(settings.complaints_table, settings.identities_table, Endpoint()))
