"""Texts of notices: templates with placeholders, the values that fill them, and the mail that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.domain.notices.kinds import Kind, Notice
from chalicelib.domain.values import dataclass

LANGUAGES = ("id", "en")
_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

Words = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a stack. `cores` are those of the kinds of notices and `tails` what an SMS adds whose sender also
    receives; `reasons` say why a case was archived, `words` what all notices share (`more`, `open`, `reply`, `stop`,
    `office`) and what a one-time code says (`code`, `not_you`)."""

    cores: Mapping[Kind, Words]
    tails: Mapping[Kind, str]
    reasons: Mapping[str, Words]
    words: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a notice says beside the event: the case's number, the date that is spoken of (None if there is none), the
    site's host and the address of the case's page on it, and of the page that stops the notices."""

    number: str
    due: date | None
    host: str
    link: str
    stop: str
    brand: str


class Mail(NamedTuple):
    """A mail, before anybody is written on it."""

    subject: str
    body: str


def spoken(day: date, language: str) -> str:
    """`21 Des 2026`."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def values(texts: Texts, notice: Notice, facts: Facts, language: str) -> dict[str, str]:
    """What stands in the place of each placeholder of a core."""
    day = notice.promised or facts.due
    date_text = spoken(day, language) if day else ""
    reason = texts.reasons.get(notice.reason) or texts.reasons["not_a_report"]
    return {
        "no": facts.number,
        "i": notice.office or texts.words["office"][language],
        "i2": notice.next_office or texts.words["office"][language],
        "t": date_text,
        "k": texts.words["more"][language].format(t=date_text) if date_text else "",
        "tanya": notice.words,
        "alasan": reason[language],
        "no2": notice.other,
        "host": facts.host,
    }


def core(texts: Texts, notice: Notice, facts: Facts, language: str) -> str:
    """The core of a notice, filled in. A sentence whose date nobody knows is left out."""
    template = texts.cores[notice.told_as][language]
    return filled(template, values(texts, notice, facts, language))


def mail(texts: Texts, notice: Notice, facts: Facts, *, can_reply: bool = False) -> Mail:
    """The mail of a notice, Indonesian first; with `can_reply` it says that it can be replied to. Of a hidden case it
    holds neither number nor link: somebody else may read along."""
    said = values(texts, notice, facts, "id")
    template = texts.cores[notice.told_as]["id"]
    # Cut before it is filled: names of offices have full stops too.
    subject = template.partition(":")[0].partition(".")[0].format_map(said)
    pages = ["" if notice.hidden else _page(texts, facts, each, can_reply=can_reply) for each in LANGUAGES]
    words = "" if notice.kind is Kind.QUESTION else notice.words
    stops = "\n".join(texts.words["stop"][each].format(stop=facts.stop) for each in LANGUAGES)
    indonesian, english = (core(texts, notice, facts, each) for each in LANGUAGES)
    parts = (indonesian, words, pages[0], english, pages[1], stops, "" if notice.hidden else facts.brand)
    return Mail(" ".join(subject.split()), "\n\n".join(filter(None, parts)) + "\n")


def _page(texts: Texts, facts: Facts, language: str, *, can_reply: bool) -> str:
    opens = texts.words["open"][language].format(no=facts.number, link=facts.link)
    return f"{opens}\n{texts.words['reply'][language]}" if can_reply else opens


def code_mail(texts: Texts, code: str, minutes: int, brand: str) -> Mail:
    """The mail with a one-time code. It names no case; of a hidden one, without a `brand`, no service either."""
    lines = [texts.words["code"][each].format(otp=code, menit=minutes) for each in LANGUAGES]
    subject = texts.words["code"]["id"].partition(":")[0]
    parts = (lines[0], lines[1], *(texts.words["not_you"][each] for each in LANGUAGES), brand)
    return Mail(subject, "\n\n".join(filter(None, parts)) + "\n")


def _sentences(template: str) -> Iterator[str]:
    sentence: list[str] = []
    for word in template.split():
        sentence.append(word)
        if word[-1] in ".?:":
            yield " ".join(sentence)
            sentence = []
    yield " ".join(sentence)


def filled(template: str, said: Mapping[str, str]) -> str:
    """A template with its values. A sentence whose date (`t`) nobody knows is left out."""
    kept = (each for each in _sentences(template) if each and (said["t"] or "{t}" not in each))
    return " ".join(kept).format_map(said).strip()
