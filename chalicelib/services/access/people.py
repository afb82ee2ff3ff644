"""People who work cases: the grants by which they act (penugasan), made and ended by those who answer for an office."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.contact import read_email
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.tracking_id import encode_base32
from chalicelib.domain.cases.visibility import names_person
from chalicelib.domain.errors import (
    FieldError,
    IdempotencyKeyReused,
    InvalidInput,
    RoleNotAllowed,
    SameHands,
    UnknownGrant,
)
from chalicelib.domain.routing.readiness import AT_THE_OFFICE
from chalicelib.domain.validation import NAME_LIMIT, check, normalise
from chalicelib.domain.values import dataclass
from chalicelib.services.access.authorization import require_office
from chalicelib.services.access.keys import BODIES, ISSUED_ROLES
from chalicelib.services.ports.accounts import AccountRefused
from chalicelib.services.ports.people_store import Grant, GrantChanged
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Actor, Agency
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.stack import Entropy

PEOPLES_ROLES = (*(role for role in ISSUED_ROLES if role is not Role.APPLICATION), Role.REGION_HEAD)
"""The roles that a person can have."""

MAY_MAKE: Mapping[Role, tuple[Role, ...]] = {
    Role.LIAISON: (Role.OFFICER, Role.APPROVER),
    Role.COORDINATOR: (Role.OFFICER, Role.APPROVER, Role.LIAISON, Role.REGION_HEAD),
    Role.ADMIN: PEOPLES_ROLES,
}
"""Who makes and ends grants, and of which roles: a liaison for the own office, a coordinator for the own area."""

LOOKS_AFTER_PEOPLE = (*MAY_MAKE, Role.AUDITOR)
"""Who reads the list of an office's people."""

DECREE_LIMIT = 100
LONGEST = timedelta(days=5 * 366)
"""A term of office: longer grants outlive those who made them."""

_ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a grant is made of, as it was asked for."""

    email: str
    name: str
    role: str
    decree: str
    valid_until: datetime
    valid_from: datetime | None = None
    categories: tuple[str, ...] = ()


@use_case
class PeopleService:
    """Makes, ends and lists grants. Who has no account yet gets one with the first grant, and an e-mail from the user
    pool; the address itself is stored nowhere else."""

    people: PeopleStore
    presence: PresenceStore
    accounts: Accounts
    agencies: AgencyService
    known_categories: Mapping[str, object]
    entropy: Entropy

    def appoint(self, actor: Actor, agency_id: str, asked: Appointment, now: datetime, key: str | None = None) -> Grant:
        """A new grant, or the one that this `key` made before. Raises RoleNotAllowed, NotYourCase, UnknownAgency,
        InvalidInput, and SameHands for a grant to oneself."""
        role = self._allowed(actor, agency_id, asked.role)
        return self._make(self._office(role, agency_id), role, asked, now, actor.key or "", key)

    def appoint_as_operator(self, agency_id: str, asked: Appointment, now: datetime, operator: str) -> Grant:
        """The same for an operator, who may make every grant."""
        role = _role(asked.role, PEOPLES_ROLES)
        return self._make(self._office(role, agency_id), role, asked, now, operator, None)

    def end(self, actor: Actor, agency_id: str, grant_id: str, now: datetime) -> Grant:
        """End a grant; its sessions end with it, at the latest a minute later. Raises as `appoint` does, and
        UnknownGrant."""
        _require_maker(actor, agency_id)
        grant = self._find(agency_id, grant_id)
        if grant.role not in MAY_MAKE[actor.role]:
            raise RoleNotAllowed(actor.role, _makers_of(grant.role))
        return self._end(grant, now, actor.key or "")

    def end_as_operator(self, agency_id: str, grant_id: str, now: datetime, operator: str) -> Grant:
        """The same for an operator."""
        return self._end(self._find(agency_id, grant_id), now, operator)

    def of_office(self, actor: Actor, agency_id: str) -> list[Grant]:
        """The grants in an office, ended ones too. Raises RoleNotAllowed or NotYourCase."""
        if actor.role not in LOOKS_AFTER_PEOPLE:
            raise RoleNotAllowed(actor.role, LOOKS_AFTER_PEOPLE)
        require_office(actor, agency_id)
        return list(self.people.of_office(agency_id))

    def names_in(self, history: CaseHistory, viewer: Actor) -> Mapping[str, str]:
        """The names of the people who acted on a case, by their ids, as far as the viewer learns them. One batch: half
        a read unit for each of them, and for each program that acted."""
        case = history.case
        return self.people.names(
            {event.actor.key for event in history.events if event.actor.key and names_person(event, case, viewer)}
        )

    def _allowed(self, actor: Actor, agency_id: str, role: str) -> Role:
        _require_maker(actor, agency_id)
        wanted = _role(role, PEOPLES_ROLES)
        if wanted not in MAY_MAKE[actor.role]:
            raise RoleNotAllowed(actor.role, _makers_of(wanted))
        return wanted

    def _office(self, role: Role, agency_id: str) -> Agency:
        """The office; an overseer's is at the centre, and in no stack's directory."""
        body = BODIES.get(role)
        return body if body and body.id == agency_id else self.agencies.get(agency_id)

    def _make(self, office: Agency, role: Role, asked: Appointment, now: datetime, by: str, key: str | None) -> Grant:
        name, decree, email = normalise(asked.name), normalise(asked.decree), read_email(asked.email)
        begins = max(asked.valid_from or now, now)
        wrong = check("/name", name, NAME_LIMIT, 1) + check("/decree", decree, DECREE_LIMIT, 1)
        if email.value is None or email.several:
            wrong.append(FieldError("/email", "email_shape"))
        if asked.valid_until <= begins:
            wrong.append(FieldError("/valid_until", "too_long_ago", f"{begins:%Y-%m-%d}"))
        if asked.valid_until > now + LONGEST:
            wrong.append(FieldError("/valid_until", "too_far", f"{now + LONGEST:%Y-%m-%d}"))
        wrong += self._wrong_categories(role, asked.categories)
        if wrong or email.value is None:
            raise InvalidInput(*wrong)
        try:
            person = self.accounts.invite(email.value.lower())
        except AccountRefused:
            raise InvalidInput(FieldError("/email", "email_shape")) from None
        if person == by:
            raise SameHands
        grant = Grant(
            key or self._random(),
            *(person, name, role, office.id, office.name, decree),
            *(now, begins, asked.valid_until, by, asked.categories),
        )
        made = self.people.add(grant)
        if (made.role, made.agency, made.decree, made.ends_at) != (role, office.id, decree, asked.valid_until):
            raise IdempotencyKeyReused
        if role in AT_THE_OFFICE:
            self.presence.note_appointed(office.id, now.date())
        return made

    def _wrong_categories(self, role: Role, categories: tuple[str, ...]) -> list[FieldError]:
        if (role is Role.OVERSEER_KSP) != bool(categories):
            return [FieldError("/categories", "unknown_field" if categories else "missing")]
        unknown = [each for each in categories if each not in self.known_categories]
        return [FieldError("/categories", "unknown_category")] if unknown else []

    def _find(self, agency_id: str, grant_id: str) -> Grant:
        """A grant of an office, among all of it: one office has some dozens."""
        for grant in self.people.of_office(agency_id):
            if grant.id == grant_id:
                return grant
        raise UnknownGrant

    def _end(self, grant: Grant, now: datetime, by: str) -> Grant:
        try:
            return self.people.end(grant, now, by)
        except GrantChanged:
            raise UnknownGrant from None

    def _random(self) -> str:
        number = int.from_bytes(self.entropy(_ID_CHARACTERS), "big") & ((1 << 5 * _ID_CHARACTERS) - 1)
        return encode_base32(number, _ID_CHARACTERS)


def _require_maker(actor: Actor, agency_id: str) -> None:
    if actor.role not in MAY_MAKE:
        raise RoleNotAllowed(actor.role, tuple(MAY_MAKE))
    require_office(actor, agency_id)


def _role(text: str, known: tuple[Role, ...]) -> Role:
    if text not in known:
        raise InvalidInput(FieldError("/role", "unknown_choice", ", ".join(known)))
    return Role(text)


def _makers_of(role: Role) -> tuple[Role, ...]:
    return tuple(maker for maker, roles in MAY_MAKE.items() if role in roles)
