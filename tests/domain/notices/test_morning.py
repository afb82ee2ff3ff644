"""What an office's cases need of a person in the morning, and how it is said."""

from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.notices.morning import QueueLine, is_time, morning_of, working_days_left
from chalicelib.domain.notices.morning_text import morning_mail
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.order import day_of, morning_order, parse_order, serialize_order
from chalicelib.runtime.reference import load_office_notices

MONDAY = date(2026, 11, 23)
CALENDAR = Calendar(8, {date(2026, 11, 25): "Hari libur contoh"})
TEXTS = load_office_notices()
OFFICER, APPROVER, COORDINATOR = {Role.OFFICER}, {Role.APPROVER}, {Role.COORDINATOR}


def line(number: str, left: int = 12, status: str = "in_progress", hidden: bool = False, **more: bool) -> QueueLine:
    return QueueLine(number, status, left, hidden, **more)


@pytest.mark.parametrize(
    ("days", "left"),
    [(-1, -1), (0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 3), (7, 4), (8, 5), (9, 6), (30, 6)],
)
def test_working_days_are_counted_without_weekends_and_holidays(days: int, left: int) -> None:
    due = CALENDAR.end_of(MONDAY + timedelta(days=days))
    assert working_days_left(MONDAY, due, CALENDAR) == left


@pytest.mark.parametrize(
    ("day", "hour", "minute", "goes"),
    [
        (23, 7, 29, False),
        (23, 7, 30, True),
        (23, 15, 59, True),
        (23, 16, 0, False),
        (25, 8, 0, False),
        (28, 8, 0, False),
    ],
)
def test_mornings_begin_at_the_offices_hour_on_working_days(day: int, hour: int, minute: int, goes: bool) -> None:
    assert is_time(datetime(2026, 11, day, hour, minute, tzinfo=CALENDAR.zone), CALENDAR) is goes


def test_nothing_is_said_where_nothing_waits() -> None:
    assert morning_of([], OFFICER, ()) is None
    assert morning_of([line("1"), line("2", status="routed")], APPROVER, ()) is None
    assert morning_of([line("1", 5)], OFFICER, {Topic.DUE, Topic.MORNING}) is None


@pytest.mark.parametrize(
    ("each", "roles", "needed"),
    [
        (line("1", status="routed"), OFFICER, True),
        (line("1", status="routed"), APPROVER, False),
        (line("1", drafted=True), APPROVER, True),
        (line("1", drafted=True), OFFICER, False),
        (line("1", sent_back=True), OFFICER, True),
        (line("1", status="triage"), COORDINATOR, True),
        (line("1", status="triage"), OFFICER, False),
        (line("1", emergency=True), APPROVER, True),
        (line("1", -1), APPROVER, True),
        (line("1", 6), OFFICER, False),
        (line("1", status="routed"), APPROVER | OFFICER, True),
    ],
)
def test_what_needs_somebody_depends_on_the_role(each: QueueLine, roles: set[Role], needed: bool) -> None:
    assert (morning_of([each], roles, ()) is not None) is needed


def test_cases_are_named_with_five_two_and_no_days_left_and_on_no_other_day() -> None:
    lines = [line(str(left), left) for left in range(-1, 7)]
    morning = morning_of(lines, OFFICER, {Topic.MORNING})
    assert morning
    assert [each.left for each in morning.near] == [0, 2, 5]
    assert (morning.counts, morning.first) == ((), ())
    both = morning_of(lines, OFFICER, ())
    assert both
    assert both.counts == (("working", 8), ("late", 1))
    assert [each.left for each in both.first] == [-1, 0, 1, 2, 3]
    assert both.needed == 7


def test_the_mail_names_numbers_and_no_title_in_both_languages() -> None:
    lines = [
        line("KI-1", -1),
        line("KI-2", 0),
        line("KI-3", 2, "routed"),
        line("KI-4", 5, hidden=True),
        line("KI-5", 9, "routed"),
    ]
    morning = morning_of(lines, OFFICER, ())
    assert morning
    mail = morning_mail(TEXTS, morning, "https://kaltim.example/meja/", "https://kaltim.example/v1/notices/x", "LAPOR!")
    assert mail.subject == "5 laporan perlu Anda hari ini"
    for said in (
        "Sisa 5 hari kerja:\n- laporan terlindung\n",
        "Sisa 2 hari kerja:\n- KI-3\n",
        "Hari ini batasnya:\n- KI-2\n",
        "Baru: 2\nDikerjakan: 3\nLewat batas: 1\n",
        "Paling mendesak:\n- KI-1: lewat batas\n- KI-2: hari ini batasnya\n- KI-3: sisa 2 hari kerja\n"
        "- laporan terlindung: sisa 5 hari kerja\n- KI-5: menunggu Anda\n",
        "Most urgent:\n- KI-1: its time is over\n",
        "Buka meja kerja: https://kaltim.example/meja/",
        "Stop these mails: https://kaltim.example/v1/notices/x",
    ):
        assert said in mail.body
    assert "KI-4" not in mail.body


def test_an_order_of_a_morning_names_an_office_and_a_day() -> None:
    order = morning_order("64.08-pupr", MONDAY)
    assert parse_order(serialize_order(order)) == order
    assert day_of(order) == MONDAY


def test_the_date_of_a_case_is_kept_by_the_colleague_who_has_it() -> None:
    lines = [line("1", 5), line("2", 2), line("3", 1, status="routed"), line("4", 9, emergency=True)]
    morning = morning_of(lines, OFFICER, (), {"1", "3", "4"})
    assert morning is not None
    assert [each.number for each in morning.near] == ["2"]
    assert [each.number for each in morning.first] == ["2", "4"], "danger is everybody's"
    assert morning_of(lines[:1], OFFICER, (), {"1"}) is None
    assert morning_of([line("5", drafted=True)], APPROVER, (), {"5"}) is not None
