"""The lifecycle of a case: who may give which command in which status, and the event each command leaves.
`docs/commands.md` prints the table."""

from dataclasses import field

from chalicelib.domain.cases import type_life, warnings
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import AT_AN_OFFICE, WAITS_FOR_REPORTER, Actor, Agency, Case, Role, Status
from chalicelib.domain.errors import ApprovalNeeded, NotInThisStatus, NotYourCase, RoleNotAllowed, SameHands
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.values import dataclass

HOPS_WITH_A_NAMED_TARGET = 2
"""How often offices may hand a case to each other; after that, a refusal goes to the coordinator."""

ARCHIVE_REASONS = ("not_a_report", "repeated", "no_answer", "in_court", "beyond_services", "test")
"""Why a coordinator may archive a case. "Not ours" is no reason: a case is referred, never rejected."""

PROGRESS_KINDS = ("note", "site_visit", "waiting_for_budget")


Facts = dict[str, str | int | bool]
"""The data of an event, for programs; hashed, and never personal."""


OF_ONE_OFFICE = (Role.OFFICER, Role.APPROVER, Role.LIAISON)
"""Roles that speak for one office and no other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the event a command leaves, in which statuses it exists, and who may give it.

    `holder` says which office somebody of `OF_ONE_OFFICE` must belong to: the one that holds the case (`lead`), or a
    supporting one.
    """

    event: str
    statuses: tuple[Status, ...]
    roles: tuple[Role, ...]
    holder: str = "lead"


_WORKING = tuple(status for status in AT_AN_OFFICE if status is not Status.ROUTED)
_WAITS_FOR_OFFICES = (Status.RECEIVED, Status.TRIAGE, *AT_AN_OFFICE)
_OPEN = (*_WAITS_FOR_OFFICES, Status.POSTPONED, Status.RESPONDED)
_OFFICER = (Role.OFFICER,)
_COORDINATOR = (Role.COORDINATOR,)
_REPORTER = (Role.REPORTER,)
_SYSTEM = (Role.SYSTEM,)
_SECOND = (Role.APPROVER, Role.COORDINATOR)
"""Who may be the second person that a decision needs."""
_ARCHIVABLE = (Status.TRIAGE, *AT_AN_OFFICE, Status.POSTPONED)
_WARNS = (Role.COORDINATOR, Role.AUDITOR, Role.OVERSEER, Role.OVERSEER_KEMENPANRB, Role.OVERSEER_OMBUDSMAN)
"""Roles that guide or oversee offices may reprimand (teguran), the inspectorate in its region. The overseer of the
President's programmes reports to the President."""

RULES: dict[Command, Rule] = {
    Command.ROUTE: Rule("routed", (Status.RECEIVED,), _SYSTEM),
    Command.ACCEPT: Rule("accepted", (Status.ROUTED,), _OFFICER),
    Command.PROGRESS: Rule("progressed", _WORKING, _OFFICER),
    Command.POSTPONE: Rule("postponed", _WORKING, _OFFICER),
    Command.RESUME: Rule("resumed", (Status.POSTPONED,), _OFFICER),
    Command.DRAFT: Rule("drafted", _WORKING, _OFFICER),
    Command.APPROVE: Rule("approved", _WORKING, (Role.APPROVER,)),
    Command.SEND_BACK: Rule("sent_back", _WORKING, (Role.APPROVER,)),
    Command.RESPOND: Rule("responded", _WORKING, (Role.OFFICER, Role.APPROVER)),
    Command.CORRECT: Rule("corrected", (Status.RESPONDED,), (Role.OFFICER, Role.APPROVER)),
    Command.REFUSE: Rule("refused", (Status.ROUTED, Status.ACCEPTED), _OFFICER),
    Command.ESCALATE: Rule("escalated", AT_AN_OFFICE, (Role.OFFICER, Role.SYSTEM)),
    Command.DISPOSE: Rule("disposed", (Status.TRIAGE, *AT_AN_OFFICE), _COORDINATOR),
    Command.ASSIGN: Rule("assigned", AT_AN_OFFICE, _OFFICER),
    Command.SUPPORT: Rule("supported", AT_AN_OFFICE, (Role.OFFICER, Role.LIAISON, Role.COORDINATOR)),
    Command.ASSIST: Rule("assisted", AT_AN_OFFICE, _OFFICER, holder="supporting"),
    Command.WARN: Rule("warned", _WAITS_FOR_OFFICES, _WARNS),
    Command.ANSWER_WARNING: Rule(
        "warning_answered",
        (Status.TRIAGE, *AT_AN_OFFICE, Status.POSTPONED, Status.RESPONDED),
        (*OF_ONE_OFFICE, Role.COORDINATOR),
    ),
    Command.PRIORITISE: Rule("prioritised", (Status.TRIAGE, *AT_AN_OFFICE, Status.POSTPONED), _COORDINATOR),
    Command.RETYPE: Rule("retyped", (*_WAITS_FOR_OFFICES, Status.POSTPONED), (Role.COORDINATOR, Role.REPORTER)),
    Command.RETITLE: Rule("retitled", (*_WAITS_FOR_OFFICES, Status.POSTPONED), _COORDINATOR),
    Command.THANK: Rule("thanked", (Status.TRIAGE, *AT_AN_OFFICE), (Role.OFFICER, Role.SYSTEM)),
    Command.EXTEND: Rule("extended", _WORKING, _OFFICER),
    Command.PLAN: Rule("planned", _WORKING, _OFFICER),
    Command.MERGE: Rule("merged", _WAITS_FOR_OFFICES, (Role.OFFICER, Role.COORDINATOR, Role.REPORTER)),
    Command.PART: Rule("parted", (Status.ARCHIVED,), (Role.OFFICER, Role.COORDINATOR, Role.REPORTER)),
    Command.ARCHIVE: Rule("archived", _ARCHIVABLE, (Role.COORDINATOR, Role.OVERSEER_OMBUDSMAN, Role.SYSTEM)),
    Command.PROPOSE_ARCHIVE: Rule("archive_proposed", _ARCHIVABLE, _COORDINATOR),
    # The approver signs for the head of the office that holds the case.
    Command.APPROVE_ARCHIVE: Rule("archived", _ARCHIVABLE, _SECOND),
    Command.REFUSE_ARCHIVE: Rule("archive_refused", _ARCHIVABLE, _SECOND),
    # A date far ahead, or a further one, of an office that waits for budget.
    Command.PROPOSE_PROMISE: Rule("promise_proposed", _WORKING, _OFFICER),
    Command.APPROVE_PROMISE: Rule("progressed", _WORKING, _SECOND),
    Command.REFUSE_PROMISE: Rule("promise_refused", _WORKING, _SECOND),
    Command.REDACT: Rule("redacted", tuple(Status), (Role.COORDINATOR, Role.ADMIN, Role.REPORTER, Role.SYSTEM)),
    Command.COVER: Rule("covered", tuple(Status), (Role.OFFICER, Role.COORDINATOR, Role.SYSTEM)),
    # Whoever reads what is covered, and answers for the office or watches it.
    Command.UNCOVER: Rule(
        "uncovered", tuple(Status), (Role.OFFICER, Role.COORDINATOR, Role.OVERSEER_OMBUDSMAN, Role.ADMIN, Role.SYSTEM)
    ),
    Command.REQUEST_IDENTITY: Rule("identity_requested", tuple(Status), (Role.OFFICER, Role.COORDINATOR)),
    Command.APPROVE_IDENTITY: Rule("identity_approved", tuple(Status), (Role.APPROVER, Role.COORDINATOR)),
    Command.REFUSE_IDENTITY: Rule("identity_refused", tuple(Status), (Role.APPROVER, Role.COORDINATOR)),
    Command.ACCESS: Rule("accessed", tuple(Status), (Role.OFFICER, Role.COORDINATOR)),
    Command.ERASE: Rule("erased", tuple(Status), (Role.REPORTER, Role.ADMIN, Role.SYSTEM)),
    # By a reporter who proved to be one without the secret; the system does what another stack has done.
    Command.RENEW_RECEIPT: Rule("receipt_renewed", tuple(Status), (Role.REPORTER, Role.SYSTEM)),
    Command.ATTACH: Rule("attached", _OPEN, _SYSTEM),
    # A file of an earlier system, where the case may have been over for years.
    Command.ATTACH_FORMER: Rule("attached", tuple(each for each in Status if each is not Status.REFERRED), _SYSTEM),
    Command.REPLY: Rule("replied", _OPEN, _REPORTER),
    Command.CONFIRM: Rule("confirmed", (Status.RESPONDED,), _REPORTER),
    Command.RATE: Rule("rated", (Status.RESPONDED, Status.CLOSED), _REPORTER),
    Command.REOPEN: Rule("reopened", (Status.RESPONDED, Status.CLOSED), _REPORTER),
    Command.APPEAL: Rule("appealed", (Status.RESPONDED, Status.CLOSED), _REPORTER),
    Command.OBJECT: Rule("objected", (Status.ARCHIVED,), _REPORTER),
    Command.WITHDRAW: Rule("withdrawn", _OPEN, _REPORTER),
    # A function that sends notices, or the reporter who opens the case.
    Command.TELL: Rule("told", WAITS_FOR_REPORTER, (Role.SYSTEM, Role.REPORTER)),
    Command.CLOSE: Rule("closed", (Status.RESPONDED,), _SYSTEM),
    Command.ASK: Rule("asked", (Status.CLOSED,), _SYSTEM),
    Command.FOLLOW_UP: Rule("followed_up", (Status.CLOSED,), _REPORTER),
    Command.LAPSE: Rule("lapsed", _OPEN, _SYSTEM),
    Command.LIST: Rule("listed", _OPEN, _SYSTEM),
    Command.BREACH: Rule("breached", _WAITS_FOR_OFFICES, _SYSTEM),
    Command.RAISE: Rule("raised", _WAITS_FOR_OFFICES, _SYSTEM),
    Command.REFER: Rule("referred", _WAITS_FOR_OFFICES, (Role.COORDINATOR, Role.SYSTEM)),
    Command.RESEND: Rule("resent", (Status.REFERRED,), _SYSTEM),
    Command.HAND_OVER: Rule("handed_over", (Status.REFERRED,), _SYSTEM),
    Command.TAKE_BACK: Rule("returned", (Status.REFERRED,), _SYSTEM),
}

_NEEDS = {Command.WARN: warnings.require_ground, Command.ANSWER_WARNING: warnings.require_unanswered}
"""What commands need beside a status."""

EVENT_KINDS = ("filed", "arrived", *dict.fromkeys(rule.event for rule in RULES.values()))
"""Every kind of event: the two by which a case begins in a stack, and those that commands leave."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that the rules allow, before it has a time, a number and a hash."""

    kind: str
    note: str = ""
    data: Facts = field(default_factory=dict)


def check(case: Case, command: Command, actor: Actor) -> Rule:
    """Checks permission and answers the rule by which `actor` may give `command` on `case` now. Raises RoleNotAllowed,
    NotYourCase, NotInThisStatus, or what `type_life.check` raises; they say why not."""
    rule = RULES[command]
    if actor.role not in rule.roles:
        raise RoleNotAllowed(actor.role, rule.roles)
    _require_part(case, rule, actor)
    if case.status not in rule.statuses or (command is Command.PART and case.merged_into is None):
        raise NotInThisStatus(command, case.status, rule.statuses)
    type_life.check(case, command)
    if command in _NEEDS:
        _NEEDS[command](case)
    return rule


def decide(
    case: Case,
    command: Command,
    actor: Actor,
    *,
    note: str = "",
    to: Agency | None = None,
    triage: bool = False,
    facts: Facts | None = None,
) -> NewEvent:
    """The event that `command` leaves on `case`; raises what `check` raises.

    A command that moves the case names the receiving office in `to`; with `triage` it lands in that office's
    triage queue (the office is a coordinator), otherwise it is disposed to the office.
    """
    rule = check(case, command, actor)
    data = dict(facts or {})
    if to:
        data |= {"to": to.id, "to_name": to.name, "tier": to.tier.label}
        data["status"] = Status.TRIAGE if triage else Status.ROUTED
    if to and case.agency:
        data["from"] = case.agency
    return NewEvent(rule.event, note, data)


def require_second_person(case: Case, actor: Actor, *, publishing: bool) -> None:
    """Four eyes: a draft is approved by another key than the one that wrote it, and only then published."""
    if case.draft is None or (publishing and not case.approved):
        raise ApprovalNeeded
    if not publishing and case.draft_key == actor.key:
        raise SameHands


def require_publisher(case: Case, actor: Actor, *, correcting: bool) -> None:
    """Where two people publish: an answer is one that a second person approved, and only the second person corrects it.
    Raises what `require_second_person` raises, and RoleNotAllowed."""
    if not correcting:
        require_second_person(case, actor, publishing=True)
    elif actor.role is not Role.APPROVER:
        raise RoleNotAllowed(actor.role, (Role.APPROVER,))


def _require_part(case: Case, rule: Rule, actor: Actor) -> None:
    """An office works cases that it holds or supports; a coordinator decides within its own region."""
    if actor.role in OF_ONE_OFFICE:
        offices = case.supporting if rule.holder == "supporting" else (case.agency,)
        if actor.agency not in offices:
            raise NotYourCase(case.agency_name)
    if actor.role in (Role.COORDINATOR, Role.AUDITOR) and not in_area(case, actor):
        raise NotYourCase(case.agency_name)


def in_area(case: Case, actor: Actor) -> bool:
    """Whether the office that holds the case lies in the region of the actor's own office."""
    if actor.agency is None or case.agency is None:
        return False
    return covers(region_of(actor.agency), region_of(case.agency))
