"""What a mail asks for, carried out: a report is filed, words and photos are added to the one that it replies to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import channels, reporter_commands
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Priority
from chalicelib.domain.channels.mail_answers import Answer
from chalicelib.domain.channels.message import Outcome
from chalicelib.domain.errors import DomainError, InvalidInput, StaleVersion, UnknownCase
from chalicelib.domain.validation import TEXT_LIMIT, TITLE_LIMIT, distinct_words, title_and_text
from chalicelib.services.cases.filing import Submission
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.channels.mail import Mail, Photo
    from chalicelib.services.cases.filing import FilingService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
    from chalicelib.services.channels.sender import Sender
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.stack import Entropy, Stack

FEWEST_WORDS = 3
"""Different words of a report; with fewer its sender is asked for a story."""

LONGEST_REPLY = 3_500
"""Characters of a reply that are kept: as much as a note takes, with room for what it is kept with."""


class Result(NamedTuple):
    """The outcome of a mail and what its sender is answered; `case` is the one that it filed or was added to. Without
    an answer nothing is said."""

    outcome: Outcome
    answer: Answer | None
    case: Case | None = None


@use_case
class MailRequests:
    """Carries out what a mail asks for. Everything it does may be done again: a report with the same words of the same
    sender and day is the same report, a command is recognised by the mail, a photo by its bytes."""

    cases: CaseStore
    filing: FilingService
    reporter: ReporterService
    places: PlaceFinder
    files: FileStore
    replies: ReplyAddresses
    stack: Stack
    entropy: Entropy

    def carry_out(self, mail: Mail, message_id: str, sender: Sender, sent_at: datetime, now: datetime) -> Result:
        """Carry out a mail that came at `sent_at`. A report by a mail is its sender's, by the address alone: who only
        knows the address can file in its name, and reads nothing by that."""
        if mail.token:
            tracking_id = self.replies.case_of(mail.token, mail.sender)
            return self._add(tracking_id, mail, message_id, sender, now) if tracking_id else _unclear("no_report")
        return self._file(mail, sender, sent_at, now) if mail.for_reports else _unclear("no_report")

    def _file(self, mail: Mail, sender: Sender, sent_at: datetime, now: datetime) -> Result:
        title = mail.subject if mail.words and distinct_words(mail.subject) > 1 else ""
        whole = mail.words or mail.subject
        words = _cut(whole, TEXT_LIMIT)
        if distinct_words(f"{title} {words}") < FEWEST_WORDS:
            return _unclear("too_short", mail)
        day = self.stack.calendar.local_date(sent_at)
        submission = Submission(
            words,
            sender.receipt_key(day, f"{title}/{words}"),
            title=_cut(title, TITLE_LIMIT) or None,
            reporter=Reporter(email=mail.sender),
        )
        try:
            filed = self.filing.file(submission, now, door=channels.MAIL)
        except InvalidInput:
            # Too little to be seen of it: dots, or a word.
            return _unclear("too_short", mail)
        case = filed.case
        self._receive(mail.photos, case.id, sender)
        lines = ["danger"] if case.priority is Priority.EMERGENCY else []
        if self.places.find(title_and_text(title, words) if title else words, None, None, None) is None:
            lines.append("place")
        answer = Answer("filed", case.id, _lines(lines, whole, words), mail.refused, len(words))
        return Result(Outcome.FILED, answer, case)

    def _add(self, tracking_id: str, mail: Mail, message_id: str, sender: Sender, now: datetime) -> Result:
        words = _cut(mail.words, LONGEST_REPLY)
        try:
            case = self.cases.load(tracking_id)
        except UnknownCase:
            # The table was restored to before the report.
            return _unclear("no_report")
        if not words and not mail.photos:
            return Result(Outcome.UNCLEAR, Answer("too_short", refused=mail.refused), case)
        try:
            if words:
                command = reporter_commands.Reply(words)
                case = self.reporter.perform_by_phone(command, tracking_id, now, sender.command_id(message_id)).case
        except StaleVersion:
            raise
        except DomainError:
            return Result(Outcome.UNCLEAR, Answer("not_taken", tracking_id), self.cases.load(tracking_id))
        self._receive(mail.photos, tracking_id, sender)
        answer = Answer("added", tracking_id, _lines([], mail.words, words), mail.refused, len(words))
        return Result(Outcome.ADDED, answer, case)

    def _receive(self, photos: Iterable[Photo], tracking_id: str, sender: Sender) -> None:
        """Put photos where invited ones arrive: the sanitizer cleans them, and until then nobody sees them. Each comes
        once to a case: its id follows from its bytes, under the stack's key of senders."""
        for photo in photos:
            attachment_id = attachments.issue_id(sender.photo_id(tracking_id, photo.data))
            labels = {"by": "reporter", attachments.SALT: self.entropy(attachments.SALT_BYTES).hex()}
            self.files.receive(
                attachments.incoming_key(tracking_id, attachment_id), photo.media_type, photo.data, labels
            )


def _unclear(name: str, mail: Mail | None = None) -> Result:
    return Result(Outcome.UNCLEAR, Answer(name, refused=mail.refused if mail else ()))


def _lines(lines: list[str], whole: str, kept: str) -> tuple[str, ...]:
    return (*lines, *(["cut"] if kept != whole else []))


def _cut(text: str, longest: int) -> str:
    """A text of at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rsplit(None, 1)[0] if " " in head else head).rstrip()
