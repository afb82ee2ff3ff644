"""Rows become cases with their own days; what is wrong is said by column, and never with what the cell holds."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from laporctl.legacy.conversion import LegacyCase
from laporctl.legacy.source import SourceRow
from tests.laporctl.legacy.exports import CLOSED, NEW, WORKED, conversion
from tests.support.world import World


def converted(cells: dict[str, Any], **changes: Any) -> Any:
    return conversion(World(), **changes).convert(SourceRow(2, cells))


def test_a_closed_row_has_its_whole_history() -> None:
    case = converted(CLOSED)
    assert isinstance(case, LegacyCase)
    assert (case.number, case.key, case.status) == ("TKT/2021/00042", "TKT202100042", "closed")
    assert case.filed_at == datetime(2021, 3, 2, 1, 15, tzinfo=UTC)
    assert [(step.kind, step.at) for step in case.steps] == [
        ("routed", datetime(2021, 3, 2, 3, 0, tzinfo=UTC)),
        ("responded", datetime(2021, 3, 9, 0, 0, tzinfo=UTC)),
        ("closed", datetime(2021, 3, 23, 0, 0, tzinfo=UTC)),
    ]
    assert (case.office, case.steps[1].actor.role, case.steps[1].note) == (
        "64.08-pupr",
        Role.OFFICER,
        CLOSED["Tanggapan"],
    )
    assert (case.submission.category, case.submission.reporter.name) == ("jalan-rusak", "Pelapor Contoh")


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (NEW, []),
        (NEW | {"OPD Tujuan": "Dinas PUPR Kutai Timur"}, []),
        (WORKED, ["routed", "accepted"]),
        (WORKED | {"Status": "Disposisi", "Tanggal Diproses": ""}, ["routed"]),
        (WORKED | {"Status": "Ditanggapi", "Tanggapan": "Sudah."}, ["routed", "accepted", "responded"]),
        (CLOSED | {"Status": "Ditolak"}, ["routed", "archived"]),
        (CLOSED | {"OPD Tujuan": "Belum Ditentukan"}, ["closed"]),
        (CLOSED | {"OPD Tujuan": "64.08-dlh", "Tanggapan": "", "Tanggal Tanggapan": ""}, ["routed", "closed"]),
    ],
)
def test_a_status_stands_for_steps(cells: dict[str, Any], kinds: list[str]) -> None:
    assert [step.kind for step in converted(cells).steps] == kinds


def test_a_day_without_a_time_is_not_before_what_happened_on_it() -> None:
    case = converted(
        CLOSED | {"Tanggal Disposisi": "2021-03-02", "Tanggal Selesai": datetime.fromisoformat("2021-03-24T07:00")}
    )
    assert case.steps[0].at == case.filed_at
    assert case.steps[-1].at == datetime(2021, 3, 23, 23, 0, tzinfo=UTC)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"No Tiket": ""}, "No Tiket", "is empty"),
    ({"No Tiket": "--"}, "No Tiket", "needs letters or digits"),
    ({"Isi Pengaduan": ""}, "Isi Pengaduan", "is empty"),
    ({"Tanggal Masuk": ""}, "Tanggal Masuk", "is empty"),
    ({"Tanggal Masuk": "rahasia"}, "Tanggal Masuk", "is none of the forms of the mapping's dates: %Y"),
    ({"Tanggal Masuk": "2031-01-01"}, "Tanggal Masuk", "lies in the future"),
    ({"Tanggal Disposisi": "2021-03-01"}, "Tanggal Disposisi", "lies before filed_at"),
    ({"Tanggal Selesai": "2021-03-03"}, "Tanggal Selesai", "lies before responded_at"),
    ({"Tanggal Selesai": "2031-03-03"}, "Tanggal Selesai", "lies in the future"),
    ({"Tanggal Selesai": ""}, "Tanggal Selesai", "is needed for a report that is closed"),
    ({"Status": "rahasia"}, "Status", "has a value that [values.status] of the mapping does not name"),
    ({"Kategori": "rahasia"}, "Kategori", "has a value that [values.category] of the mapping does not name"),
    ({"OPD Tujuan": "rahasia"}, "OPD Tujuan", "is no office of this stack: add it to [values.office]"),
    ({"Status": "Diproses", "OPD Tujuan": ""}, "OPD Tujuan", "is needed for a report that is in_progress"),
    ({"Latitude": "rahasia"}, "Latitude", "is not degrees such as -0.5021"),
    ({"Tanggapan": "x" * 20_000}, "Tanggapan", "cannot be a note: too_long"),
]


@pytest.mark.parametrize(("change", "column", "said"), WRONG)
def test_what_is_wrong_is_said_without_what_the_cell_holds(change: dict[str, Any], column: str, said: str) -> None:
    (problem,) = converted(CLOSED | change)
    assert (problem.row, problem.column) == (2, column)
    assert problem.what.startswith(said)
    assert "rahasia" not in problem.what


def test_everything_that_is_wrong_in_a_row_is_said_at_once() -> None:
    problems = converted(CLOSED | {"Isi Pengaduan": "", "Status": "?", "Latitude": "x"})
    assert [problem.column for problem in problems] == ["Isi Pengaduan", "Status", "Latitude"]


def test_a_number_that_comes_twice_is_refused_the_second_time() -> None:
    converting = conversion(World())
    assert isinstance(converting.convert(SourceRow(2, CLOSED)), LegacyCase)
    (problem,) = converting.convert(SourceRow(3, CLOSED | {"No Tiket": "tkt 2021 00042"}))
    assert problem.what == "is that of row 2 too: each report needs its own"
