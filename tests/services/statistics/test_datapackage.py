"""The description of the public files, word for word: programs find the files, their columns and types by it, and
people read the meaning of a column in it. A change of the vector is a change for whoever uses the data."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.services.ports.public_files import PublicFile
from chalicelib.services.statistics import datapackage
from chalicelib.services.statistics.datapackage import Field
from tests.support.world import World

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DESCRIBED = json.loads((Path(__file__).parents[2] / "vectors" / "datapackage.json").read_text())


def public_file(name: str, rows: int = 3) -> PublicFile:
    return PublicFile(name, 100 * rows, "ab" * 32, rows, AT)


NAMES = ("complaints-2026-11.csv", "complaints-2026-11.excel.csv", "complaints-2026-11.jsonl")
NAMES += ("statistics-2026-11.csv", "statistics-2026-11.excel.csv", "statistics-2026-11.jsonl")


def describe(*names: str) -> Any:
    files = [public_file(name, rows) for rows, name in enumerate(names, 1)]
    return json.loads(json.dumps(datapackage.describe(World().services.stack, files, AT)))


def test_the_description_of_a_month_is_the_one_that_programs_read() -> None:
    described = describe(*NAMES)
    head = {name: value for name, value in described.items() if name != "resources"}
    assert head == {name: value for name, value in DESCRIBED.items() if name != "resources"}
    assert len(described["resources"]) == len(DESCRIBED["resources"]) == len(NAMES)


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
def test_a_file_is_described_with_its_form_and_every_column(place: int) -> None:
    assert describe(*NAMES)["resources"][place] == DESCRIBED["resources"][place]


@pytest.mark.parametrize(
    ("field", "excel", "described"),
    [
        (Field("a", "string", "A"), False, {}),
        (Field("a", "string", "A", required=True), False, {"constraints": {"required": True}}),
        (Field("a", "string", "A", values=("x", "y")), False, {"constraints": {"enum": ["x", "y"]}}),
        (Field("a", "datetime", "A"), False, {"format": "default"}),
        (Field("a", "datetime", "A"), True, {"format": "%Y-%m-%d %H:%M:%S"}),
        (Field("a", "number", "A"), False, {}),
        (Field("a", "number", "A"), True, {"decimalChar": ","}),
        (Field("a", "integer", "A"), True, {}),
    ],
)
def test_a_column_says_what_a_reader_must_know_and_no_more(
    field: Field, excel: bool, described: dict[str, object]
) -> None:
    assert field.described(excel=excel) == {"name": "a", "type": field.type, "description": "A"} | described


def test_a_line_of_statistics_has_every_column_but_the_month() -> None:
    line = datapackage.flat({"by": "total", "filed": 12, "elsewhere": 1})
    assert list(line) == [field.name for field in datapackage.STATISTICS if field.name != "month"]
    assert {name: value for name, value in line.items() if value is not None} == {"by": "total", "filed": 12}
