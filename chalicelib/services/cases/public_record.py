"""The public record: the cases that anybody may see, newest first, and their updates.

A request reads a bounded number of cases however many there are, so a page may be short, or empty, and still have a
position to continue from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.visibility import may_see, shows_event
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography.regions import covers
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.text.word_search import has_words
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass
from chalicelib.services.ports.case_store import CaseStore, Page
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Content, Event
    from chalicelib.services.ports.public_log import LogLine, PublicLog

MOST_LOOKED_AT = 1_000
"""How many cases, or events, one request reads."""

MOST_MONTHS = 12
"""How many months one request goes back; an empty one costs half a read unit."""

OLDEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Nothing was filed before: the end of the record."""

LEEWAY = timedelta(minutes=1)
"""How far the clocks of two functions may differ: the record ends so long after now."""

MOST_CHARACTERS = 1_000_000
"""How many characters of citizens' words one answer holds: a function's answer has 6 MB, a character up to four
bytes."""

_BATCH = 100
_NO_CASE = "0" * 19
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class PublicQuery:
    """A query of public cases: filed at `since` or later and before `until`, behind the position `after`. Filters that
    are empty or None do not filter; `region` includes the regions within, a category its variants, and an empty
    category is that of cases without one; `words` are those of `searched_words`, looked for in the title as the public
    reads it. `changed_since` and `changed_until` are about `Case.updated_at`, like the
    span of filing."""

    since: datetime
    until: datetime
    limit: int
    after: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    region: str | None = None
    agency: str | None = None
    words: tuple[str, ...] = ()
    changed_since: datetime | None = None
    changed_until: datetime | None = None

    @property
    def filters(self) -> bool:
        """Whether any filter is set, so that cases may be left out."""
        closed_lists = self.types or self.statuses or self.categories or self.words
        return bool(closed_lists or self.region or self.agency or self.changed_since or self.changed_until)

    def wants(self, case: Case) -> bool:
        """Whether a case passes every filter."""
        category = case.category or ""
        return (
            (not self.types or case.filing.type in self.types)
            and (not self.statuses or case.status in self.statuses)
            and (not self.categories or category in self.categories or base_category(category) in self.categories)
            and (self.region is None or (case.region is not None and covers(self.region, case.region)))
            and (self.agency is None or case.agency == self.agency)
            and (self.changed_since is None or self.changed_since <= case.updated_at)
            and (self.changed_until is None or case.updated_at < self.changed_until)
            and self._finds(case)
        )

    def _finds(self, case: Case) -> bool:
        """Whether the public title has the words: what is masked in it cannot be searched for."""
        # Masking is dear, and leaves no word in that was not there, but for its own.
        return not self.words or (
            has_words(case.filing.title, self.words) and has_words(public_form.title(case, None), self.words)
        )


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A public case with the citizen's words."""

    case: Case
    content: Content


@dataclass(frozen=True, slots=True)
class PublicUpdate:
    """An event of a public case."""

    case: Case
    event: Event


@use_case
class PublicRecordService:
    """Reads the record as the public may see it."""

    cases: CaseStore
    log: PublicLog

    def page(self, query: PublicQuery) -> Page[Case]:
        """One page of public cases, newest first."""
        walk = _Walk(query)
        cases: list[Case] = []
        while walk.goes_on and len(cases) < query.limit:
            batch = _BATCH if query.filters else min(_BATCH, query.limit - len(cases))
            count = min(batch, MOST_LOOKED_AT - walk.looked_at)
            lines = self.log.filed(walk.month, query.since, query.until, count, walk.after)
            by_id = self.cases.load_all([line.id for line in lines])
            for line in lines:
                walk.look_at(line)
                case = by_id.get(line.id)
                if case and may_see(case, None) and query.wants(case):
                    cases.append(case)
                    if len(cases) == query.limit:
                        break
            else:
                if len(lines) < count:
                    walk.to_the_month_before()
        return Page(tuple(cases), None if walk.over else walk.after)

    def whole(self, query: PublicQuery, skip: int) -> Page[PublicReport]:
        """The same page with the citizens' words, without the first `skip` cases: as many as fit into one answer."""
        page = self.page(query)
        reports, cut = self._with_words(page.items[skip:])
        return Page(tuple(reports), _position(reports[-1].case) if cut else page.after)

    def named(self, tracking_ids: Sequence[str]) -> tuple[list[PublicReport], bool]:
        """Those of at most `MOST_LOOKED_AT` named cases that anybody may see, in their order; and whether only the
        first ones fitted into one answer. A hidden case costs what one costs that does not exist: half a read unit."""
        cases: list[Case] = []
        for start in range(0, min(len(tracking_ids), MOST_LOOKED_AT), _BATCH):
            batch = tracking_ids[start : start + _BATCH]
            by_id = self.cases.load_all(batch)
            cases += [case for name in batch if (case := by_id.get(name)) and may_see(case, None)]
        return self._with_words(cases)

    def _with_words(self, cases: Sequence[Case]) -> tuple[list[PublicReport], bool]:
        """The cases with their words, and whether only the first ones fit into one answer."""
        reports: list[PublicReport] = []
        characters = 0
        for start in range(0, len(cases), _BATCH):
            batch = cases[start : start + _BATCH]
            contents = self.log.contents([case.id for case in batch])
            for report in [PublicReport(case, contents[case.id]) for case in batch if case.id in contents]:
                characters += len(report.content.text)
                if reports and characters > MOST_CHARACTERS:
                    return reports, True
                reports.append(report)
        return reports, False

    def updates(
        self, since: datetime, until: datetime, kinds: frozenset[str]
    ) -> tuple[list[PublicUpdate], datetime | None]:
        """The events of public cases at `since` or later and before `until`, oldest first, of these kinds; and the
        moment to continue from if there are more."""
        updates: list[PublicUpdate] = []
        looked_at, after = 0, None
        day, last = since.astimezone(UTC).date(), (until - _MILLISECOND).astimezone(UTC).date()
        while day <= last:
            lines = self.log.happened(day, since, until, min(_BATCH, MOST_LOOKED_AT - looked_at), after)
            updates += self._visible(lines, kinds)
            looked_at += len(lines)
            if looked_at == MOST_LOOKED_AT:
                return updates, _whole_second(lines[-1].at, since)
            after = lines[-1].position if len(lines) == _BATCH else None
            if after is None:
                day += timedelta(days=1)
        return updates, None

    def _visible(self, lines: Sequence[LogLine], kinds: frozenset[str]) -> list[PublicUpdate]:
        cases = self.cases.load_all([line.id for line in lines])
        visible = [line for line in lines if line.id in cases and may_see(cases[line.id], None)]
        events = self.log.events([(line.id, line.seq) for line in visible])
        updates = []
        for line in visible:
            case, event = cases[line.id], events.get((line.id, line.seq))
            if event and event.kind in kinds and shows_event(event, case, None):
                updates.append(PublicUpdate(case, event))
        return updates


class _Walk:
    """The position of a request in the record, month by month, and how far it may still go."""

    def __init__(self, query: PublicQuery) -> None:
        self.after = query.after
        self.looked_at = 0
        self._months = 0
        self._first = to_text(query.since)[:7]
        self.month = to_text(query.until - _MILLISECOND)[:7]
        if query.after:
            self.month = min(self.month, _month_in(query.after))

    @property
    def over(self) -> bool:
        """Whether the beginning of the query's span has been passed."""
        return self.month < self._first

    @property
    def goes_on(self) -> bool:
        """Whether this request may read on."""
        return not self.over and self.looked_at < MOST_LOOKED_AT and self._months < MOST_MONTHS

    def look_at(self, line: LogLine) -> None:
        """Count one more case and move behind it."""
        self.looked_at += 1
        self.after = line.position

    def to_the_month_before(self) -> None:
        """Move to the month before, because this one has no more cases."""
        begin = datetime(int(self.month[:4]), int(self.month[5:]), 1, tzinfo=UTC)
        self._months += 1
        self.after = f"{to_text(begin)}#{_NO_CASE}"
        self.month = to_text(begin - _MILLISECOND)[:7]


def _whole_second(last: datetime, since: datetime) -> datetime:
    """The moment to continue from. The last event that was looked at may be of a hidden case, so its second is told and
    no more: what happened in that second is looked at again."""
    begin = last.replace(microsecond=0)
    return begin if begin > since else last


def _position(case: Case) -> str:
    return f"{to_text(case.filing.filed_at)}#{case.id}"


def _month_in(position: str) -> str:
    try:
        return to_text(from_text(position.partition("#")[0]))[:7]
    except ValueError:
        raise InvalidInput(FieldError("cursor", "cursor_shape")) from None
