"""Sessions of people: who has signed in takes one of their grants and gets a key for it, `sesi_<session id>_<secret>`.
Only a hash of it is stored. It opens for eight hours, or until the grant ends."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import encode_base32
from chalicelib.domain.errors import NoGrant, NotSignedIn, SecondFactorNeeded
from chalicelib.domain.routing.readiness import AT_THE_OFFICE
from chalicelib.domain.values import dataclass
from chalicelib.services.ports.people_store import Grant, Session
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.stack import Entropy

SCHEME = "sesi"
LASTS = timedelta(hours=8)
"""A working day."""

NEED_SECOND_FACTOR = (
    Role.APPROVER,
    Role.COORDINATOR,
    Role.OVERSEER_KEMENPANRB,
    Role.OVERSEER_KSP,
    Role.OVERSEER_OMBUDSMAN,
    Role.ADMIN,
)
"""Roles that publish, decide for a region, oversee, or see everything: a stolen password alone opens none of them."""

_ID_CHARACTERS = 12
_SECRET_CHARACTERS = 32
_NOBODYS = bytes(32)


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody who has signed in is told: the grants that hold now, and a session where it is clear which one; its
    `bearer` is shown this once."""

    grants: tuple[Grant, ...]
    grant: Grant | None = None
    bearer: str | None = None
    ends_at: datetime | None = None


@use_case
class SessionService:
    """Opens sessions, recognises their bearers, and closes them."""

    people: PeopleStore
    presence: PresenceStore
    accounts: Accounts
    entropy: Entropy

    def open(self, person: str, grant_id: str | None, now: datetime) -> Opened:
        """A session under the grant, or under the only one; of several, the choice. Raises NoGrant, and
        SecondFactorNeeded where the grant's role needs one that this person's sign-in does not have."""
        grants = self.valid(person, now)
        chosen = [each for each in grants if grant_id in (None, each.id)]
        if not chosen:
            raise NoGrant
        if len(chosen) > 1:
            return Opened(grants)
        (grant,) = chosen
        if grant.role in NEED_SECOND_FACTOR and not self.accounts.has_second_factor(person):
            raise SecondFactorNeeded
        session_id, secret = self._random(_ID_CHARACTERS), self._random(_SECRET_CHARACTERS)
        ends = min(now + LASTS, grant.ends_at)
        self.people.open(Session(session_id, _hash(secret), person, grant.id, now, ends))
        if grant.role in AT_THE_OFFICE:
            self.presence.note_seen(grant.agency, now.date())
        return Opened(grants, grant, f"{SCHEME}_{session_id}_{secret}", ends)

    def recognise(self, bearer: str, now: datetime) -> tuple[Actor, Session] | None:
        """Who acts in this session; None for anything that is no session at `now`, or whose grant has ended. An event
        names the person by the actor's `key`, so the four-eyes rule tells people apart, not their grants."""
        scheme, _, rest = bearer.partition("_")
        session_id, _, secret = rest.partition("_")
        if scheme != SCHEME or len(session_id) != _ID_CHARACTERS or len(secret) != _SECRET_CHARACTERS:
            return None
        session = self.people.session(session_id)
        fits = hmac.compare_digest(_hash(secret), session.secret_hash if session else _NOBODYS)
        if session is None or not fits or session.closed_at is not None or session.ends_at <= now:
            return None
        grant = self.people.grant(session.person, session.grant)
        if grant is None or not holds(grant, now):
            return None
        return Actor(grant.role, grant.agency, grant.agency_name, grant.person, grant.categories), session

    def close(self, session_id: str, now: datetime) -> None:
        """Sign out. Raises NotSignedIn where there is no session."""
        session = self.people.session(session_id) if session_id else None
        if session is None:
            raise NotSignedIn
        self.people.close(session, now)

    def valid(self, person: str, now: datetime) -> tuple[Grant, ...]:
        """The grants of a person that hold now."""
        return tuple(each for each in self.people.of_person(person) if holds(each, now))

    def _random(self, characters: int) -> str:
        number = int.from_bytes(self.entropy(characters), "big") & ((1 << 5 * characters) - 1)
        return encode_base32(number, characters)


def holds(grant: Grant, now: datetime) -> bool:
    """Whether somebody may act by the grant at `now`."""
    return grant.ended_at is None and grant.valid_from <= now < grant.ends_at


def _hash(secret: str) -> bytes:
    return hashlib.sha256(f"lapor/v1/session/{secret}".encode()).digest()
