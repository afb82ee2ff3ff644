"""Who may do what in which status, and the event each command leaves behind."""

from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.domain.case import Actor, Agency, Case, Role, Status
from chalicelib.domain.errors import NotInThisStatus, NotYourCase, RoleNotAllowed
from chalicelib.domain.regions import covers

HOPS_WITH_A_NAMED_TARGET = 2
"""How often offices may hand a case to each other; from the next refusal on the coordinator decides."""


class Command(StrEnum):
    """Everything that can be done to a case after filing."""

    ROUTE = "route"
    ACCEPT = "accept"
    PROGRESS = "progress"
    RESPOND = "respond"
    REFUSE = "refuse"
    ESCALATE = "escalate"
    DISPOSE = "dispose"
    REPLY = "reply"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    CLOSE = "close"
    LAPSE = "lapse"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the event a command leaves, in which statuses it exists, and who may give it."""

    event: str
    statuses: tuple[Status, ...]
    roles: tuple[Role, ...]


_AT_AN_OFFICE = (Status.ROUTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED)
_UNTAKEN = (Status.RECEIVED, Status.TRIAGE, Status.ROUTED)
_OPEN = (Status.RECEIVED, Status.TRIAGE, *_AT_AN_OFFICE)
_OFFICE = (Role.OFFICER,)
_REPORTER = (Role.REPORTER,)
_SYSTEM = (Role.SYSTEM,)

RULES: dict[Command, Rule] = {
    Command.ROUTE: Rule("routed", (Status.RECEIVED,), _SYSTEM),
    Command.ACCEPT: Rule("accepted", (Status.ROUTED,), _OFFICE),
    Command.PROGRESS: Rule("progressed", (Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED), _OFFICE),
    Command.RESPOND: Rule("responded", (Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED), _OFFICE),
    Command.REFUSE: Rule("refused", (Status.ROUTED, Status.ACCEPTED), _OFFICE),
    Command.ESCALATE: Rule("escalated", _AT_AN_OFFICE, _OFFICE),
    Command.DISPOSE: Rule("disposed", (Status.TRIAGE, *_AT_AN_OFFICE), (Role.COORDINATOR,)),
    Command.REPLY: Rule("replied", (*_OPEN, Status.RESPONDED), _REPORTER),
    Command.CONFIRM: Rule("confirmed", (Status.RESPONDED,), _REPORTER),
    Command.REOPEN: Rule("reopened", (Status.RESPONDED, Status.CLOSED), _REPORTER),
    Command.CLOSE: Rule("closed", (Status.RESPONDED,), _SYSTEM),
    Command.LAPSE: Rule("lapsed", _UNTAKEN, _SYSTEM),
    Command.BREACH: Rule("breached", _OPEN, _SYSTEM),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that the rules allow, before it has a time, a number and a hash."""

    kind: str
    note: str = ""
    data: dict[str, str | int | bool] = field(default_factory=dict)


def draft(
    case: Case,
    command: Command,
    actor: Actor,
    *,
    note: str = "",
    to: Agency | None = None,
    triage: bool = False,
    facts: dict[str, str | int | bool] | None = None,
) -> Draft:
    """The event that `command` leaves on `case`, or the domain error that says why it may not.

    A command that moves the case names the receiving office in `to`; with `triage` it lands in that office's
    triage queue (the office is a coordinator), otherwise it is disposed to the office.
    """
    rule = RULES[command]
    if actor.role not in rule.roles:
        raise RoleNotAllowed(actor.role, rule.roles)
    _require_say(case, actor)
    if case.status not in rule.statuses:
        raise NotInThisStatus(command, case.status, rule.statuses)
    data = dict(facts or {})
    if to:
        data |= {"to": to.id, "to_name": to.name, "tier": to.tier.label}
        data["status"] = Status.TRIAGE if triage else Status.ROUTED
    if to and case.agency:
        data["from"] = case.agency
    return Draft(rule.event, note, data)


def _require_say(case: Case, actor: Actor) -> None:
    """An officer works what lies with the own office; a coordinator disposes within the own region."""
    if actor.role is Role.OFFICER and actor.agency != case.agency:
        raise NotYourCase(case.agency_name)
    if actor.role is Role.COORDINATOR and not in_area(case, actor):
        raise NotYourCase(case.agency_name)


def in_area(case: Case, actor: Actor) -> bool:
    """Whether the case lies with an office in the region of the actor's own."""
    if actor.agency is None or case.agency is None:
        return False
    return covers(actor.agency.partition("-")[0], case.agency.partition("-")[0])
