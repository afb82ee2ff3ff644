"""Cases in DynamoDB. Every change is one TransactWriteItems; every condition below has a name and a reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from chalicelib.domain.attachments.rules import FAILURES_KEPT, FailedAttachment
from chalicelib.domain.cases import filing_seal, hash_chain
from chalicelib.domain.cases.model import ENDED, Case, Content, Event, Filing, Identity, Role, Status
from chalicelib.domain.errors import StaleVersion, UnknownCase
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import (
    AlreadyFiled,
    CaseHistory,
    DueTimer,
    Page,
    QueueEntry,
    QueueQuery,
    Standing,
)
from chalicelib.storage import debt_mapping, feed_mapping, ladder_lines, mapping, queue_pages, table_keys, transactions
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import IdentityRow, Row, Tables, item_or_none

if TYPE_CHECKING:
    from pynamodb.transactions import TransactWrite

    from chalicelib.domain.cases.former_number import Former
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.domain.deadlines.clocks import Schedule
    from chalicelib.domain.exchange.debt import Debt
    from chalicelib.services.ports.case_store import Breach

_DUE_PAGE = 100
_NAME_BYTES = 16
"""Of the random name of an identity: as hard to guess as a receipt key."""

# Closes the race between two sendings of the same receipt key: the first one wins, the second finds its case.
NOT_YET_FILED: Condition = Row.pk.does_not_exist()


def still_at(version: int) -> Condition:
    """Closes the race between two commands on one case, and between a command and the sweep: whoever writes second
    has decided on a state that no longer holds."""
    return Row.version == version


# Closes the race between merging a case into another one and closing or merging that other case: both would be put
# away, and nobody would be left to work on the matter.
STILL_OPEN: Condition = Row.status.is_in(*(status for status in Status if status not in ENDED))


class DynamoCaseStore:
    """Implements `ports.case_store.CaseStore`. `clock` gives the moment of writing, which orders the feeds; `entropy`
    the name under which an identity is kept, so that nobody who writes it can name it again."""

    def __init__(
        self,
        tables: Tables,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._tables = tables
        self._clock = clock
        self._entropy = entropy

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
        """Three or four puts in one transaction: state, content, first event, and the identity if there is one. One
        more for each step of an imported case, and one for the number that it had."""
        rows: list[tuple[Row | IdentityRow, Condition | None]] = [
            (mapping.case_to_row(self._tables, case, schedule), NOT_YET_FILED),
            (mapping.content_to_row(self._tables, case.id, content), None),
            (mapping.event_to_row(self._tables, case, event), None),
        ]
        rows += [(mapping.event_to_row(self._tables, case, step), None) for step in steps]
        if former:
            # Here, because only an import has one.
            from chalicelib.storage.former_numbers import former_to_row

            rows.append((former_to_row(self._tables, case, former), NOT_YET_FILED))
        if identity:
            name = self._entropy(_NAME_BYTES).hex()
            rows.append((mapping.identity_to_row(self._tables, case.id, identity, name), None))
        if not self._commit(rows):
            raise AlreadyFiled

    def append(
        self,
        after: Case,
        event: Event,
        schedule: Schedule,
        redaction: Redaction | None = None,
        owed: Sequence[Debt] = (),
    ) -> None:
        """Two puts in one transaction: state and event. A third for a breach, for the Ombudsman's list, or for a
        redaction; one and a read for a case that turns out to be sensitive, to remove its fingerprint; one for each
        debt to another stack; one for the feed of each office that is concerned and does not hold the case. A merge
        also checks the case merged into."""
        before = after.version - 1
        in_feeds = [
            mapping.event_to_row(self._tables, after, event, schedule.citizen_due_at),
            *feed_mapping.feed_copies_to_rows(self._tables, after, event, schedule.citizen_due_at),
        ]
        office_due_at = schedule.office_due_at if after.agency else None
        rows: list[tuple[Row | IdentityRow, Condition | None]] = [
            (mapping.case_to_row(self._tables, after, schedule), still_at(before)),
            *((row, None) for row in in_feeds),
        ]
        if event.kind == "raised":
            rows.append((ladder_lines.line_to_row(self._tables, ladder_lines.line_of(after, event)), None))
        if mapping.list_of(event):
            rows.append((mapping.breach_to_row(self._tables, after, event), None))
        if redaction:
            rows += [(row, None) for row in self._redacted_rows(after, redaction)]
        elif event.data.get("sensitive"):
            rows += [(row, None) for row in self._forgotten_rows(after.filing, self._content_of(after.id))]
        rows += [(debt_mapping.debt_to_row(self._tables, debt), None) for debt in owed]
        into = str(event.data["into"]) if event.kind == "merged" else None
        if not self._commit(rows, in_feeds, office_due_at, into):
            raise StaleVersion(before)

    def _redacted_rows(self, case: Case, redaction: Redaction) -> list[Row]:
        """The items with their words replaced, and without the salts that would let somebody find them by trying; they
        keep the commitments that the hashes were made from. The fingerprint goes too. The version of the state guards
        these items: nothing of a case is written without it."""
        pk, rows = table_keys.case(case.id), []
        for seq in redaction.notes:
            row = self._tables.row.get(pk, table_keys.event(seq), consistent_read=True)
            event = hash_chain.without_note(mapping.row_to_event(row))
            row.note, row.salt, row.committed = event.note, event.salt or None, event.committed
            rows.append(row)
        if redaction.parts:
            filing = self.load(case.id).filing
            content = self._content_of(case.id)
            rows += self._forgotten_rows(filing, content)
            for part in redaction.parts:
                content = filing_seal.without(part, filing, content)
            rows.append(mapping.content_to_row(self._tables, case.id, content))
        return rows

    def _content_of(self, tracking_id: str) -> Content:
        row = self._tables.row.get(table_keys.case(tracking_id), table_keys.CONTENT, consistent_read=True)
        return mapping.row_to_content(row)

    def _forgotten_rows(self, filing: Filing, content: Content) -> list[Row]:
        """The fingerprint of a case that may have one no more: its words go, or the public sees it no more."""
        # Here, because few changes remove words.
        from chalicelib.storage.fingerprint_store import forgotten_rows

        return forgotten_rows(self._tables, filing, content, self._clock())

    def load(self, tracking_id: str) -> Case:
        """One consistent read of META."""
        row = item_or_none(self._tables.row, table_keys.case(tracking_id), consistent=True)
        if row is None:
            raise UnknownCase
        return mapping.row_to_case(row)

    def load_all(self, tracking_ids: Sequence[str]) -> dict[str, Case]:
        """One batch of reads of META, half a read unit each."""
        keys = [(table_keys.case(tracking_id), table_keys.META) for tracking_id in dict.fromkeys(tracking_ids)]
        cases = (mapping.row_to_case(row) for row in self._tables.row.batch_get(keys)) if keys else ()
        return {case.id: case for case in cases}

    def load_history(self, tracking_id: str) -> CaseHistory:
        """One consistent query of the case's partition."""
        rows = {row.sk: row for row in self._tables.row.query(table_keys.case(tracking_id), consistent_read=True)}
        if table_keys.META not in rows:
            raise UnknownCase
        events = (mapping.row_to_event(row) for sk, row in rows.items() if sk.startswith(table_keys.EVENT_PREFIX))
        return CaseHistory(
            case=mapping.row_to_case(rows[table_keys.META]),
            content=mapping.row_to_content(rows[table_keys.CONTENT]),
            events=tuple(sorted(events, key=lambda event: event.seq)),
            failed=tuple(_to_failure(row) for sk, row in rows.items() if sk.startswith(table_keys.FAILURE_PREFIX)),
        )

    def note_failure(self, tracking_id: str, failed: FailedAttachment) -> None:
        """One put, beside the case and not on it: nothing of the case changes."""
        self._tables.row(
            pk=table_keys.case(tracking_id),
            sk=table_keys.failure(failed.id),
            failure=failed.reason,
            failed_at=failed.at,
            role=str(failed.by),
            agency=failed.agency,
            expires_at=int((failed.at + FAILURES_KEPT).timestamp()),
        ).save()

    def due(self, now: datetime, shard: int) -> Iterator[DueTimer]:
        """One query per page of a clock shard; an empty shard costs one."""
        rows = self._tables.row.query(
            table_keys.clock(shard),
            self._tables.row.clock_sk < to_text(now),
            index_name="clock",
            page_size=_DUE_PAGE,
        )
        return (DueTimer(table_keys.case_in(row.clock_sk), table_keys.setbacks_in(row.clock_sk)) for row in rows)

    def queue(self, query: QueueQuery) -> Page[QueueEntry]:
        """One query of the index `agency` for a short queue, at most `queue_pages.MOST_QUERIES` for a long one. Filters
        are applied here: DynamoDB filters after reading, and a page of one line would read one row a query."""
        row, partition = self._tables.row, table_keys.queue(query.agency)

        def fetch(lower: str, upper: str, count: int) -> list[queue_pages.Line]:
            between = row.agency_sk.between(lower, upper)
            found = row.query(partition, between, index_name="agency", limit=count, page_size=count)
            return [(line.agency_sk, mapping.row_to_queue_entry(line)) for line in found]

        return queue_pages.read_page(fetch, query)

    def renew_schedule(self, case: Case, schedule: Schedule) -> None:
        """One put."""
        if not put_if(mapping.case_to_row(self._tables, case, schedule), still_at(case.version)):
            raise StaleVersion(case.version)

    def listed(self, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """One query of the month's partition."""
        partition = mapping.LISTED[kind](month)
        start = {"pk": {"S": partition}, "sk": {"S": after}} if after else None
        result = self._tables.row.query(partition, limit=limit, last_evaluated_key=start)
        items = tuple(mapping.row_to_breach(row) for row in result)
        more = result.last_evaluated_key
        return Page(items, more["sk"]["S"] if more else None)

    def standing(self, area: str, limit: int, after: str | None) -> Page[Standing]:
        """One query."""
        return ladder_lines.read(self._tables, area, limit, after)

    def _commit(
        self,
        rows: list[tuple[Row | IdentityRow, Condition | None]],
        in_feeds: Sequence[Row] = (),
        office_due_at: datetime | None = None,
        into: str | None = None,
    ) -> bool:
        """Put all rows or none; False if a condition did not hold, or if the case `into` is not open. The rows that
        appear `in_feeds` get their place in a feed at each try."""

        def fill(transaction: TransactWrite) -> None:
            for entry in in_feeds:
                feed_mapping.place_in_feed(entry, self._clock(), office_due_at)
            for row, condition in rows:
                transaction.save(row, condition=condition)
            if into:
                transaction.condition_check(self._tables.row, table_keys.case(into), table_keys.META, STILL_OPEN)

        return transactions.commit(self._tables.connection, fill)


def _to_failure(row: Row) -> FailedAttachment:
    attachment_id = row.sk.removeprefix(table_keys.FAILURE_PREFIX)
    return FailedAttachment(attachment_id, row.failure, row.failed_at, Role(row.role), row.agency)
