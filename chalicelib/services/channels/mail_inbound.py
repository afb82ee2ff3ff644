"""The inbound door of mail: takes in what SES has put into the bucket, once, and answers who wrote it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.channels import mail_answers
from chalicelib.domain.channels.mail import LARGEST_BYTES, read_mail
from chalicelib.domain.channels.mail_answers import Answer as MailAnswer
from chalicelib.domain.channels.mail_headers import REPORTS, Drop
from chalicelib.domain.channels.message import Answer, Outcome
from chalicelib.domain.errors import Unavailable
from chalicelib.services.channels.mail_requests import Result
from chalicelib.services.channels.sender import sender_of
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.channels.mail import Mail
    from chalicelib.domain.channels.mail_answers import MailTexts
    from chalicelib.domain.notices.text import Texts
    from chalicelib.services.channels.mail_requests import MailRequests
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
    from chalicelib.services.channels.sender import Sender
    from chalicelib.services.ports.channel_secrets import ChannelSecrets
    from chalicelib.services.ports.conversation_store import ConversationStore
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.stack import Stack

ARRIVED, DROPPED = "mail/in/", "mail/dropped/"
"""Where SES puts mails, and where those lie that were dropped, for the operator."""

HELD_FOR = timedelta(seconds=60)
"""So long after it began a run may still be about to send the answer that it noted: the function is stopped then. Later
it has died, perhaps before it sent it, and one other run takes its place."""

MOST_A_DAY = 20
"""Mails of one sender that are carried out on one day."""


class Ending(StrEnum):
    """How a mail ended that was not carried out: it came before, or another run has dealt with it."""

    DROPPED = "dropped"
    REPEATED = "repeated"
    GONE = "gone"


class Received(NamedTuple):
    """How a mail ended, of one that was dropped why, and the case that it filed or was added to."""

    ending: Outcome | Ending
    reason: str = ""
    tracking_id: str = ""


@use_case
class MailService:
    """Mails of people. Safe to repeat, also at the same moment: what a mail does is done once, and answered once unless
    the function dies between sending the answer and deleting the mail, or SES takes it and its answer is lost."""

    files: FileStore
    conversations: ConversationStore
    secrets: ChannelSecrets
    requests: MailRequests
    replies: ReplyAddresses
    mailer: Mailer
    texts: MailTexts
    notices: Texts
    stack: Stack
    domain: str
    site: str
    host: str

    def receive(self, key: str, now: datetime) -> Received:
        """Deal with the mail at `key`. Beside what it does to a case: a read of the mail and of its answer, a count, a
        write, a mail, a deletion. Raises Unavailable: to be called again."""
        incoming = self.files.take(key, LARGEST_BYTES) if key.startswith(ARRIVED) else None
        if incoming is None:
            return Received(Ending.GONE)
        mail = read_mail(incoming.data, self.domain) if incoming.data is not None else Drop.TOO_LARGE
        if isinstance(mail, Drop):
            return self._dropped(key, mail)
        secret = self.secrets.of_senders()
        if secret is None:
            raise Unavailable
        sender = sender_of(mail.sender.casefold(), secret)
        place = sender.name_of("object", key)
        message_id = sender.name_of("mail", mail.id or key)
        answered = self.conversations.answer_to(sender.hash, message_id)
        if answered and answered.texts[0] != place:
            self.files.forget(key)
            return Received(Ending.REPEATED)
        if answered and now < datetime.fromisoformat(answered.texts[1]) + HELD_FOR:
            raise Unavailable
        result = None if answered else self._too_many(sender, now)
        if result and result.answer is None:
            return self._dropped(key, Drop.FLOOD)
        if result is None:
            result = self.requests.carry_out(mail, message_id, sender, incoming.at, now)
        kept = Answer(result.outcome, (place, now.isoformat()))
        if not self.conversations.remember(sender.hash, message_id, kept, now, before=answered):
            return self._overtaken(key, sender, message_id, place)
        self._answer(mail, result, now)
        self.files.forget(key)
        return Received(result.outcome, tracking_id=result.case.id if result.case else "")

    def _overtaken(self, key: str, sender: Sender, message_id: str, place: str) -> Received:
        """Another run was faster and sends the answer: with another copy of the mail, or with this one."""
        by = self.conversations.answer_to(sender.hash, message_id)
        if by and by.texts[0] == place:
            raise Unavailable
        self.files.forget(key)
        return Received(Ending.REPEATED)

    def _too_many(self, sender: Sender, now: datetime) -> Result | None:
        count = self.conversations.count(sender.hash, self.stack.calendar.local_date(now), now)
        if count <= MOST_A_DAY:
            return None
        # Once only: two machines that answer each other end here.
        first = count == MOST_A_DAY + 1
        return Result(Outcome.TOO_MANY, MailAnswer("too_many")) if first else Result(Outcome.SILENCED, None)

    def _answer(self, mail: Mail, result: Result, now: datetime) -> None:
        """Nothing is said of what was added to a report that is not public, and of such a report that there is news:
        others may read along. Yet it can be replied to."""
        case, answer = result.case, result.answer
        hidden = case is not None and not case.filing.public
        if answer is None or (hidden and result.outcome is not Outcome.FILED):
            return
        reply_to = self.replies.issue(case.id, mail.sender, now) if case else None
        link = f"{self.site}/lacak.html?id={answer.number}"
        facts = mail_answers.Facts(link, self.host, f"{REPORTS}@{self.domain}")
        if hidden:
            written = mail_answers.hidden_mail(self.notices, facts)
        else:
            written = mail_answers.mail_of(self.texts, self.notices, answer, facts, can_reply=reply_to is not None)
        try:
            self.mailer.answer(mail.sender, written, reply_to, mail.id)
        except MailRefused:
            # What it did stands; nobody can be told at this address.
            return

    def _dropped(self, key: str, why: Drop) -> Received:
        self.files.refuse(key, key.replace(ARRIVED, DROPPED, 1), why)
        return Received(Ending.DROPPED, why)
