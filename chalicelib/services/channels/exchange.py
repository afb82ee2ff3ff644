"""A message and its answer: what everything that a message can ask for is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from chalicelib.domain.cases import danger, reporter_commands
from chalicelib.domain.cases.model import Priority, Status
from chalicelib.domain.channels.dialect import NOTHING_KNOWN, Known
from chalicelib.domain.channels.fitting import WAITS, answer_of
from chalicelib.domain.channels.message import Answer, Outcome
from chalicelib.domain.errors import DomainError, StaleVersion
from chalicelib.domain.notices import text
from chalicelib.domain.notices.kinds import Kind, Notice
from chalicelib.domain.notices.ledger import Outcome as Ended
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.domain.channels.conversation import Conversation
    from chalicelib.domain.channels.dialect import Dialect
    from chalicelib.domain.channels.message import InboundMessage
    from chalicelib.domain.notices.text import Texts
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.sender import Sender
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.stack import Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector

REPORT = "report"
"""What a message is planned to be that is no command to a report that is there."""

_WORDLESS = "-"
"""In the place of words for a message without any that came before: what was added then is found by its id."""

Result = tuple["Conversation", Answer]


@use_case
class Means:
    """What requests are carried out with. `texts` are those of the channel, `host` the site's."""

    cases: CaseStore
    conversations: ConversationStore
    filing: FilingService
    reporter: ReporterService
    places: PlaceFinder
    directory: Directory
    alarm_detector: AlarmDetector
    ledger: NoticeLedger
    stack: Stack
    texts: Dialect
    notices: Texts
    host: str


class Exchange(ABC):
    """One message, and the conversation that it found."""

    def __init__(
        self, means: Means, message: InboundMessage, sender: Sender, before: Conversation, now: datetime
    ) -> None:
        self._on, self._message, self._sender, self._before, self._now = means, message, sender, before, now
        self._cases: list[Case] | None = None
        self._plain = message.text

    @abstractmethod
    def _report(self, words: str) -> Result:
        """The message is a report."""

    def _own(self) -> list[Case]:
        """The reports of this phone, the newest first. Hidden ones are not spoken of: others may read the phone."""
        return [case for case in self._all() if case.filing.public]

    def _all(self) -> list[Case]:
        if self._cases is None:
            found = self._on.cases.load_all(self._before.cases) if self._before.cases else {}
            loaded = (found.get(tracking_id) for tracking_id in self._before.cases)
            self._cases = [case for case in loaded if case]
        return self._cases

    def _newest(self, within: timedelta) -> Case | None:
        """The newest report of this phone, if it was filed so lately and goes on; also a hidden one, of which nothing
        may be said."""
        case = next(iter(self._all()), None)
        goes_on = case and case.status not in (Status.CLOSED, Status.ARCHIVED)
        return case if case and goes_on and self._now - case.filing.filed_at <= within else None

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
        if planned == REPORT:
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
        return self._perform(tracking_id, reporter_commands.Reply(self._message.text or _WORDLESS), answer, outcome)

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
            return self._before, self._standing(Outcome.UNCLEAR, case)
        case = history.case
        if not case.filing.public:
            # It was hidden after we had asked: what was sent is kept, and nothing is said that others may read.
            return self._before.asking(None, self._now), Answer(outcome, about=case.id)
        if isinstance(answer, Kind):
            # Its notice is this answer, and does not come again.
            seq = next(each.seq for each in history.events if (each.command_id or "").startswith(command_id.key))
            self._on.ledger.close(NoticeOrder(case.id, seq), Ended.SENT, self._now)
            said = self._notice(answer, case)
        else:
            said = self._text(answer, Known(case.id, more=self._more(case)))
        buttons = self._on.texts.buttons(str(answer), case.id)
        return self._before.asking(None, self._now), Answer(outcome, (said,), buttons, about=case.id)

    def _notice(self, kind: Kind, case: Case) -> str:
        """The text of a notice, for what it would also say."""
        office = case.agency_name or ""
        due = self._on.stack.citizen_due(case)
        day = self._on.stack.calendar.local_date(due.at) if due else None
        facts = text.Facts(case.id, day, self._on.host, "", "", "")
        return self._on.texts.notice(self._on.notices, Notice(kind, office=office, next_office=office), facts)

    def _more(self, case: Case) -> str:
        due = self._on.stack.citizen_due(case)
        if due is None:
            return ""
        day = text.spoken(self._on.stack.calendar.local_date(due.at), "id")
        return self._on.notices.words["more"]["id"].format(t=day)

    def _text(self, name: str, known: Known = NOTHING_KNOWN) -> str:
        return self._on.texts.answer(name, known, self._on.host)

    def _answer(self, outcome: Outcome, name: str, known: Known = NOTHING_KNOWN) -> Answer:
        return Answer(outcome, (self._text(name, known),), self._on.texts.buttons(name, known.number))

    def _unclear(self, name: str) -> Result:
        return self._before, self._answer(Outcome.UNCLEAR, name)

    def _status(self, case: Case) -> str:
        return self._text("status", Known(case.id, case.status, case.agency_name or "", self._more(case)))

    def _standing(self, outcome: Outcome, case: Case) -> Answer:
        """How a report stands, and what can be said to it now."""
        return Answer(outcome, (self._status(case),), self._on.texts.buttons(f"status_{case.status}", case.id))

    def _is_danger(self, words: str) -> bool:
        detected = self._on.alarm_detector.detect(words)
        return danger.of_text(words, detected) is Priority.EMERGENCY
