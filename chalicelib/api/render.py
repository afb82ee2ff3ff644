"""Renders cases, queues and feeds as JSON. Whether a case may be shown was decided before
(`domain/cases/visibility.py`)."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from chalicelib.api import attachment_labels, due_labels, labels, status_labels
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import filing_seal, hash_chain, public_form
from chalicelib.domain.cases.audience import tell
from chalicelib.domain.cases.model import GENESIS, Actor, Case, Event
from chalicelib.domain.cases.visibility import is_party, shows_event, shows_words
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.marks import Cover
    from chalicelib.domain.deadlines.clocks import Due
    from chalicelib.services.ports.case_store import Breach, CaseHistory, QueueEntry, Standing
    from chalicelib.services.ports.feed_store import FeedLine
    from chalicelib.services.stack import Stack


NO_NAMES: Mapping[str, str] = MappingProxyType({})


def case_view(
    stack: Stack,
    history: CaseHistory,
    viewer: Actor | None,
    followed: Case | None = None,
    office: str | None = None,
    people: Mapping[str, str] = NO_NAMES,
) -> dict[str, Any]:
    """The whole case with its timeline, for a viewer who may see it (None: the public). Never holds the reporter's
    identity; for a viewer who may know of the case and not read it, no words and places either. For a merged case,
    `followed` is the case that it follows. For an office the addresses of attachments are its own, behind its key; if
    it is involved, it is told what is masked in public. `people` are the names that the viewer learns, by id."""
    case = history.case
    filing, readable = case.filing, shows_words(case, viewer)
    content = public_form.content(case, history.content, viewer)
    category = stack.category(case.category)
    return {
        "tracking_id": case.id,
        "type": case.type,
        "title": public_form.title(case, viewer) if readable else None,
        "text": content.text if readable else None,
        "category": {"id": category.id, "name": dict(category.name)} if category else None,
        "region": {"code": filing.region, "path": list(history.content.region_path)} if filing.region else None,
        "place": content.place or None,
        "coordinates": {"lat": content.lat, "lon": content.lon} if content.lat is not None else None,
        "incident_date": content.incident_date.isoformat() if content.incident_date else None,
        "filed_at": to_text(filing.filed_at),
        **case_state(case),
        "status_label": status_labels.of_status_after(case, history.events),
        "zone": {"timezone": stack.province.timezone, "utc_offset": stack.calendar.utc_offset},
        **_deadlines(stack, case),
        "attachments": _attachments(history, viewer, office) if readable else [],
        "failed_attachments": _failed_attachments(history, viewer),
        "covers": [_cover(each) for each in case.covers if is_party(case, viewer)],
        **({"followed": _followed(stack, followed)} if followed else {}),
        "timeline": [
            _event(event, public_form.note(event, case, viewer), people)
            for event in history.events
            if shows_event(event, case, viewer)
        ],
        **({"personal_data": _personal_data(history)} if office and is_party(case, viewer) else {}),
    }


def elsewhere(stack: Stack, prefix: str, site: str | None, tracking_id: str) -> dict[str, Any]:
    """The stack that works a case now: its name, its address, and the page of the case there."""
    province = stack.provinces.get(prefix)
    return {
        "name": province.name if province else prefix,
        "site": site,
        "track_url": f"{site}/lacak.html?id={tracking_id}" if site else None,
    }


def proof(history: CaseHistory, shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The proof of a case as it is `shown` (`case_view`), to check it without trusting this server: of each event its
    hash, the text that was hashed, and for a note the salt of its commitment; with the first event what opens the words
    that were filed. Only what is shown as it was sealed is opened: of events that the viewer does not see there is the
    hash alone, of words that are masked, rounded or removed the commitment."""
    previous, links = GENESIS, []
    timeline = {event["seq"]: event for event in shown["timeline"]}
    for event in history.events:
        link: dict[str, Any] = {"seq": event.seq, "hash": event.hash.hex()}
        line = timeline.get(event.seq)
        if line and line["data"] == dict(event.data):
            link["sealed"] = hash_chain.hashed_text(history.case.id, event, previous)
            if event.note and event.committed is None and line.get("note") == event.note:
                link["salt"] = hash_chain.note_salt(event).hex()
        previous = event.hash
        links.append(link)
    if history.events[0].format > 1:
        links[0]["parts"] = _openings(history, shown)
    return links


def _openings(history: CaseHistory, shown: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The commitment to each part of what was filed, and the salt of those that are shown as they were sealed."""
    filing, content, point = history.case.filing, history.content, shown["coordinates"]
    texts = {
        "title": shown["title"],
        "text": shown["text"],
        "place": shown["place"] or "",
        "region_path": "\n".join(shown["region"]["path"]) if shown["region"] else "",
        "point": f"{point['lat']!r},{point['lon']!r}" if point else "",
        "incident_date": shown["incident_date"] or "",
    }
    salts, parts = filing_seal.salts(content), {}
    for part, commitment in filing_seal.commitments(filing, content).items():
        parts[part] = {"commitment": commitment}
        if part not in content.commitments and texts.get(part) == filing_seal.opening(part, filing, content):
            parts[part]["salt"] = salts[part].hex()
            if part == "point":
                # Programs write the same number in several ways.
                parts[part]["text"] = texts[part]
    return parts


def case_state(case: Case) -> dict[str, Any]:
    """The state of a case."""
    return {
        "status": case.status,
        "status_label": status_labels.of_status(case),
        "tier": case.tier.label if case.tier else None,
        "agency": {"id": case.agency, "name": case.agency_name} if case.agency else None,
        "anonymous": case.filing.anonymous,
        "secret": case.filing.secret,
        "sensitive": case.filing.sensitive,
        "priority": case.priority,
        "priority_label": status_labels.of_priority(case.priority),
        "breached": case.breached,
        "escalations": case.escalations,
        "warnings": case.warnings,
        "warned": case.warning is not None,
        "told": case.ladder.step or None,
        "rating": case.rating,
        "supporting": list(case.supporting),
        "merged_into": case.merged_into,
        "proposals": [each.what for each in case.proposals],
        "version": case.version,
    }


def dated_state(stack: Stack, case: Case) -> dict[str, Any]:
    """The state of a case with both its deadlines."""
    schedule = stack.schedule(case)
    return {
        **case_state(case),
        "citizen_due_at": to_text(schedule.citizen_due_at) if schedule.citizen_due_at else None,
        "office_due_at": to_text(schedule.office_due_at) if schedule.office_due_at else None,
    }


def public_line(stack: Stack, case: Case) -> dict[str, Any]:
    """A line of the public record: the state of a case, without the citizen's words except the title."""
    filing = case.filing
    return {
        "tracking_id": case.id,
        "type": case.type,
        "title": public_form.title(case, None),
        "category": case.category,
        "region": case.region,
        "filed_at": to_text(filing.filed_at),
        **dated_state(stack, case),
    }


def _followed(stack: Stack, case: Case) -> dict[str, Any]:
    """The state of a followed case; its words stay on its own page."""
    return {
        "tracking_id": case.id,
        "status": case.status,
        "status_label": status_labels.of_status(case),
        "agency": {"id": case.agency, "name": case.agency_name} if case.agency else None,
        **_deadlines(stack, case),
    }


def queue_entry(entry: QueueEntry, now: datetime) -> dict[str, Any]:
    """A line of a queue; `days_left` counts to the office's deadline and is negative past it."""
    return {
        "tracking_id": entry.id,
        "type": entry.type,
        "title": entry.title,
        "category": entry.category,
        "region": entry.region,
        "status": entry.status,
        "version": entry.version,
        "filed_at": to_text(entry.filed_at),
        "due_at": to_text(entry.due_at),
        "citizen_due_at": to_text(entry.citizen_due_at) if entry.citizen_due_at else None,
        "days_left": (entry.due_at - now).days,
        "priority": entry.priority,
        "draft": entry.draft,
        "hops": entry.hops,
        "breached": entry.breached,
        "warned": entry.warned,
        "flags": list(entry.flags),
        "proposals": list(entry.proposals),
    }


def feed_line(line: FeedLine) -> dict[str, Any]:
    """A line of an office's feed. It holds nothing that the office may not know: no words, and of a case that it lost
    or supports only that."""
    return {
        "id": f"{line.id}/{line.seq}",
        # A line without a number is no case's event but a notice to the office itself.
        "tracking_id": line.id if line.seq else None,
        "seq": line.seq,
        "kind": line.kind,
        "at": to_text(line.at),
        "status": line.status,
        "part": line.part,
        "priority": line.priority,
        "tell": list(tell(line.kind, line.part, line.priority)),
        "citizen_due_at": to_text(line.citizen_due_at) if line.citizen_due_at else None,
        "office_due_at": to_text(line.office_due_at) if line.office_due_at else None,
    }


def breach(stack: Stack, entry: Breach, reader: Actor) -> dict[str, Any]:
    """A line of an overseers' list."""
    line: dict[str, Any] = {
        "tracking_id": entry.id,
        "at": to_text(entry.at),
        "agency": entry.agency,
        "moved_to": entry.moved_to,
    }
    if entry.promised:
        line["promised"] = entry.promised.isoformat()
    case = entry.case
    if case is None:
        return line
    title = public_form.title(case, reader) if shows_words(case, reader) else None
    return line | {
        "case": {"tracking_id": case.id, "title": title, "category": case.category, **dated_state(stack, case)}
    }


def standing(line: Standing, case: Case, now: datetime) -> dict[str, Any]:
    """A line of the list of late cases that somebody was told about. Titles of hidden cases stand in no list."""
    return {
        "tracking_id": line.id,
        "title": public_form.title(case, None) or None,
        "status": case.status,
        "agency": {"id": case.agency, "name": case.agency_name} if case.agency else None,
        "region": line.area,
        "late": line.late,
        "step": line.step,
        "position": {"id": line.position, "en": line.position_en},
        "since": to_text(line.at),
        "days": (now - line.at).days,
    }


def _deadlines(stack: Stack, case: Case) -> dict[str, Any]:
    """Both deadlines of a case: the citizen's and the office's."""
    return {
        "due": _due(stack, case, stack.citizen_due(case)),
        "office_due": _due(stack, case, stack.office_due(case)),
    }


def _due(stack: Stack, case: Case, due: Due | None) -> dict[str, Any] | None:
    if due is None:
        return None
    policy = stack.policy_of(case)
    return {
        "clock": due.clock,
        "on": stack.calendar.local_date(due.at).isoformat(),
        "at": to_text(due.at),
        "label": due_labels.of_due(due, stack),
        "policy": {
            "id": policy.id,
            "version": policy.version,
            "citation": policy.citations.get(due.clock, policy.citation),
        },
        "days": [
            {"date": day.date.isoformat(), "counted": day.counted, **({"reason": day.reason} if day.reason else {})}
            for day in due.days
        ],
    }


def _attachments(history: CaseHistory, viewer: Actor | None, office: str | None) -> list[dict[str, Any]]:
    home = f"/v1/agencies/{office}/complaints" if office else "/v1/complaints"
    return [
        {
            "id": each.id,
            "url": f"{home}/{history.case.id}/attachments/{each.id}",
            "preview_url": f"{home}/{history.case.id}/attachments/{each.id}/preview",
            "at": to_text(each.at),
            "by": {"role": each.by, **({"agency": each.agency} if each.agency else {})},
            "private": each.private,
        }
        for each in attachments.attachments_of(history.events)
        if not each.private or is_party(history.case, viewer)
    ]


def _failed_attachments(history: CaseHistory, viewer: Actor | None) -> list[dict[str, Any]]:
    """The viewer's own files that failed."""
    failed = attachments.failures_of(history.failed, history.events, viewer) if viewer and history.failed else ()
    return [attachment_labels.failed(each) for each in failed]


def _cover(cover: Cover) -> dict[str, Any]:
    """Words that the public does not read, for those who do. A note's part says its event: `note/4`."""
    return {name: getattr(cover, name) for name in ("seq", "reason", "part", "start", "end")}


def _personal_data(history: CaseHistory) -> list[dict[str, Any]]:
    """What a desk offers to redact, in the words of the redaction's body."""
    found = public_form.personal_data(history.case, history.content, history.events)
    return [{"part": each.part, **({"seq": each.seq} if each.seq else {}), "kinds": list(each.kinds)} for each in found]


def _event(event: Event, note: str, people: Mapping[str, str]) -> dict[str, Any]:
    actor, person = event.actor, people.get(event.actor.key or "")
    shown: dict[str, Any] = {
        "seq": event.seq,
        "kind": event.kind,
        "label": labels.of_event(event),
        "at": to_text(event.at),
        "actor": {
            "role": actor.role,
            **({"agency": actor.agency, "name": actor.name} if actor.agency else {}),
            **({"person": person} if person else {}),
        },
        "data": {name: fact for name, fact in event.data.items() if name not in attachments.SAYS_WHICH_PICTURE},
        "hash": event.hash.hex(),
    }
    if note:
        shown["note"] = note
    return shown
