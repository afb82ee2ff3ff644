"""What each clock is to those who see it: what a case waits for, what its expiry does, whether it counts once, and
whether it is a step that the citizen is shown."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.model import TYPES
from chalicelib.domain.deadlines import clocks
from chalicelib.domain.deadlines.clock import TAKES_AWAY, Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS, Due, Schedule, Timer

ONCE, STEP = "once", "step"
TABLE = [
    ("autoclose", Expiry.CLOSE, "ditutup otomatis", "closes by itself", {STEP}),
    ("answer", Expiry.ARCHIVE, "tambahan dari pelapor", "an addition by the reporter", {STEP}),
    ("promise", Expiry.BREACH, "dikerjakan pada tanggal yang dijanjikan", "done by the date promised", {STEP}),
    (
        "interim",
        Expiry.BREACH,
        "kabar sementara menunggu anggaran",
        "an interim word while waiting for budget",
        {STEP},
    ),
    ("progress", Expiry.BREACH, "ada tindak lanjut", "progress by the agency", {STEP}),
    ("respond", Expiry.BREACH, "ditanggapi", "a response by the agency", {ONCE, STEP}),
    ("accept", Expiry.BREACH, "diterima dengan segera", "taken on at once", {ONCE, STEP}),
    ("begin", Expiry.LAPSE, "mulai ditindaklanjuti", "first step by the agency", {ONCE, STEP}),
    ("verify", Expiry.LAPSE, "diterima oleh instansi", "taken on by an agency", {ONCE, STEP}),
    ("route", Expiry.ROUTE, "diteruskan ke instansi", "passed on to an agency", set()),
    ("tier/rt", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("tier/desa", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("tier/kecamatan", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("tier/opd", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("tier/provinsi", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("tier/pusat", Expiry.ESCALATE, "selesai di jenjang ini", "solved at this tier", {ONCE}),
    ("ladder/head", Expiry.RAISE, "pimpinan instansi diberi tahu", "the head of the office is told", set()),
    ("ladder/secretary", Expiry.RAISE, "sekretaris daerah diberi tahu", "the regional secretary is told", set()),
    ("ladder/region", Expiry.RAISE, "kepala daerah diberi tahu", "the head of the region is told", set()),
    ("ladder/centre", Expiry.RAISE, "pengawas di pusat diberi tahu", "the overseer at the centre is told", set()),
    ("overdue", Expiry.LIST, "masuk daftar Ombudsman", "listed for the Ombudsman", {ONCE}),
    ("handover", Expiry.RESEND, "diterima wilayah lain", "taken over by the other stack", set()),
    ("thank", Expiry.THANK, "pujian disampaikan", "praise passed on", {STEP}),
    ("planning", Expiry.BREACH, "hasil perencanaan disampaikan", "the outcome of planning", {STEP}),
    ("followup", Expiry.ASK, "pelapor ditanya: masih beres?", "the reporter is asked: is it still good?", {ONCE}),
    ("recheck", Expiry.ASK, "pelapor ditanya: masih beres?", "the reporter is asked: is it still good?", {ONCE}),
    ("objection", Expiry.SETTLE, "pelapor dapat berkeberatan", "the reporter may object", set()),
    ("silence", Expiry.PASS_OVER, "instansi masuk atau bertanya", "the office signs in or asks", set()),
    ("retention", Expiry.FORGET, "identitas pelapor dihapus", "the reporter's identity is deleted", set()),
]


@pytest.mark.parametrize(("name", "expiry", "indonesian", "english", "marks"), TABLE)
def test_a_clock_says_what_it_waits_for_and_what_its_end_does(
    name: str, expiry: Expiry, indonesian: str, english: str, marks: set[str]
) -> None:
    clock = CLOCKS[name]
    assert (clock.name, clock.expiry, clock.label) == (name, expiry, {"id": indonesian, "en": english})
    assert (clock.once, clock.step) == (ONCE in marks, STEP in marks)


def test_the_table_has_every_clock() -> None:
    assert [name for name, *_ in TABLE] == list(CLOCKS)


def test_an_office_loses_a_case_that_moves_up_or_ends_or_is_late() -> None:
    assert {Expiry.ESCALATE, Expiry.BREACH, Expiry.ARCHIVE, Expiry.CLOSE, Expiry.THANK} == TAKES_AWAY


def test_a_policy_may_differ_by_the_kind_of_case_and_must_limit_two_clocks() -> None:
    assert ("untold", "extended", "planned", "emergency", "urgent", "normal", "supervisory", *TYPES) == clocks.KINDS
    assert clocks.NEEDED == ("route", "progress")


def test_timers_and_dates_are_values() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert Timer("route", at) == Timer("route", at)
    assert Due("route", at, ()) != Due("route", at.replace(day=24), ())
    assert hash(Schedule(Timer("route", at), at, None)) == hash(Schedule(Timer("route", at), at, None))
