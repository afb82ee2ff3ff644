"""What the use cases of a deployed stack stand on: DynamoDB, S3, SQS and the vault. Each part is imported and made when
it is first asked for: all functions start from one package, and each needs a few of them."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.runtime.reference import load_stack, shipped_alarms, shipped_model

if TYPE_CHECKING:
    from chalicelib.runtime.settings import Settings
    from chalicelib.services.ports.cases import CaseStore, TraceStore
    from chalicelib.services.ports.erasures import Forgetting
    from chalicelib.services.ports.feeds import FeedStore
    from chalicelib.services.ports.files import FileStore, PictureCleaner
    from chalicelib.services.ports.opendata import FactLog, PublicFiles, StatisticsStore
    from chalicelib.services.ports.people import GuessCounter, IdentityStore, KeyStore, Vault
    from chalicelib.services.ports.places import Directory, StackRegister
    from chalicelib.services.ports.post import Post
    from chalicelib.services.ports.public import PublicLog
    from chalicelib.services.ports.rates import RateCounter
    from chalicelib.services.ports.reading import AlarmListener, PlaceReader, RuleBook, TextReader
    from chalicelib.services.ports.secrets import SecretStore
    from chalicelib.services.ports.webhooks import Outbox, Sender, WebhookStore
    from chalicelib.services.stack import Stack
    from chalicelib.storage.row import Tables


class Parts:
    """The parts of one stack; each implements the port it is named by."""

    def __init__(self, settings: Settings, tables: Tables) -> None:
        self.settings = settings
        self.tables = tables

    @cached_property
    def stack(self) -> Stack:
        from chalicelib.storage.directory import DynamoHolidays

        return load_stack(self.settings.province, self.settings.policy, DynamoHolidays(self.tables).read)

    @cached_property
    def cases(self) -> CaseStore:
        from chalicelib.storage.cases import DynamoCaseStore

        return DynamoCaseStore(self.tables)

    @cached_property
    def directory(self) -> Directory:
        from chalicelib.storage.directory import DynamoDirectory

        return DynamoDirectory(self.tables)

    @cached_property
    def stacks(self) -> StackRegister:
        from chalicelib.storage.directory import DynamoStackRegister

        return DynamoStackRegister(self.tables)

    @cached_property
    def keys(self) -> KeyStore:
        from chalicelib.storage.apikeys import DynamoKeyStore

        return DynamoKeyStore(self.tables)

    @cached_property
    def guesses(self) -> GuessCounter:
        from chalicelib.storage.guesses import DynamoGuessCounter

        return DynamoGuessCounter(self.tables)

    @cached_property
    def rates(self) -> RateCounter:
        from chalicelib.storage.rates import DynamoRateCounter

        return DynamoRateCounter(self.tables)

    @cached_property
    def identities(self) -> IdentityStore:
        from chalicelib.storage.identities import DynamoIdentityStore

        return DynamoIdentityStore(self.tables)

    @cached_property
    def traces(self) -> TraceStore:
        from chalicelib.storage.traces import DynamoTraceStore

        return DynamoTraceStore(self.tables)

    @cached_property
    def feed(self) -> FeedStore:
        from chalicelib.storage.feeds import DynamoFeedStore

        return DynamoFeedStore(self.tables)

    @cached_property
    def secrets(self) -> SecretStore:
        from chalicelib.storage.secrets import DynamoSecretStore

        return DynamoSecretStore(self.tables)

    @cached_property
    def log(self) -> PublicLog:
        from chalicelib.storage.public import DynamoPublicLog

        return DynamoPublicLog(self.tables)

    @cached_property
    def facts(self) -> FactLog:
        from chalicelib.storage.factlog import DynamoFactLog

        return DynamoFactLog(self.tables)

    @cached_property
    def counts(self) -> StatisticsStore:
        from chalicelib.storage.statistics import DynamoStatisticsStore

        return DynamoStatisticsStore(self.tables)

    @cached_property
    def places(self) -> PlaceReader:
        from chalicelib.storage.routing import DynamoPlaces

        return DynamoPlaces(self.tables)

    @cached_property
    def rules(self) -> RuleBook:
        from chalicelib.storage.routing import DynamoRuleBook

        return DynamoRuleBook(self.tables)

    @cached_property
    def webhooks(self) -> WebhookStore:
        from chalicelib.storage.webhooks import DynamoWebhookStore

        return DynamoWebhookStore(self.tables)

    @cached_property
    def vault(self) -> Vault:
        from chalicelib.gateways.vault import LambdaVault

        return LambdaVault(self.settings.vault_function)

    @cached_property
    def forgetting(self) -> Forgetting:
        from chalicelib.gateways.vault import LambdaVault

        return LambdaVault(self.settings.vault_function)

    @cached_property
    def files(self) -> FileStore:
        from chalicelib.gateways.files import S3FileStore

        return S3FileStore(self.settings.attachments_bucket)

    @cached_property
    def data_files(self) -> PublicFiles:
        from chalicelib.gateways.datafiles import S3PublicFiles

        return S3PublicFiles(self.settings.data_bucket)

    @cached_property
    def pictures(self) -> PictureCleaner:
        from chalicelib.gateways.pictures import PillowCleaner

        return PillowCleaner()

    @cached_property
    def post(self) -> Post:
        from chalicelib.gateways.queues import SqsPost

        return SqsPost()

    @cached_property
    def outbox(self) -> Outbox:
        from chalicelib.gateways.outbox import SqsOutbox

        return SqsOutbox(self.settings.outbox_queue)

    @cached_property
    def sender(self) -> Sender:
        from chalicelib.gateways.webhooks import HttpSender

        return HttpSender(self.settings.loopback_webhooks)

    @cached_property
    def listener(self) -> AlarmListener:
        from chalicelib.services.listening import Listener

        return Listener(shipped_alarms)

    @cached_property
    def words(self) -> TextReader:
        from chalicelib.services.reading import ModelReader
        from chalicelib.storage.routing import DynamoModelRegister

        return ModelReader(DynamoModelRegister(self.tables), self.files, shipped_model, time.monotonic)
