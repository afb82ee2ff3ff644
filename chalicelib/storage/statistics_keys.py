"""Keys of the counts in the table `complaints`; the patterns they serve are in `table_keys`."""

from datetime import date

STANDING = "STATS#STANDING"


def month(month_text: str) -> str:
    """Partition of the counts of a month such as `2026-11`."""
    return f"STATS#{month_text}"


def part(prefix: str, number: int) -> str:
    """Sort key of a part of counts: of a month's sum or a day's (`days`), or of a slice's."""
    return f"{prefix}{number:03d}"


def days(day: date | None) -> str:
    """Beginning of the sort keys of a day's parts, or of the sum's."""
    return f"{DAYS}{day.isoformat()}#" if day else "SUM#"


DAYS = "DAY#"

OPEN = "OPEN#"
"""Beginning of the sort keys of a month's open reports."""


SILENT = "SILENT#"
"""Beginning of the sort keys of a month's silent offices."""


def slices(day: date) -> str:
    """Partition of the counts of a day's slices, while the day is being counted."""
    return f"STATS#{day.isoformat()}"


def slice_parts(month_text: str, shard: int, number: int) -> str:
    """Beginning of the sort keys of a slice's parts, for a local month."""
    return f"{month_text}#{shard}#{number:06d}#"
