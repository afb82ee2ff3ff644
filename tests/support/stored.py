"""Worlds in memory that also keep everything in tables and a bucket, as a deployed stack does, for an audit."""

from dataclasses import dataclass
from typing import Any

import boto3

from chalicelib.gateways.file_store import S3FileStore
from chalicelib.gateways.public_files import S3PublicFiles
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.debt_store import DynamoDebtStore
from chalicelib.storage.fingerprint_store import DynamoFingerprintStore
from chalicelib.storage.identity_store import DynamoIdentityStore
from chalicelib.storage.models import Endpoint, Tables, bind
from chalicelib.storage.setback_store import DynamoSetbackStore
from chalicelib.storage.stack_register import DynamoStackRegister
from chalicelib.storage.statistics_source import DynamoStatisticsSource
from chalicelib.storage.statistics_store import DynamoStatisticsStore
from laporctl.agencies.store import DirectoryStore
from laporctl.audit.findings import Finding
from laporctl.audit.run import Progress, run
from laporctl.audit.subject import Subject
from tests.support.tables import create_tables
from tests.support.world import World

REGION = "ap-southeast-3"
_CREDENTIALS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


class Mirrored:
    """A store in memory, and one beside it that gets the same writes: reads come from memory."""

    def __init__(self, memory: Any, stored: Any, *writes: str) -> None:
        self.memory, self.stored, self._writes = memory, stored, writes

    def __getattr__(self, name: str) -> Any:
        if name not in self._writes:
            return getattr(self.memory, name)

        def both(*given: Any, **named: Any) -> Any:
            result = getattr(self.memory, name)(*given, **named)
            getattr(self.stored, name)(*given, **named)
            return result

        return both


@dataclass
class Stored:
    """A world with its tables and its bucket."""

    world: World
    tables: Tables
    s3: Any
    bucket: str
    data_bucket: str

    def subject(self) -> Subject:
        """The world as an audit reads it."""
        buckets = self.bucket, self.data_bucket
        return Subject(self.world.services, self.tables, self.s3, *buckets, lambda: self.world.now)

    def audit(self, page_size: int = 200) -> list[Finding]:
        """What an audit finds."""
        found: list[Finding] = []
        run(self.subject(), Progress(), found.append, pause=lambda: None, page_size=page_size)
        return found


def keep(world: World, endpoint: str | None = None) -> Stored:
    """Have a world keep what it writes in tables (on moto, or the engine at `endpoint`) and a bucket too. Before its
    first use case."""
    slug = world.stack.province.slug
    names = {"ComplaintsTable": f"complaints-{slug}", "IdentitiesTable": f"identities-{slug}"}
    names |= {"SecretsTable": f"secrets-{slug}"}
    client = boto3.client("dynamodb", region_name=REGION, endpoint_url=endpoint, **_CREDENTIALS)
    create_tables(client, names)
    tables = bind(*list(names.values())[:2], Endpoint(REGION, endpoint, "test", "test"), names["SecretsTable"])
    s3, bucket, data_bucket = boto3.client("s3", region_name=REGION, **_CREDENTIALS), f"files-{slug}", f"data-{slug}"
    for name in (bucket, data_bucket):
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    _fill_directory(world, tables)
    stores: dict[str, Any] = {
        "cases": Mirrored(world.cases, DynamoCaseStore(tables, lambda: world.now), "file", "append", "renew_schedule"),
        "debts": Mirrored(world.debts, DynamoDebtStore(tables), "repeat", "settle"),
        "files": Mirrored(world.files, S3FileStore(bucket, s3), "keep", "forget"),
        "fingerprints": Mirrored(world.fingerprints, DynamoFingerprintStore(tables), "put"),
        "identities": Mirrored(world.identities, DynamoIdentityStore(tables), "erase"),
        "public_files": S3PublicFiles(data_bucket, s3),
        "setbacks": Mirrored(world.setbacks, DynamoSetbackStore(tables), "set_aside"),
        "statistics_source": DynamoStatisticsSource(tables),
        "statistics_store": DynamoStatisticsStore(tables),
    }
    for name, store in stores.items():
        setattr(world, name, store)
    return Stored(world, tables, s3, bucket, data_bucket)


def _fill_directory(world: World, tables: Tables) -> None:
    DirectoryStore(tables).load(world.directory.places.values(), world.directory.offices.values())
    for prefix, site in world.stacks.sites.items():
        DynamoStackRegister(tables).put(prefix, site, world.stacks.inboxes.get(prefix))
