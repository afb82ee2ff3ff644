"""Every implementation of the ports that the contract suite is held against."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import pytest
from moto import mock_aws

from chalicelib.services.ports.cases import CaseStore, TraceStore
from chalicelib.services.ports.feeds import FeedStore
from chalicelib.services.ports.opendata import FactLog, StatisticsStore
from chalicelib.services.ports.people import GuessCounter, IdentityStore, KeyStore
from chalicelib.services.ports.places import Directory
from chalicelib.services.ports.public import PublicLog
from chalicelib.services.ports.rates import RateCounter
from chalicelib.services.ports.reading import ModelRegister
from chalicelib.services.ports.secrets import SecretStore
from chalicelib.services.ports.webhooks import WebhookStore
from chalicelib.storage.apikeys import DynamoKeyStore
from chalicelib.storage.cases import DynamoCaseStore
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.factlog import DynamoFactLog
from chalicelib.storage.feeds import DynamoFeedStore
from chalicelib.storage.guesses import DynamoGuessCounter
from chalicelib.storage.identities import DynamoIdentityStore
from chalicelib.storage.public import DynamoPublicLog
from chalicelib.storage.rates import DynamoRateCounter
from chalicelib.storage.routing import DynamoModelRegister
from chalicelib.storage.row import Endpoint, Tables, bind
from chalicelib.storage.secrets import DynamoSecretStore
from chalicelib.storage.statistics import DynamoStatisticsStore
from chalicelib.storage.traces import DynamoTraceStore
from chalicelib.storage.webhooks import DynamoWebhookStore
from tests.support import dynamodb_local
from tests.support.feeds import MemorySecretStore
from tests.support.memory import (
    MemoryCaseStore,
    MemoryDirectory,
    MemoryGuessCounter,
    MemoryIdentityStore,
    MemoryKeyStore,
    MemoryRateCounter,
    MemoryTraceStore,
)
from tests.support.opendata import MemoryFactLog, MemoryStatisticsStore
from tests.support.public import MemoryPublicLog
from tests.support.reading import MemoryModelRegister
from tests.support.tables import create_tables
from tests.support.webhooks import MemoryWebhookStore

REGION = "ap-southeast-3"


@dataclass
class Stores:
    """One backend; `tables` is None for the one in memory."""

    cases: CaseStore
    directory: Directory
    keys: KeyStore
    guesses: GuessCounter
    identities: IdentityStore
    traces: TraceStore
    rates: RateCounter
    log: PublicLog
    feeds: FeedStore
    secrets: SecretStore
    facts: FactLog
    counts: StatisticsStore
    webhooks: WebhookStore
    models: ModelRegister
    tables: Tables | None = None


def _on(endpoint: str | None) -> Stores:
    suffix = uuid.uuid4().hex[:8]
    names = {"ComplaintsTable": f"complaints-{suffix}", "IdentitiesTable": f"identities-{suffix}"}
    names["SecretsTable"] = f"secrets-{suffix}"
    credentials = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    create_tables(boto3.client("dynamodb", region_name=REGION, endpoint_url=endpoint, **credentials), names)
    reach = Endpoint(REGION, endpoint, "test", "test")
    tables = bind(names["ComplaintsTable"], names["IdentitiesTable"], reach, names["SecretsTable"])
    return Stores(
        cases=DynamoCaseStore(tables),
        directory=DynamoDirectory(tables),
        keys=DynamoKeyStore(tables),
        guesses=DynamoGuessCounter(tables),
        identities=DynamoIdentityStore(tables),
        traces=DynamoTraceStore(tables),
        rates=DynamoRateCounter(tables),
        log=DynamoPublicLog(tables),
        feeds=DynamoFeedStore(tables),
        secrets=DynamoSecretStore(tables),
        facts=DynamoFactLog(tables),
        counts=DynamoStatisticsStore(tables),
        webhooks=DynamoWebhookStore(tables),
        models=DynamoModelRegister(tables),
        tables=tables,
    )


@pytest.fixture(scope="session")
def local_engine() -> Iterator[str]:
    """AWS's own engine."""
    if not dynamodb_local.available():
        pytest.skip("DynamoDB Local needs Java: install Java 17 or newer")
    with dynamodb_local.running() as endpoint:
        yield endpoint


@pytest.fixture(
    params=[
        "memory",
        "moto",
        pytest.param("emulator", marks=pytest.mark.emulator),
        pytest.param("dynamodb_local", marks=pytest.mark.dynamodb_local),
    ]
)
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """A fresh, empty backend."""
    if request.param == "memory":
        cases = MemoryCaseStore()
        identities = MemoryIdentityStore(cases.identities)
        yield Stores(
            cases,
            MemoryDirectory(),
            MemoryKeyStore(),
            MemoryGuessCounter(),
            identities,
            MemoryTraceStore(),
            MemoryRateCounter(),
            MemoryPublicLog(cases),
            cases.feed,
            MemorySecretStore(),
            MemoryFactLog(cases),
            MemoryStatisticsStore(),
            MemoryWebhookStore(),
            MemoryModelRegister(),
        )
    elif request.param == "moto":
        with mock_aws():
            yield _on(None)
    elif request.param == "emulator":
        yield _on(request.getfixturevalue("emulator").endpoint)
    else:
        yield _on(request.getfixturevalue("local_engine"))
