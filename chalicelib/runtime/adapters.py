"""The adapters below the use cases of a deployed stack: DynamoDB, S3, SQS and the vault. Each is imported and made at
its first use: all functions start from one package, and each needs a few of them."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.runtime.channel_adapters import ChannelAdapters
from chalicelib.runtime.office_adapters import OfficeAdapters
from chalicelib.runtime.reference import load_place_words, load_stack, shipped_alarms, shipped_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.runtime.settings import Settings
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseStream
    from chalicelib.services.ports.cursor_secrets import CursorSecretStore
    from chalicelib.services.ports.debt_store import DebtStore
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.erasure_ledger import ErasureLedger
    from chalicelib.services.ports.feed_store import FeedStore
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.fingerprint_store import FingerprintStore
    from chalicelib.services.ports.former_numbers import FormerNumbers
    from chalicelib.services.ports.identity_store import IdentityStore
    from chalicelib.services.ports.image_sanitizer import ImageSanitizer
    from chalicelib.services.ports.key_store import KeyStore
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_queue import NoticeQueue
    from chalicelib.services.ports.notice_wishes import NoticeWishes
    from chalicelib.services.ports.office_answers import OfficeAnswers
    from chalicelib.services.ports.outbox import Outbox
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.ports.public_files import PublicFiles
    from chalicelib.services.ports.public_log import PublicLog
    from chalicelib.services.ports.rate_counter import RateCounter
    from chalicelib.services.ports.refused_messages import RefusedMessages
    from chalicelib.services.ports.rule_book import RuleBook
    from chalicelib.services.ports.secret_attempts import SecretAttempts
    from chalicelib.services.ports.setback_store import SetbackStore
    from chalicelib.services.ports.stack_messenger import StackMessenger
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.stack_secrets import StackSecrets
    from chalicelib.services.ports.statistics_source import StatisticsSource
    from chalicelib.services.ports.statistics_store import StatisticsStore
    from chalicelib.services.ports.text_classifier import TextClassifier
    from chalicelib.services.ports.vault import Forgetting, Vault
    from chalicelib.services.ports.webhook_ledger import WebhookLedger
    from chalicelib.services.ports.webhook_sender import WebhookSender
    from chalicelib.services.ports.webhook_store import WebhookStore
    from chalicelib.services.stack import Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector
    from chalicelib.storage.access_log import DynamoAccessLog
    from chalicelib.storage.models import Tables


class Adapters(ChannelAdapters, OfficeAdapters):
    """The adapters of one stack; each implements the port of its type."""

    def __init__(self, settings: Settings, tables: Tables) -> None:
        self.settings = settings
        self.tables = tables

    @cached_property
    def stack(self) -> Stack:
        from chalicelib.storage.holidays import DynamoHolidays

        return load_stack(
            self.settings.province, self.settings.policy, DynamoHolidays(self.tables).load, self.settings.brand
        )

    @cached_property
    def cases(self) -> CaseStore:
        from chalicelib.storage.case_store import DynamoCaseStore

        return DynamoCaseStore(self.tables)

    @cached_property
    def case_stream(self) -> CaseStream:
        from chalicelib.storage.case_stream import DynamoCaseStream

        return DynamoCaseStream()

    @cached_property
    def debts(self) -> DebtStore:
        from chalicelib.storage.debt_store import DynamoDebtStore

        return DynamoDebtStore(self.tables)

    @cached_property
    def directory(self) -> Directory:
        from chalicelib.storage.directory import DynamoDirectory

        return DynamoDirectory(self.tables)

    def invoke_later(self, function: str, event: Mapping[str, Any]) -> None:
        """Call a function without waiting for it."""
        from chalicelib.gateways.invocation import invoke_later

        invoke_later(function, event)

    def start_cleaning(self, key: str) -> None:
        """Have the function that cleans files called for one, as the bucket's own event would."""
        from chalicelib.gateways.invocation import file_arrived

        self.invoke_later(self.settings.clean_function, file_arrived(key))

    def start_reading(self, key: str) -> None:
        """Have the function that reads mails called for one, as the bucket's own event would."""
        from chalicelib.gateways.invocation import file_arrived

        self.invoke_later(self.settings.mail_function, file_arrived(key))

    @cached_property
    def setbacks(self) -> SetbackStore:
        from chalicelib.storage.setback_store import DynamoSetbackStore

        return DynamoSetbackStore(self.tables)

    @cached_property
    def former_numbers(self) -> FormerNumbers:
        from chalicelib.storage.former_numbers import DynamoFormerNumbers

        return DynamoFormerNumbers(self.tables)

    @cached_property
    def stacks(self) -> StackRegister:
        from chalicelib.storage.stack_register import DynamoStackRegister

        return DynamoStackRegister(self.tables)

    @cached_property
    def keys(self) -> KeyStore:
        from chalicelib.storage.key_store import DynamoKeyStore

        return DynamoKeyStore(self.tables)

    @cached_property
    def secret_attempts(self) -> SecretAttempts:
        from chalicelib.storage.secret_attempts import DynamoSecretAttempts

        return DynamoSecretAttempts(self.tables)

    @cached_property
    def rate_counter(self) -> RateCounter:
        from chalicelib.storage.rate_counter import DynamoRateCounter

        return DynamoRateCounter(self.tables)

    @cached_property
    def identities(self) -> IdentityStore:
        from chalicelib.storage.identity_store import DynamoIdentityStore

        return DynamoIdentityStore(self.tables)

    @cached_property
    def access_log(self) -> DynamoAccessLog:
        from chalicelib.storage.access_log import DynamoAccessLog

        return DynamoAccessLog(self.tables)

    @cached_property
    def fingerprints(self) -> FingerprintStore:
        from chalicelib.storage.fingerprint_store import DynamoFingerprintStore

        return DynamoFingerprintStore(self.tables)

    @cached_property
    def feeds(self) -> FeedStore:
        from chalicelib.storage.feed_store import DynamoFeedStore

        return DynamoFeedStore(self.tables)

    @cached_property
    def office_answers(self) -> OfficeAnswers:
        from chalicelib.storage.office_answers import DynamoOfficeAnswers

        return DynamoOfficeAnswers(self.tables)

    @cached_property
    def cursor_secrets(self) -> CursorSecretStore:
        from chalicelib.storage.cursor_secrets import DynamoCursorSecretStore

        return DynamoCursorSecretStore(self.tables)

    @cached_property
    def public_log(self) -> PublicLog:
        from chalicelib.storage.public_log import DynamoPublicLog

        return DynamoPublicLog(self.tables)

    @cached_property
    def statistics_source(self) -> StatisticsSource:
        from chalicelib.storage.statistics_source import DynamoStatisticsSource

        return DynamoStatisticsSource(self.tables)

    @cached_property
    def statistics_store(self) -> StatisticsStore:
        from chalicelib.storage.statistics_store import DynamoStatisticsStore

        return DynamoStatisticsStore(self.tables)

    @cached_property
    def place_finder(self) -> PlaceFinder:
        from chalicelib.storage.place_finder import DynamoPlaceFinder

        return DynamoPlaceFinder(self.tables, load_place_words)

    @cached_property
    def rule_book(self) -> RuleBook:
        from chalicelib.storage.rule_book import DynamoRuleBook

        return DynamoRuleBook(self.tables)

    @cached_property
    def webhooks(self) -> WebhookStore:
        from chalicelib.storage.webhook_store import DynamoWebhookStore

        return DynamoWebhookStore(self.tables)

    @cached_property
    def webhook_ledger(self) -> WebhookLedger:
        from chalicelib.storage.webhook_ledger import DynamoWebhookLedger

        return DynamoWebhookLedger(self.tables)

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
        from chalicelib.gateways.file_store import S3FileStore

        return S3FileStore(self.settings.attachments_bucket)

    @cached_property
    def public_files(self) -> PublicFiles:
        from chalicelib.gateways.public_files import S3PublicFiles

        return S3PublicFiles(self.settings.data_bucket)

    @cached_property
    def erasure_ledger(self) -> ErasureLedger:
        from chalicelib.gateways.erasure_ledger import S3ErasureLedger

        return S3ErasureLedger(self.settings.ledger_bucket)

    @cached_property
    def image_sanitizer(self) -> ImageSanitizer:
        from chalicelib.gateways.image_sanitizer import PillowImageSanitizer

        return PillowImageSanitizer()

    @cached_property
    def messenger(self) -> StackMessenger:
        from chalicelib.gateways.stack_messenger import SqsStackMessenger

        return SqsStackMessenger(self.stack_secrets)

    @cached_property
    def stack_secrets(self) -> StackSecrets:
        from chalicelib.storage.stack_secrets import DynamoStackSecrets

        return DynamoStackSecrets(self.tables)

    @cached_property
    def refused_messages(self) -> RefusedMessages:
        from chalicelib.gateways.refused_messages import SqsRefusedMessages

        return SqsRefusedMessages(self.settings.dead_letters)

    @cached_property
    def outbox(self) -> Outbox:
        from chalicelib.gateways.outbox import SqsOutbox

        return SqsOutbox(self.settings.outbox_queue)

    @cached_property
    def webhook_sender(self) -> WebhookSender:
        from chalicelib.gateways.webhook_sender import HttpWebhookSender

        return HttpWebhookSender(self.settings.loopback_webhooks)

    @cached_property
    def notice_queue(self) -> NoticeQueue:
        from chalicelib.gateways.notice_queue import SqsNoticeQueue

        return SqsNoticeQueue(self.settings.notice_queue)

    @cached_property
    def notice_ledger(self) -> NoticeLedger:
        from chalicelib.storage.notice_ledger import DynamoNoticeLedger

        return DynamoNoticeLedger(self.tables)

    @cached_property
    def notice_wishes(self) -> NoticeWishes:
        from chalicelib.storage.notice_wishes import DynamoNoticeWishes

        return DynamoNoticeWishes(self.tables)

    @cached_property
    def mailer(self) -> Mailer:
        from chalicelib.gateways.mailer import SesMailer

        return SesMailer(self.settings.mail_from, self.stack.brand, self.settings.mail_events)

    @cached_property
    def alarm_detector(self) -> AlarmDetector:
        from chalicelib.services.text.alarm_detector import AlarmDetector

        return AlarmDetector(shipped_alarms)

    @cached_property
    def text_classifier(self) -> TextClassifier:
        from chalicelib.services.text.classifier import StackTextClassifier
        from chalicelib.storage.model_register import DynamoModelRegister

        return StackTextClassifier(DynamoModelRegister(self.tables), self.files, shipped_model, time.monotonic)
