"""The case store: cases, their events and their lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from chalicelib.domain.cases.model import Priority
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.attachments.rules import FailedAttachment
    from chalicelib.domain.cases.former_number import Former
    from chalicelib.domain.cases.marks import Cover, DraftState
    from chalicelib.domain.cases.model import Case, Content, Event, Identity
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.domain.deadlines.clocks import Schedule
    from chalicelib.domain.exchange.debt import Debt

T = TypeVar("T")

MOST_LOOKED_AT = 1_000
"""How many lines of a queue one page looks at."""


class AlreadyFiled(Exception):
    """A case with this tracking id exists; nothing was written."""


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """Everything stored about one case but the reporter's identity."""

    case: Case
    content: Content
    events: tuple[Event, ...]
    failed: tuple[FailedAttachment, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of an office's queue. `title` is None for a reader who may know of the case and not read it. `due_at` is
    the office's deadline, `citizen_due_at` the one that the citizen is shown; `covers` are those of the whole case.
    `draft` is how a drafted response stands, `hops` how often offices have passed the case on, `proposals` the kinds of
    those that wait for a second person. `warned`: the office has not answered a reprimand."""

    id: str
    type: str
    title: str | None
    category: str | None
    region: str | None
    status: str
    version: int
    filed_at: datetime
    due_at: datetime
    citizen_due_at: datetime | None
    breached: bool
    flags: tuple[str, ...]
    covers: tuple[Cover, ...] = ()
    priority: Priority = Priority.NORMAL
    draft: DraftState | None = None
    hops: int = 0
    proposals: tuple[str, ...] = ()
    warned: bool = False


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """A query of queue lines: filters that are None do not filter; `due_before` keeps only cases whose office
    must act earlier, `drafts` those whose draft waits for a second person. `after` is the position of a
    page before this one."""

    agency: str
    limit: int
    status: str | None = None
    category: str | None = None
    due_before: datetime | None = None
    after: str | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken deadline, as listed for the overseers: the office that held the case, and where it went;
    of a listed promise the date; with the `case` as it is now, if that was asked for and the reader may see it."""

    id: str
    at: datetime
    agency: str
    moved_to: str | None
    promised: date | None = None
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A late case that stands with a named position since `at`: the `area` whose heads are told, the step of the
    ladder, the position in both languages, and the office that was `late`."""

    id: str
    area: str
    at: datetime
    step: str
    position: str
    position_en: str
    late: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list, and the position to continue from (None at the end). A page with a filter may be short, or
    empty, and still have one."""

    items: tuple[T, ...]
    after: str | None


class DueTimer(NamedTuple):
    """A case with an expired timer, and how often in a row the sweep has failed to fire it."""

    tracking_id: str
    setbacks: int


class CaseStore(Protocol):
    """Cases and their events. Every change is one transaction, conditional on the version that the caller read."""

    def file(
        self,
        case: Case,
        content: Content,
        event: Event,
        identity: Identity | None,
        schedule: Schedule,
        steps: Sequence[Event] = (),
        former: Former | None = None,
    ) -> None:
        """Write a new case whole; raises AlreadyFiled. One that had a life before it came here has more events, its
        `steps`, and may have a `former` number, which no other case of that system has."""

    def append(
        self,
        after: Case,
        event: Event,
        schedule: Schedule,
        redaction: Redaction | None = None,
        owed: Sequence[Debt] = (),
    ) -> None:
        """Write one event and the state after it, what the event makes this stack owe to others, and remove the words
        of a redaction with the fingerprint that was made from them; raises StaleVersion unless the stored version is
        the one before, and for `merged` also unless the case it is merged into is still open."""

    def load(self, tracking_id: str) -> Case:
        """The present state, strongly consistent; raises UnknownCase."""

    def load_all(self, tracking_ids: Sequence[str]) -> dict[str, Case]:
        """Those of some cases, at most a hundred, that exist, by id; may lag by a moment."""

    def load_history(self, tracking_id: str) -> CaseHistory:
        """State, content and events in order, and the files that failed, strongly consistent; raises UnknownCase."""

    def note_failure(self, tracking_id: str, failed: FailedAttachment) -> None:
        """Keep for `FAILURES_KEPT` why a file of the case failed."""

    def due(self, now: datetime, shard: int) -> Iterator[DueTimer]:
        """The cases of one clock shard whose timer expired before `now`, longest overdue first, page by page."""

    def queue(self, query: QueueQuery) -> Page[QueueEntry]:
        """An office's open cases, danger first, then the one that it loses first: a page of its queue. Looks at
        `MOST_LOOKED_AT` lines at most, whatever is filtered."""

    def renew_schedule(self, case: Case, schedule: Schedule) -> None:
        """Write the schedule of a case anew, and nothing else of it; raises StaleVersion if the case has moved on."""

    def listed(self, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """The entries of a month (`2026-11`) on an overseers' list, oldest first: `breached` deadlines, or the cases
        `listed` for the Ombudsman, `promised` for dates that a second person agreed to."""

    def standing(self, area: str, limit: int, after: str | None) -> Page[Standing]:
        """The late cases that somebody was told about, in a region and what lies in it (empty: all), by region. Some
        may have ended since."""
