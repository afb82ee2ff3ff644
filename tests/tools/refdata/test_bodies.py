"""The bodies that SP4N-LAPOR! connects: counts that sources state, and the days of names."""

from collections import Counter
from datetime import date, timedelta

import pytest

from laporctl.agencies import sheet
from laporctl.agencies.comparison import compare
from laporctl.agencies.sheet import Line
from tests.support.imports import ROOT
from tests.support.loops import at_least_one
from tools.refdata import bodies, tables
from tools.refdata.bodies import KINDS, Body

OF_2021, NOW = date(2021, 12, 31), date(2025, 10, 31)


def counted(day: date) -> Counter[str]:
    return Counter(body.kind for body in bodies.on(day))


def test_the_653_bodies_of_the_source_documents_add_up() -> None:
    stated = {count.kind: count.stated for count in bodies.counts() if count.as_of == OF_2021}
    assert stated == {"ministry": 34, "agency": 100, "province": 34, "city": 94, "regency": 391}
    assert sum(stated.values()) == 653


def test_what_the_list_has_for_that_year_and_what_the_source_does_not_name() -> None:
    found = {count.kind: (count.listed, count.finding) for count in bodies.counts() if count.as_of == OF_2021}
    assert found == {
        "ministry": (34, "all listed"),
        "agency": (65, "35 more that the source does not name"),
        "province": (34, "all listed"),
        "city": (98, "4 of the listed were not connected; the source does not say which"),
        "regency": (416, "25 of the listed were not connected; the source does not say which"),
    }


def test_the_list_of_now_has_what_is_stated_of_now() -> None:
    found = {count.kind: (count.stated, count.listed) for count in bodies.counts() if count.as_of == NOW}
    assert found == {"ministry": (48, 48), "province": (38, 38), "city": (98, 98), "regency": (416, 416)}


@pytest.mark.parametrize(
    ("day", "kind", "count"),
    [
        (date(2020, 12, 31), "ministry", 34),
        (date(2021, 4, 28), "ministry", 34),
        (date(2024, 10, 20), "ministry", 34),
        (date(2024, 10, 21), "ministry", 48),
        (date(2025, 9, 30), "ministry", 49),
        (date(2022, 7, 24), "province", 34),
        (date(2022, 7, 25), "province", 37),
        (date(2022, 12, 8), "province", 38),
    ],
)
def test_counts_change_on_the_day_of_the_law(day: date, kind: str, count: int) -> None:
    assert counted(day)[kind] == count


def test_every_day_from_memory_is_marked_so_and_none_other() -> None:
    for row in at_least_one(tables.bodies()):
        assert (row["review"] == "needs review") is bool(row["since"] or row["until"]), row
    assert {row["kind"] for row in tables.bodies()} == {"ministry", "agency", "province"}


def test_a_body_has_one_name_at_a_time() -> None:
    days = [date(2019, 12, 31), OF_2021, date(2024, 12, 31), NOW, NOW + timedelta(days=400)]
    for day in days:
        ids = Counter((body.kind in bodies.CENTRAL, body.id) for body in bodies.on(day))
        assert max(ids.values()) == 1, (day, ids.most_common(1))


def test_a_body_that_was_renamed_has_its_name_of_the_day() -> None:
    names = {day.year: {body.id: body.name for body in bodies.on(day)}["komdigi"] for day in (OF_2021, NOW)}
    assert names == {
        2021: "Kementerian Komunikasi dan Informatika",
        2025: "Kementerian Komunikasi dan Digital",
    }


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [("", "", True), ("2022", "", True), ("2022-06-02", "", False), ("", "2022-06", False), ("", "2022-06-02", True)],
)
def test_a_month_or_a_year_counts_from_its_first_day(since: str, until: str, there: bool) -> None:
    assert Body("agency", "x", "X", since, until).there_on(date(2022, 6, 1)) is there


def test_ministries_and_agencies_become_offices_of_the_national_stack() -> None:
    offices = bodies.as_offices(bodies.on(NOW))
    assert len(offices) == sum(counted(NOW)[kind] for kind in bodies.CENTRAL) == 117
    assert {office.tier for office in offices} == {"pusat"}
    assert [office.id for office in offices if office.coordinates] == ["00-panrb"]
    lines = [
        Line(number, {"id": office.id, "name": office.name, "tier": office.tier})
        for number, office in enumerate(offices, 2)
    ]
    assert compare(lines, {}, set(), NOW).problems == ()
    assert set(sheet.REQUIRED) <= set(sheet.COLUMNS)


def test_a_body_that_categories_lead_to_has_the_same_id_and_name_in_both_lists() -> None:
    """A ministry whose list of categories names a part of it has that part as an office of its own."""
    routed = {body.slug: body.name for body in tables.central_bodies()}
    now = {body.id: body.name for body in bodies.on(NOW) if body.kind in bodies.CENTRAL}
    shared = routed.keys() & now.keys()
    assert len(shared) == 35
    assert {slug: now[slug] for slug in shared} == {slug: routed[slug] for slug in shared}
    assert KINDS[:2] == bodies.CENTRAL


def test_the_page_states_the_counts_that_are_listed() -> None:
    page = (ROOT / "docs" / "reference-data.md").read_text()
    section = page.split("## Connected bodies")[1].split("\n## ")[0]
    plural = {"ministry": "ministries", "agency": "agencies", "province": "provinces"}
    plural |= {"city": "cities", "regency": "regencies"}
    for kind, name in at_least_one(plural.items()):
        (row,) = [line for line in section.splitlines() if line.startswith(f"| {name} |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert (int(cells[2]), int(cells[4])) == (counted(OF_2021)[kind], counted(NOW)[kind])
    (total,) = [line for line in section.splitlines() if line.startswith("| together |")]
    assert str(counted(OF_2021).total()) in total
    assert str(counted(NOW).total()) in total
