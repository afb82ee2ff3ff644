"""Which reading of a case leaves an entry, and what the reporter is told of the entries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.cases.access_log import Access, Kind, OfficeDay, by_office_and_day, entry
from chalicelib.domain.cases.model import FLAGS, Actor, Role

NOW = datetime(2026, 11, 23, 2, 30, 5, 6, tzinfo=UTC)
HOUR = datetime(2026, 11, 23, 2, tzinfo=UTC)
CASE = "KI-7F3K-9Q2M-XA0B-C"
OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY")


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag != "anonymous"])
def test_whoever_reads_a_hidden_case_with_a_key_leaves_an_entry(flag: str) -> None:
    expected = Access(CASE, NOW, Kind.CASE, "KEY", Role.OFFICER, "64.08-pupr", "Dinas PUPR")
    assert entry(CASE, (flag,), OFFICER, Kind.CASE, NOW) == expected


def test_a_reader_without_an_office_is_entered_by_the_key() -> None:
    found = entry(CASE, ("secret",), Actor(Role.AUDITOR, None, None, "KEY"), Kind.QUEUE, NOW)
    assert found == Access(CASE, NOW, Kind.QUEUE, "KEY", Role.AUDITOR, "", "")


@pytest.mark.parametrize(
    ("flags", "reader"),
    [
        ((), OFFICER),
        (("anonymous",), OFFICER),
        (("secret",), None),
        (("secret",), Actor(Role.REPORTER, None, None, None)),
    ],
)
def test_public_cases_the_public_and_the_reporter_leave_none(flags: tuple[str, ...], reader: Actor | None) -> None:
    assert entry(CASE, flags, reader, Kind.CASE, NOW) is None


def test_an_entry_stands_for_an_hour_of_reading_and_a_day_of_a_queue() -> None:
    (whole, queue) = (entry(CASE, ("secret",), OFFICER, kind, NOW) for kind in (Kind.CASE, Kind.QUEUE))
    assert whole is not None
    assert queue is not None
    assert (whole.span, queue.span) == (HOUR, HOUR.replace(hour=0))


def test_a_title_among_others_is_not_told_as_an_opening() -> None:
    def read(kind: Kind, agency: str, days: int) -> Access:
        return Access(CASE, NOW + timedelta(days=days), kind, "KEY", Role.OFFICER, agency, f"Kantor {agency}")

    log = [read(Kind.CASE, "a", 0), read(Kind.ATTACHMENT, "a", 0), read(Kind.QUEUE, "b", 0), read(Kind.CASE, "b", 1)]
    assert by_office_and_day(log, lambda at: at.date()) == [
        OfficeDay(date(2026, 11, 24), "b", "Kantor b", 1),
        OfficeDay(date(2026, 11, 23), "a", "Kantor a", 2),
    ]
