"""Grants of people and their sessions in DynamoDB. Nothing of them is updated in place: what ends is put again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from pynamodb.expressions.condition import Condition

from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.people_store import Grant, GrantChanged, Session
from chalicelib.storage import people_keys, table_keys
from chalicelib.storage.conditions import put_if, put_new
from chalicelib.storage.models import Row, Tables, item_or_none

KEPT = timedelta(days=365)
"""How long an ended grant stays: who acted by which decree can still be found out."""

# Closes the race between two sendings of the same request: the first one makes the grant, the second finds it.
NOT_YET_MADE: Condition = Row.pk.does_not_exist()

# Closes the race between two endings, and with the table's time to live: an ended grant keeps its first moment, and one
# that is gone does not come back.
NOT_ENDED: Condition = Row.pk.exists() & Row.revoked_at.does_not_exist()


class DynamoPeopleStore:
    """Implements `ports.people_store.PeopleStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def add(self, grant: Grant) -> Grant:
        """Two writes: what the person is called, and the grant; one read if the grant is there already."""
        self._row(pk=people_keys.person(grant.person), sk=table_keys.META, name=grant.name).save()
        if put_if(self._to_row(grant), NOT_YET_MADE):
            return grant
        return self.grant(grant.person, grant.id) or grant

    def end(self, grant: Grant, at: datetime, by: str) -> Grant:
        """One conditional write; one read if it had ended before."""
        ended = replace(grant, ended_at=at, ended_by=by)
        if put_if(self._to_row(ended), NOT_ENDED):
            return ended
        before = self.grant(grant.person, grant.id)
        if before is None or before.ended_at is None:
            raise GrantChanged
        return before

    def grant(self, person: str, grant_id: str) -> Grant | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, people_keys.person(person), people_keys.grant(grant_id))
        return _to_grant(row) if row else None

    def of_person(self, person: str) -> tuple[Grant, ...]:
        """One query of one partition."""
        grants = self._row.sk.startswith(people_keys.GRANT_PREFIX)
        return tuple(_to_grant(row) for row in self._row.query(people_keys.person(person), grants))

    def of_office(self, agency: str | None) -> Iterator[Grant]:
        """One query a page of the index, and one batch of reads for a hundred grants."""
        of_office = self._row.agency_sk.startswith(table_keys.issued_keys_of(agency)) if agency else None
        keys = [(row.pk, row.sk) for row in self._row.query(people_keys.GRANTS, of_office, index_name="agency")]
        found = {(row.pk, row.sk): row for row in self._row.batch_get(keys)} if keys else {}
        return (_to_grant(found[key]) for key in keys if key in found)

    def offices(self) -> Iterator[str]:
        """One query a page of the index: a grant takes some 150 bytes of it."""
        rows = self._row.query(people_keys.GRANTS, index_name="agency")
        for agency, _ in groupby(row.agency_sk.partition("#")[0] for row in rows):
            yield agency

    def names(self, people: Iterable[str]) -> Mapping[str, str]:
        """One batch of reads; nothing for nobody."""
        keys = [(people_keys.person(each), table_keys.META) for each in people]
        return {people_keys.person_in(row.pk): row.name for row in self._row.batch_get(keys)} if keys else {}

    def open(self, session: Session) -> None:
        """One write; the table's time to live removes the session a day after it has ended."""
        put_new(self._to_session_row(session), NOT_YET_MADE)

    def close(self, session: Session, at: datetime) -> None:
        """One conditional write."""
        put_if(self._to_session_row(replace(session, closed_at=at)), NOT_ENDED)

    def session(self, session_id: str) -> Session | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, people_keys.session(session_id))
        if row is None:
            return None
        return Session(session_id, row.hash, row.person, row.grant, row.at, row.valid_until, row.revoked_at)

    def _to_row(self, grant: Grant) -> Row:
        return self._row(
            pk=people_keys.person(grant.person),
            sk=people_keys.grant(grant.id),
            agency_pk=people_keys.GRANTS,
            agency_sk=table_keys.issued_key(grant.agency, grant.made_at, grant.id),
            name=grant.name,
            role=grant.role,
            agency=grant.agency,
            agency_name=grant.agency_name,
            decree=grant.decree,
            at=grant.made_at,
            valid_from=grant.valid_from,
            valid_until=grant.ends_at,
            key=grant.made_by,
            categories=list(grant.categories) or None,
            revoked_at=grant.ended_at,
            ended_by=grant.ended_by,
            expires_at=int((grant.ends_at + KEPT).timestamp()),
        )

    def _to_session_row(self, session: Session) -> Row:
        return self._row(
            pk=people_keys.session(session.id),
            sk=table_keys.META,
            hash=session.secret_hash,
            person=session.person,
            grant=session.grant,
            at=session.began_at,
            valid_until=session.ends_at,
            revoked_at=session.closed_at,
            expires_at=int((session.ends_at + timedelta(days=1)).timestamp()),
        )


def _to_grant(row: Row) -> Grant:
    return Grant(
        id=people_keys.grant_in(row.sk),
        person=people_keys.person_in(row.pk),
        name=row.name,
        role=Role(row.role),
        agency=row.agency,
        agency_name=row.agency_name,
        decree=row.decree,
        made_at=row.at,
        valid_from=row.valid_from,
        ends_at=row.valid_until,
        made_by=row.key,
        categories=tuple(row.categories or ()),
        ended_at=row.revoked_at,
        ended_by=row.ended_by,
    )
