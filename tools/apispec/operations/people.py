"""People sign in, and those who answer for an office make and end their grants."""

from typing import Any

from chalicelib.api import people_schemas
from tools.apispec import people_shapes as shapes
from tools.apispec.model import KEY, SIGNED_IN, Answer, Operation

_ALL = "/agencies/{agency_id}/grants"
_HEADERS = ("Cache-Control",)

_GRANT: dict[str, Any] = {
    "id": "7F3K9Q2MXA0B",
    "person": "8a6f0c1e-0000-4000-8000-3f2f5b9d7c11",
    "name": "Rina Contoh",
    "role": "officer",
    "role_label": {"id": "petugas", "en": "officer"},
    "agency": {"id": "64.08-pupr", "name": "Dinas PUPR Kabupaten Kutai Timur"},
    "decree": "SK 100/2026",
    "categories": [],
    "valid_from": "2026-11-23T02:00:00.000Z",
    "valid_until": "2027-11-23T02:00:00.000Z",
    "made_at": "2026-11-23T02:00:00.000Z",
    "ended_at": None,
}
_SESSION = {"key": "sesi_7F3K9Q2MXA0B_…", "ends_at": "2026-11-23T10:00:00.000Z"}

_WISHES: dict[str, Any] = {
    "topics": [
        {
            "id": "emergency",
            "label": {"id": "Darurat, kapan saja", "en": "Emergencies, at any hour"},
            "on": True,
            "always": True,
        },
        {"id": "new", "label": {"id": "Laporan baru", "en": "New reports"}, "on": False, "always": False},
    ],
    "stopped": None,
}

OPERATIONS = (
    Operation(
        id="openSession",
        method="POST",
        path="/session",
        tag="people",
        summary="Take a grant after signing in",
        description="With the ID token of the stack's user pool. The session's key opens for eight hours what a"
        " program's key with this role and office would. Who has several grants and names none is answered with the"
        " choice.",
        proof=SIGNED_IN,
        parameters=("Accept-Language",),
        body=people_schemas.SessionIn,
        answers={
            200: Answer(
                "Several grants: choose.",
                shapes.SignedIn,
                _HEADERS,
                example={"session": None, "grant": None, "grants": [_GRANT, _GRANT | {"id": "9F3K2M7QXA0B"}]},
            ),
            201: Answer(
                "A session.",
                shapes.SignedIn,
                _HEADERS,
                example={"session": _SESSION, "grant": _GRANT, "grants": [_GRANT]},
            ),
        },
        problems=("not_signed_in", "no_grant", "second_factor_needed"),
        examples={"the only grant": {}},
    ),
    Operation(
        id="closeSession",
        method="DELETE",
        path="/session",
        tag="people",
        summary="Sign out",
        description="Ends the session; API Gateway may honour its key for another minute.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={204: Answer("Signed out.", None, _HEADERS)},
        problems=("not_signed_in",),
    ),
    Operation(
        id="readMe",
        method="GET",
        path="/me",
        tag="people",
        summary="Who I am, and what I may do",
        description="For a session the person and all grants that hold now; for a program's key its role and office.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The bearer.", shapes.Me, _HEADERS)},
    ),
    Operation(
        id="readNoticeWishes",
        method="GET",
        path="/me/notices",
        tag="people",
        summary="What I am told by mail",
        description="For a session: the topics that concern its role, and whether each is on.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The topics.", shapes.NoticeWishes, _HEADERS, example=_WISHES)},
        problems=("not_signed_in",),
    ),
    Operation(
        id="chooseNotices",
        method="POST",
        path="/me/notices",
        tag="people",
        summary="Choose what I am told by mail",
        description="The topics in `off` are off and all others on, for all grants of the person. After a choice mails"
        " are tried again that did not arrive before.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=people_schemas.NoticeWishesIn,
        answers={200: Answer("As it is now.", shapes.NoticeWishes, _HEADERS, example=_WISHES)},
        problems=("not_signed_in",),
        examples={"no mails of new reports": {"off": ["new"]}},
    ),
    Operation(
        id="listGrants",
        method="GET",
        path=_ALL,
        tag="people",
        summary="List the people of an office",
        description="For its liaison, its coordinators and auditors. Ended grants stay on the list for a year.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The grants.", shapes.Grants, _HEADERS, example={"items": [_GRANT]})},
    ),
    Operation(
        id="makeGrant",
        method="POST",
        path=_ALL,
        tag="people",
        summary="Let a person act for an office",
        description="A liaison for the own office, officers and approvers; a coordinator for the own area, liaisons"
        " too; an admin all. Nobody for himself. Who has no account gets one, and an e-mail. Repeated with the same"
        " `Idempotency-Key` it is the same grant.",
        proof=KEY,
        parameters=("Idempotency-Key", "Accept-Language"),
        body=people_schemas.GrantIn,
        answers={201: Answer("Made.", shapes.Grant, _HEADERS, example=_GRANT)},
        problems=("same_hands",),
        examples={
            "an officer": {
                "email": "rina@contoh.go.id",
                "name": "Rina Contoh",
                "role": "officer",
                "decree": "SK 100/2026",
                "valid_until": "2027-11-23T02:00:00Z",
            }
        },
    ),
    Operation(
        id="endGrant",
        method="DELETE",
        path=f"{_ALL}/{{grant_id}}",
        tag="people",
        summary="End a grant",
        description="Its sessions end with it, within a minute. Ending it again keeps the first moment.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("Ended.", shapes.Grant, _HEADERS)},
        problems=("unknown_grant",),
    ),
)
