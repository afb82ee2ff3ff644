"""One PynamoDB model for the one table: every kind of item is a row that fills the attributes of its kind.

No attribute has a default: PynamoDB would also fill it when reading from an index that does not project it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.connection import Connection
from pynamodb.constants import STRING
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass
from chalicelib.storage.table_keys import META

CONNECT_SECONDS = 1.0
READ_SECONDS = 3.0
RETRIES = 4

QUEUE_ATTRIBUTES = (
    "id", "type", "title", "category", "region", "status", "version",
    "filed_at", "due_at", "breached", "flags", "kind", "seq", "at",
)  # fmt: skip


class MomentAttribute(Attribute[datetime]):
    """An aware datetime as sortable text; naive ones are refused (PynamoDB's own attribute accepts them silently)."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        return to_text(value)

    def deserialize(self, value: str) -> datetime:
        return from_text(value)


def _texts() -> ListAttribute[str]:
    """An optional list of texts. PynamoDB types its members by the attribute that writes them, not by what is read."""
    return cast("ListAttribute[str]", ListAttribute(of=UnicodeAttribute, null=True))


class AgencyIndex(GlobalSecondaryIndex["Row"]):
    """Queues and feeds of offices."""

    class Meta:
        index_name = "agency"
        projection = IncludeProjection(list(QUEUE_ATTRIBUTES))

    agency_pk = UnicodeAttribute(hash_key=True)
    agency_sk = UnicodeAttribute(range_key=True)


class ClockIndex(GlobalSecondaryIndex["Row"]):
    """Running timers."""

    class Meta:
        index_name = "clock"
        projection = KeysOnlyProjection()

    clock_pk = UnicodeAttribute(hash_key=True)
    clock_sk = UnicodeAttribute(range_key=True)


class LogIndex(GlobalSecondaryIndex["Row"]):
    """Public cases by month and events by day."""

    class Meta:
        index_name = "log"
        projection = KeysOnlyProjection()

    log_pk = UnicodeAttribute(hash_key=True)
    log_sk = UnicodeAttribute(range_key=True)


class Row(Model):
    """An item of the table `complaints`."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    agency_pk = UnicodeAttribute(null=True)
    agency_sk = UnicodeAttribute(null=True)
    clock_pk = UnicodeAttribute(null=True)
    clock_sk = UnicodeAttribute(null=True)
    log_pk = UnicodeAttribute(null=True)
    log_sk = UnicodeAttribute(null=True)
    agency_index = AgencyIndex()
    clock_index = ClockIndex()
    log_index = LogIndex()

    # META: a case's filing and state
    id = UnicodeAttribute(null=True)
    type = UnicodeAttribute(null=True)
    title = UnicodeAttribute(null=True)
    category = UnicodeAttribute(null=True)
    region = UnicodeAttribute(null=True)
    filed_at = MomentAttribute(null=True)
    policy = UnicodeAttribute(null=True)
    flags = _texts()
    secret_hash = BinaryAttribute(null=True, legacy_encoding=False)
    content_mac = BinaryAttribute(null=True, legacy_encoding=False)
    status = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    chain = BinaryAttribute(null=True, legacy_encoding=False)
    since = MomentAttribute(null=True)
    clock_from = MomentAttribute(null=True)
    agency = UnicodeAttribute(null=True)
    agency_name = UnicodeAttribute(null=True)
    tier = UnicodeAttribute(null=True)
    breached = BooleanAttribute(null=True)
    escalations = NumberAttribute(null=True)
    hops = NumberAttribute(null=True)
    verify_open = BooleanAttribute(null=True)
    arrived = MomentAttribute(null=True)
    respond_from = MomentAttribute(null=True)
    lapsed = _texts()
    begun = BooleanAttribute(null=True)
    answered = BooleanAttribute(null=True)
    promised = UnicodeAttribute(null=True)
    draft = NumberAttribute(null=True)
    draft_key = UnicodeAttribute(null=True)
    approved = BooleanAttribute(null=True)
    supporting = _texts()
    merged_into = UnicodeAttribute(null=True)
    archived_for = UnicodeAttribute(null=True)
    rating = NumberAttribute(null=True)
    warnings = NumberAttribute(null=True)
    imported_at = MomentAttribute(null=True)
    filed_type = UnicodeAttribute(null=True)
    extended = BooleanAttribute(null=True)
    asked = BooleanAttribute(null=True)
    recheck = BooleanAttribute(null=True)
    planned = UnicodeAttribute(null=True)
    prioritised_at = MomentAttribute(null=True)
    told_at = MomentAttribute(null=True)
    ladder = UnicodeAttribute(null=True)
    warning = NumberAttribute(null=True)
    referred_to = UnicodeAttribute(null=True)
    handed_over = BooleanAttribute(null=True)
    channel = UnicodeAttribute(null=True)
    renewed_hash = BinaryAttribute(null=True, legacy_encoding=False)
    filed_title = UnicodeAttribute(null=True)
    filed_category = UnicodeAttribute(null=True)
    filed_region = UnicodeAttribute(null=True)
    due_at = MomentAttribute(null=True)

    # CONTENT: the citizen's words and the place
    text = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)
    path = _texts()
    lat = NumberAttribute(null=True)
    lon = NumberAttribute(null=True)
    incident_date = UnicodeAttribute(null=True)
    salt = BinaryAttribute(null=True, legacy_encoding=False)
    commitments = JSONAttribute(null=True)

    # EVENT: one change (shares `salt`, `at`, `status`); TOLD: its copy for another office's feed
    seq = NumberAttribute(null=True)
    kind = UnicodeAttribute(null=True)
    at = MomentAttribute(null=True)
    role = UnicodeAttribute(null=True)
    key = UnicodeAttribute(null=True)
    note = UnicodeAttribute(null=True)
    data = JSONAttribute(null=True)
    hash = BinaryAttribute(null=True, legacy_encoding=False)
    command_id = UnicodeAttribute(null=True)
    committed = UnicodeAttribute(null=True)
    format = NumberAttribute(null=True)

    # CELL: the fingerprint of a report (shares `category`, `region`, `lat`, `lon`, `expires_at`)
    signature = BinaryAttribute(null=True, legacy_encoding=False)

    # SECRET: the secret that signs cursors (shares `version`)
    secret = BinaryAttribute(null=True, legacy_encoding=False)
    previous = BinaryAttribute(null=True, legacy_encoding=False)

    # directory, keys, stacks (share `path`, `tier`, `role`, `agency`, `agency_name`)
    name = UnicodeAttribute(null=True)
    coordinates = BooleanAttribute(null=True)
    two_person = BooleanAttribute(null=True)
    loaded = JSONAttribute(null=True)
    register = JSONAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    site = UnicodeAttribute(null=True)
    inbox = UnicodeAttribute(null=True)

    # STATS: counts of a month, in parts (shares `data`)
    cells = BinaryAttribute(null=True, legacy_encoding=False)
    parts = NumberAttribute(null=True)

    # GAZETTEER, OUTLINES: what a stack finds places by
    blob = BinaryAttribute(null=True, legacy_encoding=False)

    # KEY: a bearer key's grant (shares `role`, `agency`, `agency_name`, `at`, `hash`, `expires_at`)
    decree = UnicodeAttribute(null=True)
    valid_from = MomentAttribute(null=True)
    valid_until = MomentAttribute(null=True)
    categories = _texts()
    earlier_hash = BinaryAttribute(null=True, legacy_encoding=False)
    earlier_until = MomentAttribute(null=True)
    revoked_at = MomentAttribute(null=True)
    last_used = UnicodeAttribute(null=True)

    # PERSON: a person's name and grants (share what a key's grant has, `name`, `key`); SESSION: what a person opened
    ended_by = UnicodeAttribute(null=True)
    person = UnicodeAttribute(null=True)
    grant = UnicodeAttribute(null=True)

    # WISHES: what a person wants to be told (shares `data`, `key`, `status`, `at`); STOP: whose mails (`id`, `person`)

    # FAILED: why a photo failed (`failure`, `failed_at`, `role`, `agency`, `expires_at`)

    # SETBACKS: a case that the sweep set aside (shares `at`, `failure`, `failed_at`, `expires_at`)
    times = NumberAttribute(null=True)

    # WEBHOOK: where an office wants its messages, and whether they arrive (shares `at`, `expires_at`)
    url = UnicodeAttribute(null=True)
    kinds = _texts()
    disabled_for = UnicodeAttribute(null=True)
    disabled_at = MomentAttribute(null=True)
    enabled_at = MomentAttribute(null=True)
    failing_since = MomentAttribute(null=True)
    failed_at = MomentAttribute(null=True)
    failure = UnicodeAttribute(null=True)
    succeeded_at = MomentAttribute(null=True)

    # GUESS: wrong secrets in an hour; RATE: requests in a window; OWED: how often a message was sent again (all share
    # `expires_at`, OWED also `seq` and `at`)
    guesses = NumberAttribute(null=True)
    requests = NumberAttribute(null=True)


class IdentityRow(Model):
    """An item of the table `identities`."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    post = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


class SecretRow(Model):
    """An item of the table `secrets`: one that signs a webhook's messages, or those of another stack. A webhook's from
    before each had an item of its own has two."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    current = UnicodeAttribute(null=True)
    previous = UnicodeAttribute(null=True)
    oldest = UnicodeAttribute(null=True)
    previous_until = MomentAttribute(null=True)
    rotation = UnicodeAttribute(null=True)
    agency = UnicodeAttribute(null=True)


class AccessRow(Model):
    """An item of the table `access`: somebody read a hidden case."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    at = MomentAttribute(null=True)
    kind = UnicodeAttribute(null=True)
    key = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    agency = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


_M = TypeVar("_M", bound=Model)


def item_or_none(model: type[_M], pk: str, sk: str = META, *, consistent: bool = False) -> _M | None:
    """One item by its key; None if there is no such item."""
    try:
        return model.get(pk, sk, consistent_read=consistent)
    except model.DoesNotExist:
        return None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How DynamoDB is reached. What is None comes from the environment, as botocore finds it."""

    region: str | None = None
    host: str | None = None
    access_key: str | None = None
    secret_key: str | None = None


@dataclass(frozen=True)
class Tables:
    """The models bound to the tables of one stack, and the connection for transactions over all of them."""

    row: type[Row]
    identity: type[IdentityRow]
    secret: type[SecretRow]
    access: type[AccessRow]
    connection: Connection

    def warm(self) -> None:
        """Make the client now instead of at the first request."""
        _ = self.connection.client


def bind(complaints: str, identities: str, endpoint: Endpoint, secrets: str = "", access: str = "") -> Tables:
    """Models for the tables of one stack. A function that never touches secrets, or the access log, does not know their
    table."""
    options = {
        "region": endpoint.region,
        "host": endpoint.host,
        "aws_access_key_id": endpoint.access_key,
        "aws_secret_access_key": endpoint.secret_key,
        "connect_timeout_seconds": CONNECT_SECONDS,
        "read_timeout_seconds": READ_SECONDS,
        "max_retry_attempts": RETRIES,
    }

    def bound(model: type[_M], table: str) -> type[_M]:
        meta = type("Meta", (), {"table_name": table, **options})
        make: Callable[..., type[_M]] = type(model)
        return make(model.__name__, (model,), {"Meta": meta, "__module__": model.__module__})

    row = bound(Row, complaints)
    # One client for single items and transactions alike: a second one would cost 50 ms at a cold start.
    connection = row._get_connection().connection
    others = bound(IdentityRow, identities), bound(SecretRow, secrets), bound(AccessRow, access)
    return Tables(row, *others, connection)
