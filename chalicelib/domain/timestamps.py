"""Timestamps: the one text form of a moment, RFC 3339 in UTC with milliseconds, so that texts sort as moments do."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`2026-11-20T03:04:05.678Z`; raises ValueError for a datetime without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def from_text(text: str) -> datetime:
    """The inverse of `to_text`."""
    return datetime.fromisoformat(text)


def to_milliseconds(moment: datetime) -> datetime:
    """The moment without what is lost when it is stored: parts of a millisecond."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
