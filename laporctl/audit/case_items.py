"""One case by the items of its own partition: everything beside the events must follow from them, by the same mapping
that the writers use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.model import Case, Event, Status
from chalicelib.domain.timestamps import to_text
from chalicelib.services.exchange import debts
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.services.stack import Stack
from chalicelib.storage import debt_mapping, feed_keys, feed_mapping, mapping, table_keys
from chalicelib.storage.models import Row, Tables
from laporctl.audit.findings import Finding
from laporctl.case_audit import find_alterations

PATIENCE = timedelta(hours=1)
"""How late a timer may fire: the sweep comes every five minutes, and an outage may hold it up."""

NOTHING = "none"

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What reading an item raises that lacks something, or holds what no writer wrote."""


@dataclass(frozen=True, slots=True)
class CaseItems:
    """The items of a case's partition by sort key, and the sort keys of those that could not be read."""

    tracking_id: str
    rows: Mapping[str, Row]
    unreadable: Sequence[str] = ()

    def beginning(self, prefix: str) -> list[Row]:
        """The items whose sort keys begin so, in order."""
        return [row for sk, row in sorted(self.rows.items()) if sk.startswith(prefix)]


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case that fits together: its history, and the state after each event."""

    history: CaseHistory
    states: tuple[Case, ...]

    def at(self, seq: int) -> CaseHistory:
        """The history as it was right after an event, but for words that went since."""
        return replace(self.history, case=self.states[seq - 1], events=self.history.events[:seq])

    @property
    def steps(self) -> Iterator[tuple[Case, Event]]:
        """Each event, with the state after it."""
        return zip(self.states, self.history.events, strict=True)


def check_items(
    items: CaseItems, tables: Tables, stack: Stack, now: datetime
) -> tuple[list[Finding], WholeCase | None]:
    """What is wrong in a case's own items; and the case, unless it does not fit together: what follows from an altered
    record says nothing."""
    findings = [*_shape(items)]
    if findings:
        return findings, None
    try:
        history = history_of(items)
    except UNREADABLE as error:
        return [Finding("unreadable", items.tracking_id, "case", "a case", type(error).__name__)], None
    findings = [*_record(items, history)]
    if findings:
        return findings, None
    case = WholeCase(history, _states(history))
    derived = (_state_item(items, case, tables, stack, now), _event_items(items, case, tables))
    findings = [finding for part in derived for finding in part]
    return [*findings, *_debts(items, case, tables, stack, now)], case


def _shape(items: CaseItems) -> Iterator[Finding]:
    """Whether the items are there that a case has, and no others."""
    for sk in items.unreadable:
        yield Finding("unreadable", items.tracking_id, sk, "an item", "one that cannot be read")
    for sk in (table_keys.META, table_keys.CONTENT):
        if sk not in items.rows and sk not in items.unreadable:
            yield Finding("case", items.tracking_id, sk, "an item", f"{len(items.rows)} other items")
    known = (table_keys.EVENT_PREFIX, table_keys.FEED_COPY_PREFIX, table_keys.DEBT_PREFIX, table_keys.FAILURE_PREFIX)
    for sk in items.rows:
        if sk not in (table_keys.META, table_keys.CONTENT) and not sk.startswith(known):
            yield Finding("unknown", items.tracking_id, sk, NOTHING, "an item")


def history_of(items: CaseItems) -> CaseHistory:
    """The case that the items are; raises one of `UNREADABLE`."""
    return CaseHistory(
        case=mapping.row_to_case(items.rows[table_keys.META]),
        content=mapping.row_to_content(items.rows[table_keys.CONTENT]),
        events=tuple(mapping.row_to_event(row) for row in items.beginning(table_keys.EVENT_PREFIX)),
    )


def _record(items: CaseItems, history: CaseHistory) -> Iterator[Finding]:
    """Whether the events are all there, and the record is what they seal."""
    numbers = [event.seq for event in history.events]
    keys = [row.sk for row in items.beginning(table_keys.EVENT_PREFIX)]
    expected = list(range(1, history.case.version + 1))
    if numbers != expected or keys != [table_keys.event(seq) for seq in expected]:
        gap = next((seq for seq in expected if seq not in numbers), len(numbers))
        yield Finding("sequence", items.tracking_id, f"event {gap}", f"{len(expected)} events", f"{len(numbers)}")
        return
    if history.case.id != items.tracking_id:
        yield Finding("record", items.tracking_id, table_keys.META, "its own id", "another")
    for alteration in find_alterations(history):
        yield Finding("record", items.tracking_id, "history", "what its events seal", alteration)


def _states(history: CaseHistory) -> tuple[Case, ...]:
    first, *others = history.events
    states = [fold.begin(history.case.filing, first)]
    for event in others:
        states.append(fold.apply(states[-1], event))
    return tuple(states)


def _state_item(items: CaseItems, whole: WholeCase, tables: Tables, stack: Stack, now: datetime) -> Iterator[Finding]:
    """The places of the state in the indexes, its dates and its clock."""
    case, found = whole.history.case, items.rows[table_keys.META]
    schedule = stack.schedule(case)
    expected = mapping.case_to_row(tables, case, schedule)
    for check, index in (("queue", "agency"), ("month", "log")):
        yield from _compare(check, items, table_keys.META, place_of(expected, index), place_of(found, index))
    yield from _compare("dates", items, table_keys.META, _moment(expected.due_at), _moment(found.due_at))
    if case.open and schedule.timer is None:
        yield Finding("clock", case.id, table_keys.META, "a clock that runs", NOTHING)
    set_aside = found.clock_pk == expected.clock_pk and found.clock_sk and table_keys.setbacks_in(found.clock_sk)
    if not set_aside:
        yield from _compare("clock", items, table_keys.META, place_of(expected, "clock"), place_of(found, "clock"))
        if schedule.timer and schedule.timer.at < now - PATIENCE:
            yield Finding("overdue", case.id, schedule.timer.clock, "fired", to_text(schedule.timer.at))
    if case.open and case.agency is None and case.status is not Status.RECEIVED:
        yield Finding("office", case.id, case.status, "an office", NOTHING)


def _event_items(items: CaseItems, whole: WholeCase, tables: Tables) -> Iterator[Finding]:
    """The places of the events in the log and in feeds, and the copies for other offices' feeds."""
    copies: dict[str, Row] = {}
    for state, event in whole.steps:
        expected, found = mapping.event_to_row(tables, state, event), items.rows[table_keys.event(event.seq)]
        yield from _compare("log", items, found.sk, place_of(expected, "log"), place_of(found, "log"))
        yield from _in_feed(items, expected, found)
        copies |= {row.sk: row for row in feed_mapping.feed_copies_to_rows(tables, state, event, None)}
    told = {row.sk: row for row in items.beginning(table_keys.FEED_COPY_PREFIX)}
    for sk in sorted(copies.keys() ^ told.keys()):
        yield from _compare("feed", items, sk, *("an item" if sk in side else NOTHING for side in (copies, told)))
    for sk in sorted(copies.keys() & told.keys()):
        yield from _in_feed(items, copies[sk], told[sk])


def _in_feed(items: CaseItems, expected: Row, found: Row) -> Iterator[Finding]:
    """The place in a feed. Its moment is that of the writing, and its deadlines are those that held then: nothing else
    says them."""
    wanted = f"{expected.agency_pk} {items.tracking_id} {int(expected.seq)} {expected.status}"
    if not expected.agency_pk:
        yield from _compare("feed", items, found.sk, NOTHING, place_of(found, "agency"))
        return
    try:
        tracking_id, seq = feed_keys.event_in_feed(found.agency_sk or "")
    except ValueError:
        yield Finding("feed", items.tracking_id, found.sk, wanted, place_of(found, "agency"))
    else:
        there = found.id == tracking_id and int(found.seq) == seq
        got = f"{found.agency_pk} {tracking_id} {seq} {found.status}" if there else place_of(found, "agency")
        yield from _compare("feed", items, found.sk, wanted, got)


def _debts(items: CaseItems, whole: WholeCase, tables: Tables, stack: Stack, now: datetime) -> Iterator[Finding]:
    """What is owed to other stacks. An acknowledged debt leaves the table by itself, so a missing one says nothing."""
    for found in items.beginning(table_keys.DEBT_PREFIX):
        debt = debt_mapping.row_to_debt(found)
        made = debts.messages_for(whole.at(debt.seq), debt.seq, stack.province) if debt.seq <= len(whole.states) else ()
        if (debt.to, debt.kind) not in {(to, kind) for to, kind, _ in made}:
            yield Finding("debt", items.tracking_id, found.sk, "an event that makes it", f"event {debt.seq}")
        expected = debt_mapping.debt_to_row(tables, debt)
        yield from _compare("debt", items, found.sk, place_of(expected, "clock"), place_of(found, "clock"))
        if debt.next_at and debt.next_at < now - PATIENCE:
            yield Finding("overdue", items.tracking_id, found.sk, "sent again", to_text(debt.next_at))


def place_of(row: Row, index: str) -> str:
    """Both keys of an item in an index."""
    keys = [getattr(row, f"{index}_{part}") for part in ("pk", "sk")]
    return " ".join(key or NOTHING for key in keys) if any(keys) else NOTHING


def _moment(moment: datetime | None) -> str:
    return to_text(moment) if moment else NOTHING


def _compare(check: str, items: CaseItems, where: str, expected: str, found: str) -> Iterator[Finding]:
    if expected != found:
        yield Finding(check, items.tracking_id, where, expected, found)
