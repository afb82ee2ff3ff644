"""Feeds and the signing secret in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.audience import Part, audience
from chalicelib.domain.cases.model import Case, Event
from chalicelib.domain.cases.substance import COMPARED
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import Page
from chalicelib.services.ports.cursor_secrets import SigningSecret
from chalicelib.services.ports.feed_store import FeedLine
from chalicelib.storage import feed_keys

if TYPE_CHECKING:
    from tests.support.memory import MemoryCaseStore


def lines_of(after: Case, event: Event, schedule: Schedule, written_at: datetime) -> Iterator[tuple[str, FeedLine]]:
    """The lines about an event, each with the office whose feed it is for."""
    for agency, part in audience(after, event).items():
        told = part is not Part.FORMER
        due = schedule.office_due_at if told and after.agency else None
        position = feed_keys.feed_line(written_at, after.id, event.seq, due)
        citizen = schedule.citizen_due_at if told else None
        yield (
            agency,
            FeedLine(
                after.id, event.seq, event.kind, event.at, after.status, part, position, citizen, due, after.priority
            ),
        )


@dataclass
class MemoryFeedStore:
    """`ports.feed_store.FeedStore`; `MemoryCaseStore` writes into it. `clock` tells the moment of writing."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lines: dict[str, list[FeedLine]] = field(default_factory=dict)

    def tell(self, after: Case, event: Event, schedule: Schedule) -> None:
        for agency, line in lines_of(after, event, schedule, self.clock()):
            self.lines.setdefault(agency, []).append(line)

    def feed(self, agency: str, after: str, until: datetime, limit: int) -> Page[FeedLine]:
        found = sorted(
            (line for line in self.visible(agency) if after < line.position < to_text(until)),
            key=lambda line: line.position,
        )
        return Page(tuple(found[:limit]), found[limit - 1].position if len(found) > limit else None)

    def newest(self, agency: str) -> str | None:
        return max((line.position for line in self.visible(agency)), default=None)

    def visible(self, agency: str) -> list[FeedLine]:
        """What the index shows; a simulation lets it lag."""
        return self.lines.get(agency, [])


@dataclass
class MemoryOfficeAnswers:
    """`ports.office_answers.OfficeAnswers`, over the cases in memory and their feeds."""

    store: MemoryCaseStore

    def latest(self, agency: str, but: str) -> Sequence[str]:
        lines = sorted(self.store.feed.visible(agency), key=lambda line: line.position)[-COMPARED:]
        found = [(line.id, line.seq) for line in lines if line.kind == "responded" and line.id != but]
        events = [self.store.kept[case_id].events[seq - 1] for case_id, seq in found]
        return [event.note for event in events if event.actor.agency == agency and event.note]


@dataclass
class MemorySecretStore:
    """`ports.cursor_secrets.CursorSecretStore`. `reads` counts how often it was asked."""

    kept: SigningSecret | None = None
    reads: int = 0

    def load(self) -> SigningSecret | None:
        self.reads += 1
        return self.kept

    def put(self, secret: SigningSecret) -> bool:
        if secret.generation != (self.kept.generation if self.kept else 0) + 1:
            return False
        self.kept = secret
        return True
