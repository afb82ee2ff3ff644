"""What whoever writes a mail is answered: texts that are data, in Indonesian and then in English. Nothing of what was
written is repeated: it may have come from somebody else than it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.text import LANGUAGES, Mail, Texts, Words
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.channels.mail import Refused


class MailTexts(NamedTuple):
    """The texts by language: `answers` and `lines` by name, and `why` an attachment was refused."""

    answers: dict[str, Words]
    lines: dict[str, Words]
    why: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said: the answer `name`, `lines` behind it, the attachments that were refused, of the report `number`
    (empty if of none). `most` is how many characters were kept, if not all."""

    name: str
    number: str = ""
    lines: tuple[str, ...] = ()
    refused: Sequence[Refused] = ()
    most: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the report is seen, the site's host, and the address for reports."""

    link: str
    host: str
    address: str


def mail_of(texts: MailTexts, notices: Texts, answer: Answer, facts: Facts, *, can_reply: bool) -> Mail:
    """The mail of an answer; its subject is its first sentence."""
    pages = [_page(texts, notices, answer, facts, language, can_reply=can_reply) for language in LANGUAGES]
    said = {"no": answer.number, "link": facts.link, "host": facts.host, "address": facts.address}
    subject = texts.answers[answer.name]["id"].partition(".")[0].format_map(said)
    return Mail(subject, "\n\n".join(pages) + "\n")


def hidden_mail(notices: Texts, facts: Facts) -> Mail:
    """That there is news: all that is said of a report that is not public."""
    said = [notices.cores[Kind.NEWS][language].format(host=facts.host) for language in LANGUAGES]
    return Mail(said[0].partition(".")[0], "\n\n".join(said) + "\n")


def _page(texts: MailTexts, notices: Texts, answer: Answer, facts: Facts, language: str, *, can_reply: bool) -> str:
    said = {
        "no": answer.number,
        "link": facts.link,
        "host": facts.host,
        "address": facts.address,
        "most": str(answer.most),
    }
    parts = [texts.answers[answer.name][language]]
    parts += [texts.lines[name][language] for name in answer.lines]
    refused = [
        texts.lines["refused"][language].format(n=each.number, kind=each.kind, why=texts.why[each.why][language])
        for each in answer.refused
    ]
    tail = []
    if answer.number:
        tail.append(notices.words["open"][language].format(no=answer.number, link=facts.link))
    if can_reply:
        tail.append(notices.words["reply"][language])
    filled = [part.format_map(said) for part in parts]
    return "\n\n".join([*filled, *(" ".join(each.split()) for each in refused), *tail])
