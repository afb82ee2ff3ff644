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
        {"note": "Perbaikan masuk anggaran perubahan.", "kind": "waiting_for_budget", "promised": "2027-02-15"},
        "`note` says it in four different words at least, and not in those of an earlier step. A site visit has its day"
        " in `on`, unless the words say it. The progress clock starts anew. Waiting for budget needs a date, which the"
        " citizen sees and which is a deadline itself. A date more than 90 days ahead, or a further one, takes"
        " `promise-proposal`.",
        ("second_person_needed",),
    ),
    "postponement": Action(
        "Ask the reporter for something",
        {"note": "Mohon kirim foto lubangnya."},
        "`note` is required. The office's clocks rest until the reporter replies.",
    ),
    "resumption": Action("Carry on without the reporter's answer", {"note": "Kami lanjutkan dengan data yang ada."}),
    "draft": Action(
        "Draft a response",
        {"note": "Lubang sudah ditambal dan jalannya dibuka lagi.", "by": "Regu jalan Dinas PUPR", "on": "2026-11-23"},
        "The same as a response. Only the office sees it.",
    ),
    "approval": Action(
        "Approve a draft",
        {"note": "Setuju."},
        "With another key than the draft's.",
        ("approval_needed", "same_hands"),
    ),
    "send-back": Action(
        "Send a draft back to its writer",
        {"note": "Tulis juga kapan selesainya."},
        "`note` says what must change; only the office sees it. With another key than the draft's.",
        ("approval_needed", "same_hands"),
    ),
    "response": Action(
        "Answer",
        {"note": "Lubang sudah ditambal dan jalannya dibuka lagi.", "by": "Regu jalan Dinas PUPR", "on": "2026-11-23"},
        "By default the draft; without one `note` says what was done or will be, in four different words at least, and"
        " `by` who and `on` which day, unless the words say so. Words that were said on this case before are refused."
        " The reporter confirms, reopens, appeals, or the case"
        " closes by itself.",
        ("approval_needed", "unknown_agency"),
    ),
    "correction": Action(
        "Correct the own answer",
        {"note": "Bukan ditambal, lubang itu diaspal ulang.", "by": "Regu jalan Dinas PUPR", "on": "2026-11-23"},
        "While the reporter has not settled the case. The days until it closes by itself begin anew. Where two people"
        " publish, only an approver corrects.",
        ("unknown_agency",),
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
    "warning": Action(
        "Reprimand (teguran)",
        {"note": "Laporan ini sudah lewat sepuluh hari."},
        "`note` is required. Only for a case that is late, or whose answer the reporter disputes; marks the case in the"
        " office's queue (`warned`) until the office answers.",
        ("no_ground",),
    ),
    "warning-answer": Action(
        "Answer a reprimand",
        {"note": "Bahan sudah tiba, pekerjaan mulai 2 Desember oleh UPTD Jalan."},
        "`note` is required; the public reads it.",
        ("no_warning",),
    ),
    "priority": Action(
        "Say how urgent the case is",
        {"priority": "emergency", "note": "Jembatan dilalui anak sekolah setiap pagi."},
        "`note` is required; the public reads it. An emergency stands before everything else in the queue and has"
        " clocks of its own, which the policy of the case names.",
    ),
    "type": Action(
        "Correct the type",
        {"type": "aspiration", "note": "Warga mengusulkan lampu baru."},
        "`note` is required; the public reads it. The clocks of the new type count from where those of the old one did:"
        " a wrong name does not give an office more time.",
    ),
    "title": Action(
        "Correct the title",
        {"title": "Lampu jalan padam di depan sekolah"},
        "Every list, feed and page shows the new title. The public reads who corrected it; the title that was filed"
        " stays sealed.",
    ),
    "thanks": Action(
        "Pass praise on",
        {"note": "Sudah kami sampaikan kepada petugas loket."},
        "Of praise only: it was passed on to whom it is about, and the case is closed. Without this it is on record and"
        " closed by itself after the days of the policy.",
        ("not_this_type",),
    ),
    "extension": Action(
        "Put the answer to an information request off",
        {"note": "Dokumen masih diperiksa bagian hukum."},
        "Once, by seven working days, with the reason (`note`), as Pasal 22 ayat (8) Undang-undang 14/2008 allows.",
        ("not_this_type", "not_extendable"),
    ),
    "planning": Action(
        "Take an aspiration to a round of planning",
        {"forum": "musrenbang_kecamatan", "on": "2027-02-10", "note": "Kami usulkan di Musrenbang kecamatan."},
        "Of an aspiration only. The day is a deadline: then the outcome is owed, as an answer or as the next round.",
        ("not_this_type",),
    ),
    "merge": Action(
        "The same matter as another case",
        {"into": "KI-7F3K-9Q2M-XA0B-C", "note": "Lubang yang sama."},
        "This case shows the other's state from now on.",
    ),
    "parting": Action(
        "Not the same matter as the case it was merged into",
        {"note": "Lubang ini di jalan yang lain."},
        "The case goes on where it stood before it was merged; its clocks start later by the time between.",
    ),
    "archive": Action(
        "Put the case away",
        {"reason": "test", "note": "Laporan ini hanya uji coba aplikasi."},
        "By one person only what is evident: a `test` that says so and nothing else, and a report that was"
        " `repeated`, with the tracking id of the earlier one of the same region and words in `repeats`. Anything else"
        " is proposed. The reporter reads `note` and may object. Who archived a case does not archive it again after"
        " an objection.",
        ("second_person_needed", "same_hands"),
    ),
    "archive-proposal": Action(
        "Propose to put the case away",
        {"reason": "not_a_report", "note": "Isinya iklan barang, bukan laporan."},
        "Nothing stops meanwhile. `note` is what the reporter will read; until somebody agrees only offices do.",
        ("same_hands",),
    ),
    "archive-approval": Action(
        "Agree that the case is put away",
        {"note": "Setuju."},
        "With another key than the proposal's, by the approver of the office that holds the case or by a coordinator."
        " Reason and words are those that were proposed.",
        ("no_proposal", "same_hands"),
    ),
    "archive-refusal": Action(
        "Not agree that the case is put away",
        {"note": "Jembatan ini dipakai umum."},
        "The case goes on. `note` is required.",
        ("no_proposal",),
    ),
    "promise-proposal": Action(
        "Propose a date that one person cannot promise alone",
        {"promised": "2027-06-30", "note": "Perbaikan kami usulkan dalam anggaran perubahan, dikerjakan Juni 2027."},
        "For an office that waits for budget: a date more than 90 days ahead, or a further one of the same case."
        " Nothing stops meanwhile; until somebody agrees only offices read `note`.",
    ),
    "promise-approval": Action(
        "Agree to the proposed date",
        {"note": "Setuju."},
        "With another key than the proposal's, by the approver of the office that holds the case or by a coordinator."
        " Date and words are those that were proposed. The case is on the region's list of such promises"
        " (`GET /v1/promises`), and the office owes an interim word every 30 days.",
        ("no_proposal", "same_hands"),
    ),
    "promise-refusal": Action(
        "Not agree to the proposed date",
        {"note": "Jembatan harus aman sebelum musim hujan."},
        "The deadlines stay as they are. `note` is required.",
        ("no_proposal",),
    ),
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
