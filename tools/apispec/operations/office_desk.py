"""What an office keeps for its own work: answer templates, and who has which case."""

from typing import Any

from chalicelib.api import desk_schemas
from tools.apispec import desk_shapes as shapes
from tools.apispec.model import KEY, Answer, Operation

_HEADERS = ("Cache-Control",)
_PERSON = "8a6f0c1e-0000-4000-8000-3f2f5b9d7c11"
_TEMPLATE = {
    "name": "Lubang ditutup",
    "text": "{instansi} telah menutup lubang di [[tempat]] pada [[hari dan tanggal]]. Nomor laporan Anda {nomor}.",
}
_TEMPLATES: dict[str, Any] = {
    "version": 1,
    "items": [_TEMPLATE],
    "placeholders": ["nomor", "instansi", "tanggal", "kategori"],
}
_ASSIGNEE = {"tracking_id": "KI-N4MY-SXYG-J405-C", "person": _PERSON, "name": "Rina Contoh"}

OPERATIONS = (
    Operation(
        id="readTemplates",
        method="GET",
        path="/agencies/{agency_id}/templates",
        tag="people",
        summary="The answer templates of an office",
        description="For who may see all cases of the office. Their text is as it was written: who answers fills in.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The templates.", shapes.Templates, _HEADERS, example=_TEMPLATES)},
    ),
    Operation(
        id="replaceTemplates",
        method="POST",
        path="/agencies/{agency_id}/templates",
        tag="people",
        summary="Write the answer templates of an office",
        description="All of them anew, at most twenty, by the office's liaison, its coordinators or an admin. Each has"
        " words to judge by beside what the case fills; one without a blank says by itself who did what, and when."
        " `version` is the one that was read: 412 if somebody changed them meanwhile.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=desk_schemas.TemplatesIn,
        answers={200: Answer("As they are now.", shapes.Templates, _HEADERS, example=_TEMPLATES)},
        problems=("stale_version",),
        examples={"one template": {"version": 0, "templates": [_TEMPLATE]}},
    ),
    Operation(
        id="readAssignees",
        method="GET",
        path="/agencies/{agency_id}/assignees",
        tag="people",
        summary="Who has which case of an office",
        description="For the people and programs of the office. Cases that left it may be among them.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={
            200: Answer(
                "Who has which case.",
                shapes.Assignees,
                _HEADERS,
                example={"items": [_ASSIGNEE | {"at": "2026-11-23T02:00:00.000Z"}]},
            )
        },
    ),
    Operation(
        id="assignCases",
        method="POST",
        path="/agencies/{agency_id}/assignees",
        tag="people",
        summary="Give cases to a person of the office",
        description="Up to fifty at once; `person` null gives them back. Of each case the sender says who had it: one"
        " that somebody else has meanwhile is left. Leaves no event, and the case keeps its version.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=desk_schemas.AssigneesIn,
        answers={
            200: Answer(
                "Each case, and who has it now.",
                shapes.GivenCases,
                _HEADERS,
                example={"items": [_ASSIGNEE | {"left": None}]},
            )
        },
        examples={"nobody any more": {"cases": [{"tracking_id": "KI-N4MY-SXYG-J405-C", "had_by": _PERSON}]}},
    ),
    Operation(
        id="readColleagues",
        method="GET",
        path="/agencies/{agency_id}/colleagues",
        tag="people",
        summary="The people to whom a case can be given",
        description="Officers, approvers and liaisons of the office whose grant holds now; for the office itself.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={
            200: Answer(
                "The people.",
                shapes.Colleagues,
                _HEADERS,
                example={"items": [{"person": _PERSON, "name": "Rina Contoh", "role": "officer"}]},
            )
        },
    ),
)
