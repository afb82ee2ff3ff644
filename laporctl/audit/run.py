"""A run of an audit: pass after pass, page after page, with a place to go on from. What seems wrong is read again by
itself, consistently, at once and after a pause; only what is wrong each time is a finding. So it may run while cases
are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from laporctl.audit.counted import CountsPass
from laporctl.audit.findings import Finding
from laporctl.audit.passes import FilesPass, IdentitiesPass, ItemsPass, Pass
from laporctl.audit.secrets import SecretsPass
from laporctl.audit.subject import Subject

PAGE_SIZE = 1_000
"""Items read at once: about 500 KB, and what of them is held in memory."""

PAUSE_SECONDS = 3.0
"""Between two looks at what seems wrong: longer than a transaction, or a deletion and the event that records it."""


@dataclass
class Progress:
    """How far an audit has come: the passes done and the position in the next, the days that the counts are held
    against, and what was found. `checked` cases, items, folders, days and files were looked at, `rechecked` of them
    more than once; `units` is what reading has cost."""

    done: int = 0
    position: dict[str, Any] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    checked: int = 0
    wrong: int = 0
    rechecked: int = 0
    units: float = 0.0

    @property
    def summary(self) -> dict[str, Any]:
        """The figures for people and programs."""
        figures = {"checked": self.checked, "whole": self.checked - self.wrong, "wrong": self.wrong}
        return figures | {"rechecked": self.rechecked, "read_units": round(self.units)}


def passes_over(subject: Subject, page_size: int = PAGE_SIZE) -> tuple[Pass, ...]:
    """All passes, in order: the counts come after the items, which say on which days something happened."""
    return (
        ItemsPass(subject, page_size),
        IdentitiesPass(subject, page_size),
        SecretsPass(subject, page_size),
        FilesPass(subject, page_size),
        CountsPass(subject),
    )


def run(
    subject: Subject,
    progress: Progress,
    report: Callable[[Finding], None],
    *,
    pause: Callable[[], None],
    save: Callable[[Progress], None] = lambda progress: None,
    page_size: int = PAGE_SIZE,
) -> Progress:
    """Audit the subject from where `progress` says to the end. Each finding is reported; `save` is called after each
    page."""
    passes = passes_over(subject, page_size)
    subject.days.update(progress.days)
    while progress.done < len(passes):
        each = passes[progress.done]
        while True:
            before = subject.read
            page = each.page(progress.position)
            for finding in _confirmed(each, page.looked_at, progress, pause):
                report(finding)
            progress.checked += len(page.looked_at)
            progress.units += subject.read - before
            progress.days = dict(subject.days)
            progress.position = page.position or {}
            progress.done += page.position is None
            save(progress)
            if page.position is None:
                break
    return progress


def _confirmed(
    each: Pass, looked_at: Sequence[tuple[str, list[Finding]]], progress: Progress, pause: Callable[[], None]
) -> list[Finding]:
    """What is still wrong at a second look, and at a third after a pause."""
    suspects = [key for key, findings in looked_at if findings]
    progress.rechecked += len(suspects)
    seen = {key: findings for key in suspects if (findings := each.again(key))}
    if not seen:
        return []
    pause()
    confirmed = []
    for key, earlier in seen.items():
        still = [now for now in each.again(key) if any(now.is_same_as(before) for before in earlier)]
        progress.wrong += bool(still)
        confirmed += still
    return confirmed


def load_progress(file: Path) -> Progress:
    """The progress that an interrupted audit left."""
    return Progress(**json.loads(file.read_text()))


def save_progress(file: Path, progress: Progress) -> None:
    """Leave the progress in a file, whole or not at all."""
    draft = file.with_suffix(".part")
    draft.write_text(json.dumps(asdict(progress)))
    draft.replace(file)
