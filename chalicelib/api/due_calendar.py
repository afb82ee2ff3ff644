"""Renders an office's dates as a calendar (iCalendar, RFC 5545): an entry for each open case, at the moment when the
office loses it or breaks a deadline. Calendars are copied to phones and kept there, so an entry has the case's number,
category and status, of a hidden case the number and status, and never its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.api import status_labels
from chalicelib.domain.cases.model import HIDING

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import QueueEntry
    from chalicelib.services.stack import Stack

MEDIA_TYPE = "text/calendar; charset=utf-8"
MOST_ENTRIES = 200
"""How many dates one calendar holds, the nearest first: it is read in one page of the queue."""

_LINE_BYTES = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_TITLE = {"id": "Batas waktu instansi", "en": "Dates of the office"}


def document(entries: Iterable[QueueEntry], office: str, site: str, stack: Stack, language: str, now: datetime) -> str:
    """The calendar of an office called `office`. The same case has the same `UID` in each, so a calendar that is loaded
    again moves its entries instead of doubling them; `SEQUENCE` is the case's version."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SP4N-LAPOR//due dates//ID",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{_TITLE[language]}: {office}')}",
    ]
    for entry in entries:
        lines += _event(entry, site, stack, language, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: QueueEntry, site: str, stack: Stack, language: str, now: datetime) -> list[str]:
    hidden = any(flag in HIDING for flag in entry.flags)
    category = None if hidden else stack.category(entry.category)
    summary = f"{entry.id}: {category.name[language]}" if category else entry.id
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}",
        f"SEQUENCE:{entry.version}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(entry.due_at)}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(status_labels.status_word(entry.status, language))}",
        f"URL:{site}/meja/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes, each but the first behind a blank; no letter is cut in two."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE_BYTES:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
