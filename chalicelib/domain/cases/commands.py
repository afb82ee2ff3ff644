"""Commands: everything that can be done to a case after filing, the name of each command and its fields.

`lifecycle.RULES` says who may give a command in which status, and which event it leaves. Each command that people give
is a value with a type of its own, from the request to the event.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, dataclass_transform


class Command(StrEnum):
    """The names of all commands."""

    ROUTE = "route"
    ACCEPT = "accept"
    PROGRESS = "progress"
    POSTPONE = "postpone"
    RESUME = "resume"
    DRAFT = "draft"
    APPROVE = "approve"
    RESPOND = "respond"
    REFUSE = "refuse"
    ESCALATE = "escalate"
    DISPOSE = "dispose"
    ASSIGN = "assign"
    SUPPORT = "support"
    ASSIST = "assist"
    WARN = "warn"
    MERGE = "merge"
    ARCHIVE = "archive"
    REDACT = "redact"
    COVER = "cover"
    UNCOVER = "uncover"
    REQUEST_IDENTITY = "request_identity"
    APPROVE_IDENTITY = "approve_identity"
    REFUSE_IDENTITY = "refuse_identity"
    ACCESS = "access"
    ERASE = "erase"
    ATTACH = "attach"
    REPLY = "reply"
    CONFIRM = "confirm"
    RATE = "rate"
    REOPEN = "reopen"
    APPEAL = "appeal"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    LAPSE = "lapse"
    LIST = "list"
    BREACH = "breach"
    REFER = "refer"
    RESEND = "resend"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"


@dataclass_transform(frozen_default=True)
class GivenCommand:
    """The fields of a command, by the annotations of its class: a dataclass, frozen for the type checker, that a cold
    start makes in a hundredth of the time (docs/decisions/0022-starting.md). Printing one shows no words."""

    fields: ClassVar[tuple[str, ...]]
    defaults: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(cls.__annotations__)
        cls.defaults = {name: cls.__dict__[name] for name in cls.fields if name in cls.__dict__}

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self.fields, values, strict=False)) | named
        if len(values) > len(self.fields) or not given.keys() | self.defaults.keys() == set(self.fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}")
        self.__dict__.update(self.defaults | given)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))


# ---- what offices and coordinators do --------------------------------------------------------------------------------
# `note` and `reason` are words that the public reads, unless the case is hidden. `target` is the id of an office.


class Accept(GivenCommand):
    """The office takes the case on."""

    note: str = ""


class Progress(GivenCommand):
    """The office shows progress: a note, a visit on site, or waiting for budget with the date promised."""

    note: str
    kind: str = "note"
    promised: date | None = None


class Postpone(GivenCommand):
    """The office asks the reporter to add something; its clocks rest until then."""

    note: str


class Resume(GivenCommand):
    """The office continues without the reporter's addition."""

    note: str = ""


class DraftResponse(GivenCommand):
    """The office writes down a response that a second person shall approve."""

    note: str


class Approve(GivenCommand):
    """A second person approves the draft."""

    note: str = ""


class Respond(GivenCommand):
    """The office answers the reporter; without words of its own, with the draft."""

    note: str = ""


class Refuse(GivenCommand):
    """The office is not competent (bukan wewenang): the case goes to the office it names, or to the coordinator."""

    reason: str
    target: str | None = None


class Escalate(GivenCommand):
    """The office cannot solve the case, which goes one tier up."""

    reason: str


class Dispose(GivenCommand):
    """A coordinator gives the case to an office, and may correct its category."""

    target: str
    note: str = ""
    category: str | None = None


class Assign(GivenCommand):
    """The office passes the case down to one below it, in its own area."""

    target: str
    note: str = ""


class Support(GivenCommand):
    """The office asks another one to help."""

    target: str
    note: str


class Assist(GivenCommand):
    """A supporting office notes what it did."""

    note: str


class Warn(GivenCommand):
    """A reprimand (teguran) to the office that holds the case."""

    note: str


class Merge(GivenCommand):
    """The case follows another one, by its tracking id, that reports the same matter."""

    into: str
    note: str


class Archive(GivenCommand):
    """A coordinator archives the case, for one of `lifecycle.ARCHIVE_REASONS`."""

    reason: str
    note: str


class Refer(GivenCommand):
    """A coordinator hands the case over to another stack, named by its slug or the letters of its tracking ids."""

    stack: str
    note: str


class Redact(GivenCommand):
    """Removes words: the `title`, `text` or `place`, or the `note` of the event `seq`; or the `attachment` that the
    event `seq` added."""

    part: str
    note: str
    seq: int = 0


class Cover(GivenCommand):
    """Hides words from the public wherever they stand in the case, for one of `covering.REASONS`; nothing is removed,
    and no words of the office's own say why."""

    words: str
    reason: str


class Uncover(GivenCommand):
    """Shows again what the event `seq` covered."""

    seq: int
    note: str


class RequestIdentity(GivenCommand):
    """Asks a second person to agree that the reporter's identity is opened: for one of `identity_access.PURPOSES`, with
    the `order`'s number where a law orders it. The reporter reads the words."""

    purpose: str
    reason: str
    order: str = ""


class ApproveIdentity(GivenCommand):
    """A second person agrees: the asker may open the identity, once."""

    note: str = ""


class RefuseIdentity(GivenCommand):
    """A second person does not agree."""

    note: str


OfficeCommand = (
    Accept
    | Progress
    | Postpone
    | Resume
    | DraftResponse
    | Approve
    | Respond
    | Refuse
    | Escalate
    | Dispose
    | Assign
    | Support
    | Assist
    | Warn
    | Merge
    | Archive
    | Refer
    | Redact
    | Cover
    | Uncover
    | RequestIdentity
    | ApproveIdentity
    | RefuseIdentity
)

NAMES: dict[type[OfficeCommand], Command] = {
    Accept: Command.ACCEPT,
    Progress: Command.PROGRESS,
    Postpone: Command.POSTPONE,
    Resume: Command.RESUME,
    DraftResponse: Command.DRAFT,
    Approve: Command.APPROVE,
    Respond: Command.RESPOND,
    Refuse: Command.REFUSE,
    Escalate: Command.ESCALATE,
    Dispose: Command.DISPOSE,
    Assign: Command.ASSIGN,
    Support: Command.SUPPORT,
    Assist: Command.ASSIST,
    Warn: Command.WARN,
    Merge: Command.MERGE,
    Archive: Command.ARCHIVE,
    Refer: Command.REFER,
    Redact: Command.REDACT,
    Cover: Command.COVER,
    Uncover: Command.UNCOVER,
    RequestIdentity: Command.REQUEST_IDENTITY,
    ApproveIdentity: Command.APPROVE_IDENTITY,
    RefuseIdentity: Command.REFUSE_IDENTITY,
}


# ---- what reporters do -----------------------------------------------------------------------------------------------
# `text` is between the reporter and the offices that work on the case.


class Reply(GivenCommand):
    """The reporter adds something. After a response, `resolved` says whether the matter is settled: True closes the
    case, False reopens it."""

    text: str = ""
    resolved: bool | None = None


class Relay(GivenCommand):
    """What an application passes on from the reporter who filed with it: words, and whether the reporter calls the
    matter `settled`. After a response a settled matter is confirmed; a closed case that is not settled is reopened;
    everything else is a reply."""

    text: str = ""
    settled: bool = False


class Rate(GivenCommand):
    """The reporter rates how the case was worked, 1 to 5 stars; a later rating replaces an earlier one."""

    stars: int
    text: str = ""


class Appeal(GivenCommand):
    """The reporter appeals to another office: the one above, or the coordinator."""

    text: str


class Withdraw(GivenCommand):
    """The reporter takes the complaint back; the case is closed and stays on record."""

    text: str = ""


ReporterCommand = Reply | Relay | Rate | Appeal | Withdraw
