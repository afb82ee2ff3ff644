"""What the actions on a case are called, and what each asks for: for a page that offers whatever is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.domain.attachments import repair_photos

if TYPE_CHECKING:
    from chalicelib.api.labels import Words

LABELS: dict[str, Words] = {
    "accept": {"id": "Terima", "en": "Accept"},
    "progress": {"id": "Catat kemajuan", "en": "Record progress"},
    "postponement": {"id": "Tanya pelapor", "en": "Ask the reporter"},
    "resumption": {"id": "Lanjutkan tanpa jawaban", "en": "Continue without an answer"},
    "draft": {"id": "Ajukan jawaban", "en": "Submit an answer"},
    "approval": {"id": "Setujui", "en": "Approve"},
    "send-back": {"id": "Kembalikan", "en": "Send back"},
    "response": {"id": "Jawab", "en": "Answer"},
    "correction": {"id": "Betulkan jawaban", "en": "Correct the answer"},
    "refusal": {"id": "Bukan wewenang", "en": "Not ours"},
    "escalation": {"id": "Naikkan", "en": "Escalate"},
    "disposition": {"id": "Serahkan", "en": "Hand over"},
    "assignment": {"id": "Tugaskan ke bawah", "en": "Pass down"},
    "support": {"id": "Minta bantuan", "en": "Ask for help"},
    "assistance": {"id": "Catat bantuan", "en": "Record help"},
    "warning": {"id": "Tegur", "en": "Reprimand"},
    "warning-answer": {"id": "Jawab teguran", "en": "Answer the reprimand"},
    "priority": {"id": "Tetapkan prioritas", "en": "Set the priority"},
    "merge": {"id": "Gabungkan", "en": "Merge"},
    "archive": {"id": "Arsipkan", "en": "Archive"},
    "archive-proposal": {"id": "Usulkan arsip", "en": "Propose to archive"},
    "archive-approval": {"id": "Setujui arsip", "en": "Agree to archive"},
    "archive-refusal": {"id": "Jangan diarsipkan", "en": "Do not archive"},
    "promise-proposal": {"id": "Usulkan tanggal janji", "en": "Propose a promised date"},
    "promise-approval": {"id": "Setujui tanggal janji", "en": "Agree to the promised date"},
    "promise-refusal": {"id": "Tolak tanggal janji", "en": "Refuse the promised date"},
    "parting": {"id": "Bukan masalah yang sama", "en": "Not the same matter"},
    "type": {"id": "Betulkan jenis", "en": "Correct the type"},
    "title": {"id": "Betulkan judul", "en": "Correct the title"},
    "thanks": {"id": "Sampaikan pujian", "en": "Pass the praise on"},
    "extension": {"id": "Perpanjang jawaban", "en": "Put the answer off"},
    "planning": {"id": "Masukkan ke perencanaan", "en": "Take into a round of planning"},
    "referral": {"id": "Teruskan ke wilayah lain", "en": "Refer to another stack"},
    "redaction": {"id": "Samarkan", "en": "Redact"},
    "covering": {"id": "Sembunyikan kata", "en": "Hide words"},
    "uncovering": {"id": "Tampilkan kembali", "en": "Show again"},
    "identity-request": {"id": "Minta identitas pelapor", "en": "Request the identity"},
    "identity-approval": {"id": "Setujui buka identitas", "en": "Agree to open the identity"},
    "identity-refusal": {"id": "Tolak buka identitas", "en": "Refuse to open the identity"},
}


def fields_of(body: type[msgspec.Struct], *, repair: bool) -> list[dict[str, Any]]:
    """The fields of an action's body, in order, and which of them must be sent. `photo` is asked of a `repair`."""
    return [
        {"name": each.name, "required": each.required}
        for each in msgspec.structs.fields(body)
        if repair or each.name != repair_photos.PHOTO
    ]
