"""What whoever writes by WhatsApp is answered and told: texts that are data, filled in, with buttons below."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.cases import channels
from chalicelib.domain.channels.dialect import NOTHING_KNOWN, Known
from chalicelib.domain.channels.message import Answer, Button
from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.text import core
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.text import Facts, Texts

TITLE_LONGEST = 20
"""Letters on a button."""

_QUESTION_LONGEST = 600

BODY_LONGEST = 1024
"""Characters of a text with buttons below it, or of a template."""

_TEXT_LONGEST = 4096
"""Characters of a text alone."""


@dataclass(frozen=True, slots=True)
class WhatsAppTexts:
    """The texts: `answers` by name, the names of `statuses`, `words` that are said for a reporter who said none, what
    buttons say and send, the words of greetings, and what `templates` have around a notice, by language. A
    `Dialect`."""

    answers: Mapping[str, str]
    statuses: Mapping[str, str]
    words: Mapping[str, str]
    button_rows: Mapping[str, Sequence[tuple[str, str]]]
    small_talk: frozenset[str]
    templates: Mapping[str, Mapping[str, str]]

    channel: str = channels.WHATSAPP
    most_a_day: int = 60
    joins: bool = True
    answers_later: bool = True

    def buttons(self, name: str, number: str = "") -> tuple[Button, ...]:
        """What can be tapped below an answer or a notice."""
        return tuple(Button(title, sends.format(no=number)) for title, sends in self.button_rows.get(name, ()))

    def choices(self, offices: Sequence[str], number: str) -> tuple[Button, ...]:
        """The names of at most three offices to tap."""
        return tuple(Button(cut(name, TITLE_LONGEST), f"INSTANSI {number} {name}") for name in offices[:3])

    def is_small_talk(self, words: str) -> bool:
        """Whether words are a greeting or thanks, or no words at all, such as a raised thumb."""
        return set(re.findall(r"[^\W\d_][^\W_]*|\d+", words.lower().replace("'", ""))) <= self.small_talk

    def in_parts(self, words: str) -> tuple[str, ...]:
        """An office's words behind a status, in one text."""
        return (words,) if words else ()

    def notice(self, notices: Texts, notice: Notice, facts: Facts) -> str:
        """The text of a notice, with the office's words, its number and its page. Of a hidden case it says that there
        is news, and nothing else: somebody else may read the phone."""
        text = core(notices, replace(notice, words=cut(notice.words, _QUESTION_LONGEST)), facts, "id")
        if notice.hidden:
            return text
        number = self.answers["number"].format(no=facts.number)
        link = self.answers["open"].format(link=facts.link) if facts.link else ""
        words = "" if notice.kind is Kind.QUESTION else notice.words
        public = self.answers["public"] if notice.kind is Kind.SEEKING else ""
        room = BODY_LONGEST - sum(len(each) + 1 for each in (text, public, number, link))
        return "\n".join(filter(None, (text, cut(words, room), public, number, link)))

    def answer(self, name: str, known: Known = NOTHING_KNOWN, host: str = "") -> str:
        """A text with its values."""
        office = known.office.rstrip(".")
        said = {
            "no": known.number,
            "status": self.statuses.get(known.status, ""),
            "i": f"{office}." if office else "",
            "k": known.more,
            "host": host,
        }
        lines = self.answers[name].format_map(said).split("\n")
        return "\n".join(" ".join(filter(None, line.split(" "))) for line in lines).strip()


def in_one(answer: Answer) -> str:
    """The texts of an answer as one message: of several, those before one that failed would go out twice."""
    return cut("\n\n".join(answer.texts), BODY_LONGEST if answer.buttons or answer.asks_place else _TEXT_LONGEST)


def cut(text: str, longest: int) -> str:
    """The text in at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head[:-1].rpartition(" ")[0] or head[:-1]).rstrip(" ,.-") + "…"
