"""Indonesia's national holidays and joint leave (cuti bersama), from the package holidays (MIT)."""

from datetime import date

from holidays import country_holidays

YEARS = range(2024, 2028)
"""Years that complaints can still run through; the last one is an estimate until its joint decree (SKB) is
signed.
"""


def by_day() -> dict[str, dict[str, str]]:
    """ISO date -> name in Indonesian and kind, `holiday` or `joint_leave`. A day that is both is a
    holiday.
    """
    found: dict[date, dict[str, str]] = {}
    for category, kind in (("government", "joint_leave"), ("public", "holiday")):
        days = country_holidays("ID", years=YEARS, categories=category, language="id")
        found.update({day: {"name": name, "kind": kind} for day, name in days.items()})
    return {day.isoformat(): found[day] for day in sorted(found) if day.year in YEARS}
