"""What offices and coordinators do with a case: one operation for each of the API's actions."""

from dataclasses import dataclass
from typing import Any

from chalicelib.api.casework import ACTIONS
from chalicelib.domain.cases.commands import NAMES
from chalicelib.domain.cases.lifecycle import RULES
from tools.apispec import case_shapes
from tools.apispec.model import KEY, Answer, Operation
from tools.apispec.operations import samples

ROUTE = "/agencies/{agency_id}/complaints/{tracking_id}/{action}"
_COMMON = ("role_not_allowed", "not_in_this_status", "stale_version", "version_required")


@dataclass(frozen=True, slots=True)
class Action:
    """The description of one action: its summary, an example of its body, more about it, problems of its own."""

    summary: str
    example: dict[str, Any]
    description: str = ""
    problems: tuple[str, ...] = ()


DESCRIBED: dict[str, Action] = {
    "accept": Action("Take the case on", {"note": "Kami tinjau besok pagi."}),
    "progress": Action(
        "Tell of progress",
        {"note": "Perbaikan masuk anggaran perubahan.", "kind": "waiting_for_budget", "promised": "2027-03-31"},
        "The progress clock starts anew. Waiting for budget needs a date, which the citizen sees and which is a"
        " deadline itself.",
    ),
    "postponement": Action(
        "Ask the reporter for something",
        {"note": "Mohon kirim foto lubangnya."},
        "`note` is required. The office's clocks rest until the reporter replies.",
    ),
    "resumption": Action("Carry on without the reporter's answer", {"note": "Kami lanjutkan dengan data yang ada."}),
    "draft": Action(
        "Draft a response", {"note": "Lubang sudah ditambal."}, "`note` is required. Only the office sees it."
    ),
    "approval": Action(
        "Approve a draft",
        {"note": "Setuju."},
        "With another key than the draft's.",
        ("approval_needed", "same_hands"),
    ),
    "response": Action(
        "Answer",
        {"note": "Lubang sudah ditambal pada 24 November 2026."},
        "By default the draft; `note` is required without one. The reporter confirms, reopens, appeals, or the case"
        " closes by itself.",
        ("approval_needed", "unknown_agency"),
    ),
    "refusal": Action(
        "Not ours",
        {"reason": "Jalan ini milik lingkungan hidup.", "target": "64.08-dlh"},
        "To the office named, or to the coordinator; from the third time on always to the coordinator.",
        ("unknown_agency", "accusation_protected"),
    ),
    "escalation": Action(
        "Cannot be solved here: one tier up",
        {"reason": "Alat berat hanya ada di provinsi."},
        "",
        ("no_higher_tier", "unknown_agency"),
    ),
    "disposition": Action(
        "Decide which office takes the case",
        {"target": "64.08-dlh", "note": "Sesuai tugas dan fungsinya."},
        "An accusation of officials only to the competent inspectorate.",
        ("unknown_agency", "accusation_protected"),
    ),
    "assignment": Action(
        "Pass down to an office below",
        {"target": "64.08.01-kecamatan", "note": "Mohon ditangani di kecamatan."},
        "Within the own area: a dinas to a kelurahan, a desa to an RT. `escalation` brings it up again.",
        ("unknown_agency", "accusation_protected"),
    ),
    "support": Action(
        "Let another office help",
        {"target": "64.08-dlh", "note": "Mohon bantu memangkas pohon."},
        "`note` is required. The lead stays one.",
        ("unknown_agency", "accusation_protected"),
    ),
    "assistance": Action("Tell what the helping office did", {"note": "Pohon sudah dipangkas."}, "`note` is required."),
    "warning": Action("Reprimand (teguran)", {"note": "Laporan ini sudah lewat sepuluh hari."}, "`note` is required."),
    "merge": Action(
        "The same matter as another case",
        {"into": "KI-7F3K-9Q2M-XA0B-C", "note": "Lubang yang sama."},
        "This case shows the other's state from now on.",
    ),
    "archive": Action("Put the case away", {"reason": "not_a_report", "note": "Isinya iklan."}),
    "referral": Action(
        "Hand the case to another stack",
        {"stack": "kaltara", "note": "Jalan ini terletak di Kalimantan Utara."},
        "The case keeps its number and its receipt; here it stays as a pointer with the status `referred`.",
    ),
    "redaction": Action(
        "Take words or a photo out",
        {"part": "text", "note": "Memuat nama orang lain."},
        "That it happened stays, and the chain stays whole.",
        ("unknown_attachment", "record_altered"),
    ),
    "covering": Action(
        "Hide words from the public, without removing them",
        {"words": "depan pasar", "reason": "address"},
        "For another person's name and the like: wherever the words stand, in any spelling, the public reads a mask;"
        " office, reporter and auditor read on. At most a fifth of a text (60 characters of a short one, never more"
        " than half) and 60 characters of a title. The event says where and why, not the words.",
    ),
    "uncovering": Action(
        "Show again what was hidden",
        {"seq": 3, "note": "Nama pejabat yang bertugas, bukan orang lain."},
        "`seq` is the event that hid it, as `covers` of the case names it.",
    ),
    "identity-request": Action(
        "Ask a second person to agree to opening the reporter's identity",
        {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan letak lubang kepada pelapor."},
        "Needed for secret and sensitive cases. The reporter reads purpose and words. A newer request takes the place"
        " of an earlier one; one that nobody answers for 7 days lapses. Of an accusation only the inspectorate asks.",
        ("identity_protected",),
    ),
    "identity-approval": Action(
        "Agree that the reporter's identity is opened",
        {"note": "Setuju, pelapor perlu dihubungi."},
        "With another key than the request's. The one who asked can then open it once within 24 hours, while the case"
        " lies with the same office.",
        ("no_identity_request", "same_hands"),
    ),
    "identity-refusal": Action(
        "Refuse that the reporter's identity is opened",
        {"note": "Hubungi pelapor lewat permintaan tambahan."},
        "`note` is required; the reporter reads it.",
        ("no_identity_request",),
    ),
}
"""Action -> its description. Body, roles and statuses come from `api/casework.ACTIONS` and `lifecycle.RULES`."""


def _operation(action: str) -> Operation:
    command, body = ACTIONS[action]
    rule, described = RULES[NAMES[command]], DESCRIBED[action]
    who, when = ", ".join(rule.roles), ", ".join(rule.statuses)
    sentences = [described.description, f"Roles: {who}. Statuses: {when}. Leaves the event `{rule.event}`."]
    return Operation(
        id=f"{action}OfCase" if action != "accept" else "acceptCase",
        method="POST",
        path=ROUTE.replace("{action}", action),
        route=ROUTE,
        tag="casework",
        summary=described.summary,
        description=" ".join(sentence for sentence in sentences if sentence),
        proof=KEY,
        parameters=("If-Match", "Idempotency-Key", "Accept-Language"),
        body=body,
        answers={
            200: Answer(
                "Where the case stands now.",
                case_shapes.DatedState,
                ("ETag", "Cache-Control"),
                example=samples.DATED_STATE,
            )
        },
        problems=(*_COMMON, *described.problems),
        examples={"in words": described.example},
    )


OPERATIONS = tuple(_operation(action) for action in DESCRIBED)
