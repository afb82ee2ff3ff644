"""What a message asks for, carried out: a report is filed, an answer is added, a status is told. The phone proves who
writes, and knows the reports that were filed from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.cases import public_form, receipt, reporter_commands
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Priority, Status
from chalicelib.domain.channels import grammar
from chalicelib.domain.channels.conversation import Asked
from chalicelib.domain.channels.dialect import Known
from chalicelib.domain.channels.fitting import WAITS, fits
from chalicelib.domain.channels.grammar import Request, Wish
from chalicelib.domain.channels.message import Answer, Outcome
from chalicelib.domain.errors import InvalidInput, ReceiptReused
from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notifications.told import BEGINS_WAIT
from chalicelib.domain.validation import NOTE_LIMIT, distinct_words
from chalicelib.services.cases.filing import Submission
from chalicelib.services.channels.exchange import REPORT, Means
from chalicelib.services.channels.follow_ons import JOINS_FOR, FollowOns
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.channels.conversation import Conversation
    from chalicelib.domain.channels.message import InboundMessage, Point
    from chalicelib.services.channels.exchange import Result
    from chalicelib.services.channels.sender import Sender

FEWEST_WORDS = 3
"""Different words of a report; with fewer its sender is asked for a story."""

_MOST_WORDS_OF_A_PLACE = 12
_NEWEST = 3


@use_case
class ChannelRequests:
    """Carries out what a message asks for. Everything it does may be done again: a report with the same words of the
    same day is the same report, and a command is recognised by the message."""

    means: Means

    def carry_out(self, message: InboundMessage, sender: Sender, before: Conversation, now: datetime) -> Result:
        """The conversation after a message, and the answer."""
        exchange = _Requested(self.means, message, sender, before, now)
        if not message.text.strip():
            return exchange.without_words()
        prefixes = {province.prefix for province in self.means.stack.provinces.values()}
        return exchange.with_beside(exchange.of(grammar.parse(message.text, prefixes)))


class _Requested(FollowOns):
    """What the words of a message ask for."""

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
        else a report; where people write in many short messages, what follows a report belongs to it."""
        before, now, texts = self._before, self._now, self._on.texts
        if texts.is_small_talk(words):
            return self._small_talk()
        if before.waits_for(Asked.STORY, now) or self._is_danger(words) or len(words) > NOTE_LIMIT:
            # A reply makes no report urgent.
            return self._report(words)
        short = len(words.split()) <= _MOST_WORDS_OF_A_PLACE
        if before.waits_for(Asked.PLACE, now) and short:
            return self._do(before.about, reporter_commands.Reply(words), "added", Outcome.ADDED)
        if before.waits_for(Asked.OFFICE, now) and short:
            return self._name_office(before.about, words)
        waiting = next((case for case in self._own() if case.status in WAITS), None)
        joins = waiting or (self._newest(JOINS_FOR) if texts.joins else None)
        if joins:
            return self._do(joins.id, reporter_commands.Reply(words), "added", Outcome.ADDED)
        return self._report(words)

    def _report(self, words: str) -> Result:
        if distinct_words(words) < FEWEST_WORDS:
            after = self._before.asking(Asked.STORY, self._now)
            return after, self._answer(Outcome.UNCLEAR, "too_short")
        planned = self._plan(REPORT)
        if planned != REPORT:
            return self._repeated(planned)
        held = self._before.held(self._now)
        try:
            case = self._file(words, held.point)
        except InvalidInput:
            # Without a letter, or with characters that no text may have.
            return self._unclear("too_short")
        after = self._before.with_case(case.id).asking(None, self._now).joined()
        return self._filed(after, case, words, held)

    def _filed(self, after: Conversation, case: Case, words: str, held: Conversation) -> Result:
        answers = [self._text("danger")] if case.priority is Priority.EMERGENCY else []
        asks_place = False
        if not case.filing.public:
            answers.append(self._text("protected", Known(case.id)))
        elif held.point is None and self._on.places.find(words, None, None, None) is None:
            after, asks_place = after.asking(Asked.PLACE, self._now, case.id), True
            answers.append(self._text("no_place", Known(case.id)))
        else:
            answers.append(self._notice(Kind.SEEKING, case))
        return after, Answer(Outcome.FILED, tuple(answers), (), asks_place, case.id, held.photos)

    def _file(self, words: str, point: Point | None) -> Case:
        """The report with these words; the same words of the same day are the same report, wherever the pin is."""
        on, sender = self._on, self._sender
        day = on.stack.calendar.local_date(self._message.sent_at)
        key = sender.receipt_key(day, words)
        plain = Submission(words, key, reporter=Reporter(phone=sender.phone))
        pinned = replace(plain, lat=point.lat, lon=point.lon) if point else plain
        for submission in (pinned, plain):
            try:
                return on.filing.file(submission, self._now, door=on.texts.channel).case
            except ReceiptReused:
                continue
            except InvalidInput:
                # A pin in the sea: the story counts.
                if submission is plain:
                    raise
        return on.cases.load(receipt.derive(receipt.parse_receipt_key(key), on.stack.province.prefix).tracking_id)

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
        standing = self._standing(Outcome.TOLD, case)
        parts = self._on.texts.in_parts(self._office_words(case))
        return self._before, standing._replace(texts=(*standing.texts, *parts))

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
            return self._before, self._standing(Outcome.UNCLEAR, case)
        return self._do(case.id, reporter_commands.Reply(request.words), "added", Outcome.ADDED)

    def _command(self, request: Request) -> Result:
        """YA, BELUM, KEBERATAN, BEDA, BATAL, YA BATAL, INSTANSI: of the report that is named, or the newest it fits."""
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
                return self._before, self._standing(Outcome.UNCLEAR, case)
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
        return (self._before, self._standing(Outcome.UNCLEAR, own[0])) if own else self._unclear("unknown")

    def _carry_out(self, request: Request, case: Case) -> Result:
        words = request.words
        if request.wish is Wish.CANCEL:
            after = self._before.asking(Asked.CANCEL, self._now, case.id)
            return after, self._answer(Outcome.UNCLEAR, "cancel", Known(case.id))
        if request.wish is Wish.OFFICE:
            return self._name_office(case.id, words) if words else self._ask_office(case)
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
        """No message about any report of this phone, or again. Reports go on."""
        for tracking_id in self._before.cases:
            if wish is Wish.STOP:
                self._on.ledger.stop(tracking_id, Stop.ASKED, self._now)
            else:
                self._on.ledger.resume(tracking_id)
        return self._before, self._answer(Outcome.DONE, "stopped" if wish is Wish.STOP else "resumed")
