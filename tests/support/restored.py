"""A stack in tables and buckets of moto, with the use cases of a deployed one, as backups and restores meet it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import boto3

from chalicelib.gateways.file_store import S3FileStore
from chalicelib.gateways.vault import LambdaVault
from chalicelib.runtime.adapters import Adapters
from chalicelib.runtime.container import Container
from chalicelib.runtime.settings import Settings
from chalicelib.storage.models import Endpoint, Tables, bind
from laporctl.audit.findings import Finding
from laporctl.audit.run import Progress, run
from laporctl.audit.subject import Subject
from laporctl.stacks import Stack
from tests.support.stored import REGION
from tests.support.tables import create_tables
from tests.support.vault import FOR_OPERATORS_HERE, vault_here

BUCKETS = ("AttachmentsBucket", "DataBucket", "LedgerBucket")
_CREDENTIALS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


@dataclass(frozen=True)
class MotoStack(Stack):
    """A stack whose clients are moto's."""

    def client(self, service: str) -> Any:
        return boto3.client(service, region_name=self.region, **_CREDENTIALS)


class HereAdapters(Adapters):
    """Adapters of a stack whose vault runs in this process."""

    def __init__(self, stack: Stack, tables: Tables, now: Callable[[], datetime]) -> None:
        super().__init__(
            Settings(
                province=stack.slug,
                complaints_table=stack.outputs["ComplaintsTable"],
                identities_table=stack.outputs["IdentitiesTable"],
                policy="progress-30",
                attachments_bucket=stack.outputs["AttachmentsBucket"],
            ),
            tables,
        )
        self._stack, self._now = stack, now
        self.services = Container(self, now=now)

    @cached_property
    def vault(self) -> LambdaVault:
        return vault_here(lambda: self.services.vault_service, self._now, FOR_OPERATORS_HERE)

    @cached_property
    def files(self) -> S3FileStore:
        return S3FileStore(self._stack.outputs["AttachmentsBucket"], self._stack.client("s3"))


def new_stack(slug: str, name: str) -> MotoStack:
    """Empty tables and buckets under a name."""
    outputs = {table: f"{name}-{table}" for table in ("ComplaintsTable", "IdentitiesTable", "SecretsTable")}
    outputs |= {"AccessTable": f"{name}-AccessTable"} | {bucket: f"{name}-{bucket.lower()}" for bucket in BUCKETS}
    stack = MotoStack(slug, REGION, outputs)
    create_tables(stack.client("dynamodb"), {key: name for key, name in outputs.items() if key.endswith("Table")})
    make_buckets(stack, BUCKETS)
    return stack


def make_buckets(stack: Stack, buckets: tuple[str, ...]) -> None:
    for bucket in buckets:
        stack.client("s3").create_bucket(
            Bucket=stack.outputs[bucket], CreateBucketConfiguration={"LocationConstraint": REGION}
        )


def services_here(stack: MotoStack, now: Callable[[], datetime]) -> Container:
    """The use cases of such a stack."""
    outputs = stack.outputs
    endpoint = Endpoint(REGION, None, "test", "test")
    tables = bind(
        outputs["ComplaintsTable"],
        outputs["IdentitiesTable"],
        endpoint,
        outputs["SecretsTable"],
        outputs["AccessTable"],
    )
    return HereAdapters(stack, tables, now).services


def audit(stack: MotoStack, now: Callable[[], datetime]) -> list[Finding]:
    """What an audit of such a stack finds."""
    found: list[Finding] = []
    services = services_here(stack, now)
    buckets = stack.outputs["AttachmentsBucket"], stack.outputs["DataBucket"]
    subject = Subject(services, services.adapters.tables, stack.client("s3"), *buckets, now)
    run(subject, Progress(), found.append, pause=lambda: None)
    return found
