"""The tables of a stack with some offices, a village and an officer's key, and an environment that points to them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import boto3

from bench import empty_bucket
from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.runtime import container
from chalicelib.runtime.container import Container
from chalicelib.storage.models import Endpoint, bind
from laporctl.agencies.store import DirectoryStore
from tests.support.tables import create_tables

VILLAGE = "64.08.01.2001"
OFFICE = Agency("64.08-pupr", "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur", Tier.OPD)
IDLE_OFFICE = Agency("64.08-dlh", "Dinas Lingkungan Hidup Kabupaten Kutai Timur", Tier.OPD)
OFFICES = (
    OFFICE,
    IDLE_OFFICE,
    Agency("64.08-diskominfo", "Dinas Komunikasi dan Informatika Kabupaten Kutai Timur", Tier.OPD, coordinates=True),
    Agency("64-pupr", "Dinas Pekerjaan Umum, Penataan Ruang dan Perumahan Rakyat", Tier.PROVINSI),
    Agency(
        "64-diskominfo", "Dinas Komunikasi dan Informatika Provinsi Kalimantan Timur", Tier.PROVINSI, coordinates=True
    ),
)
PLACE = ("Kalimantan Timur", "Kabupaten Kutai Timur", "Kecamatan Contoh", "Desa Contoh")

TABLES = {"ComplaintsTable": "complaints", "IdentitiesTable": "identities"}
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
ENVIRONMENT = {
    "PROVINCE": "kaltim",
    "POLICY": "progress-30",
    "COMPLAINTS_TABLE": TABLES["ComplaintsTable"],
    "IDENTITIES_TABLE": TABLES["IdentitiesTable"],
    "ATTACHMENTS_BUCKET": "attachments",
    "POWERTOOLS_SERVICE_NAME": "lapor",
    "LOG_LEVEL": "INFO",
    "AWS_REGION": "ap-southeast-3",
    "AWS_DEFAULT_REGION": "ap-southeast-3",
    **CREDENTIALS,
}
"""The environment that the template gives the functions, with what Lambda adds."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`environment` reaches the tables from a function, `services` are the same use cases in this process, `bearer` is
    the key of an officer of OFFICE."""

    environment: dict[str, str]
    services: Container
    bearer: str


@contextmanager
def staged(endpoint: str | None) -> Iterator[Stage]:
    """Tables on the DynamoDB at `endpoint`, buckets that are empty, and this process's environment pointing there until
    the block ends."""
    with empty_bucket.serving() as files:
        reach = {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "AWS_ENDPOINT_URL_S3": files} if endpoint else {}
        with _environment(reach):
            yield _stage(reach)


@contextmanager
def _environment(reach: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update({**ENVIRONMENT, **reach, "LOG_LEVEL": "ERROR"})
    container.services.cache_clear()
    try:
        yield
    finally:
        container.services.cache_clear()
        os.environ.clear()
        os.environ.update(before)


def _stage(reach: dict[str, str]) -> Stage:
    create_tables(boto3.session.Session().client("dynamodb"), TABLES)
    directory = DirectoryStore(bind(TABLES["ComplaintsTable"], TABLES["IdentitiesTable"], Endpoint()))
    directory.load([Region(VILLAGE, PLACE)], OFFICES)
    services = container.services()
    assert isinstance(services, Container)
    now = services.now()
    bearer = services.keys.issue(Role.OFFICER, OFFICE, now, now + timedelta(days=365))
    return Stage({**ENVIRONMENT, **reach}, services, bearer)
