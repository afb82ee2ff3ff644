"""Commands: everything that can be done to a case after filing, the name of each command and its fields.

`lifecycle.RULES` says who may give a command in which status, and which event it leaves. Each command that people give
is a value with a type of its own, from the request to the event.
"""

from datetime import date
from enum import StrEnum

from chalicelib.domain.cases.archive_commands import ApproveArchive, Archive, Part, ProposeArchive, RefuseArchive
from chalicelib.domain.cases.given_command import GivenCommand
from chalicelib.domain.cases.identity_commands import ApproveIdentity, RefuseIdentity, RequestIdentity
from chalicelib.domain.cases.promise_commands import ApprovePromise, Promises, ProposePromise, RefusePromise
from chalicelib.domain.cases.reporter_commands import Appeal, FollowUp, Object, Rate, Relay, Reply, TellApart, Withdraw
from chalicelib.domain.cases.type_commands import CorrectType, Extend, OfTypes, Plan, Retype, Thank


class Command(StrEnum):
    """The names of all commands."""

    ROUTE = "route"
    ACCEPT = "accept"
    PROGRESS = "progress"
    POSTPONE = "postpone"
    RESUME = "resume"
    DRAFT = "draft"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    RESPOND = "respond"
    CORRECT = "correct"
    REFUSE = "refuse"
    ESCALATE = "escalate"
    DISPOSE = "dispose"
    ASSIGN = "assign"
    SUPPORT = "support"
    ASSIST = "assist"
    WARN = "warn"
    ANSWER_WARNING = "answer_warning"
    PRIORITISE = "prioritise"
    RETYPE = "retype"
    RETITLE = "retitle"
    THANK = "thank"
    EXTEND = "extend"
    PLAN = "plan"
    MERGE = "merge"
    PART = "part"
    ARCHIVE = "archive"
    PROPOSE_ARCHIVE = "propose_archive"
    APPROVE_ARCHIVE = "approve_archive"
    REFUSE_ARCHIVE = "refuse_archive"
    PROPOSE_PROMISE = "propose_promise"
    APPROVE_PROMISE = "approve_promise"
    REFUSE_PROMISE = "refuse_promise"
    REDACT = "redact"
    COVER = "cover"
    UNCOVER = "uncover"
    REQUEST_IDENTITY = "request_identity"
    APPROVE_IDENTITY = "approve_identity"
    REFUSE_IDENTITY = "refuse_identity"
    ACCESS = "access"
    ERASE = "erase"
    RENEW_RECEIPT = "renew_receipt"
    ATTACH = "attach"
    ATTACH_FORMER = "attach_former"
    REPLY = "reply"
    CONFIRM = "confirm"
    RATE = "rate"
    REOPEN = "reopen"
    APPEAL = "appeal"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    TELL = "tell"
    CLOSE = "close"
    ASK = "ask"
    FOLLOW_UP = "follow_up"
    LAPSE = "lapse"
    LIST = "list"
    BREACH = "breach"
    RAISE = "raise"
    REFER = "refer"
    RESEND = "resend"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"


# ---- what offices and coordinators do --------------------------------------------------------------------------------
# `note` and `reason` are words that the public reads, unless the case is hidden. `target` is the id of an office.


class Accept(GivenCommand):
    """The office takes the case on."""

    note: str = ""


class Progress(GivenCommand):
    """The office shows progress: a note, a visit on site with its day, or waiting for budget with the date
    promised."""

    note: str
    kind: str = "note"
    promised: date | None = None
    on: date | None = None


class Postpone(GivenCommand):
    """The office asks the reporter to add something; its clocks rest until then."""

    note: str


class Resume(GivenCommand):
    """The office continues without the reporter's addition."""

    note: str = ""


class DraftResponse(GivenCommand):
    """The office writes down a response that a second person shall approve."""

    note: str
    by: str = ""
    on: date | None = None
    photo: str | None = None


class Approve(GivenCommand):
    """A second person approves the draft."""

    note: str = ""


class SendBack(GivenCommand):
    """A second person gives the draft back to its writer, and says what must change. Only the office reads it."""

    note: str


class Respond(GivenCommand):
    """The office answers the reporter: what was done or will be, `by` whom, and `on` which day, as far as the words do
    not say so; of a repair also why it sent no `photo`. Without words of its own, with the draft."""

    note: str = ""
    by: str = ""
    on: date | None = None
    photo: str | None = None


class Correct(GivenCommand):
    """The office corrects its answer while the reporter has not accepted it; the reporter has as long again."""

    note: str
    by: str = ""
    on: date | None = None
    photo: str | None = None


class Refuse(GivenCommand):
    """The office is not competent (bukan wewenang): the case goes to the office it names, or to the coordinator."""

    reason: str
    target: str | None = None


class Escalate(GivenCommand):
    """The office cannot solve the case, which goes one tier up."""

    reason: str


class Dispose(GivenCommand):
    """A coordinator gives the case to an office, and may correct its category and its region, and whether it is
    sensitive."""

    target: str
    note: str = ""
    category: str | None = None
    region: str | None = None
    sensitive: bool = False


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
    """A reprimand (teguran) to the office that holds the case, which was late or answered badly."""

    note: str


class AnswerWarning(GivenCommand):
    """The office answers the reprimand it got."""

    note: str


class Prioritise(GivenCommand):
    """A coordinator decides how urgent the case is: one of `model.Priority`."""

    priority: str
    note: str


class Retitle(GivenCommand):
    """A coordinator gives the case a title that says what it is about; the one that was filed stays sealed."""

    title: str


class Merge(GivenCommand):
    """The case follows another one, by its tracking id, that reports the same matter."""

    into: str
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


OfficeCommand = (
    Accept
    | Progress
    | Postpone
    | Resume
    | DraftResponse
    | Approve
    | SendBack
    | Respond
    | Correct
    | Refuse
    | Escalate
    | Dispose
    | Assign
    | Support
    | Assist
    | Warn
    | AnswerWarning
    | Prioritise
    | Retitle
    | Merge
    | Part
    | Archive
    | ProposeArchive
    | ApproveArchive
    | RefuseArchive
    | Promises
    | Refer
    | Redact
    | Cover
    | Uncover
    | RequestIdentity
    | ApproveIdentity
    | RefuseIdentity
    | OfTypes
)

NAMES: dict[type[OfficeCommand], Command] = {
    Accept: Command.ACCEPT,
    Progress: Command.PROGRESS,
    Postpone: Command.POSTPONE,
    Resume: Command.RESUME,
    DraftResponse: Command.DRAFT,
    Approve: Command.APPROVE,
    SendBack: Command.SEND_BACK,
    Respond: Command.RESPOND,
    Correct: Command.CORRECT,
    Refuse: Command.REFUSE,
    Escalate: Command.ESCALATE,
    Dispose: Command.DISPOSE,
    Assign: Command.ASSIGN,
    Support: Command.SUPPORT,
    Assist: Command.ASSIST,
    Warn: Command.WARN,
    AnswerWarning: Command.ANSWER_WARNING,
    Prioritise: Command.PRIORITISE,
    Retitle: Command.RETITLE,
    Merge: Command.MERGE,
    Part: Command.PART,
    Archive: Command.ARCHIVE,
    ProposeArchive: Command.PROPOSE_ARCHIVE,
    ApproveArchive: Command.APPROVE_ARCHIVE,
    RefuseArchive: Command.REFUSE_ARCHIVE,
    ProposePromise: Command.PROPOSE_PROMISE,
    ApprovePromise: Command.APPROVE_PROMISE,
    RefusePromise: Command.REFUSE_PROMISE,
    Refer: Command.REFER,
    Redact: Command.REDACT,
    Cover: Command.COVER,
    Uncover: Command.UNCOVER,
    RequestIdentity: Command.REQUEST_IDENTITY,
    ApproveIdentity: Command.APPROVE_IDENTITY,
    RefuseIdentity: Command.REFUSE_IDENTITY,
    Retype: Command.RETYPE,
    Thank: Command.THANK,
    Extend: Command.EXTEND,
    Plan: Command.PLAN,
}


# ---- what reporters do -----------------------------------------------------------------------------------------------
# `text` is between the reporter and the offices that work on the case.


ReporterCommand = Reply | Relay | Rate | Appeal | Object | TellApart | FollowUp | Withdraw | CorrectType
