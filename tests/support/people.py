"""Grants, sessions and accounts in memory."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.services.access.people import Appointment
from chalicelib.services.ports.accounts import AccountRefused
from chalicelib.services.ports.people_store import Grant, GrantChanged, Session
from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from tests.support.world import World


@dataclass
class MemoryPeopleStore:
    """`ports.people_store.PeopleStore`."""

    kept: dict[tuple[str, str], Grant] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)

    def add(self, grant: Grant) -> Grant:
        self.called[grant.person] = grant.name
        return self.kept.setdefault((grant.person, grant.id), grant)

    def end(self, grant: Grant, at: datetime, by: str) -> Grant:
        kept = self.grant(grant.person, grant.id)
        if kept is None:
            raise GrantChanged
        ended = kept if kept.ended_at else replace(kept, ended_at=at, ended_by=by)
        self.kept[grant.person, grant.id] = ended
        return ended

    def grant(self, person: str, grant_id: str) -> Grant | None:
        return self.kept.get((person, grant_id))

    def of_person(self, person: str) -> tuple[Grant, ...]:
        return tuple(self.kept[key] for key in sorted(self.kept) if key[0] == person)

    def of_office(self, agency: str | None) -> Iterator[Grant]:
        known = sorted(self.kept.values(), key=lambda each: table_keys.issued_key(each.agency, each.made_at, each.id))
        return iter([each for each in known if agency in (None, each.agency)])

    def offices(self) -> Iterator[str]:
        return iter(sorted({each.agency for each in self.kept.values()}))

    def names(self, people: Iterable[str]) -> Mapping[str, str]:
        return {each: self.called[each] for each in people if each in self.called}

    def open(self, session: Session) -> None:
        assert self.sessions.setdefault(session.id, session) == session

    def close(self, session: Session, at: datetime) -> None:
        kept = self.sessions[session.id]
        self.sessions[session.id] = replace(kept, closed_at=kept.closed_at or at)

    def session(self, session_id: str) -> Session | None:
        return self.sessions.get(session_id)


@dataclass
class MemoryAccounts:
    """`ports.accounts.Accounts`. The id of a person follows from the address."""

    invited: list[str] = field(default_factory=list)
    with_second_factor: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)

    def invite(self, email: str) -> str:
        if email.endswith("@refused.example"):
            raise AccountRefused
        self.invited.append(email)
        return id_of(email)

    def has_second_factor(self, person: str) -> bool:
        return person in self.with_second_factor

    def address(self, person: str) -> str | None:
        return next((each for each in self.invited if id_of(each) == person and each not in self.locked), None)


def id_of(email: str) -> str:
    """The id that the pool gives to who has this address."""
    return f"person-{email.partition('@')[0]}"


def appointed(
    world: World, email: str = "rina@contoh.go.id", role: str = "officer", agency: str = "64.08-pupr", **more: Any
) -> Grant:
    """A person with a grant for a year."""
    asked = {"name": "Rina Contoh", "decree": "SK 1/2026", "valid_until": world.now + timedelta(days=365)} | more
    appointment = Appointment(email=email, role=role, **asked)
    return world.services.people.appoint_as_operator(agency, appointment, world.now, "operator")


def signed_in(world: World, person: str, **claims: str) -> str:
    """An ID token as the user pool makes them, without its signature: API Gateway, which checks it, is not here."""
    payload = {"sub": person, "token_use": "id", "cognito:username": person} | claims
    return f"e30.{base64.urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b'=').decode()}.c2ln"


def in_session(world: World, grant: Grant) -> str:
    """The key of a session under a grant."""
    world.accounts.with_second_factor.add(grant.person)
    bearer = world.services.sessions.open(grant.person, grant.id, world.now).bearer
    assert bearer
    return bearer
