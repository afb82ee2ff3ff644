"""The same rows out of every kind of file."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from laporctl.legacy import source
from laporctl.legacy.source import SourceError, SourceRow

MORNING = datetime.fromisoformat("2021-03-02T09:15")
HEAD, LINE = ["No", "Isi", "Kosong"], ["7", "Satu\ndua; tiga", ""]


def as_csv(file: Path) -> None:
    file.write_text('No;Isi;Kosong\n7;"Satu\ndua; tiga";\n\n8;x;\n', "utf-8-sig")


def as_xlsx(file: Path) -> None:
    book = openpyxl.Workbook()
    for line in (HEAD, LINE, [None, None, None], ["8", "x", None]):
        book.active.append(line)
    book.save(file)


def as_jsonl(file: Path) -> None:
    lines = [dict(zip(HEAD, LINE, strict=True)), {"No": "8", "Isi": "x"}]
    file.write_text("\n\n".join(json.dumps(line) for line in lines))


@pytest.mark.parametrize(("kind", "write", "last"), [("csv", as_csv, 5), ("xlsx", as_xlsx, 4), ("jsonl", as_jsonl, 3)])
def test_rows_come_with_their_number_and_without_empty_cells(
    kind: str, write: Callable[[Path], None], last: int, tmp_path: Path
) -> None:
    file = tmp_path / f"export.{kind}"
    write(file)
    first, second = source.read(kind, file)
    assert first.cells == {"No": "7", "Isi": "Satu\ndua; tiga"}
    assert second == SourceRow(last, {"No": "8", "Isi": "x"})


def test_a_workbook_keeps_moments(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tanggal"])
    book.active.append([MORNING])
    book.save(tmp_path / "e.xlsx")
    (row,) = source.read("xlsx", tmp_path / "e.xlsx")
    assert row.cells == {"Tanggal": MORNING}


def test_a_table_of_an_older_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_bytes("No,Isi\n1,caf\xe9\n".encode("cp1252"))
    (row,) = source.read("csv", tmp_path / "e.csv")
    assert row.cells["Isi"] == "café"


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("csv", b"No,Isi\n1,rahasia,lebih\n", "e.csv:2: more cells than columns"),
        ("xlsx", b"rahasia", "e.xlsx is no XLSX file"),
        ("jsonl", b'{"a": 1}\n[rahasia]\n', "e.jsonl:2: is no JSON object"),
    ],
)
def test_what_cannot_be_read_is_said_without_what_it_holds(
    kind: str, content: bytes, said: str, tmp_path: Path
) -> None:
    file = tmp_path / f"e.{kind}"
    file.write_bytes(content)
    with pytest.raises(SourceError) as raised:
        list(source.read(kind, file))
    assert str(raised.value).startswith(said)
    assert "rahasia" not in str(raised.value)


def test_the_columns_are_those_of_the_first_rows() -> None:
    columns, rows = source.columns_of(iter([SourceRow(2, {"a": 1}), SourceRow(3, {"b": 2})]))
    assert columns == {"a", "b"}
    assert [row.number for row in rows] == [2, 3]
