"""Bearer keys in DynamoDB: one item a key, also found by office through the index `agency`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pynamodb.exceptions import PynamoDBException, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.key_store import ApiKey, NoSuchKey
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_new, unmet
from chalicelib.storage.models import Row, Tables, item_or_none

KEPT = timedelta(days=365)
"""How long an ended key stays: who held which grant, by which decree, can still be found out."""

# Closes the race between two keys that drew the same id.
NOT_YET_ISSUED: Condition = Row.pk.does_not_exist()

# Without it an update would create an item for a key that never existed.
ISSUED: Condition = Row.pk.exists()

# Closes the race between revoking and anything else: a revoked key stays revoked.
NOT_REVOKED: Condition = Row.revoked_at.does_not_exist()


def still_opened_by(secret_hash: bytes) -> Condition:
    """Closes the race between two rotations: the second would retire a secret that somebody was just given."""
    return Row.hash == secret_hash


class DynamoKeyStore:
    """Implements `ports.key_store.KeyStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def get(self, key_id: str) -> ApiKey | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, table_keys.api_key(key_id))
        return _to_key(row) if row else None

    def put(self, key: ApiKey) -> None:
        """One write; the table's time to live removes the key a year after it has ended."""
        row = self._row(
            pk=table_keys.api_key(key.id),
            sk=table_keys.META,
            agency_pk=table_keys.ISSUED_KEYS,
            agency_sk=table_keys.issued_key(key.agency, key.issued_at, key.id),
            hash=key.secret_hash,
            role=key.role,
            agency=key.agency,
            agency_name=key.agency_name,
            at=key.issued_at,
            decree=key.decree or None,
            valid_from=key.valid_from,
            valid_until=key.expires_at,
            categories=list(key.categories) or None,
            expires_at=int((key.expires_at + KEPT).timestamp()),
        )
        put_new(row, NOT_YET_ISSUED)

    def rotate(self, before: ApiKey, secret_hash: bytes, earlier_until: datetime) -> None:
        """One conditional update. It also lists a key that was issued before there was a list."""
        row = self._row
        actions: list[Action] = [
            row.hash.set(secret_hash),
            row.earlier_hash.set(before.secret_hash),
            row.earlier_until.set(earlier_until),
            row.agency_pk.set(table_keys.ISSUED_KEYS),
            row.agency_sk.set(table_keys.issued_key(before.agency, before.issued_at, before.id)),
        ]
        try:
            row(table_keys.api_key(before.id), table_keys.META).update(
                actions, still_opened_by(before.secret_hash) & NOT_REVOKED
            )
        except UpdateError as error:
            raise _as_port_error(error) from None

    def revoke(self, key_id: str, at: datetime) -> None:
        """One conditional update."""
        moment = self._row.revoked_at
        try:
            self._row(table_keys.api_key(key_id), table_keys.META).update([moment.set(moment | at)], ISSUED)
        except UpdateError as error:
            raise _as_port_error(error) from None

    def mark_used(self, key_id: str, day: date) -> None:
        """One conditional update that returns nothing. The second mark of a day, or a late one, changes nothing; a lost
        mark costs a day's precision and never a request."""
        used = self._row.last_used
        earlier = ISSUED & (used.does_not_exist() | (used < day.isoformat()))
        try:
            self._row._get_connection().update_item(
                table_keys.api_key(key_id), table_keys.META, actions=[used.set(day.isoformat())], condition=earlier
            )
        except PynamoDBException:
            return

    def issued(self, agency: str | None) -> Iterator[ApiKey]:
        """One query a page of the index, and one batch of reads for it."""
        of_office = self._row.agency_sk.startswith(table_keys.issued_keys_of(agency)) if agency else None
        listed = self._row.query(table_keys.ISSUED_KEYS, of_office, index_name="agency")
        keys = {row.pk: row.sk for row in listed}
        by_pk = {row.pk: row for row in self._row.batch_get(list(keys.items()))} if keys else {}
        return (_to_key(by_pk[pk]) for pk in keys if pk in by_pk)


def _to_key(row: Row) -> ApiKey:
    ends = row.valid_until or datetime.fromtimestamp(int(row.expires_at), UTC)
    return ApiKey(
        id=table_keys.key_in(row.pk),
        secret_hash=row.hash,
        role=Role(row.role),
        agency=row.agency,
        agency_name=row.agency_name,
        issued_at=row.at,
        expires_at=ends,
        decree=row.decree or "",
        valid_from=row.valid_from,
        categories=tuple(row.categories or ()),
        earlier_hash=row.earlier_hash,
        earlier_until=row.earlier_until,
        revoked_at=row.revoked_at,
        last_used=date.fromisoformat(row.last_used) if row.last_used else None,
    )


def _as_port_error(error: UpdateError) -> Exception:
    return NoSuchKey() if unmet(error) else error
