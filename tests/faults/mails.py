"""People who write to a stack by mail, and what must have become of each mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.channels import MAIL
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED
from chalicelib.services.channels.sender import sender_of
from laporctl.mails import as_ses_leaves
from tests.faults.stack import SENDERS, LiveStack
from tests.support.mails import file, part, parts
from tests.support.pictures import photo

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseHistory
    from tests.faults.story import Story


@dataclass(frozen=True)
class Mailed:
    """A mail of a person: `mark` are words that only this one brings, `about` the case that it replies to."""

    mark: str
    writer: str
    picture: bytes
    about: str | None

    @property
    def id(self) -> str:
        return f"<{self.mark.replace(' ', '-')}@contoh.id>"


def write(story: "Story", stack: LiveStack, mark: str) -> Mailed:
    """Somebody without the web reports by mail, with a photo; every second one replies by mail to what a stack wrote,
    if it wrote to anybody."""
    number = len(story.mails)
    written = [each for each in stack.mailer.sent if each.reply_to]
    replied = story.chance.choice(written) if written and number % 2 else None
    picture = photo(width=64 + number, height=64)
    to, about = f"lapor@{stack.slug}.example", None
    if replied and replied.reply_to:
        to, token = replied.reply_to, replied.reply_to.partition("+")[2].partition("@")[0]
        addresses = stack.of("operator").reply_addresses
        about = addresses.case_of(token, replied.to) if addresses else None
    mail = Mailed(mark, replied.to if replied else f"warga{number}@contoh.id", picture, about)
    words = part("text/plain; charset=utf-8", f"Jalan di depan pasar rusak parah, {mark}.".encode())
    raw = parts(words, file("image/jpeg", "jalan.jpg", picture), more=(f"Message-ID: {mail.id}",), sender=mail.writer)
    stack.mail(f"{number:040d}", as_ses_leaves(raw, to))
    return mail


def problems_of(story: "Story", stack: LiveStack, histories: "Mapping[str, CaseHistory]") -> Iterator[str]:
    """Each mail that reports is one case, each reply stands in its case once; both are answered, and none is left or
    dropped."""
    for folder in (ARRIVED, DROPPED):
        yield from (f"mail left: {each['Key']}" for each in stack.files(folder))
    by_mail = [case for case, history in histories.items() if history.case.channel == MAIL]
    reports = [mail for mail in story.mails if mail.about is None]
    if len(by_mail) != len(reports):
        yield f"mails lost or doubled: {len(reports)} reports are {len(by_mail)} cases"
    answered = {each.order for each in stack.mailer.sent}
    for mail in story.mails:
        history = histories.get(mail.about) if mail.about else None
        hidden = history is not None and not history.case.filing.public
        if mail.id not in answered and not hidden:
            yield f"mail unanswered: {mail}"
        if history and (times := sum(mail.mark in event.note for event in history.events)) > 1:
            yield f"mail on record {times} times: {mail}"


def photos_in(story: "Story", histories: "Mapping[str, CaseHistory]") -> dict[str, str]:
    """Photo -> case, of all mails whose words stand on a case: what is not taken of a reply takes no photo either."""
    found = {}
    for mail in story.mails:
        for case, history in histories.items():
            if any(mail.mark in words for words in (history.content.text, *(event.note for event in history.events))):
                photo_id = sender_of(mail.writer.casefold(), SENDERS).photo_id(case, mail.picture)
                found[attachments.issue_id(photo_id)] = case
    return found
