"""Substance of an office's words: an answer says what was done or will be, by whom and when, and says it anew.

Whether the words are true no rule can tell; the reporter can, and reopens. These rules refuse what nobody could judge
by. Who and when may stand in fields of their own or in the words, as people and older programs write them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from chalicelib.domain.cases.model import Event

COPIED = "copied"
"""The fact of an answer that says what an earlier one of the same office said to somebody else."""

COMPARED = 100
"""The last steps of an office among which its earlier answers are looked for."""

FURTHEST_DAYS = 730
"""The most days ahead that an office says when it will have done something: nobody plans beyond two budgets."""

_SAY = ("progressed", "responded", "corrected", "assisted")
"""Kinds of events whose note tells the reporter what an office did."""

_WHO = re.compile(
    r"\b(?:kami|tim|regu|petugas|pegawai|staf|operator|teknisi|dinas|badan|kantor|bidang|seksi|bagian|uptd?|balai"
    r"|puskesmas|rs|rsud|sekolah|kepala|camat|lurah|kades|bupati|gubernur|sekda|kelurahan|desa|kecamatan|kabupaten"
    r"|kota|provinsi|pem(?:kab|kot|prov|des|da)|pemerintah|kementerian|inspektorat|satpol|satgas|polisi|polsek|polres"
    r"|bpbd|pdam|perumda|pln|telkom|kontraktor|penyedia|pelaksana|rekanan|rt|rw|warga)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|mei|jun|jul|agu|agt|ags|sep|okt|nov|des)[a-z]*"
_WHEN = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.-]\d{{1,2}}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{4}}|tahun \d{{4}}"
    r"|\d{1,3} (?:jam|hari|minggu|pekan|bulan)|hari ini|kemarin|besok|lusa|tadi|sekarang"
    r"|(?:pagi|siang|sore|malam|minggu|pekan|bulan|tahun|triwulan|semester) (?:ini|itu|lalu|depan)"
    r"|senin|selasa|rabu|kamis|jumat|sabtu)\b"
)
_BLANK = re.compile(r"\[\[[^\[\]\n]*\]\]")
_NUMBER = re.compile(r"\b[a-z]{2}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]\b")
_BY = re.compile(r"\nOleh: [^\n]+\.$")
_WORD = re.compile(r"[^\W_]+")


def says_who(text: str) -> bool:
    """Whether words name somebody who acts: an office, a team, `kami`."""
    return _WHO.search(text.casefold()) is not None


def says_when(text: str) -> bool:
    """Whether words name a day, a month or a time that somebody can wait for."""
    return _WHEN.search(text.casefold()) is not None


def check_answer(note: str, sent: str, by: str, on: date | None) -> list[FieldError]:
    """What an answer lacks, as errors of its fields: words to judge by, who did or will do it, and when."""
    errors = validation.check_substance("/note", note, sent)
    if not note:
        return errors
    if has_blank(note):
        errors.append(FieldError("/note", "blank_left"))
    if not by and not says_who(note):
        errors.append(FieldError("/by", "missing_who"))
    if on is None and not says_when(note):
        errors.append(FieldError("/on", "missing_when"))
    return errors


def has_blank(text: str) -> bool:
    """Whether a blank of a template, `[[apa yang dikerjakan]]`, waits to be filled."""
    return _BLANK.search(text) is not None


def without_blanks(text: str) -> str:
    """The text with nothing where its blanks are."""
    return _BLANK.sub(" ", text)


def check_day(on: date | None, earliest: date, latest: date) -> list[FieldError]:
    """The error of a day on which something was done or will be."""
    if on is None or earliest <= on <= latest:
        return []
    return [FieldError("/on", "day_range", f"{earliest} – {latest}")]


def furthest(today: date) -> date:
    """The last day by which an office may say that it will have done something."""
    return today + timedelta(days=FURTHEST_DAYS)


def check_promise(promised: date, today: date) -> list[FieldError]:
    """The error of a promised date."""
    if today < promised <= furthest(today):
        return []
    return [FieldError("/promised", "promise_range", str(FURTHEST_DAYS))]


def check_repeated(field: str, note: str, events: Iterable[Event]) -> list[FieldError]:
    """The error of words that an office has said on this case before, whatever the spelling and the blanks."""
    said = words_of(note)
    before = [event for event in events if event.kind in _SAY and event.actor.role is not Role.REPORTER]
    return [FieldError(field, "said_before")] if any(words_of(event.note) == said for event in before) else []


def copies(note: str, earlier: Iterable[str]) -> bool:
    """Whether an answer says what one of the office's earlier answers said, whatever the spelling, the blanks, and who
    did it. A day or a place in the words makes another answer of it; the number of the report does not, which a
    template fills in by itself."""
    said = _own_words(note)
    return any(_own_words(each) == said for each in earlier)


def with_who(note: str, by: str) -> str:
    """An answer with who did it below: it is part of the words, which can be covered and redacted."""
    return f"{note}\nOleh: {by}." if by else note


def without_who(note: str) -> str:
    """The inverse of `with_who`, as far as words tell."""
    return _BY.sub("", note)


def _own_words(note: str) -> list[str]:
    return words_of(_NUMBER.sub(" ", without_who(note).casefold()))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in their order, without capitals and punctuation."""
    return _WORD.findall(text.casefold())
