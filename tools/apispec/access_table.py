"""Which route answers whom: the table that the tests walk, caller by caller, and that `docs/access.md` prints.

`python -m tools.apispec.access_table > docs/access.md`

It is written by hand, apart from the rules that decide (`domain/cases/lifecycle.py`, `domain/cases/visibility.py`, the
services), so that a rule that changes unnoticed no longer agrees with it.
"""

from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.cases.model import Role

PUBLIC, REPORTER = "public", "reporter"
CALLERS = (PUBLIC, REPORTER, *(str(role) for role in Role if role not in (Role.REPORTER, Role.SYSTEM)))
"""Everybody, somebody with a case's secret, and a key of each role."""

EVERYBODY = frozenset(CALLERS)
OFFICE = frozenset(("officer", "approver", "liaison"))
REGION = frozenset(("coordinator", "auditor"))
OVERSEERS = frozenset(("overseer_kemenpanrb", "overseer_ksp", "overseer_ombudsman"))
OPERATOR = frozenset(("overseer", "admin"))
INSIDE = OFFICE | REGION | OPERATOR
"""Everything that lies with the office is theirs; `overseer` is the role of keys from before there were three."""
WATCHING = INSIDE | OVERSEERS
MANAGERS = frozenset(("liaison", "approver", "coordinator", "admin"))
APPOINTING = frozenset(("liaison", "coordinator", "admin"))
RECORDING = frozenset(("officer", "liaison", "coordinator"))
"""Who writes a report down for somebody; the case names the clerk's own office."""
WARNING = frozenset(("coordinator", "auditor", "overseer", "overseer_kemenpanrb", "overseer_ombudsman"))


@dataclass(frozen=True)
class Row:
    """Who is answered, and a request that would be right for them: a JSON body, the query, headers. A route with a
    `form` takes the key in it, as `api_key`, and no bearer key."""

    who: frozenset[str]
    body: Any = None
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None


_CASE = "/agencies/{agency_id}/complaints/{tracking_id}"
_HOOKS = "/agencies/{agency_id}/webhooks"
_PHOTO = {"media_type": "image/jpeg", "bytes": 1000}
_FILING = {"text": "Jalan berlubang di depan pasar"}

_GRANT = {
    "email": "rina@contoh.go.id",
    "name": "Rina Contoh",
    "role": "officer",
    "decree": "SK 1/2026",
    "valid_until": "2030-01-01T00:00:00Z",
}

_GROUND = {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan letaknya kepada pelapor."}

_FORMATS = ("xml", "json")
_OPEN311_READ = [
    *(f"{name}.{kind}" for name in ("requests", "servicerequestupdates", "discovery", "services") for kind in _FORMATS),
    *(f"{name}/{{file}}" for name in ("services", "requests", "tokens")),
]
_REQUEST = {"service_code": "jalan-rusak", "address_id": "64.08", "description": "Jalan berlubang, dalam sekali."}
_UPDATE = {
    "service_request_id": "{tracking_id}",
    "update_id": "1",
    "status": "OPEN",
    "description": "Petugas kami meninjaunya kemarin.",
}

PEOPLE = (WATCHING | {Role.REGION_HEAD}) - {Role.OVERSEER}
"""Roles that a person can have."""

ROUTES: dict[str, Row] = {
    "POST /complaints": Row(EVERYBODY, _FILING),
    "GET /complaints": Row(EVERYBODY),
    "GET /complaints.atom": Row(EVERYBODY),
    "GET /complaints/{tracking_id}": Row(EVERYBODY),
    "GET /complaints/{tracking_id}/receipt": Row(EVERYBODY),
    "GET /track": Row(EVERYBODY),
    "POST /track": Row(EVERYBODY, form={"id": "{tracking_id}"}),
    "GET /openapi.json": Row(EVERYBODY),
    "POST /complaints/{tracking_id}/replies": Row(frozenset((REPORTER,)), {"text": "Masih berlubang."}),
    "POST /complaints/{tracking_id}/rating": Row(frozenset((REPORTER,)), {"stars": 4}),
    "POST /complaints/{tracking_id}/appeal": Row(frozenset((REPORTER,)), {"text": "Belum selesai."}),
    "POST /complaints/{tracking_id}/follow-up": Row(frozenset((REPORTER,)), {"good": True}),
    "POST /complaints/{tracking_id}/type": Row(frozenset((REPORTER,)), {"type": "aspiration"}),
    "POST /complaints/{tracking_id}/objection": Row(frozenset((REPORTER,)), {"text": "Ini jembatan umum."}),
    "POST /complaints/{tracking_id}/parting": Row(frozenset((REPORTER,)), {"text": "Ini jalan lain."}),
    "POST /complaints/{tracking_id}/withdrawal": Row(frozenset((REPORTER,)), {}),
    "POST /complaints/{tracking_id}/address": Row(frozenset((REPORTER,)), {"email": "pelapor@contoh.id"}),
    "POST /complaints/{tracking_id}/receipt-code": Row(EVERYBODY, {"contact": "pelapor@contoh.id"}),
    "POST /complaints/{tracking_id}/receipt-renewal": Row(
        EVERYBODY, {"request": "0" * 32, "code": "{code}", "new_key": "1" * 32}
    ),
    "POST /complaints/{tracking_id}/redaction": Row(frozenset((REPORTER,)), {}),
    "POST /complaints/{tracking_id}/erasure": Row(frozenset((REPORTER,))),
    "GET /complaints/{tracking_id}/accesses": Row(frozenset((REPORTER,))),
    "POST /complaints/{tracking_id}/attachments": Row(frozenset((REPORTER,)), _PHOTO),
    "GET /complaints/{tracking_id}/attachments/{attachment_id}": Row(EVERYBODY),
    "GET /complaints/{tracking_id}/attachments/{attachment_id}/preview": Row(EVERYBODY),
    "GET /notices/{token}": Row(EVERYBODY),
    "POST /channels/sms/{gateway}": Row(frozenset(), {"id": "1", "from": "+628120000000", "text": "BANTUAN"}),
    "GET /channels/whatsapp": Row(frozenset()),
    "POST /channels/whatsapp": Row(frozenset(), {"entry": []}),
    "POST /notices/{token}": Row(EVERYBODY, form={"wish": "resume"}),
    "POST /similar": Row(EVERYBODY, _FILING),
    "POST /suggestions": Row(EVERYBODY, _FILING),
    "GET /categories": Row(EVERYBODY),
    "GET /regions/{code}": Row(EVERYBODY),
    "GET /agencies": Row(EVERYBODY),
    "GET /agencies/{agency_id}": Row(EVERYBODY),
    "GET /statistics": Row(EVERYBODY),
    "GET /agencies/{agency_id}/queue": Row(WATCHING),
    "GET /agencies/{agency_id}/due.ics": Row(WATCHING),
    "GET /agencies/{agency_id}/events": Row(INSIDE),
    "GET /agencies/{agency_id}/keys": Row(frozenset(("liaison", "coordinator", "auditor", "admin"))),
    "GET /agencies/{agency_id}/grants": Row(APPOINTING | {"auditor"}),
    "POST /agencies/{agency_id}/grants": Row(APPOINTING, _GRANT),
    "DELETE /agencies/{agency_id}/grants/{grant_id}": Row(APPOINTING),
    "GET /agencies/{agency_id}/templates": Row(INSIDE),
    "POST /agencies/{agency_id}/templates": Row(APPOINTING, {"version": 0, "templates": []}),
    "GET /agencies/{agency_id}/assignees": Row(OFFICE),
    "POST /agencies/{agency_id}/assignees": Row(OFFICE, {"cases": [{"tracking_id": "{tracking_id}"}]}),
    "GET /agencies/{agency_id}/colleagues": Row(OFFICE),
    "POST /agencies/{agency_id}/assisted": Row(RECORDING, _FILING | {"came_by": "walk_in"}),
    "POST /session": Row(frozenset(), {}),
    "DELETE /session": Row(frozenset()),
    "GET /me/notices": Row(PEOPLE),
    "POST /me/notices": Row(PEOPLE, {"off": []}),
    "GET /me": Row(WATCHING | {Role.REGION_HEAD}),
    f"GET {_HOOKS}": Row(MANAGERS),
    f"POST {_HOOKS}": Row(MANAGERS, {"url": "https://dinas.example/lapor"}),
    f"DELETE {_HOOKS}/{{webhook_id}}": Row(MANAGERS),
    **{f"POST {_HOOKS}/{{webhook_id}}/{what}": Row(MANAGERS) for what in ("rotate", "test", "enable", "disable")},
    f"GET {_CASE}": Row(WATCHING),
    f"GET {_CASE}/similar": Row(INSIDE),
    f"GET {_CASE}/access-log": Row(frozenset(("auditor",))),
    f"POST {_CASE}/identity": Row(frozenset(("officer", "coordinator")), _GROUND),
    f"POST {_CASE}/attachments": Row(frozenset(("officer", "approver", "coordinator")), _PHOTO),
    f"GET {_CASE}/attachments/{{attachment_id}}": Row(WATCHING),
    f"GET {_CASE}/attachments/{{attachment_id}}/preview": Row(WATCHING),
    **{f"GET /open311/v2/{file}": Row(EVERYBODY) for file in _OPEN311_READ},
    **{f"POST /open311/v2/requests.{kind}": Row(frozenset(("application",)), form=_REQUEST) for kind in _FORMATS},
    **{
        f"POST /open311/v2/servicerequestupdates.{kind}": Row(frozenset(("officer",)), form=_UPDATE)
        for kind in _FORMATS
    },
    "GET /breaches": Row(OVERSEERS | OPERATOR | REGION, query="month=2026-11"),
    "GET /ombudsman": Row(OVERSEERS | OPERATOR | REGION, query="month=2026-11"),
    "GET /promises": Row(OVERSEERS | OPERATOR | REGION, query="month=2026-11"),
    "GET /ladder": Row(OVERSEERS | OPERATOR | REGION),
    "GET /readiness": Row(OVERSEERS | OPERATOR | REGION),
    "GET /stacks": Row(OVERSEERS | OPERATOR),
}
"""Method and path as the app registers them -> who is answered. One line a route."""

ACTION = f"POST {_CASE}/{{action}}"
_NOTE = {"note": "Petugas kami memeriksa laporan ini kemarin."}
_VERSION = {"If-Match": '"2"'}

ACTIONS: dict[str, Row] = {
    "accept": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "progress": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "postponement": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "resumption": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "draft": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "approval": Row(frozenset(("approver",)), _NOTE, headers=_VERSION),
    "send-back": Row(frozenset(("approver",)), _NOTE, headers=_VERSION),
    "response": Row(frozenset(("officer", "approver")), _NOTE, headers=_VERSION),
    "correction": Row(frozenset(("officer", "approver")), _NOTE, headers=_VERSION),
    "refusal": Row(frozenset(("officer",)), {"reason": "Bukan wewenang."}, headers=_VERSION),
    "escalation": Row(frozenset(("officer",)), {"reason": "Tidak mampu."}, headers=_VERSION),
    "disposition": Row(frozenset(("coordinator",)), {"target": "64.08-dlh"}, headers=_VERSION),
    "assignment": Row(frozenset(("officer",)), {"target": "64.08.01.2001-desa"}, headers=_VERSION),
    "support": Row(OFFICE - {"approver"} | {"coordinator"}, {"target": "64.08-dlh", **_NOTE}, headers=_VERSION),
    "assistance": Row(frozenset(), _NOTE, headers=_VERSION),
    "warning": Row(WARNING, _NOTE, headers=_VERSION),
    "warning-answer": Row(OFFICE | {"coordinator"}, _NOTE, headers=_VERSION),
    "merge": Row(frozenset(("officer", "coordinator")), {"into": "{other_id}", **_NOTE}, headers=_VERSION),
    "priority": Row(frozenset(("coordinator",)), {"priority": "urgent", **_NOTE}, headers=_VERSION),
    "parting": Row(frozenset(("officer", "coordinator")), _NOTE, headers=_VERSION),
    "type": Row(frozenset(("coordinator",)), {"type": "aspiration", **_NOTE}, headers=_VERSION),
    "title": Row(frozenset(("coordinator",)), {"title": "Lampu jalan padam"}, headers=_VERSION),
    "thanks": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "extension": Row(frozenset(("officer",)), _NOTE, headers=_VERSION),
    "planning": Row(
        frozenset(("officer",)), {"forum": "musrenbang_desa", "on": "2027-01-20", **_NOTE}, headers=_VERSION
    ),
    "archive": Row(frozenset(("coordinator",)), {"reason": "repeated", **_NOTE}, headers=_VERSION),
    "archive-proposal": Row(frozenset(("coordinator",)), {"reason": "repeated", **_NOTE}, headers=_VERSION),
    "archive-approval": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
    "archive-refusal": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
    "promise-proposal": Row(frozenset(("officer",)), {"promised": "2027-06-30", **_NOTE}, headers=_VERSION),
    "promise-approval": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
    "promise-refusal": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
    "referral": Row(frozenset(("coordinator",)), {"stack": "kaltara", **_NOTE}, headers=_VERSION),
    "redaction": Row(frozenset(("coordinator", "admin")), {"part": "title", **_NOTE}, headers=_VERSION),
    "covering": Row(
        frozenset(("officer", "coordinator")), {"words": "berlubang", "reason": "health"}, headers=_VERSION
    ),
    "uncovering": Row(
        # The Ombudsman too, of cases that were late: this one was not.
        frozenset(("officer", "coordinator", "admin")),
        {"seq": 3, **_NOTE},
        headers={"If-Match": '"3"'},
    ),
    "identity-request": Row(frozenset(("officer", "coordinator")), _GROUND, headers=_VERSION),
    "identity-approval": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
    "identity-refusal": Row(frozenset(("approver", "coordinator")), _NOTE, headers=_VERSION),
}
"""Action -> who may take it on a case that lies with the office of the path. To assist is for a supporting office."""

_HEAD = """# Who may do what

Printed from `tools/apispec/access_table.py` by `python -m tools.apispec.access_table > docs/access.md`; a test keeps it
current, and another one calls every route as every caller. `reporter` is whoever sends a case's secret, the others hold
a key:

| role | Indonesian | reach |
|---|---|---|
| officer | petugas | what lies with the own office, or what it supports |
| approver | penyetuju | the same; agrees to responses and publishes them |
| liaison | pejabat penghubung | the same; asks others for support, looks after the office's keys, publishes nothing |
| coordinator | koordinator (Diskominfo, Tim Koordinasi) | every office of the region |
| auditor | Inspektorat | reads everything of the region, hidden cases too; may warn, and changes nothing else |
| overseer_kemenpanrb | pembina | all states, queues and lists; of hidden cases no words and no village; may warn |
| overseer_ksp | program prioritas | the same for the categories in the grant; may not warn |
| overseer_ombudsman | pengawas | cases that were late or go unsolved, with their words; may warn |
| admin | admin | reads everything, redacts |
| region_head | kepala daerah, ajudan | figures and no case: what the public sees; a person, never a program |
| application | aplikasi | files, adds to what it filed, and sees what the public sees |
| overseer | | keys from before there were three views: reads everything, may warn; not issued any more |

Who a reporter is, only the vault tells, and only officers of the office that holds the case and coordinators; of a
secret or sensitive case only after a second person agreed ([who opens identities](identities.md)). Marks are for a
public case that lies with the office in the path; for hidden ones, see
[who sees what](decisions/0006-who-sees-what.md) and [keys, roles and limits](decisions/0014-keys-roles-limits.md).

The routes below `/open311` that write take their key in the form, as `api_key`, too ([Open311](open311.md)); all others
take `Authorization: Bearer` alone. `assistance` is for an office that supports the case, and so for none that it lies
with; an application updates only what it filed itself, and so not the case that the marks are for. How often a caller
may do something: [limits](http.md#limits).

"""


def render() -> str:
    """The page, as Markdown."""
    columns = ["", *CALLERS]
    lines = [f"| {' | '.join(columns)} |", "|---|" + ":-:|" * len(CALLERS)]
    rows = {_public(route): row for route, row in ROUTES.items()}
    rows |= {f"action {action}": row for action, row in ACTIONS.items()}
    for name, row in rows.items():
        marks = ["●" if caller in row.who else "" for caller in CALLERS]
        lines.append(f"| {' | '.join([f'`{name}`', *marks])} |")
    return _HEAD + "\n".join(lines) + "\n"


def _public(route: str) -> str:
    """A route as callers write it: CloudFront adds the stage's name to what comes for Open311."""
    return route if " /open311/" in route else route.replace(" ", " /v1", 1)


if __name__ == "__main__":
    print(render(), end="")
