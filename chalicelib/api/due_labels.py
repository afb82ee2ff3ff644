"""What people read for deadlines. Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import spoken_dates

if TYPE_CHECKING:
    from chalicelib.api.labels import Words
    from chalicelib.domain.deadlines.clocks import Due
    from chalicelib.services.stack import Stack

_DUE: dict[str, Words] = {
    "verify": {
        "id": "Instansi menerima laporan ini paling lambat {until}.",
        "en": "An agency takes this report on by {until}.",
    },
    "accept": {
        "id": "Laporan ini didahulukan: instansi menerimanya paling lambat {until}.",
        "en": "This report goes first: an agency takes it on by {until}.",
    },
    "begin": {
        "id": "Instansi mulai menindaklanjuti paling lambat {until}.",
        "en": "The agency takes a first step by {until}.",
    },
    "respond": {
        "id": "Instansi wajib memberi tanggapan paling lambat {until}.",
        "en": "The agency must respond by {until}.",
    },
    "progress": {
        "id": "Instansi wajib memberi perkembangan paling lambat {until}.",
        "en": "The agency must show progress by {until}.",
    },
    "promise": {
        "id": "Instansi berjanji mengerjakannya paling lambat {until}.",
        "en": "The agency promised to act by {until}.",
    },
    "interim": {
        "id": "Instansi menunggu anggaran dan wajib memberi kabar sementara paling lambat {until}.",
        "en": "The agency waits for budget and must send an interim word by {until}.",
    },
    "thank": {
        "id": "Instansi menyampaikan pujian ini paling lambat {until}; setelah itu pujian dicatat dan laporan selesai.",
        "en": "The agency passes this praise on by {until}; after that it is on record and the report is closed.",
    },
    "planning": {
        "id": "Instansi menyampaikan hasil perencanaan paling lambat {until}.",
        "en": "The agency tells the outcome of the planning by {until}.",
    },
    "answer": {
        "id": "Pelapor melengkapi laporan paling lambat {until}; setelah itu laporan diarsipkan.",
        "en": "The reporter adds what is missing by {until}; after that the report is archived.",
    },
    "autoclose": {
        "id": "Pelapor dapat membalas paling lambat {until}; setelah itu laporan ditutup.",
        "en": "The reporter may reply until {until}; after that the report is closed.",
    },
}
_TIER_DUE: Words = {
    "id": "Bila belum selesai di jenjang ini, laporan naik satu jenjang setelah {until}.",
    "en": "Unless it is solved at this tier, the report moves one tier up after {until}.",
}


def of_due(due: Due, stack: Stack) -> Words:
    """What is owed, and until when, as a sentence."""
    words = _TIER_DUE if due.clock.startswith("tier/") else _DUE[due.clock]
    at = due.at.astimezone(stack.calendar.zone)
    return {
        language: text.format(until=spoken_dates.last_moment(at, stack.province.timezone, language))
        for language, text in words.items()
    }
