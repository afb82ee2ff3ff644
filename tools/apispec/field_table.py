"""Prints the fields of a case: in the answers of the API, and in the table.

`python -m tools.apispec.field_table > docs/case-fields.md`
"""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from msgspec.inspect import Field, IntType, ListType, Metadata, NoneType, StructType, Type, UnionType, type_info

from chalicelib.domain.cases.model import REPORTER, Content, Event, Status
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.storage import mapping
from tools.apispec.case_shapes import Event as TimelineEvent
from tools.apispec.office_case_shapes import CaseForOffices
from tools.apispec.status_table import example

MEANINGS = {
    "status_label": "The status as people read it, in both languages.",
    "agency": "The office that holds the case: its id and its name.",
    "priority_label": "The priority as people read it, in both languages.",
    "escalations": "How often the case moved a tier up.",
    "warnings": "How many reprimands the office got.",
    "warned": "Whether the office owes an answer to its last reprimand.",
    "told": "Who was told last that the case is late: `head` of the office, `secretary` or head of the `region`, the"
    " `centre`; null if nobody was.",
    "rating": "The reporter's stars, 1 to 5.",
    "merged_into": "The case of the same matter that this one was merged into.",
    "proposals": "What was proposed and waits for a second person: `archive`.",
    "category": "What the case is about: the category's id and name.",
    "region": "Where, as a region: its code and the names of its path.",
    "place": "Where, in the reporter's words.",
    "coordinates": "Where, as a point.",
    "incident_date": "When it happened, as the reporter says.",
    "filed_at": "When the report was filed.",
    "due": "The citizen's deadline: until when the next step that shows on the timeline is owed. The clock, the moment,"
    " a sentence, the policy, and the days that were counted.",
    "office_due": "The office's deadline: when it loses the case or has broken a deadline. The same parts.",
    "zone": "The stack's time zone: its name and its hours ahead of UTC.",
    "attachments": "The photos that the viewer may see.",
    "candidates": "For a coordinator, of a case in triage: at most three offices that it may be for, each with its"
    " chance and why.",
    "assignee": "For the office's own people: who of them has the case.",
    "letter": "For a coordinator, of a case in triage about a province without a stack: what a letter to it says.",
    "failed_attachments": "The viewer's own files of the last 30 days that could not be used, each with its reason as"
    " a code and as a sentence.",
    "timeline": "The events that the viewer may see, the first one in front.",
    "followed": "Where the case stands that this one was merged into.",
    "tier": "The tier of the office that holds the case.",
    "at": "When it happened.",
    "label": "The event as people read it, in both languages.",
    "actor": "Who did it: a role, and for an office its id and name.",
    "hash": "SHA-256 over the event and the hash of the one before.",
    "title": "The first words, or what the reporter called it. Null for who may not read the case.",
    "text": "The reporter's words. Null for who may not read the case.",
}
"""What the description of the API leaves to the field's name."""

STORED = {
    "META": {
        "id": "tracking id",
        "type": "as what the case is worked",
        "title": "the title",
        "category": "category that the case is worked under",
        "region": "region that the case is worked under",
        "channel": "the channel it came by: `site`, `application`, `earlier_system`, `other_stack`, `assisted`",
        "filed_title": "title as filed, where a coordinator has corrected it",
        "filed_type": "type as filed, where another one was decided since",
        "filed_category": "category as filed, where another one was decided since",
        "filed_region": "region as filed, where another one was decided since",
        "filed_at": "when it was filed",
        "policy": "the policy that the case was filed under, `<id>@<version>`",
        "extended": "the answer to an information request was put off",
        "asked": "the reporter of the closed case has not answered yet whether it is still good",
        "recheck": "the reporter is asked once more, sixty days after the closing",
        "planned": "day of the round of planning that took the aspiration up",
        "prioritised_at": "when the case got its priority, if it ever had another than normal",
        "told_at": "when the reporter was told of what the case waits for",
        "flags": "`anonymous`, `secret`, `sensitive`; `emergency`, `urgent`; `sent_back` (a draft); `hops-<n>`;"
        " `warned`; what is covered, `<seq>:<reason>:<part>:<start>-<end>`; and what was proposed,"
        " `<what>?<seq>?<key>`",
        "secret_hash": "SHA-256 of the follow-up secret that was filed",
        "renewed_hash": "SHA-256 of the one that holds in its place, if it was lost",
        "content_mac": "recognises a second sending of the same content",
        "status": "the status",
        "version": "number of events",
        "chain": "hash of the last event",
        "since": "when the status began",
        "clock_from": "when the progress clock last started, if not at filing",
        "respond_from": "when the respond clock last started, if not at filing",
        "arrived": "when the present office got the case, if not at filing",
        "agency": "office that holds the case",
        "agency_name": "its name at that moment",
        "tier": "its tier",
        "breached": "a deadline passed",
        "escalations": "moves up",
        "hops": "refusals and referrals so far",
        "verify_open": "nobody has taken the case on",
        "lapsed": "clocks that have expired and count no more",
        "begun": "there was progress",
        "answered": "there was a response",
        "promised": "date by which an office that waits for budget promised to act",
        "draft": "number of the event that holds the draft",
        "draft_key": "key that wrote the draft",
        "approved": "a second person agreed to the draft",
        "supporting": "offices that help",
        "merged_into": "case that this one was merged into",
        "archived_for": "why it was archived",
        "rating": "stars",
        "warnings": "reprimands",
        "warning": "number of the event of the last reprimand, until the office has answered it",
        "ladder": "the place on the ladder, `<since>|<step>|<respite>|<late offices>|<promises>`",
        "imported_at": "when a case that was filed in another system came here",
        "referred_to": "prefix of the stack that works the case",
        "handed_over": "that stack has said that it has the case",
        "due_at": "the citizen's deadline; the office's is in the key that sorts its queue",
    },
    "CONTENT": {
        "text": "the reporter's words",
        "place": "the place in words",
        "path": "names of the region's path",
        "lat": "degrees north",
        "lon": "degrees east",
        "incident_date": "when it happened",
        "salt": "salts of the commitments to title, text, place and so on, in the order of `filing_seal.PARTS`",
        "commitments": "commitments to the parts that were removed",
    },
    "EVENT": {
        "id": "tracking id, for the office's feed",
        "status": "status after the event, for the office's feed",
        "flags": "`emergency` or `urgent`, for the office's feed",
        "seq": "number of the event",
        "kind": "what happened",
        "at": "when",
        "role": "who, as a role",
        "agency": "who, as an office",
        "agency_name": "its name at that moment",
        "key": "id of the key that was used",
        "note": "what the actor wrote",
        "data": "facts, hashed, never personal",
        "salt": "what the salts of the event and of its note are made from",
        "hash": "hash of the event",
        "format": "what the hash covers; missing in format 1",
        "command_id": "recognises a repeated command",
        "due_at": "the citizen's deadline after the event; the office's is in the key that sorts its feed",
    },
}
"""Kind of item -> attribute -> what it holds."""

_HEAD = """# Which fields has a case?

Printed from the code by `python -m tools.apispec.field_table > docs/case-fields.md`; a test keeps it current.

## In the answers of the API

`GET /v1/complaints/{tracking_id}` and `GET /v1/agencies/{agency_id}/complaints/{tracking_id}` answer these. What a
viewer may not see is null, or missing from a list ([who sees what](decisions/0006-who-sees-what.md)); name, number and
address of the reporter are in none of them.

"""

_SAMPLE = """
```sh
curl "$API/complaints/KI-T3A7-SABB-E4QM-X"
```

```json
{
  "tracking_id": "KI-T3A7-SABB-E4QM-X",
  "type": "complaint",
  "title": "Jalan berlubang",
  "text": "Jalan di depan pasar berlubang sejak sebulan lalu.",
  "category": {"id": "jalan-rusak", "name": {"id": "Jalan rusak atau berlubang", "en": "Damaged road or potholes"}},
  "region": {"code": "64.08.01.2001", "path": ["Kalimantan Timur", "Kabupaten Kutai Timur", "…"]},
  "place": "Depan pasar",
  "coordinates": {"lat": 0.52, "lon": 117.53},
  "incident_date": null,
  "filed_at": "2026-11-23T02:00:00.000Z",
  "status": "routed",
  "status_label": {"id": "Diteruskan ke …", "en": "Passed on to …"},
  "tier": "opd",
  "agency": {"id": "64.08-pupr", "name": "Dinas PUPR Kabupaten Kutai Timur"},
  "anonymous": false,
  "secret": false,
  "sensitive": false,
  "priority": "normal",
  "priority_label": {"id": "biasa", "en": "normal"},
  "breached": false,
  "escalations": 0,
  "warnings": 0,
  "warned": false,
  "told": null,
  "rating": null,
  "supporting": [],
  "merged_into": null,
  "proposals": [],
  "version": 2,
  "zone": {"timezone": "WITA", "utc_offset": 8},
  "due": {
    "clock": "verify",
    "on": "2026-11-26",
    "at": "2026-11-26T15:59:59.000Z",
    "label": {"id": "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026.", "en": "…"},
    "policy": {"id": "progress-30", "version": 6, "citation": "…"},
    "days": [{"date": "2026-11-24", "counted": true}, "…"]
  },
  "office_due": {"clock": "progress", "on": "2026-12-23", "…": "…"},
  "attachments": [],
  "failed_attachments": [],
  "covers": [],
  "timeline": [
    {
      "seq": 1,
      "kind": "filed",
      "label": {"id": "Laporan diterima", "en": "Report received"},
      "at": "2026-11-23T02:00:00.000Z",
      "actor": {"role": "reporter"},
      "data": {"type": "complaint", "category": "jalan-rusak", "policy": "progress-30@6", "…": "…"},
      "hash": "…"
    },
    {"seq": 2, "kind": "routed", "…": "…"}
  ]
}
```
"""


_TABLE = """## In the table

A case is one item `META` (the state, under 1 KB because every command pays for it), one item `CONTENT` (the words and
the place) and an item `EVENT` for each event. Keys and access patterns: `storage/table_keys.py`. The reporter's
identity is in another table ([why](decisions/0008-vault.md))."""


def _text(kind: Type) -> str:
    """A type, as the table says it."""
    if isinstance(kind, Metadata):
        return _text(kind.type)
    if isinstance(kind, UnionType):
        known = [each for each in kind.types if not isinstance(each, NoneType)]
        return " or ".join(_text(each) for each in known) + (" or null" if len(known) < len(kind.types) else "")
    if isinstance(kind, ListType):
        return f"list of {_text(kind.item_type)}"
    if isinstance(kind, StructType):
        return "object"
    if isinstance(kind, IntType):
        return "integer"
    return {"StrType": "text", "BoolType": "true or false", "FloatType": "number", "DictType": "object"}[
        type(kind).__name__
    ]


def _description(field: Field) -> str:
    if field.name in MEANINGS:
        return MEANINGS[field.name]
    kind = field.type
    if isinstance(kind, UnionType):
        kind = next(each for each in kind.types if not isinstance(each, NoneType))
    assert isinstance(kind, Metadata), f"say in MEANINGS what {field.name} is"
    schema = kind.extra_json_schema
    assert schema, f"say in MEANINGS what {field.name} is"
    return str(schema["description"])


def _fields(shape: Any) -> list[str]:
    found = type_info(shape)
    assert isinstance(found, StructType)
    lines = ["| field | type | meaning |", "|---|---|---|"]
    for field in found.fields:
        kind = _text(field.type) + ("" if field.required else "; may be missing")
        lines.append(f"| `{field.name}` | {kind} | {_description(field)} |")
    return lines


def stored() -> dict[str, list[str]]:
    """The attributes of the items that a case is kept in, as `storage/mapping.py` writes them; without keys."""
    tables: Any = SimpleNamespace(row=lambda **attributes: attributes)
    case, at = example(Status.ROUTED), datetime(2026, 11, 23, tzinfo=UTC)
    content = Content("", "", (), None, None, None, b"")
    event = Event(1, "filed", at, REPORTER, "", {}, b"", b"")
    items = {
        "META": mapping.case_to_row(tables, case, Schedule(None, None, None)),
        "CONTENT": mapping.content_to_row(tables, case.id, content),
        "EVENT": mapping.event_to_row(tables, case, event),
    }
    keys = ("pk", "sk", "agency_pk", "agency_sk", "clock_pk", "clock_sk", "log_pk", "log_sk")
    return {kind: [name for name in cast("dict[str, Any]", item) if name not in keys] for kind, item in items.items()}


def render() -> str:
    """The page, as Markdown."""
    parts = [_HEAD + "\n".join(_fields(CaseForOffices))]
    parts.append("An event of `timeline`:\n\n" + "\n".join(_fields(TimelineEvent)) + "\n" + _SAMPLE)
    parts.append(_TABLE)
    for kind, names in stored().items():
        lines = [f"| `{kind}` | holds |", "|---|---|", *(f"| `{name}` | {STORED[kind][name]} |" for name in names)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(render(), end="")
