"""Dates and times in a query: RFC 3339, or a date alone, in the time zone of the stack."""

import re
from datetime import date, datetime, time, timedelta, timezone

from chalicelib.domain.errors import FieldError, InvalidInput

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(2000, 2100)
_EXAMPLES = "2026-11-23 · 2026-11-23T08:00:00Z · 2026-11-23T08:00:00+08:00"


def parse_moment(name: str, text: str | None, zone: timezone) -> datetime | None:
    """The moment in the parameter `name`; None without one. A plus sign that a client forgot to escape arrives
    as a space. Raises InvalidInput, also for a time without a zone."""
    if not text:
        return None
    try:
        return _aware(text.strip().replace(" ", "+"), zone)
    except (ValueError, OverflowError):
        raise InvalidInput(FieldError(name, "moment_shape", _EXAMPLES)) from None


def parse_last_moment(name: str, text: str | None, zone: timezone) -> datetime | None:
    """The first moment after the one in the parameter: a date includes its whole day, a second all its milliseconds."""
    begin = parse_moment(name, text, zone)
    if begin is None or text is None:
        return None
    if _DATE.fullmatch(text.strip()):
        return begin + timedelta(days=1)
    return begin + timedelta(milliseconds=1 if "." in text else 1000)


def _aware(text: str, zone: timezone) -> datetime:
    if _DATE.fullmatch(text):
        moment = datetime.combine(date.fromisoformat(text), time(), zone)
    else:
        moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(text)
    return moment
