"""The people store: which person may act for which office, and the sessions that people have opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A person's grant (penugasan): a role in an office, by a decree (nomor SK), from `valid_from` to `ends_at` unless
    it was ended before. `person` is the person's id in the stack's user pool, `name` what the office calls them;
    `made_by` and `ended_by` are the key or the person that did it. `categories` as in a key's grant."""

    id: str
    person: str
    name: str
    role: Role
    agency: str
    agency_name: str
    decree: str
    made_at: datetime
    valid_from: datetime
    ends_at: datetime
    made_by: str
    categories: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a person under one grant, with only the hash of its secret (32 bytes)."""

    id: str
    secret_hash: bytes
    person: str
    grant: str
    began_at: datetime
    ends_at: datetime
    closed_at: datetime | None = None


class GrantChanged(Exception):
    """There is no such grant or session, or it has ended since the caller read it; nothing was written."""


class PeopleStore(Protocol):
    """Grants of people, and their sessions."""

    def add(self, grant: Grant) -> Grant:
        """Store a new grant; one that is there already under this person and id is answered as it is."""

    def end(self, grant: Grant, at: datetime, by: str) -> Grant:
        """End a grant; ending it again keeps the first moment. Raises GrantChanged."""

    def grant(self, person: str, grant_id: str) -> Grant | None:
        """A grant, if it exists; may lag by a moment."""

    def of_person(self, person: str) -> tuple[Grant, ...]:
        """All grants of a person, ended ones too, in the order of their ids."""

    def of_office(self, agency: str | None) -> Iterator[Grant]:
        """The grants in an office, or all, by office and time; may lag by a moment."""

    def offices(self) -> Iterator[str]:
        """The ids of the offices in which somebody has or had a grant, each once, in order."""

    def names(self, people: Iterable[str]) -> Mapping[str, str]:
        """The names of those of these people that have or had a grant."""

    def open(self, session: Session) -> None:
        """Store a new session."""

    def close(self, session: Session, at: datetime) -> None:
        """End a session; again, it stays ended."""

    def session(self, session_id: str) -> Session | None:
        """A session, if it exists; may lag by a moment."""
