"""The page of `bench.first_hour`: what each command of an admin's first hour printed, and the time of each step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bench.report import grid

MOST_LINES = 16
"""Of an output; what lies between the first and the last ones is counted."""


@dataclass(frozen=True)
class Ran:
    """A command of a section with its output; without a command, what was done by hand."""

    section: str
    command: str
    output: str
    seconds: float


@dataclass(frozen=True)
class Walk:
    """What ran, by province; how long the centre's stack took, which was there before."""

    ran: Mapping[str, Sequence[Ran]]
    centre_seconds: float
    machine: Mapping[str, Any]


def page(walk: Walk) -> str:
    """The page in Markdown."""
    slugs = list(walk.ran)
    first, *others = slugs
    about = {"date": str(walk.machine["date"])[:10], "cpus": walk.machine["cpus"], "centre": walk.centre_seconds}
    lines = [_HEAD.format(slugs=", ".join(f"`{slug}`" for slug in slugs), **about), _times(walk)]
    for section, ran in groupby(walk.ran[first], key=lambda each: each.section):
        lines += [f"## {section.capitalize()}", *_shown(ran)]
        for slug in others:
            if rest := [each for each in walk.ran[slug] if each.section == section]:
                lines += [f"<details><summary>The same for {slug}</summary>", *_shown(rest), "</details>"]
    return "\n\n".join(lines) + "\n"


_HEAD = """# What does an admin's first hour print?

[The first hour](first-hour.md), followed command by command for three provinces that had nothing: {slugs}. Written by
`python -m bench.first_hour` on {date}, on the embedded AWS of a machine with {cpus} processors, where nothing waits for
a distribution as on AWS, and no mail is sent, so that `doctor` misses who is told of alarms. The machine had other
work. The stack of the centre was there before; its deployment took {centre:.0f} seconds. What
only a real account shows is [a list of its own](only-on-aws.md). Keys are left out, and so is the middle of a long
output."""


def _times(walk: Walk) -> str:
    sections = dict.fromkeys(each.section for ran in walk.ran.values() for each in ran)
    sums = {slug: dict.fromkeys(sections, 0.0) for slug in walk.ran}
    for slug, ran in walk.ran.items():
        for each in ran:
            sums[slug][each.section] += each.seconds
    rows = [[name, *(f"{sums[slug][name]:.1f}" for slug in sums)] for name in sections]
    total = ["all", *(f"{sum(sums[slug].values()):.1f}" for slug in sums)]
    return grid([["seconds", *sums], *rows, total])


def _shown(ran: Iterator[Ran] | Sequence[Ran]) -> Iterator[str]:
    for each in ran:
        if each.command:
            yield f"```sh\n{each.command}\n```\n\n```text\n{_cut(each.output)}\n```\n\n{each.seconds:.1f} seconds."
        else:
            yield f"{each.output} {each.seconds:.1f} seconds."


def _cut(output: str) -> str:
    lines = [line.rstrip() for line in output.strip().splitlines()] or ["(nothing)"]
    if len(lines) <= MOST_LINES:
        return "\n".join(lines)
    half = MOST_LINES // 2
    return "\n".join([*lines[:half], f"... {len(lines) - 2 * half} more lines ...", *lines[-half:]])
