"""An office's dates as a calendar: read as RFC 5545 says, and of a case only its number, category and status."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.api import due_calendar
from chalicelib.services.ports.case_store import QueueEntry
from tests.api.conftest import Api, assert_problem
from tests.support.loops import at_least_one

OFFICE = "64.08-pupr"
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DUE = datetime(2026, 12, 23, 15, 59, 59, tzinfo=UTC)


def lines_of(body: str) -> list[str]:
    """The content lines, unfolded: every line ends in CRLF and has at most 75 bytes."""
    assert body.endswith("\r\n")
    raw = body.removesuffix("\r\n").split("\r\n")
    unfolded: list[str] = []
    for line in at_least_one(raw):
        assert len(line.encode()) <= 75, line
        assert "\n" not in line
        assert "\r" not in line
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return unfolded


def events_of(body: str) -> list[dict[str, str]]:
    lines = lines_of(body)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in lines[2:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            assert name not in events[-1], name
            events[-1][name] = value
    return events


def calendar(api: Api, **headers: str) -> Any:
    answer = api.get(f"/agencies/{OFFICE}/due.ics", key=api.key(OFFICE), **headers)
    assert answer.status_code == 200, answer.body
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return events_of(answer.body.decode())


def test_a_case_stands_at_the_moment_when_the_office_loses_it(api: Api) -> None:
    number = api.file()["tracking_id"]
    (line,) = api.get(f"/agencies/{OFFICE}/queue", key=api.key(OFFICE)).json_body["items"]
    (event,) = calendar(api)
    due = datetime.fromisoformat(line["due_at"])
    assert event.pop("URL").endswith("/meja/")
    assert event == {
        "UID": number,
        "SEQUENCE": str(line["version"]),
        "DTSTAMP": f"{api.world.now:%Y%m%dT%H%M%SZ}",
        "DTSTART": f"{due:%Y%m%dT%H%M%SZ}",
        "SUMMARY": f"{number}: Jalan rusak atau berlubang",
        "DESCRIPTION": "terdisposisi",
        "TRANSP": "TRANSPARENT",
    }


def test_no_word_of_a_report_is_copied_into_a_calendar(api: Api) -> None:
    api.file(title="Rahasia Bu Sulastri", text="Bu Sulastri melihat lubang itu.")
    answer = api.get(f"/agencies/{OFFICE}/due.ics", key=api.key(OFFICE))
    assert len(events_of(answer.body.decode())) == 1
    assert "Sulastri" not in answer.body.decode()


def test_a_hidden_case_has_a_number_and_a_status_only(api: Api) -> None:
    number = api.file(secret=True)["tracking_id"]
    (event,) = calendar(api)
    assert event["SUMMARY"] == number


def test_english_is_answered_to_who_asks_for_it(api: Api) -> None:
    number = api.file()["tracking_id"]
    (event,) = calendar(api, **{"Accept-Language": "en"})
    assert event["SUMMARY"] == f"{number}: Damaged road or potholes"


def test_an_office_without_cases_gets_an_empty_calendar(api: Api) -> None:
    assert calendar(api) == []


def test_the_calendar_opens_to_whoever_reads_the_queue(api: Api) -> None:
    path = f"/agencies/{OFFICE}/due.ics"
    assert_problem(api.get(path, key=api.key("64.08-dlh")), 403, "not_your_case")
    assert_problem(api.get(f"{path}?limit=3", key=api.key(OFFICE)), 400, "invalid_input", limit="unknown_parameter")


@pytest.mark.parametrize(
    ("office", "written"),
    [
        ("Dinas A, B; C\\D", "Dinas A\\, B\\; C\\\\D"),
        ("Dinas\nBaris", "Dinas\\nBaris"),
        ("Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman " + "é😀" * 30, None),
    ],
)
def test_any_name_of_an_office_stands_in_lines_that_programs_read(api: Api, office: str, written: str | None) -> None:
    entry = QueueEntry("KI-T3A7-SABB-E4QM-X", "complaint", None, None, None, "routed", 2, NOW, DUE, None, False, ())
    body = due_calendar.document([entry], office, "https://kaltim.example", api.world.stack, "id", NOW)
    name = next(line for line in lines_of(body) if line.startswith("X-WR-CALNAME:"))
    assert name.endswith(written or office.replace(",", "\\,"))
    assert [each["SUMMARY"] for each in events_of(body)] == ["KI-T3A7-SABB-E4QM-X"]
