"""When a notice goes out, and when a later one is enough."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.notices import timing
from chalicelib.domain.notices.kinds import Kind
from tests.support.notices import OFFICER, ROUTED, WITA, History, moved

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)
"""10:00 in WITA."""


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """A moment by the stack's own clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA.zone).astimezone(UTC)


def goes_at(kind: Kind, event: str, moment: datetime) -> datetime:
    history = History(ROUTED, filed=moment).add(event, timedelta())
    return timing.goes_at(kind, history.events[0 if event == "filed" else 2], WITA)


def is_said_later(history: History, seq: int) -> bool:
    notice = history.notice(seq)
    assert notice is not None
    return timing.is_said_later(history.case, history.events, seq, notice.kind, WITA)


@pytest.mark.parametrize(
    ("kind", "event", "wait"),
    [
        (Kind.FILED, "filed", MINUTE),
        (Kind.DANGER, "filed", MINUTE),
        (Kind.PROGRESS, "progressed", 10 * MINUTE),
        (Kind.MOVED, "disposed", 10 * MINUTE),
        (Kind.QUESTION, "postponed", 0 * MINUTE),
        (Kind.ANSWERED, "responded", 0 * MINUTE),
        (Kind.CLOSED, "closed", 0 * MINUTE),
        (Kind.REOPENED, "reopened", 0 * MINUTE),
    ],
)
def test_how_long_a_notice_waits_by_day(kind: Kind, event: str, wait: timedelta) -> None:
    assert goes_at(kind, event, MORNING) == MORNING + wait


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (at(19, 49), at(19, 59)),
        (at(19, 50), at(7, day=25)),
        (at(23), at(7, day=25)),
        (at(0), at(7)),
        (at(6, 49), at(7)),
        (at(6, 50), at(7)),
        (at(6, 51), at(7, 1)),
    ],
)
def test_no_notice_comes_at_night(moment: datetime, goes: datetime) -> None:
    assert goes_at(Kind.PROGRESS, "progressed", moment) == goes


@pytest.mark.parametrize(
    ("kind", "event"),
    [(Kind.DANGER, "prioritised"), (Kind.FILED, "filed"), (Kind.OBJECTION, "objected"), (Kind.CLOSED, "confirmed")],
)
def test_danger_and_what_answers_the_reporters_own_act_come_at_night_too(kind: Kind, event: str) -> None:
    night = at(23)
    assert goes_at(kind, event, night) - night <= MINUTE


def test_a_question_waits_for_the_morning() -> None:
    assert goes_at(Kind.QUESTION, "postponed", at(23)) == at(7, day=25)


@pytest.mark.parametrize(("apart", "later"), [(9 * MINUTE, True), (10 * MINUTE, False)])
def test_of_what_happens_within_ten_minutes_the_last_is_told(apart: timedelta, later: bool) -> None:
    history = History(ROUTED, filed=MORNING).add("progressed", HOUR, actor=OFFICER)
    history.add("progressed", HOUR + apart, actor=OFFICER)
    assert is_said_later(history, 3) is later
    assert not is_said_later(history, 4)


def test_what_gathers_in_a_night_is_one_notice_in_the_morning() -> None:
    history = History(ROUTED, filed=at(19)).add("progressed", 2 * HOUR, actor=OFFICER)
    history.add("disposed", 5 * HOUR, moved("64.08-dlh", "DLH"), OFFICER).add("progressed", 9 * HOUR, actor=OFFICER)
    assert [is_said_later(history, seq) for seq in (3, 4, 5)] == [True, True, False]


def test_a_question_an_answer_and_an_end_are_told_whatever_follows() -> None:
    history = History(ROUTED, filed=MORNING).add("postponed", HOUR, actor=OFFICER)
    history.add("accessed", HOUR + MINUTE, actor=OFFICER)
    assert not is_said_later(history, 3)


def test_what_is_not_told_makes_nothing_before_it_silent() -> None:
    history = History(ROUTED, filed=MORNING).add("progressed", HOUR, actor=OFFICER)
    history.add("supported", HOUR + MINUTE, {"agency": "64.08-dlh", "agency_name": "DLH"}, OFFICER)
    assert not is_said_later(history, 3)


@pytest.mark.parametrize(
    ("sent", "kind", "too_much"),
    [
        ([], Kind.PROGRESS, False),
        ([at(8)], Kind.PROGRESS, False),
        ([at(8), at(9)], Kind.PROGRESS, True),
        ([at(22, day=23), at(9)], Kind.PROGRESS, False),
        ([at(8), at(9)], Kind.QUESTION, False),
        ([at(8), at(9)], Kind.ANSWERED, False),
        ([at(8), at(9)], Kind.CLOSED, False),
    ],
)
def test_two_notices_a_day_are_enough(sent: list[datetime], kind: Kind, too_much: bool) -> None:
    assert timing.is_too_much(kind, sent, at(10), WITA) is too_much
