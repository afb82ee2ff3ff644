"""What became of the reports of `bench/hostile_years.py`, in figures."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

from bench.report import grid

RESULTS = Path(__file__).parent / "hostile_years.json"
HOSTILE, SILENT, DILIGENT = "hostile", "silent", "diligent"


@dataclass
class Outcome:
    """What became of the reports. `shut` are those whose reporter was refused, `unnamed` those of which nobody was
    told; together they are buried."""

    cases: int = 0
    solved: int = 0
    late: int = 0
    named: int = 0
    closed: int = 0
    archived: int = 0
    too_late: int = 0
    following: int = 0
    open_in_time: int = 0
    open_late: int = 0
    shut: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    tempers: Counter[str] = field(default_factory=Counter)
    waiting: list[int] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)

    @property
    def buried(self) -> int:
        """Reports without a way on."""
        return len({*self.shut, *self.unnamed})


def figures(outcome: Outcome) -> dict[str, Any]:
    """The figures of a run."""
    return {
        **{f"offices, {temper}": outcome.tempers[temper] for temper in (HOSTILE, SILENT, DILIGENT)},
        "reports": outcome.cases,
        "solved": outcome.solved,
        "late": outcome.late,
        "head of a region told": outcome.named,
        "closed though not done, may be reopened": outcome.closed,
        "archived though not done, and its reporter did not object": outcome.archived,
        "of these, the time to object is over": outcome.too_late,
        "merged into another report, may be parted": outcome.following,
        "open, in time": outcome.open_in_time,
        "open, late": outcome.open_late,
        "buried": outcome.buried,
        "waiting at a coordinator in the morning, mean": round(mean(outcome.waiting), 1),
        "the same, on the worst of twenty days": round(quantiles(outcome.waiting, n=20)[-1], 1),
        "decisions of a diligent coordinator a day, mean": round(mean(outcome.decided or [0]), 2),
        "the same, at most": max(outcome.decided or [0]),
        "objections": outcome.events["objected"],
        "reopenings": outcome.events["reopened"],
        "parted from a wrong merge": outcome.events["parted"],
    }


def table(found: dict[str, Any]) -> str:
    """The figures as a table, as they stand in `docs/testing.md`."""
    return grid([["what", "figure"], *([name, f"{figure:,}"] for name, figure in found.items())])
