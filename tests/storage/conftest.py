"""Every implementation of the ports that the contract suite is held against.

Tables are made once for a file of tests, and emptied after each test that wrote to them.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import boto3
import pytest
from moto import mock_aws

from chalicelib.services.ports.assignee_store import AssigneeStore
from chalicelib.services.ports.case_store import CaseStore
from chalicelib.services.ports.code_keys import CodeKeys
from chalicelib.services.ports.code_store import CodeStore
from chalicelib.services.ports.conversation_store import ConversationStore
from chalicelib.services.ports.cursor_secrets import CursorSecretStore
from chalicelib.services.ports.debt_store import DebtStore
from chalicelib.services.ports.directory import Directory
from chalicelib.services.ports.feed_store import FeedStore
from chalicelib.services.ports.fingerprint_store import FingerprintStore
from chalicelib.services.ports.identity_store import IdentityStore
from chalicelib.services.ports.key_store import KeyStore
from chalicelib.services.ports.model_register import ModelRegister
from chalicelib.services.ports.notice_ledger import NoticeLedger
from chalicelib.services.ports.notice_wishes import NoticeWishes
from chalicelib.services.ports.people_store import PeopleStore
from chalicelib.services.ports.presence_store import PresenceStore
from chalicelib.services.ports.public_log import PublicLog
from chalicelib.services.ports.rate_counter import RateCounter
from chalicelib.services.ports.reply_store import ReplyStore
from chalicelib.services.ports.secret_attempts import SecretAttempts
from chalicelib.services.ports.sender_phones import SenderPhones
from chalicelib.services.ports.setback_store import SetbackStore
from chalicelib.services.ports.statistics_source import StatisticsSource
from chalicelib.services.ports.statistics_store import StatisticsStore
from chalicelib.services.ports.summary_store import SummaryStore
from chalicelib.services.ports.template_store import TemplateStore
from chalicelib.services.ports.webhook_ledger import WebhookLedger
from chalicelib.services.ports.webhook_store import WebhookStore
from chalicelib.storage.access_log import DynamoAccessLog
from chalicelib.storage.assignee_store import DynamoAssigneeStore
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.code_keys import DynamoCodeKeys
from chalicelib.storage.code_store import DynamoCodeStore
from chalicelib.storage.conversation_store import DynamoConversationStore
from chalicelib.storage.cursor_secrets import DynamoCursorSecretStore
from chalicelib.storage.debt_store import DynamoDebtStore
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.feed_store import DynamoFeedStore
from chalicelib.storage.fingerprint_store import DynamoFingerprintStore
from chalicelib.storage.identity_store import DynamoIdentityStore
from chalicelib.storage.key_store import DynamoKeyStore
from chalicelib.storage.model_register import DynamoModelRegister
from chalicelib.storage.models import Endpoint, Tables, bind
from chalicelib.storage.notice_ledger import DynamoNoticeLedger
from chalicelib.storage.notice_wishes import DynamoNoticeWishes
from chalicelib.storage.people_store import DynamoPeopleStore
from chalicelib.storage.presence_store import DynamoPresenceStore
from chalicelib.storage.public_log import DynamoPublicLog
from chalicelib.storage.rate_counter import DynamoRateCounter
from chalicelib.storage.reply_store import DynamoReplyStore
from chalicelib.storage.secret_attempts import DynamoSecretAttempts
from chalicelib.storage.sender_phones import DynamoSenderPhones
from chalicelib.storage.setback_store import DynamoSetbackStore
from chalicelib.storage.statistics_source import DynamoStatisticsSource
from chalicelib.storage.statistics_store import DynamoStatisticsStore
from chalicelib.storage.summary_store import DynamoSummaryStore
from chalicelib.storage.template_store import DynamoTemplateStore
from chalicelib.storage.webhook_ledger import DynamoWebhookLedger
from chalicelib.storage.webhook_store import DynamoWebhookStore
from tests.support.access_log import MemoryAccessLog
from tests.support.channels import MemoryConversationStore, MemoryReplyStore
from tests.support.codes import MemoryCodeKeys, MemoryCodeStore
from tests.support.exchange import MemorySummaryStore
from tests.support.feeds import MemorySecretStore
from tests.support.identities import MemoryIdentityStore
from tests.support.memory import (
    MemoryCaseStore,
    MemoryDirectory,
    MemoryGuessCounter,
    MemoryKeyStore,
    MemoryRateCounter,
)
from tests.support.notice_ledger import MemoryNoticeLedger
from tests.support.notice_wishes import MemoryNoticeWishes
from tests.support.office_desk import MemoryAssigneeStore, MemoryTemplateStore
from tests.support.people import MemoryPeopleStore
from tests.support.presence import MemoryPresenceStore
from tests.support.public_log import MemoryPublicLog
from tests.support.setbacks import MemorySetbackStore
from tests.support.statistics import MemoryFactLog, MemoryStatisticsStore
from tests.support.tables import create_tables, empty_tables
from tests.support.text import MemoryModelRegister
from tests.support.webhooks import MemoryWebhookLedger, MemoryWebhookStore
from tests.support.whatsapp import MemorySenderPhones

REGION = "ap-southeast-3"


@dataclass
class Stores:
    """One backend; `tables` is None for the one in memory."""

    cases: CaseStore
    directory: Directory
    keys: KeyStore
    guesses: SecretAttempts
    identities: IdentityStore
    traces: FingerprintStore
    rates: RateCounter
    log: PublicLog
    feeds: FeedStore
    secrets: CursorSecretStore
    facts: StatisticsSource
    counts: StatisticsStore
    webhooks: WebhookStore
    ledger: WebhookLedger
    models: ModelRegister
    setbacks: SetbackStore
    debts: DebtStore
    accesses: MemoryAccessLog | DynamoAccessLog
    people: PeopleStore
    presence: PresenceStore
    notices: NoticeLedger
    wishes: NoticeWishes
    templates: TemplateStore
    assignees: AssigneeStore
    conversations: ConversationStore
    summaries: SummaryStore
    replies: ReplyStore
    codes: CodeStore
    code_keys: CodeKeys
    sender_phones: SenderPhones
    tables: Tables | None = None


@dataclass(frozen=True)
class Backend:
    """Where a file of tests keeps its tables: `stores` wires fresh adapters to them, `clear` empties them."""

    stores: Callable[[], Stores]
    clear: Callable[[], None] = lambda: None


def _on(endpoint: str | None) -> Backend:
    suffix = uuid.uuid4().hex[:8]
    names = {"ComplaintsTable": f"complaints-{suffix}", "IdentitiesTable": f"identities-{suffix}"}
    names |= {"SecretsTable": f"secrets-{suffix}", "AccessTable": f"access-{suffix}"}
    credentials = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    client = boto3.client("dynamodb", region_name=REGION, endpoint_url=endpoint, **credentials)
    create_tables(client, names)
    reach = Endpoint(REGION, endpoint, "test", "test")
    complaints, identities, secrets, access = names.values()
    tables = bind(complaints, identities, reach, secrets, access)
    return Backend(lambda: _stores(tables), lambda: empty_tables(client, names.values()))


def _stores(tables: Tables) -> Stores:
    return Stores(
        cases=DynamoCaseStore(tables),
        directory=DynamoDirectory(tables),
        keys=DynamoKeyStore(tables),
        guesses=DynamoSecretAttempts(tables),
        identities=DynamoIdentityStore(tables),
        traces=DynamoFingerprintStore(tables),
        rates=DynamoRateCounter(tables),
        log=DynamoPublicLog(tables),
        feeds=DynamoFeedStore(tables),
        secrets=DynamoCursorSecretStore(tables),
        facts=DynamoStatisticsSource(tables),
        counts=DynamoStatisticsStore(tables),
        webhooks=DynamoWebhookStore(tables),
        ledger=DynamoWebhookLedger(tables),
        models=DynamoModelRegister(tables),
        setbacks=DynamoSetbackStore(tables),
        debts=DynamoDebtStore(tables),
        accesses=DynamoAccessLog(tables),
        people=DynamoPeopleStore(tables),
        presence=DynamoPresenceStore(tables),
        notices=DynamoNoticeLedger(tables),
        wishes=DynamoNoticeWishes(tables),
        templates=DynamoTemplateStore(tables),
        assignees=DynamoAssigneeStore(tables),
        conversations=DynamoConversationStore(tables),
        summaries=DynamoSummaryStore(tables),
        replies=DynamoReplyStore(tables),
        codes=DynamoCodeStore(tables),
        code_keys=DynamoCodeKeys(tables),
        sender_phones=DynamoSenderPhones(tables),
        tables=tables,
    )


def _in_memory() -> Stores:
    cases = MemoryCaseStore()
    return Stores(
        cases,
        MemoryDirectory(),
        MemoryKeyStore(),
        MemoryGuessCounter(),
        MemoryIdentityStore(cases.identities),
        cases.fingerprints,
        MemoryRateCounter(),
        MemoryPublicLog(cases),
        cases.feed,
        MemorySecretStore(),
        MemoryFactLog(cases),
        MemoryStatisticsStore(),
        MemoryWebhookStore(),
        MemoryWebhookLedger(),
        MemoryModelRegister(),
        MemorySetbackStore(cases),
        cases.debts,
        MemoryAccessLog(),
        MemoryPeopleStore(),
        MemoryPresenceStore(),
        MemoryNoticeLedger(),
        MemoryNoticeWishes(),
        MemoryTemplateStore(),
        MemoryAssigneeStore(),
        MemoryConversationStore(),
        MemorySummaryStore(),
        MemoryReplyStore(),
        MemoryCodeStore(),
        MemoryCodeKeys(),
        MemorySenderPhones(),
    )


@pytest.fixture(
    scope="module",
    params=[
        "memory",
        "moto",
        pytest.param("emulator", marks=pytest.mark.emulator),
        pytest.param("dynamodb_local", marks=pytest.mark.dynamodb_local),
    ],
)
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    if request.param == "memory":
        yield Backend(_in_memory)
    elif request.param == "moto":
        with mock_aws():
            yield _on(None)
    elif request.param == "emulator":
        yield _on(request.getfixturevalue("emulator"))
    else:
        yield _on(request.getfixturevalue("local_engine"))


@pytest.fixture
def stores(backend: Backend) -> Iterator[Stores]:
    """A fresh, empty backend."""
    yield backend.stores()
    backend.clear()
