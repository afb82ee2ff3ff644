"""Renders cases, categories and events for Open311 (GeoReport v2), in the order of the specification."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.api import due_labels, labels, status_labels
from chalicelib.api.open311.parameters import LONGEST_DESCRIPTION, STATUSES
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.fold import ENDINGS
from chalicelib.domain.routing.jurisdiction import GENERAL_CATEGORY, Category, base_category
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Content, Event
    from chalicelib.services.cases.public_record import PublicUpdate
    from chalicelib.services.stack import Stack

CHANGESET = "2026-11-29T00:00:00Z"
"""When services or their definitions last changed: clients refresh their copies when this changes."""

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"

UPDATES = ENDINGS | {
    "routed", "disposed", "accepted", "progressed", "postponed", "resumed", "responded", "refused", "escalated",
    "breached", "supported", "assisted", "extended", "planned", "warned", "reopened", "appealed", "objected",
    "referred", "returned",
}  # fmt: skip
"""Kinds of events that are updates: steps forward or back that the public may read."""

_PEOPLE = {
    "id": "{name}. Kunci: tulis ke koordinator SP4N-LAPOR! di Diskominfo {name}.",
    "en": "{name}. Keys: write to the SP4N-LAPOR! coordinator at Diskominfo {name}.",
}


_ABOUT = {
    "id": {
        "words": "Misalnya: {}",
        "general": "Untuk laporan yang tidak cocok dengan layanan lain; koordinator mencari instansi yang berwenang",
        "asks": "Jawaban atas pertanyaan “{}?” menentukan instansi yang berwenang",
        "hidden": "Laporan layanan ini tidak tampil untuk umum",
    },
    "en": {
        "words": "In the words of citizens: {}",
        "general": "For reports that fit no other service; a coordinator finds the competent office",
        "asks": "The answer to “{}?” decides which office is competent",
        "hidden": "Reports of this service are not shown to the public",
    },
}


def discovery(stack: Stack, base: str, language: str) -> dict[str, Any]:
    """The endpoints; `base` is the address of this one."""
    people = _PEOPLE[language].format(name=stack.province.name)
    endpoint = {
        "specification": SPECIFICATION,
        "url": base,
        "changeset": CHANGESET,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {"changeset": CHANGESET, "contact": people, "key_service": people, "endpoints": [endpoint]}


def service(category: Category, stack: Stack, language: str) -> dict[str, Any]:
    """A line of the service list."""
    return {
        "service_code": category.id,
        "service_name": category.name[language],
        "description": _about(category, stack, language),
        "metadata": category.fact is not None,
        "type": "realtime",
        "keywords": ", ".join(category.words) or None,
        "group": stack.groups.get(category.group, {}).get(language),
    }


def definition(category: Category, stack: Stack, language: str) -> dict[str, Any]:
    """The attributes of a service: one, if it has a question whose answer changes the office."""
    questions = {category.fact: stack.questions[category.fact]} if category.fact else {}
    attributes = [
        {
            "variable": True,
            "code": code,
            "datatype": "singlevaluelist",
            "required": False,
            "datatype_description": None,
            "order": order,
            "description": question.text[language],
            "values": [{"key": key, "name": name[language]} for key, name in question.answers.items()],
        }
        for order, (code, question) in enumerate(questions.items(), start=1)
    ]
    return {"service_code": category.id, "attributes": attributes}


def request(case: Case, content: Content, stack: Stack, language: str, media_url: str | None = None) -> dict[str, Any]:
    """A service request as anybody may see it."""
    filing, content = case.filing, public_form.content(case, content, None, language)
    category = stack.category(base_category(case.category or "")) or stack.categories[GENERAL_CATEGORY]
    schedule = stack.schedule(case)
    due, office_due = schedule.citizen_due_at, schedule.office_due_at
    return {
        "service_request_id": case.id,
        "status": "closed" if _is_closed(case) else "open",
        "status_notes": status_labels.of_status(case)[language],
        "service_name": category.name[language],
        "service_code": category.id,
        "description": _cut(content.text),
        "agency_responsible": case.agency_name,
        "service_notice": notice(case, stack, language),
        "requested_datetime": moment(filing.filed_at),
        "updated_datetime": moment(case.updated_at),
        "expected_datetime": moment(due) if due else None,
        "address": ", ".join([*filter(None, [content.place]), *reversed(content.region_path)]) or None,
        "address_id": case.region,
        "zipcode": None,
        "lat": content.lat,
        "long": content.lon,
        "media_url": media_url,
        # No field of the specification: what programs do not know they leave out.
        "office_due_at": moment(office_due) if office_due else None,
    }


def notice(case: Case, stack: Stack, language: str) -> str | None:
    """The next step that is expected, and its deadline."""
    due = stack.citizen_due(case)
    return due_labels.of_due(due, stack)[language] if due else None


def picture_of(case: Case, events: tuple[Event, ...]) -> str | None:
    """The path to the preview of a case's first public photo."""
    for each in attachments.attachments_of(events):
        if not each.private:
            return f"/v1/complaints/{case.id}/attachments/{each.id}/preview"
    return None


def update(change: PublicUpdate, language: str) -> dict[str, Any]:
    """An update of a request: the office's note, or the event's label."""
    event = change.event
    return {
        "update_id": update_id(change.case.id, event.seq),
        "service_request_id": change.case.id,
        "status": "closed" if event.kind in ENDINGS else "open",
        "updated_datetime": moment(event.at),
        "description": public_form.note(event, change.case, None, language) or labels.of_event(event)[language],
        "media_url": None,
    }


def update_id(tracking_id: str, seq: int) -> str:
    """The id of an update: the request's, and the number of the event."""
    return f"{tracking_id}.{seq}"


def moment(at: datetime) -> str:
    """A moment as the specification's examples have it, without parts of a second."""
    return to_text(at)[:19] + "Z"


def _about(category: Category, stack: Stack, language: str) -> str:
    """What belongs to a service, by the words of citizens, and what becomes of its reports."""
    says = _ABOUT[language]
    sentences = [category.name[language]]
    if category.words:
        sentences.append(says["words"].format(", ".join(category.words)))
    if category.id == GENERAL_CATEGORY:
        sentences.append(says["general"])
    if category.fact:
        sentences.append(says["asks"].format(stack.questions[category.fact].text[language].rstrip("?")))
    if category.sensitive:
        sentences.append(says["hidden"])
    return ". ".join(sentences) + "."


def _is_closed(case: Case) -> bool:
    return case.status in STATUSES["closed"]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 2] + " …"
