"""Between domain objects and rows: one pair of functions for each kind of item."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases import promises
from chalicelib.domain.cases.model import (
    FLAGS,
    Actor,
    Case,
    Content,
    Event,
    Filing,
    Identity,
    Role,
    Status,
)
from chalicelib.domain.cases.objections import OVERSEER
from chalicelib.domain.cases.priority import rank
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.case_store import Breach, QueueEntry
from chalicelib.storage import case_flags, feed_keys, ladder_lines, queue_keys, table_keys

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.clocks import Schedule
    from chalicelib.storage.models import IdentityRow, Row, Tables


def case_to_row(tables: Tables, case: Case, schedule: Schedule) -> Row:
    """The item META with the index keys that its state calls for."""
    filing = case.filing
    return tables.row(
        pk=table_keys.case(case.id),
        sk=table_keys.META,
        **_index_keys(case, schedule),
        id=case.id,
        type=case.type,
        title=case.title,
        filed_title=filing.title if case.retitled else None,
        category=case.category,
        region=case.region,
        filed_type=_if_changed(filing.type, case.type),
        filed_category=_if_changed(filing.category, case.category),
        filed_region=_if_changed(filing.region, case.region),
        filed_at=filing.filed_at,
        policy=filing.policy,
        flags=case_flags.of_case(case) or None,
        secret_hash=filing.secret_hash,
        content_mac=filing.content_mac,
        status=case.status,
        version=case.version,
        chain=case.chain,
        since=case.since,
        clock_from=_if_unusual(case.clock_from, filing.filed_at),
        agency=case.agency,
        agency_name=case.agency_name,
        tier=case.tier.label if case.tier else None,
        breached=case.breached or None,
        escalations=case.escalations or None,
        hops=case.hops or None,
        verify_open=case.verify_open or None,
        arrived=_if_unusual(case.arrived, filing.filed_at),
        respond_from=_if_unusual(case.respond_from, filing.filed_at),
        lapsed=list(case.lapsed) or None,
        begun=case.begun or None,
        answered=case.answered or None,
        promised=case.promised.isoformat() if case.promised else None,
        draft=case.draft,
        draft_key=case.draft_key,
        approved=case.approved or None,
        supporting=list(case.supporting) or None,
        merged_into=case.merged_into,
        archived_for=case.archived_for,
        rating=case.rating,
        warnings=case.warnings or None,
        imported_at=case.imported_at,
        prioritised_at=case.prioritised_at,
        told_at=case.told_at,
        extended=case.extended or None,
        asked=case.asked or None,
        recheck=case.recheck or None,
        planned=case.planned.isoformat() if case.planned else None,
        ladder=ladder_lines.place_to_text(case.ladder),
        warning=case.warning,
        referred_to=case.referred_to,
        handed_over=case.handed_over or None,
        channel=case.channel or None,
        renewed_hash=case.renewed_hash,
        due_at=schedule.citizen_due_at,
    )


def _if_unusual(moment: datetime, usual: datetime) -> datetime | None:
    """A moment, unless it is the usual one: most cases share it with their filing, and it is not stored twice."""
    return None if moment == usual else moment


def _if_changed(filed: str | None, now: str | None) -> str | None:
    """What was filed, if something else was decided since; empty if nothing was filed."""
    return None if filed == now else filed or ""


def _filed(kept: str | None, now: str | None) -> str | None:
    """The inverse of `_if_changed`."""
    return now if kept is None else kept or None


def _index_keys(case: Case, schedule: Schedule) -> dict[str, Any]:
    """Sparse: in a queue while an office holds the open case, on a clock while a timer runs, in the log if public."""
    keys: dict[str, Any] = {}
    if case.agency and schedule.office_due_at:
        keys |= {
            "agency_pk": table_keys.queue(case.agency),
            "agency_sk": queue_keys.queue_line(queue_keys.group_of(case), rank(case), schedule.office_due_at, case.id),
        }
    if schedule.timer:
        keys |= {
            "clock_pk": table_keys.clock(table_keys.clock_shard(case.id)),
            "clock_sk": table_keys.at_case(schedule.timer.at, case.id),
        }
    if case.filing.public:
        filed_at = case.filing.filed_at
        keys |= {"log_pk": table_keys.month(filed_at), "log_sk": table_keys.at_case(filed_at, case.id)}
    return keys


def row_to_case(row: Row) -> Case:
    """The state in an item META read from the table (never from an index)."""
    flags = row.flags or []
    filing = Filing(
        id=row.id,
        type=row.filed_type or row.type,
        title=row.filed_title or row.title,
        category=_filed(row.filed_category, row.category),
        region=_filed(row.filed_region, row.region),
        filed_at=row.filed_at,
        policy=row.policy,
        secret_hash=row.secret_hash,
        content_mac=row.content_mac,
        **{flag: flag in flags for flag in FLAGS},
    )
    return Case(
        filing=filing,
        status=Status(row.status),
        version=int(row.version),
        chain=row.chain,
        since=row.since,
        arrived=row.arrived or row.filed_at,
        clock_from=row.clock_from or row.filed_at,
        respond_from=row.respond_from or row.filed_at,
        agency=row.agency,
        agency_name=row.agency_name,
        tier=Tier.named(row.tier) if row.tier else None,
        breached=bool(row.breached),
        escalations=int(row.escalations or 0),
        hops=int(row.hops or 0),
        verify_open=bool(row.verify_open),
        lapsed=tuple(row.lapsed or ()),
        begun=bool(row.begun),
        answered=bool(row.answered),
        promised=date.fromisoformat(row.promised) if row.promised else None,
        draft=int(row.draft) if row.draft else None,
        draft_key=row.draft_key,
        approved=bool(row.approved),
        sent_back=case_flags.SENT_BACK in flags,
        supporting=tuple(row.supporting or ()),
        merged_into=row.merged_into,
        archived_for=row.archived_for,
        rating=int(row.rating) if row.rating else None,
        warnings=int(row.warnings or 0),
        imported_at=row.imported_at,
        referred_to=row.referred_to,
        handed_over=bool(row.handed_over),
        category=row.category,
        region=row.region,
        covers=case_flags.covers_in(flags),
        proposals=case_flags.proposals_in(flags),
        priority=case_flags.priority_in(flags),
        prioritised_at=row.prioritised_at,
        told_at=row.told_at,
        type=row.type,
        extended=bool(row.extended),
        asked=bool(row.asked),
        recheck=bool(row.recheck),
        planned=date.fromisoformat(row.planned) if row.planned else None,
        ladder=ladder_lines.place_in(row.ladder),
        warning=int(row.warning) if row.warning else None,
        channel=row.channel or "",
        renewed_hash=row.renewed_hash,
        retitled=row.title if row.filed_title else "",
    )


def content_to_row(tables: Tables, tracking_id: str, content: Content) -> Row:
    """The item CONTENT."""
    return tables.row(
        pk=table_keys.case(tracking_id),
        sk=table_keys.CONTENT,
        text=content.text,
        place=content.place or None,
        path=list(content.region_path) or None,
        lat=content.lat,
        lon=content.lon,
        incident_date=content.incident_date.isoformat() if content.incident_date else None,
        salt=content.salt or None,
        commitments=dict(content.commitments) or None,
    )


def row_to_content(row: Row) -> Content:
    """The citizen's words and the place, from an item CONTENT."""
    return Content(
        text=row.text,
        place=row.place or "",
        region_path=tuple(row.path or ()),
        # DynamoDB keeps 117.0 as 117.
        lat=None if row.lat is None else float(row.lat),
        lon=None if row.lon is None else float(row.lon),
        incident_date=date.fromisoformat(row.incident_date) if row.incident_date else None,
        salt=row.salt or b"",
        commitments=row.commitments or {},
    )


def event_to_row(tables: Tables, case: Case, event: Event, citizen_due_at: datetime | None = None) -> Row:
    """An item EVENT, in the feed of the office that holds the case after it, unless it is imported history, which is no
    news; and in the day's log."""
    feed: dict[str, Any] = {}
    if case.agency and "imported" not in event.data:
        feed = {"agency_pk": feed_keys.feed(case.agency), "id": case.id, "status": case.status}
        feed |= {"flags": case_flags.if_urgent(case.priority) or None}
    return tables.row(
        pk=table_keys.case(case.id),
        sk=table_keys.event(event.seq),
        **feed,
        log_pk=table_keys.log(event.at, case.id),
        log_sk=table_keys.at_event(event.at, case.id, event.seq),
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        role=event.actor.role,
        agency=event.actor.agency,
        agency_name=event.actor.name,
        key=event.actor.key,
        note=event.note or None,
        data=dict(event.data) or None,
        salt=event.salt,
        hash=event.hash,
        format=event.format,
        command_id=event.command_id,
        due_at=citizen_due_at,
    )


def row_to_event(row: Row) -> Event:
    """An event, from an item EVENT."""
    return Event(
        seq=int(row.seq),
        kind=row.kind,
        at=row.at,
        actor=Actor(Role(row.role), row.agency, row.agency_name, row.key),
        note=row.note or "",
        data=row.data or {},
        salt=row.salt or b"",
        hash=row.hash,
        command_id=row.command_id,
        committed=row.committed,
        format=int(row.format or 1),
    )


LISTED = {"breached": table_keys.breaches, "listed": table_keys.ombudsman, "promised": table_keys.promises}
"""Kinds of event that leave a line on a list for overseers, each with its partition by month."""


def list_of(event: Event) -> str | None:
    """The list for overseers that an event leaves a line on: `breached` or `listed`, also for an objection that an
    overseer decides on; `promised` for a date that a second person agreed to."""
    if promises.is_listed(event):
        return "promised"
    if event.kind == "objected" and event.data.get(OVERSEER):
        return "listed"
    return event.kind if event.kind in LISTED else None


def breach_to_row(tables: Tables, case: Case, event: Event) -> Row:
    """The line on an overseers' list, naming the office that held the case."""
    return tables.row(
        pk=LISTED[list_of(event) or ""](event.at.strftime("%Y-%m")),
        sk=table_keys.at_case(event.at, case.id),
        at=event.at,
        id=case.id,
        agency=str(event.data.get("from") or case.agency or ""),
        name=str(event.data["to"]) if "to" in event.data else None,
        promised=str(event.data[promises.PROMISED]) if promises.is_listed(event) else None,
    )


def row_to_breach(row: Row) -> Breach:
    """A line of an overseers' list."""
    promised = date.fromisoformat(row.promised) if row.promised else None
    return Breach(row.id, row.at, row.agency, row.name, promised)


def identity_to_row(tables: Tables, tracking_id: str, identity: Identity, name: str) -> IdentityRow:
    """The reporter, for the table that the HTTP function cannot read, under a random name."""
    return tables.identity(
        pk=table_keys.identity(tracking_id),
        sk=name,
        name=identity.name,
        phone=identity.phone,
        email=identity.email,
        post=identity.post,
        expires_at=int(identity.until.timestamp()) if identity.until else None,
    )


def row_to_identity(row: IdentityRow) -> Identity:
    """The reporter, for the vault."""
    until = datetime.fromtimestamp(int(row.expires_at), UTC) if row.expires_at else None
    return Identity(row.name, row.phone, row.email, until, row.post)


def row_to_queue_entry(row: Row) -> QueueEntry:
    """A line of a queue, from the attributes that the index carries."""
    return QueueEntry(
        id=row.id,
        type=row.type,
        title=row.title,
        category=row.category,
        region=row.region,
        status=row.status,
        version=int(row.version),
        filed_at=row.filed_at,
        due_at=queue_keys.due_in_queue(row.agency_sk),
        citizen_due_at=row.due_at,
        breached=bool(row.breached),
        flags=tuple(each for each in row.flags or () if each in FLAGS),
        covers=case_flags.covers_in(row.flags or ()),
        priority=case_flags.priority_in(row.flags or ()),
        draft=case_flags.draft_in(row.flags or (), drafted=queue_keys.queue_group(row.agency_sk) == queue_keys.DRAFTED),
        hops=case_flags.hops_in(row.flags or ()),
        proposals=tuple(each.what for each in case_flags.proposals_in(row.flags or ())),
        warned=case_flags.WARNED in (row.flags or ()),
    )
