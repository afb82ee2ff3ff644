"""What a row changes, and what is said of a row that is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from laporctl.agencies.comparison import Comparison, compare, ids_in
from laporctl.agencies.office import EarlierName, Office
from laporctl.agencies.sheet import Line

TODAY = date(2026, 11, 29)
PUPR = Office("64.08-pupr", "Dinas PU", "opd")
PERKIM = Office("64.08-perkim", "Dinas Perkim", "opd")
COORDINATOR = Office("64-diskominfo", "Diskominfo", "provinsi", coordinates=True)
STORED = {office.id: office for office in (PUPR, PERKIM, COORDINATOR)}
PLACES = {"64", "64.08", "64.08.01", "64.08.01.2001"}


def compared(*rows: dict[str, str], stored: dict[str, Office] | None = None) -> Comparison:
    lines = [Line(number, {"id": "64.08-pupr", "name": "Dinas PU", **row}) for number, row in enumerate(rows, 2)]
    return compare(lines, STORED if stored is None else stored, PLACES, TODAY)


def change(**row: str) -> Office:
    """The office after a row that is right."""
    result = compared(row)
    assert result.problems == ()
    (only,) = result.changes
    return only.after


def test_a_file_that_says_what_is_stored_changes_nothing() -> None:
    result = compared({}, {"id": "64.08-perkim", "name": " Dinas  Perkim ", "tier": "opd", "coordinates": "no"})
    assert (result.changes, result.problems, result.unchanged) == ((), (), 2)


def test_another_name_without_a_decree_is_a_correction_and_leaves_no_trace() -> None:
    result = compared({"name": "Dinas PUTR"})
    assert result.changes[0].after == replace(PUPR, name="Dinas PUTR")
    assert str(result.changes[0]) == "row 2: 64.08-pupr: name corrected from “Dinas PU” to “Dinas PUTR”"


def test_a_renaming_keeps_the_name_before_with_its_day_and_decree() -> None:
    row = {"name": "Dinas PUTR", "since": "01-01-2026", "decree": "Perda 3/2025"}
    (renamed,) = compared(row).changes
    assert renamed.after.earlier == (EarlierName("Dinas PU", "2026-01-01", "Perda 3/2025"),)
    assert str(renamed) == (
        "row 2: 64.08-pupr: renamed from “Dinas PU” to “Dinas PUTR” since 2026-01-01 by Perda 3/2025"
    )
    assert renamed.after.name_on(date(2025, 12, 31)) == "Dinas PU"
    assert renamed.after.name_on(date(2026, 1, 1)) == "Dinas PUTR"
    again = compared(row, stored={"64.08-pupr": renamed.after})
    assert (again.changes, again.unchanged) == ((), 1)


def test_a_second_renaming_keeps_both_and_cannot_lie_before_the_first() -> None:
    first = change(name="Dinas PUTR", since="2026-01-01", decree="Perda 3/2025")
    row = {"name": "Dinas PUPR", "since": "2026-06-01", "decree": "Perda 1/2026"}
    (second,) = compared(row, stored={"64.08-pupr": first}).changes
    assert [each.name for each in second.after.earlier] == ["Dinas PU", "Dinas PUTR"]
    assert second.after.name_on(date(2026, 3, 1)) == "Dinas PUTR"
    early = compared(row | {"since": "2025-06-01"}, stored={"64.08-pupr": first})
    assert [str(each) for each in early.problems] == [
        "row 2, since: the name before holds since 2026-01-01: write a later day"
    ]


def test_a_merger_names_who_takes_over_and_since_when() -> None:
    row = {"ended": "2026-01-01", "successor": "64.08-perkim", "end_decree": "Perda 3/2025"}
    result = compared(row)
    after = result.changes[0].after
    assert (after.ended, after.successor, after.end_decree) == ("2026-01-01", "64.08-perkim", "Perda 3/2025")
    assert "ended on 2026-01-01 into 64.08-perkim" in str(result.changes[0])
    assert result.mergers == ((after, PERKIM),)
    assert compared(row, stored=STORED | {after.id: after}).mergers == ((after, PERKIM),)


def test_an_empty_cell_leaves_what_is_stored_and_a_hyphen_takes_it_away() -> None:
    ended = change(ended="2026-01-01", successor="64.08-perkim", end_decree="Perda 3/2025")
    stored = STORED | {ended.id: ended}
    assert compared({"ended": "", "successor": ""}, stored=stored).changes == ()
    (back,) = compared({"ended": "-", "successor": "-", "end_decree": "-"}, stored=stored).changes
    assert back.after == PUPR
    assert "in force again" in str(back)


@pytest.mark.parametrize(
    ("agency_id", "tier"), [("64.08-bkpsdm", "opd"), ("64-bkpsdm", "provinsi"), ("64.08-rsud-sangatta", "opd")]
)
def test_a_new_office_gets_the_tier_of_its_government(agency_id: str, tier: str) -> None:
    after = change(id=agency_id, name="Badan Baru", coordinates="ya")
    assert after == Office(agency_id, "Badan Baru", tier, True)


def test_a_body_of_the_centre_is_new_only_where_the_stack_has_no_regions() -> None:
    line = Line(2, {"id": "00-kemenko-pangan", "name": "Kemenko Pangan"})
    (new,) = compare([line], {}, set(), TODAY).changes
    assert new.after.tier == "pusat"
    assert compare([line], {}, PLACES, TODAY).problems[0].message == "this stack has no region 00"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "PUPR"}, "id: 'PUPR' is no id: write region code and type, such as 64.08-pupr"),
        ({"id": "64.99-pupr"}, "id: this stack has no region 64.99"),
        ({"id": "64.08.01-pupr"}, "id: 64.08.01 is a kecamatan or village"),
        ({"name": " "}, "name: is empty"),
        ({"name": "a" * 151}, "name: write at most 150 printable characters"),
        ({"name": "Dinas\x00PU"}, "name: write at most 150 printable characters"),
        ({"tier": "dinas"}, "tier: 'dinas' is no tier: write opd"),
        ({"tier": "provinsi"}, "tier: provinsi is no tier of 64.08: write opd"),
        ({"coordinates": "maybe"}, "coordinates: 'maybe' is neither yes nor no"),
        ({"name": "B", "since": "2026-13-01", "decree": "X"}, "since: '2026-13-01' is no day: write it as 2026-01-31"),
        ({"name": "B", "since": "2026-11-30", "decree": "X"}, "since: 2026-11-30 lies ahead: import this row"),
        ({"name": "B", "since": "2026-01-01"}, "decree: a renaming needs the day and the decree"),
        ({"name": "B", "decree": "X"}, "since: a renaming needs the day and the decree"),
        ({"ended": "2026-01-01"}, "end_decree: an office ends by a decree"),
        ({"successor": "64.08-perkim"}, "ended: write the day on which the office ended"),
        (
            {"ended": "2026-01-01", "end_decree": "X", "successor": "64.08-pupr"},
            "successor: an office cannot succeed itself",
        ),
        (
            {"ended": "2026-01-01", "end_decree": "X", "successor": "64.08-none"},
            "successor: there is no office 64.08-none: give it a row of its own",
        ),
        (
            {"id": "64-diskominfo", "name": "Diskominfo", "ended": "2026-01-01", "end_decree": "X"},
            "successor: cases without a rule come to this coordinator",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_its_column_and_what_would_be_right(
    row: dict[str, str], problem: str
) -> None:
    result = compared({"id": "64.08-perkim", "name": "Dinas Perkim"}, row)
    assert [str(each).startswith(f"row 3, {problem}") for each in result.problems] == [True], result.problems


def test_an_office_stands_there_once_and_all_that_is_wrong_is_told_at_once() -> None:
    result = compared({}, {}, {"id": "64.08-perkim", "name": ""})
    assert [str(each) for each in result.problems] == [
        "row 3, id: 64.08-pupr stands in row 2 already: one row for each office",
        "row 4, name: is empty",
    ]
    assert result.unchanged == 1


def test_two_offices_cannot_end_into_each_other() -> None:
    row = {"ended": "2026-01-01", "end_decree": "X"}
    result = compared(
        row | {"successor": "64.08-perkim"},
        row | {"id": "64.08-perkim", "name": "Dinas Perkim", "successor": "64.08-pupr"},
    )
    assert [each.column for each in result.problems] == ["successor", "successor"]


def test_a_successor_may_be_new_in_the_same_file() -> None:
    result = compared(
        {"ended": "2026-01-01", "end_decree": "X", "successor": "64.08-putr"}, {"id": "64.08-putr", "name": "PUTR"}
    )
    assert result.problems == ()
    assert [successor.id for _, successor in result.mergers] == ["64.08-putr"]


def test_every_office_that_a_file_names_is_looked_up_and_nothing_else() -> None:
    lines = [Line(2, {"id": "64.08-pupr", "successor": "64.08-perkim"}), Line(3, {"id": "PUPR", "successor": "-"})]
    assert ids_in(lines) == ["64.08-pupr", "64.08-perkim"]
