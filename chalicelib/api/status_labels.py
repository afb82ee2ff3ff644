"""Labels of statuses and priorities: what people read. Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Priority, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.model import Case, Event

Words = dict[str, str]

_STATUS: dict[Status, Words] = {
    Status.RECEIVED: {"id": "Laporan diterima", "en": "Report received"},
    Status.TRIAGE: {"id": "Sedang dicarikan instansi yang tepat", "en": "Looking for the right agency"},
    Status.ROUTED: {"id": "Diteruskan ke {agency}", "en": "Passed on to {agency}"},
    Status.ACCEPTED: {"id": "Sedang ditindaklanjuti", "en": "Being worked on"},
    Status.IN_PROGRESS: {"id": "Sedang ditindaklanjuti", "en": "Being worked on"},
    Status.POSTPONED: {"id": "Menunggu tambahan dari Anda", "en": "Waiting for you to add something"},
    Status.RESPONDED: {"id": "Sudah ditanggapi", "en": "Answered"},
    Status.REOPENED: {"id": "Dibuka kembali", "en": "Reopened"},
    Status.REFERRED: {"id": "Ditangani LAPOR! di wilayah lain", "en": "Worked by another stack"},
    Status.CLOSED: {"id": "Selesai", "en": "Closed"},
    Status.ARCHIVED: {"id": "Diarsipkan ({reason})", "en": "Archived ({reason})"},
}

_WITHDRAWN: Words = {"id": "Ditarik oleh pelapor", "en": "Withdrawn by its reporter"}
_ENDS = ("withdrawn", "confirmed", "closed")

_STATUS_WORD: dict[str, Words] = {
    Status.RECEIVED: {"id": "diterima", "en": "received"},
    Status.TRIAGE: {"id": "menunggu koordinator", "en": "waiting for a coordinator"},
    Status.ROUTED: {"id": "terdisposisi", "en": "routed"},
    Status.ACCEPTED: {"id": "ditindaklanjuti", "en": "accepted"},
    Status.IN_PROGRESS: {"id": "ditindaklanjuti", "en": "in progress"},
    Status.POSTPONED: {"id": "tunda", "en": "postponed"},
    Status.RESPONDED: {"id": "ditanggapi", "en": "answered"},
    Status.REOPENED: {"id": "dibuka kembali", "en": "reopened"},
    Status.REFERRED: {"id": "diteruskan ke wilayah lain", "en": "referred to another stack"},
    Status.CLOSED: {"id": "selesai", "en": "closed"},
    Status.ARCHIVED: {"id": "diarsipkan", "en": "archived"},
}

_ARCHIVED_FOR: dict[str, Words] = {
    "not_a_report": {"id": "bukan laporan", "en": "not a report"},
    "repeated": {"id": "dikirim berulang", "en": "sent over and over"},
    "no_answer": {"id": "tidak ada tambahan dari pelapor", "en": "the reporter added nothing"},
    "in_court": {"id": "sedang diperiksa pengadilan", "en": "before a court"},
    "beyond_services": {"id": "bukan tentang pelayanan publik", "en": "not about a public service"},
    "test": {"id": "laporan uji coba", "en": "a test"},
    "merged": {"id": "digabung dengan laporan lain", "en": "merged with another report"},
}

_PRIORITY: dict[Priority, Words] = {
    Priority.EMERGENCY: {"id": "darurat", "en": "emergency"},
    Priority.URGENT: {"id": "mendesak", "en": "urgent"},
    Priority.NORMAL: {"id": "biasa", "en": "normal"},
}


def of_priority(priority: str) -> Words:
    """A priority in one word."""
    return _PRIORITY[Priority(priority)]


def of_status(case: Case) -> Words:
    """The status in words, with the office's name where that says more."""
    reason = _ARCHIVED_FOR.get(case.archived_for or "", {"id": "", "en": ""})
    return {
        language: text.format(agency=case.agency_name or "", reason=reason[language])
        for language, text in _STATUS[case.status].items()
    }


def of_status_after(case: Case, events: Iterable[Event]) -> Words:
    """The status in words, of a case whose events are known: one that its reporter took back is not settled."""
    ends = [event.kind for event in events if event.kind in _ENDS]
    return _WITHDRAWN if case.status is Status.CLOSED and ends[-1:] == ["withdrawn"] else of_status(case)


def status_word(status: str, language: str) -> str:
    """A status inside a sentence."""
    return _STATUS_WORD[status][language]
