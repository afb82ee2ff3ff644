"""Dates as people say them: `Senin, 21 Desember 2026`, and the last moment of a deadline."""

from datetime import date, datetime, time

_END_OF_DAY = time(23, 59, 59)
_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def in_words(day: date, language: str) -> str:
    """The date with its weekday, in either language."""
    return f"{_DAYS[language][day.weekday()]}, {day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def last_moment(at: datetime, zone_name: str, language: str) -> str:
    """The day on which a deadline ends, with the hour unless that is midnight: offices close earlier. `at` is in the
    stack's own zone, which `zone_name` names (WIB, WITA or WIT)."""
    day = in_words(at.date(), language)
    if at.time().replace(microsecond=0) == _END_OF_DAY:
        return day
    return f"{day} pukul {at:%H.%M} {zone_name}" if language == "id" else f"{day} at {at:%H:%M} {zone_name}"


def spoken(text: str, language: str) -> str:
    """An ISO date in words; any other text as it is."""
    try:
        return in_words(date.fromisoformat(text), language)
    except ValueError:
        return text
