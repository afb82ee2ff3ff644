"""Who in an office has which of its cases: taken, handed to a colleague, or given back. Neither an event nor part of
the case: who answers is the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import FieldError, InvalidInput, NotYourCase, RoleNotAllowed
from chalicelib.domain.values import dataclass
from chalicelib.services.access.authorization import require_office
from chalicelib.services.access.sessions import holds
from chalicelib.services.ports.assignee_store import MOST_READ, Assignee
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.assignee_store import AssigneeStore
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.people_store import Grant, PeopleStore

WORK = (Role.OFFICER, Role.APPROVER, Role.LIAISON)
"""Who has cases, and who hands them on: the people of the office."""

MOST = 50
"""How many cases are given at once."""


@dataclass(frozen=True, slots=True)
class Given:
    """A case, who has it now, what that person is called, and why it was left as it was, if it was: `not_here` or
    `taken`."""

    case: str
    person: str | None
    name: str | None
    left: str | None = None


@use_case
class AssigneeService:
    """Reads and changes who has which case of an office."""

    assignees: AssigneeStore
    people: PeopleStore
    cases: CaseStore

    def of_office(self, actor: Actor, agency_id: str) -> tuple[Sequence[Assignee], Mapping[str, str]]:
        """Who has which case of an office, and what they are called; for its own people. One query, and half a read
        unit for each person. Raises NotYourCase, RoleNotAllowed."""
        _require_colleague(actor, agency_id)
        found = self.assignees.of_office(agency_id, MOST_READ)
        return found, self.people.names({each.person for each in found if each.person})

    def of_case(self, actor: Actor, agency_id: str, case: str) -> tuple[str, str | None] | None:
        """Who has a case, and the name, for a colleague; None for everybody else, and where nobody has it."""
        if actor.role not in WORK or actor.agency != agency_id:
            return None
        person = self.assignees.person_of(agency_id, case)
        return (person, self.people.names([person]).get(person)) if person else None

    def colleagues(self, actor: Actor, agency_id: str, now: datetime) -> list[Grant]:
        """The grants of the people to whom a case of the office can be given, each person once."""
        _require_colleague(actor, agency_id)
        holding = {each.person: each for each in self.people.of_office(agency_id) if _works(each, agency_id, now)}
        return sorted(holding.values(), key=lambda each: (each.name.casefold(), each.person))

    def give(
        self, actor: Actor, agency_id: str, person: str | None, wanted: Mapping[str, str | None], now: datetime
    ) -> list[Given]:
        """Gives cases to a person of the office, or to nobody. `wanted` names who had each of them as the actor saw it;
        a case that somebody else has meanwhile is left, and so is one that is not here. Half a read unit for each case,
        and one write. Raises NotYourCase, RoleNotAllowed, InvalidInput."""
        _require_colleague(actor, agency_id)
        if not 1 <= len(wanted) <= MOST:
            raise InvalidInput(FieldError("/cases", "too_many_cases", str(MOST)))
        if person and not any(_works(each, agency_id, now) for each in self.people.of_person(person)):
            raise InvalidInput(FieldError("/person", "not_a_colleague"))
        found = self.cases.load_all(list(wanted))
        given: list[tuple[str, str | None, str | None]] = []
        for case_id, before in wanted.items():
            case = found.get(case_id)
            if case is None or case.agency != agency_id or not may_see(case, actor):
                given.append((case_id, None, "not_here"))
            elif self.assignees.give(agency_id, Assignee(case_id, person, now, actor.key or ""), before):
                given.append((case_id, person, None))
            else:
                has = self.assignees.person_of(agency_id, case_id)
                given.append((case_id, has, None if has == person else "taken"))
        names = self.people.names({each for _, each, _ in given if each})
        return [Given(case_id, each, names.get(each or ""), left) for case_id, each, left in given]


def numbers(sent: Sequence[tuple[str, str | None]]) -> dict[str, str | None]:
    """The cases of a request by their canonical numbers; raises InvalidInput naming the first that is none."""
    return {parse_tracking_id(each, f"/cases/{place}/tracking_id"): had for place, (each, had) in enumerate(sent)}


def _require_colleague(actor: Actor, agency_id: str) -> None:
    if actor.role not in WORK:
        raise RoleNotAllowed(actor.role, WORK)
    require_office(actor, agency_id)
    if actor.agency != agency_id:
        raise NotYourCase(agency_id)


def _works(grant: Grant, agency_id: str, now: datetime) -> bool:
    """Whether somebody works here by this grant now."""
    return holds(grant, now) and grant.agency == agency_id and grant.role in WORK
