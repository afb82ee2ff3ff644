"""Priority: danger goes before dates. A case is an emergency, urgent or normal by the words of the report
(`danger.py`) and by its category; a coordinator decides otherwise, with a reason. Category and words only
ever raise it."""

from chalicelib.domain.cases.follow_up import ASKED
from chalicelib.domain.cases.model import AT_AN_OFFICE, Case, Priority, Role, Status

RANKED = tuple(Priority)
"""All priorities, the most urgent first."""

URGENT_CATEGORY = 1
"""The number of a category (1 to 4 in the category table) that makes its cases urgent."""

TOLD_AT_ONCE = {
    Priority.EMERGENCY: (Role.OFFICER, Role.LIAISON, Role.APPROVER),
    Priority.URGENT: (Role.OFFICER, Role.LIAISON),
    Priority.NORMAL: (),
}
"""Who of the office that holds a case must hear of it at once, by day and by night for an emergency. The approver signs
for the head of the office."""


def told(kind: str, level: Priority) -> tuple[Role, ...]:
    """Who must hear of an event at once: those of the office that its priority names, and the reporter of a question to
    the reporter."""
    return TOLD_AT_ONCE[level] + ((Role.REPORTER,) if kind == ASKED else ())


_OWED_BY_AN_OFFICE = (Status.TRIAGE, *AT_AN_OFFICE)


def of_category(number: int | None) -> Priority:
    """The priority by the number of the category; None for a case without one."""
    return Priority.URGENT if number == URGENT_CATEGORY else Priority.NORMAL


def highest(*given: Priority) -> Priority:
    """The most urgent of some priorities."""
    return min(given, key=RANKED.index)


def raised(case: Case, found: Priority) -> dict[str, str | int | bool]:
    """The fact of an event that finds a case to be more urgent than it was; none if it is not."""
    return {"priority": found} if RANKED.index(found) < RANKED.index(case.priority) else {}


def rank(case: Case) -> Priority:
    """The priority that a case has in a queue: none while its office waits for the reporter."""
    return case.priority if case.status in _OWED_BY_AN_OFFICE else Priority.NORMAL
