"""What an SMS asks for, carried out: a report is filed, an answer is added, a status is told. The phone proves who
writes, and knows the reports that were filed from it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import channels, danger, public_form, reporter_commands
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Priority, Status
from chalicelib.domain.channels import sms_grammar
from chalicelib.domain.channels.conversation import Asked, Conversation
from chalicelib.domain.channels.message import Answer, Outcome
from chalicelib.domain.channels.sms_answers import NOTHING_KNOWN, Known, in_parts
from chalicelib.domain.channels.sms_fitting import WAITS, answer_of, fits
from chalicelib.domain.channels.sms_grammar import Request, Wish
from chalicelib.domain.errors import DomainError, InvalidInput, StaleVersion
from chalicelib.domain.notices import sms, text
from chalicelib.domain.notices.kinds import Kind, Notice
from chalicelib.domain.notices.ledger import Outcome as Ended
from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.domain.notifications.told import BEGINS_WAIT
from chalicelib.domain.validation import distinct_words
from chalicelib.services.cases.filing import Submission
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.domain.channels.message import InboundMessage
    from chalicelib.domain.channels.sms_answers import SmsTexts
    from chalicelib.domain.notices.text import Texts
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.sender import Sender
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.stack import Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector

FEWEST_WORDS = 3
"""Different words of a report; with fewer its sender is asked for a story."""

_MOST_WORDS_OF_A_PLACE = 12
_NEWEST = 3
_REPORT = "report"
"""What a message is planned to be that is no command to a report that is there."""

Result = tuple[Conversation, Answer]


@use_case
class SmsRequests:
    """Carries out what an SMS asks for. Everything it does may be done again: a report with the same words of the same
    day is the same report, and a command is recognised by the message."""

    cases: CaseStore
    conversations: ConversationStore
    filing: FilingService
    reporter: ReporterService
    places: PlaceFinder
    alarm_detector: AlarmDetector
    ledger: NoticeLedger
    stack: Stack
    texts: SmsTexts
    notices: Texts
    host: str

    def carry_out(self, message: InboundMessage, sender: Sender, before: Conversation, now: datetime) -> Result:
        """The conversation after a message, and the answer."""
        prefixes = {province.prefix for province in self.stack.provinces.values()}
        request = sms_grammar.parse(message.text, prefixes)
        return _Exchange(self, message, sender, before, now).of(request)


class _Exchange:
    """One message and its answer."""

    def __init__(
        self, service: SmsRequests, message: InboundMessage, sender: Sender, before: Conversation, now: datetime
    ) -> None:
        self._on, self._message, self._sender, self._before, self._now = service, message, sender, before, now
        self._cases: list[Case] | None = None
        self._plain = message.text

    def of(self, request: Request) -> Result:
        self._plain = request.words if request.wish in (Wish.REPORT, Wish.NEW, Wish.REPLY) else request.plain
        wish = request.wish
        if wish is Wish.TYPO:
            return self._unclear("typing_error")
        if wish is Wish.HELP:
            return self._before, self._answer(Outcome.TOLD, "help")
        if wish in (Wish.STOP, Wish.RESUME):
            return self._switch(wish)
        if wish is Wish.WORDS:
            return self._words(request.words)
        if wish in (Wish.REPORT, Wish.NEW):
            return self._report(request.words)
        if wish is Wish.CHECK:
            return self._check(request.number)
        if wish is Wish.REPLY:
            return self._reply(request)
        return self._command(request)

    # ---- reports ----

    def _words(self, words: str) -> Result:
        """Plain words: the answer to what we asked last, else a reply if a question or an answer of an office waits,
        else a report."""
        before, now = self._before, self._now
        if before.waits_for(Asked.STORY, now) or self._is_danger(words):
            # A reply makes no report urgent.
            return self._report(words)
        if before.waits_for(Asked.PLACE, now) and len(words.split()) <= _MOST_WORDS_OF_A_PLACE:
            return self._do(before.about, reporter_commands.Reply(words), "added", Outcome.ADDED)
        waiting = next((case for case in self._own() if case.status in WAITS), None)
        if waiting:
            return self._do(waiting.id, reporter_commands.Reply(words), "added", Outcome.ADDED)
        return self._report(words)

    def _is_danger(self, words: str) -> bool:
        detected = self._on.alarm_detector.detect(words)
        return danger.of_text(words, detected) is Priority.EMERGENCY

    def _report(self, words: str) -> Result:
        if distinct_words(words) < FEWEST_WORDS:
            after = self._before.asking(Asked.STORY, self._now)
            return after, self._answer(Outcome.UNCLEAR, "too_short")
        on, sender = self._on, self._sender
        planned = self._plan(_REPORT)
        if planned != _REPORT:
            return self._repeated(planned)
        day = on.stack.calendar.local_date(self._message.sent_at)
        submission = Submission(words, sender.receipt_key(day, words), reporter=Reporter(phone=sender.phone))
        try:
            case = on.filing.file(submission, self._now, door=channels.SMS).case
        except InvalidInput:
            # Without a letter, or with characters that no text may have.
            return self._unclear("too_short")
        after = self._before.with_case(case.id).asking(None, self._now)
        answers = [self._text("danger")] if case.priority is Priority.EMERGENCY else []
        if not case.filing.public:
            answers.append(self._text("protected", Known(case.id)))
        elif on.places.find(words, None, None, None) is None:
            after = after.asking(Asked.PLACE, self._now, case.id)
            answers.append(self._text("no_place", Known(case.id)))
        else:
            answers.append(self._notice(Kind.SEEKING, case))
        return after, Answer(Outcome.FILED, tuple(answers))

    # ---- what is known already ----

    def _check(self, number: str | None) -> Result:
        if number is None:
            newest = self._own()[:_NEWEST]
            if not newest:
                return self._unclear("unknown")
            if len(newest) > 1:
                return self._before, Answer(Outcome.TOLD, tuple(self._status(case) for case in newest))
            number = newest[0].id
        case = self._known(number)
        if case is None:
            return self._unclear("unknown")
        return self._before, Answer(Outcome.TOLD, (self._status(case), *in_parts(self._office_words(case))))

    def _status(self, case: Case) -> str:
        return self._text("status", Known(case.id, case.status, case.agency_name or "", self._more(case)))

    def _office_words(self, case: Case) -> str:
        """The question or the answer that waits for the reporter, as the public reads it."""
        if case.status not in WAITS:
            return ""
        history = self._on.cases.load_history(case.id)
        event = next((each for each in reversed(history.events) if each.kind in BEGINS_WAIT), None)
        return public_form.note(event, history.case, None) if event else ""

    def _reply(self, request: Request) -> Result:
        case = self._known(request.number) if request.number else self._waiting_or_newest()
        if case is None:
            return self._unclear("unknown") if request.number or not request.words else self._report(request.words)
        if not request.words:
            return self._before, Answer(Outcome.UNCLEAR, (self._status(case),))
        return self._do(case.id, reporter_commands.Reply(request.words), "added", Outcome.ADDED)

    def _command(self, request: Request) -> Result:
        """YA, BELUM, KEBERATAN, BEDA, BATAL, YA BATAL: of the report that is named, or the newest that it fits."""
        if (
            request.wish is Wish.CANCEL_SURELY
            and not request.number
            and self._before.waits_for(Asked.CANCEL, self._now)
        ):
            request = request._replace(number=self._before.about)
        if request.number:
            case = self._known(request.number)
            if case is None:
                return self._unclear("unknown")
            if request.wish is Wish.CANCEL and not fits(Wish.CANCEL, case):
                return self._before, Answer(Outcome.UNCLEAR, (self._status(case),))
        else:
            fitting = (each for each in self._own() if fits(request.wish, each))
            case = next(fitting, None)
            if case is None:
                return self._unfitting(request)
        return self._carry_out(request, case)

    def _unfitting(self, request: Request) -> Result:
        """Nothing waits for this: a story that begins with the word is plain words, else the newest report's status
        says how things stand."""
        if request.words and request.wish in (Wish.NO, Wish.OBJECT):
            return self._words(request.plain)
        own = self._own()
        return (self._before, Answer(Outcome.UNCLEAR, (self._status(own[0]),))) if own else self._unclear("unknown")

    def _carry_out(self, request: Request, case: Case) -> Result:
        words = request.words
        if request.wish is Wish.CANCEL:
            after = self._before.asking(Asked.CANCEL, self._now, case.id)
            return after, self._answer(Outcome.UNCLEAR, "cancel", Known(case.id))
        if request.wish is Wish.CANCEL_SURELY:
            return self._do(case.id, reporter_commands.Withdraw(words), "cancelled")
        if request.wish is Wish.PART:
            return self._do(case.id, reporter_commands.TellApart(words), "parted")
        if request.wish is Wish.OBJECT:
            objection = words or self._on.texts.words["object"]
            return self._do(case.id, reporter_commands.Object(objection), Kind.OBJECTION)
        good = request.wish is Wish.YES
        if case.status is Status.CLOSED and case.asked:
            return self._do(case.id, reporter_commands.FollowUp(good, words), Kind.CLOSED if good else Kind.REOPENED)
        command = reporter_commands.Reply(words, resolved=good)
        return self._do(case.id, command, Kind.CLOSED if good else Kind.REOPENED)

    def _switch(self, wish: Wish) -> Result:
        """No SMS of any report of this phone, or again. Reports go on."""
        for tracking_id in self._before.cases:
            if wish is Wish.STOP:
                self._on.ledger.stop(tracking_id, Stop.ASKED, self._now)
            else:
                self._on.ledger.resume(tracking_id)
        return self._before, self._answer(Outcome.DONE, "stopped" if wish is Wish.STOP else "resumed")

    # ---- what all share ----

    def _own(self) -> list[Case]:
        """The reports of this phone, the newest first. Hidden ones are not spoken of: others may read the phone."""
        if self._cases is None:
            found = self._on.cases.load_all(self._before.cases) if self._before.cases else {}
            loaded = (found.get(tracking_id) for tracking_id in self._before.cases)
            self._cases = [case for case in loaded if case and case.filing.public]
        return self._cases

    def _known(self, number: str | None) -> Case | None:
        return next((case for case in self._own() if case.id == number), None)

    def _waiting_or_newest(self) -> Case | None:
        own = self._own()
        return next((case for case in own if case.status in WAITS), own[0] if own else None)

    def _do(
        self, tracking_id: str, command: ReporterCommand, answer: str | Kind, outcome: Outcome = Outcome.DONE
    ) -> Result:
        """Carry out a command of the reporter. Where the report does not take it, its status is the answer."""
        planned = self._plan(tracking_id)
        if planned == _REPORT:
            return self._report(self._plain)
        if planned != tracking_id:
            return self._repeated(planned)
        return self._perform(tracking_id, command, answer, outcome)

    def _plan(self, what: str) -> str:
        return self._on.conversations.plan(self._sender.hash, self._message.id, what, self._now)

    def _repeated(self, tracking_id: str) -> Result:
        """The message came before, when things stood otherwise: it was for that report, whatever it would mean now."""
        key = self._command_id.key
        events = self._on.cases.load_history(tracking_id).events
        done = next((each for each in events if (each.command_id or "").startswith(key)), None)
        answer, outcome = answer_of(done.kind if done else "")
        return self._perform(tracking_id, reporter_commands.Reply(self._message.text), answer, outcome)

    @property
    def _command_id(self) -> CommandId:
        return self._sender.command_id(self._message.id)

    def _perform(self, tracking_id: str, command: ReporterCommand, answer: str | Kind, outcome: Outcome) -> Result:
        command_id = self._command_id
        try:
            history = self._on.reporter.perform_by_phone(command, tracking_id, self._now, command_id)
        except StaleVersion:
            raise
        except DomainError:
            case = self._on.cases.load(tracking_id)
            if not case.filing.public:
                return self._unclear("unknown")
            return self._before, Answer(Outcome.UNCLEAR, (self._status(case),))
        case = history.case
        if not case.filing.public:
            # It was hidden after we had asked: what was sent is kept, and nothing is said that others may read.
            return self._before.asking(None, self._now), Answer(outcome, ())
        if isinstance(answer, Kind):
            # Its notice is this answer, and does not come again.
            seq = next(each.seq for each in history.events if (each.command_id or "").startswith(command_id.key))
            self._on.ledger.close(NoticeOrder(case.id, seq), Ended.SENT, self._now)
            said = self._notice(answer, case)
        else:
            said = self._text(answer, Known(case.id, more=self._more(case)))
        return self._before.asking(None, self._now), Answer(outcome, (said,))

    def _notice(self, kind: Kind, case: Case) -> str:
        """The text of a notice, for what it would also say."""
        office = case.agency_name or ""
        due = self._on.stack.citizen_due(case)
        day = self._on.stack.calendar.local_date(due.at) if due else None
        facts = text.Facts(case.id, day, self._on.host, "", "", "")
        return sms.sms(self._on.notices, Notice(kind, office=office, next_office=office), facts)

    def _more(self, case: Case) -> str:
        due = self._on.stack.citizen_due(case)
        if due is None:
            return ""
        day = text.spoken(self._on.stack.calendar.local_date(due.at), "id")
        return self._on.notices.words["more"]["id"].format(t=day)

    def _text(self, name: str, known: Known = NOTHING_KNOWN) -> str:
        return self._on.texts.answer(name, known, self._on.host[: sms.HOST_LONGEST])

    def _answer(self, outcome: Outcome, name: str, known: Known = NOTHING_KNOWN) -> Answer:
        return Answer(outcome, (self._text(name, known),))

    def _unclear(self, name: str) -> Result:
        return self._before, self._answer(Outcome.UNCLEAR, name)
