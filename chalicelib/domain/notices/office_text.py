"""Texts of what the people of an office are told, and the mail that comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.text import LANGUAGES, Mail, Words, filled, spoken
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.notices.officials import OfficeNotice


@dataclass(frozen=True, slots=True)
class OfficeTexts:
    """The texts of a stack. `cores` are those of the topics and of a hidden case, `labels` what a topic is called where
    it is switched, `words` what all mails share (`open`, `desk`, `stop`, `office`), `morning` those of the morning
    mail."""

    cores: Mapping[str, Words]
    labels: Mapping[str, Words]
    words: Mapping[str, Words]
    morning: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What a mail to an office says beside the event: the case's number, the office's deadline by the stack's own
    clock (None if there is none), the address of the desk and of the page that stops the mails."""

    number: str
    due: datetime | None
    desk: str
    stop: str
    brand: str


def office_mail(texts: OfficeTexts, notice: OfficeNotice, facts: OfficeFacts) -> Mail:
    """The mail of a notice, Indonesian first; its subject is the notice itself."""
    indonesian, english = (_core(texts, notice, facts, each) for each in LANGUAGES)
    link = facts.desk if notice.hidden else f"{facts.desk}#/kasus/{facts.number}"
    opens = "desk" if notice.hidden else "open"
    pages = [texts.words[opens][each].format(no=facts.number, link=link) for each in LANGUAGES]
    stops = "\n".join(texts.words["stop"][each].format(stop=facts.stop) for each in LANGUAGES)
    parts = (indonesian, pages[0], english, pages[1], stops, facts.brand)
    return Mail(indonesian, "\n\n".join(parts) + "\n")


def _core(texts: OfficeTexts, notice: OfficeNotice, facts: OfficeFacts, language: str) -> str:
    due = spoken(facts.due.date(), language) if facts.due else ""
    if facts.due and notice.topic is Topic.EMERGENCY:
        due = f"{facts.due:%H.%M}, {due}"
    said = {"judul": notice.title, "t": due, "i": notice.by or texts.words["office"][language]}
    return " ".join(filled(texts.cores[notice.told_as][language], said).split())
