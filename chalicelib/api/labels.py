"""Labels: what people read for statuses, priorities and events. Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import status_labels, type_labels
from chalicelib.domain.attachments import repair_photos
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import channels
from chalicelib.domain.cases.model import Event, Priority, Role, Status
from chalicelib.domain.deadlines.clocks import CLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = dict[str, str]

_ROLE_WORD: dict[str, Words] = {
    Role.REPORTER: {"id": "pelapor", "en": "reporter"},
    Role.SYSTEM: {"id": "sistem", "en": "system"},
    Role.OFFICER: {"id": "petugas", "en": "officer"},
    Role.APPROVER: {"id": "penyetuju", "en": "approver"},
    Role.COORDINATOR: {"id": "koordinator", "en": "coordinator"},
    Role.LIAISON: {"id": "pejabat penghubung", "en": "liaison"},
    Role.AUDITOR: {"id": "auditor inspektorat", "en": "auditor"},
    Role.OVERSEER: {"id": "pengawas", "en": "overseer"},
    Role.OVERSEER_KEMENPANRB: {"id": "pembina (KemenPANRB)", "en": "overseer (KemenPANRB)"},
    Role.OVERSEER_KSP: {"id": "pemantau program prioritas (KSP)", "en": "overseer of priority programmes (KSP)"},
    Role.OVERSEER_OMBUDSMAN: {"id": "pengawas (Ombudsman)", "en": "overseer (Ombudsman)"},
    Role.ADMIN: {"id": "admin", "en": "admin"},
    Role.REGION_HEAD: {"id": "kepala daerah atau ajudan", "en": "head of region or aide"},
    Role.APPLICATION: {"id": "aplikasi", "en": "application"},
}

_RECORDED: Words = {"id": "Dicatat {recorder} untuk pelapor", "en": "Written down by {recorder} for the reporter"}

_EVENT: dict[str, Words] = {
    "filed": {"id": "Laporan diterima", "en": "Report received"},
    "routed": {"id": "Diteruskan ke {to}", "en": "Passed on to {to}"},
    "accepted": {"id": "{actor} menerima laporan ini", "en": "{actor} took on this report"},
    "progressed": {"id": "Perkembangan dari {actor}", "en": "Progress from {actor}"},
    "responded": {"id": "Tanggapan dari {actor}{photo}", "en": "Response from {actor}{photo}"},
    "corrected": {"id": "Tanggapan diperbaiki oleh {actor}{photo}", "en": "Response corrected by {actor}{photo}"},
    "refused": {
        "id": "{actor} menyatakan bukan wewenangnya; diteruskan ke {to}",
        "en": "{actor} says this is not within its duties; passed on to {to}",
    },
    "escalated": {
        "id": "{actor} tidak dapat menyelesaikannya; naik ke {to}",
        "en": "{actor} cannot solve this; moved up to {to}",
    },
    "disposed": {"id": "Koordinator meneruskan ke {to}", "en": "The coordinator passed this on to {to}"},
    "assigned": {"id": "{actor} menugaskan {to}", "en": "{actor} passed this down to {to}"},
    "replied": {"id": "Tambahan dari pelapor", "en": "Addition by the reporter"},
    "postponed": {"id": "{actor} meminta tambahan dari Anda", "en": "{actor} asks you to add something"},
    "resumed": {"id": "{actor} melanjutkan laporan ini", "en": "{actor} carries on"},
    "drafted": {"id": "{actor} menyusun tanggapan", "en": "{actor} drafts a response"},
    "approved": {"id": "{actor} menyetujui rancangan tanggapan", "en": "{actor} approved the draft"},
    "sent_back": {
        "id": "{actor} mengembalikan rancangan tanggapan untuk diperbaiki",
        "en": "{actor} sent the draft back to be changed",
    },
    "supported": {"id": "{helper} ikut membantu", "en": "{helper} helps"},
    "assisted": {"id": "Bantuan dari {actor}", "en": "Help from {actor}"},
    "warned": {"id": "Teguran dari {actor}", "en": "Reprimand from {actor}"},
    "warning_answered": {"id": "{actor} menjawab teguran", "en": "{actor} answers the reprimand"},
    "raised": {
        "id": "Belum juga selesai; disampaikan kepada {position}",
        "en": "Still not settled; {position} was told",
    },
    "prioritised": {
        "id": "{actor} menetapkan prioritas: {priority}",
        "en": "{actor} set the priority: {priority}",
    },
    "retyped": {"id": "Jenis laporan diubah menjadi {type}", "en": "The type of report was changed: {type}"},
    "retitled": {"id": "Judul laporan diperbaiki oleh {actor}", "en": "{actor} corrected the title of the report"},
    "thanked": {
        "id": "Pujian disampaikan oleh {actor}. Terima kasih",
        "en": "{actor} passed the praise on. Thank you",
    },
    "extended": {
        "id": "{actor} memperpanjang waktu jawaban satu kali",
        "en": "{actor} put the answer off, once",
    },
    "planned": {
        "id": "{actor} membawa aspirasi ini ke {forum} pada {on}",
        "en": "{actor} takes this aspiration to {forum} on {on}",
    },
    "merged": {"id": "Digabung dengan laporan {into}", "en": "Merged with report {into}"},
    "parted": {
        "id": "Dipisahkan lagi dari laporan {followed}: bukan masalah yang sama",
        "en": "Parted from report {followed} again: not the same matter",
    },
    "archived": {"id": "Diarsipkan", "en": "Archived"},
    "archive_proposed": {
        "id": "{actor} mengusulkan pengarsipan; menunggu persetujuan orang kedua",
        "en": "{actor} proposes to archive this; a second person must agree",
    },
    "archive_refused": {
        "id": "{actor} tidak menyetujui pengarsipan; laporan berlanjut",
        "en": "{actor} did not agree to archive this; it goes on",
    },
    "promise_proposed": {
        "id": "{actor} mengusulkan tanggal janji; menunggu persetujuan orang kedua",
        "en": "{actor} proposes a date to promise; a second person must agree",
    },
    "promise_refused": {
        "id": "{actor} tidak menyetujui tanggal janji; batas waktu tetap berlaku",
        "en": "{actor} did not agree to the date; the deadlines stay",
    },
    "redacted": {"id": "Sebagian isi disamarkan", "en": "Some words were redacted"},
    "covered": {
        "id": "Sebagian kata disembunyikan dari publik: {covered}",
        "en": "Some words were hidden from the public: {covered}",
    },
    "uncovered": {
        "id": "Kata yang disembunyikan ditampilkan kembali",
        "en": "Words that were hidden are shown again",
    },
    "identity_requested": {
        "id": "{actor} meminta membuka identitas pelapor{purpose}",
        "en": "{actor} requested the reporter's identity{purpose}",
    },
    "identity_approved": {
        "id": "{actor} menyetujui pembukaan identitas pelapor",
        "en": "{actor} agreed that the reporter's identity is opened",
    },
    "identity_refused": {
        "id": "{actor} menolak pembukaan identitas pelapor",
        "en": "{actor} refused that the reporter's identity is opened",
    },
    "accessed": {
        "id": "{actor} membuka identitas pelapor{purpose}",
        "en": "{actor} looked at the reporter's identity{purpose}",
    },
    "erased": {"id": "Identitas pelapor dihapus", "en": "The reporter's identity was erased"},
    "receipt_renewed": {
        "id": "Kode rahasia laporan ini diganti; yang lama tidak berlaku lagi",
        "en": "The secret code of this report was replaced; the old one is void",
    },
    "attached": {"id": "Foto dari {sender}", "en": "Photo from {sender}"},
    "rated": {"id": "Penilaian pelapor: {rating} dari 5", "en": "The reporter's rating: {rating} of 5"},
    "appealed": {
        "id": "Pelapor mengajukan banding; diteruskan ke {to}",
        "en": "The reporter appeals; passed on to {to}",
    },
    "objected": {
        "id": "Pelapor berkeberatan atas pengarsipan; diperiksa oleh {to}",
        "en": "The reporter objects to the archiving; {to} examines it",
    },
    "withdrawn": {"id": "Pelapor menarik laporannya", "en": "The reporter withdraws"},
    "listed": {
        "id": "Masuk daftar Ombudsman: 60 hari tanpa penyelesaian",
        "en": "On the Ombudsman's list: 60 days without a solution",
    },
    "told": {"id": "Pelapor sudah mengetahuinya", "en": "The reporter knows of it"},
    "confirmed": {"id": "Pelapor menyatakan selesai", "en": "The reporter says this is settled"},
    "reopened": {"id": "Pelapor menyatakan belum selesai", "en": "The reporter says this is not settled"},
    "asked": {"id": "Pelapor ditanya: masih beres?", "en": "The reporter is asked: is it still good?"},
    "followed_up": {"id": "Pelapor: masih beres", "en": "The reporter: it is still good"},
    "closed": {
        "id": "Ditutup otomatis karena tidak ada balasan",
        "en": "Closed automatically: no reply came",
    },
    "referred": {"id": "Diteruskan ke LAPOR! {stack_name}", "en": "Passed on to LAPOR! {stack_name}"},
    "resent": {"id": "Dikirim ulang ke LAPOR! wilayah tujuan", "en": "Sent once more to the other stack"},
    "handed_over": {"id": "Diterima oleh LAPOR! {stack_name}", "en": "Received by LAPOR! {stack_name}"},
    "returned": {
        "id": "Dikembalikan oleh LAPOR! {stack_name}; {to} mencarikan instansi yang tepat",
        "en": "Returned by LAPOR! {stack_name}; {to} is looking for the right agency",
    },
    "arrived": {"id": "Diteruskan dari LAPOR! {stack_name}", "en": "Passed on from LAPOR! {stack_name}"},
    "lapsed": {"id": "Batas waktu terlewati: {clock}", "en": "Past a time limit: {clock}"},
    "breached": {
        "id": "Melewati batas waktu tanpa perkembangan; naik ke {to}",
        "en": "Past the deadline without progress; moved up to {to}",
    },
}

_ENDED_ELSEWHERE: Words = {
    "id": "Selesai di sistem sebelumnya",
    "en": "Closed in the earlier system",
}
_PURPOSE: dict[str, Words] = {
    "contact_needed_for_work": {"id": "perlu menghubungi pelapor", "en": "needs to contact the reporter"},
    "protection_of_reporter": {"id": "perlindungan pelapor", "en": "protection of the reporter"},
    "legal_order": {"id": "perintah hukum", "en": "a legal order"},
    "asked_by_reporter": {"id": "atas permintaan pelapor", "en": "at the reporter's request"},
}
_PHOTO_REMOVED: Words = {"id": "Sebuah foto dihapus", "en": "A photo was removed"}
_REDACTED_ELSEWHERE: Words = {
    "id": "Sebagian isi disamarkan oleh LAPOR! {stack_name}",
    "en": "Some words were redacted by LAPOR! {stack_name}",
}
_COVERED_ELSEWHERE: Words = {
    "id": "Sebagian kata disembunyikan dari publik oleh LAPOR! {stack_name}: {covered}",
    "en": "Some words were hidden from the public by LAPOR! {stack_name}: {covered}",
}
_SHOWN_ELSEWHERE: Words = {
    "id": "Kata yang disembunyikan ditampilkan kembali oleh LAPOR! {stack_name}",
    "en": "Words that were hidden are shown again by LAPOR! {stack_name}",
}
_COVERED_FOR: dict[str, Words] = {
    "name": {"id": "nama orang lain", "en": "another person's name"},
    "health": {"id": "keterangan kesehatan seseorang", "en": "somebody's health"},
    "address": {"id": "alamat seseorang", "en": "somebody's address"},
    "number": {"id": "nomor pribadi seseorang", "en": "somebody's personal number"},
}
_OWN_WORDS_REMOVED: Words = {
    "id": "Pelapor menghapus kata-katanya sendiri",
    "en": "The reporter took out their own words",
}
_ERASED_WITH_WORDS: Words = {
    "id": "Data, foto, dan kata-kata pelapor dihapus atas permintaannya",
    "en": "The reporter's data, photos and words were erased on request",
}
_ERASED_WITH_PHOTOS: Words = {
    "id": "Identitas dan foto pelapor dihapus",
    "en": "The reporter's identity and photos were erased",
}
_ERASED_ELSEWHERE: Words = {
    "id": "Data pelapor dihapus atas permintaan di LAPOR! {stack_name}",
    "en": "The reporter's data were erased, as asked at LAPOR! {stack_name}",
}
_ELSEWHERE = {
    "redacted": _REDACTED_ELSEWHERE,
    "covered": _COVERED_ELSEWHERE,
    "uncovered": _SHOWN_ELSEWHERE,
    "erased": _ERASED_ELSEWHERE,
}
"""Of what another stack did."""

_TO_A_COORDINATOR: Words = {
    "id": "{to} mencarikan instansi yang tepat",
    "en": "{to} is looking for the right agency",
}
_BREACH_AT_THE_TOP: Words = {
    "id": "Melewati batas waktu tanpa perkembangan",
    "en": "Past the deadline without progress",
}
_PROMISED: Words = {
    "id": "{actor} menunggu anggaran, dijanjikan {promised}",
    "en": "{actor} waits for budget and promises {promised}",
}
_THANKED_BY_ITSELF: Words = {
    "id": "Pujian sudah dicatat untuk instansi ini. Terima kasih",
    "en": "The praise is on record for this agency. Thank you",
}
_SENDER: dict[bool, Words] = {
    True: {"id": "pelapor", "en": "the reporter"},
    False: {"id": "instansi", "en": "the agency"},
}
_SOMEBODY: dict[Role, Words] = {
    Role.REPORTER: {"id": "Pelapor", "en": "The reporter"},
    Role.SYSTEM: {"id": "Sistem", "en": "The system"},
}
_OFFICE: Words = {"id": "Instansi", "en": "The agency"}
_PHOTO: dict[str, Words] = {
    "missing": {"id": "tanpa foto", "en": "without a photo"},
    "follows": {"id": "foto menyusul", "en": "a photo follows"},
    "planned": {"id": "belum ada foto, pekerjaannya menyusul", "en": "no photo yet, the work is still to come"},
    "unseen": {"id": "tanpa foto, hasilnya tidak tampak dari luar", "en": "without a photo, nothing shows outside"},
    "unsafe": {"id": "tanpa foto, tidak aman difoto", "en": "without a photo, taking one is not safe"},
}
"""What an answer about a repair says of its photo, where none was there before it."""


def role_word(role: str, language: str) -> str:
    """A role inside a sentence."""
    return _ROLE_WORD[role][language]


def _reasons_of(event: Event) -> Iterable[str]:
    """Why words were covered, each reason once."""
    if event.kind != "covered":
        return ()
    from chalicelib.domain.cases import covering

    return dict.fromkeys(each.reason for each in covering.covered_by(event))


def of_event(event: Event) -> Words:
    """An event, in one line."""
    words = _RECORDED if channels.RECORDED_BY_NAME in event.data else _EVENT[event.kind]
    words = _PROMISED if event.kind == "progressed" and "promised" in event.data else words
    if event.kind == "breached" and "to" not in event.data:
        words = _BREACH_AT_THE_TOP
    if event.kind == "thanked" and event.actor.role is Role.SYSTEM:
        words = _THANKED_BY_ITSELF
    if event.kind == "routed" and event.data.get("status") == Status.TRIAGE:
        words = _TO_A_COORDINATOR
    if event.kind == "redacted" and event.actor.role is Role.REPORTER:
        words = _OWN_WORDS_REMOVED
    if event.kind == "redacted" and event.data.get("part") == attachments.PART:
        words = _PHOTO_REMOVED
    if event.kind == "erased" and "photos" in event.data:
        words = _ERASED_WITH_PHOTOS
    if event.kind == "erased" and ("removed" in event.data or "notes" in event.data):
        words = _ERASED_WITH_WORDS
    if "stack" in event.data:
        words = _ELSEWHERE.get(event.kind, words)
    if event.kind == "closed" and "imported" in event.data:
        words = _ENDED_ELSEWHERE
    # Events from before purposes were a closed list name none.
    purpose = _PURPOSE.get(str(event.data.get("purpose", "")), {})
    somebody = _SOMEBODY.get(event.actor.role, _OFFICE)
    facts = {name: event.data.get(name, "") for name in ("into", "followed", "rating", "stack_name")}
    facts |= {"recorder": event.data.get(channels.RECORDED_BY_NAME, "")}
    facts |= {"to": event.data.get("to_name", ""), "helper": event.data.get("agency_name", "")}
    expired = CLOCKS.get(str(event.data.get("clock", "")))
    clock = expired.label if expired else {"id": "", "en": ""}
    sender = _SENDER[event.data.get("by") == Role.REPORTER]
    photo = _PHOTO.get(str(event.data.get(repair_photos.PHOTO, "")), {})
    priority = status_labels.of_priority(str(event.data.get("priority", Priority.NORMAL)))
    covered = [_COVERED_FOR[reason] for reason in _reasons_of(event)]
    return {
        language: text.format(
            actor=event.actor.name or somebody[language],
            clock=clock[language],
            sender=sender[language],
            priority=priority[language],
            covered=", ".join(each[language] for each in covered),
            position=str(event.data.get("position" if language == "id" else "position_en", "")),
            purpose=f" ({purpose[language]})" if purpose else "",
            photo=f" ({photo[language]})" if photo else "",
            **type_labels.words_of(event, language),
            **facts,
        )
        for language, text in words.items()
    }
