"""Every operation of the API, one module per resource. A new route gets an `Operation` in the module it belongs to."""

from tools.apispec.model import Operation
from tools.apispec.operations import (
    agencies,
    assisted,
    attachments,
    casework,
    channels,
    complaints,
    description,
    office_desk,
    open_data,
    people,
    reporters,
    webhooks,
)

OPERATIONS: tuple[Operation, ...] = (
    *complaints.OPERATIONS,
    *reporters.OPERATIONS,
    *channels.OPERATIONS,
    *attachments.OPERATIONS,
    *open_data.OPERATIONS,
    *agencies.OPERATIONS,
    *casework.OPERATIONS,
    *assisted.OPERATIONS,
    *people.OPERATIONS,
    *office_desk.OPERATIONS,
    *webhooks.OPERATIONS,
    *description.OPERATIONS,
)

ELSEWHERE = "/open311/"
"""Routes that another specification describes, in its own formats: `docs/open311.md`, and their discovery document."""

MESSAGES = "messages"
"""The tag of what is sent to receivers, and answered by none of our addresses."""

TAGS: dict[str, str] = {
    "complaints": "Laporan warga: file a complaint, see where it stands. No key.",
    "reporters": "Pelapor: what reporters do with their own case. They prove to be one with `Receipt-Secret`.",
    "channels": "Kanal: what people write by SMS or WhatsApp, handed over by a gateway that signs it.",
    "attachments": "Lampiran: photos. No byte of them passes through the API.",
    "directory": "Direktori: what reports can be about, regions, and the offices that serve them. No key.",
    "statistics": "Statistik: what was counted. No key. Whole files are named by `/data/index.json` of the site.",
    "offices": "Instansi: queues and cases as offices see them. With a bearer key.",
    "casework": "Tindak lanjut: what offices and coordinators do with a case. With a bearer key and `If-Match`.",
    "people": "Petugas: signing in, and the grants by which people act.",
    "webhooks": "Webhook: messages to an office's own system, by the Standard Webhooks specification. With a key.",
    MESSAGES: "Pesan: what a webhook sends to an office's own system.",
    "oversight": "Pengawasan: broken deadlines, for overseers. With a bearer key.",
    "description": "Deskripsi: this document.",
}
"""Tag -> what its operations have in common."""
