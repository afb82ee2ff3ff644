"""The morning mail in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib.domain.notices.morning import SOON, WARNED_AT
from chalicelib.domain.notices.text import LANGUAGES, Mail, spoken

if TYPE_CHECKING:
    from chalicelib.domain.notices.morning import Morning, QueueLine
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.domain.notices.week import Week


def morning_mail(texts: OfficeTexts, morning: Morning, desk: str, stop: str, brand: str) -> Mail:
    """The mail of a morning, Indonesian first, with the address of the desk and of the page that stops such mails."""
    subject = texts.morning["subject"]["id"].format(n=morning.needed)
    parts = [part for each in LANGUAGES for part in _parts(texts, morning, desk, each)]
    stops = "\n".join(texts.words["stop"][each].format(stop=stop) for each in LANGUAGES)
    return Mail(subject, "\n\n".join((*parts, stops, brand)) + "\n")


def week_mail(texts: OfficeTexts, week: Week, desk: str, stop: str, brand: str) -> Mail:
    """The mail of a week to the head of a region."""
    values = {"a": week.filed, "b": week.answered, "c": week.breached}
    said = [
        texts.morning["week"][each].format(first=spoken(week.first, each), last=spoken(week.last, each), **values)
        for each in LANGUAGES
    ]
    desks = [texts.words["desk"][each].format(link=desk) for each in LANGUAGES]
    stops = "\n".join(texts.words["stop"][each].format(stop=stop) for each in LANGUAGES)
    subject = texts.morning["week_subject"]["id"].format(**values)
    return Mail(subject, "\n\n".join((said[0], desks[0], said[1], desks[1], stops, brand)) + "\n")


def _parts(texts: OfficeTexts, morning: Morning, desk: str, language: str) -> Iterator[str]:
    words = texts.morning
    yield words["subject"][language].format(n=morning.needed) + "."
    for left in WARNED_AT:
        if found := [each for each in morning.near if each.left == left]:
            heading = words["near" if left else "today"][language].format(n=left)
            yield "\n".join((heading, *(f"- {_name(texts, each, language)}" for each in found)))
    if morning.counts:
        yield "\n".join(words[kind][language].format(n=count) for kind, count in morning.counts)
    if morning.first:
        lines = (f"- {_line(texts, each, language)}" for each in morning.first)
        yield "\n".join((words["first"][language], *lines))
    yield texts.words["desk"][language].format(link=desk)


def _name(texts: OfficeTexts, line: QueueLine, language: str) -> str:
    return texts.morning["hidden"][language] if line.hidden else line.number


def _line(texts: OfficeTexts, line: QueueLine, language: str) -> str:
    kind = "line_left"
    if line.left <= 0:
        kind = "line_late" if line.left < 0 else "line_today"
    elif line.left > SOON:
        kind = "line_ample"
    return texts.morning[kind][language].format(no=_name(texts, line, language), n=line.left)
