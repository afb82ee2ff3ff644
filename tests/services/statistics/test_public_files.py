import csv
import hashlib
import io
import json
import re
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.timestamps import to_text
from chalicelib.services.cases.filing import Submission
from chalicelib.services.statistics.datapackage import COMPLAINTS, STATISTICS, Field
from chalicelib.services.statistics.public_files import as_csv, as_excel_csv, as_lines
from tests.support.loops import at_least_one
from tests.support.world import ROAD, World

SECRET = Submission(text="Jalan rusak, tolong dirahasiakan.", category="jalan-rusak", region="64.08", secret=True)


def run(world: World) -> None:
    world.services.aggregation.run(world.now, lambda: True)


def table(world: World, name: str) -> list[dict[str, str]]:
    text, delimiter = world.public_files.kept[name].decode("utf-8-sig"), ","
    if text.startswith("sep="):
        first, text = text.split("\r\n", 1)
        delimiter = first.removeprefix("sep=")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def lines(world: World, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in world.public_files.kept[name].decode().splitlines()]


def index(world: World) -> dict[str, Any]:
    return dict(json.loads(world.public_files.kept["index.json"]))


def test_a_public_case_is_in_the_file_of_its_month_in_figures_and_without_words() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    run(world)
    (row,) = lines(world, "complaints-2026-11.jsonl")
    assert list(row) == [field.name for field in COMPLAINTS]
    assert row["tracking_id"] == filed.case.id
    assert (row["status"], row["agency"], row["tier"]) == ("accepted", "64.08-pupr", "opd")
    assert row["filed_at"] == row["routed_at"] == row["accepted_at"] == "2026-11-23T02:00:00.000Z"
    assert row["first_response_at"] is row["closed_at"] is row["rating"] is None
    case = world.cases.load(filed.case.id)
    dates = world.services.stack.citizen_due(case), world.services.stack.office_due(case)
    assert (row["citizen_due_at"], row["office_due_at"]) == tuple(due and to_text(due.at) for due in dates)
    for content in world.public_files.kept.values():
        assert b"berlubang" not in content
        assert filed.receipt.secret.encode() not in content
    (same,) = table(world, "complaints-2026-11.csv")
    assert same["tracking_id"] == filed.case.id
    assert (same["breached"], same["hops"], same["rating"]) == ("false", "0", "")


def test_a_hidden_case_is_in_no_public_file() -> None:
    world = World()
    hidden = world.file_and_route(SECRET)
    world.file_and_route()
    run(world)
    assert len(lines(world, "complaints-2026-11.jsonl")) == 1
    assert all(hidden.case.id.encode() not in content for content in world.public_files.kept.values())


def test_a_file_is_written_again_whole_when_one_of_its_cases_changes() -> None:
    world = World()
    kept, gone = world.file_and_route(), world.file_and_route(Submission(text="Lampu jalan mati.", region="64.08"))
    run(world)
    del world.cases.kept[gone.case.id]
    world.later(days=20)
    world.do(kept, Command.ACCEPT)
    run(world)
    (row,) = lines(world, "complaints-2026-11.jsonl")
    assert (row["tracking_id"], row["accepted_at"]) == (kept.case.id, "2026-12-13T02:00:00.000Z")
    assert "complaints-2026-12.jsonl" not in world.public_files.kept, "nobody filed anything in December"


def test_files_are_written_once_a_local_day() -> None:
    world = World()
    world.file()
    run(world)
    written = len(world.public_files.written)
    world.file(Submission(text="Lampu jalan mati.", region="64.08"))
    world.later(hours=3)
    run(world)
    assert len(world.public_files.written) == written
    world.later(hours=14)
    run(world)
    assert len(lines(world, "complaints-2026-11.jsonl")) == 2


def test_a_run_that_ends_among_the_files_writes_the_rest_the_next_time() -> None:
    world = World()
    world.file()
    times = iter([True] * (2 * world.statistics_source.shards + 1))
    world.services.aggregation.run(world.now, lambda: next(times, False))
    assert {name.partition(".")[0] for name in world.public_files.written} == {"complaints-2026-11", "index"}
    run(world)
    assert {
        "statistics-2026-11.csv",
        "statistics-2026-11.excel.csv",
        "statistics-2026-11.jsonl",
    } < world.public_files.kept.keys()
    assert {each["path"] for each in index(world)["resources"]} == world.public_files.kept.keys() - {"index.json"}


def test_a_case_is_listed_in_the_local_month_of_its_filing() -> None:
    world = World()
    world.later(days=7, hours=14, minutes=30)  # 30 November, 16:30 in UTC: December in Samarinda
    world.file_and_route()
    run(world)
    assert set(world.public_files.kept) >= {"complaints-2026-12.csv", "statistics-2026-12.csv"}
    assert "complaints-2026-11.csv" not in world.public_files.kept


def test_the_description_names_every_file_with_its_columns_size_and_hash() -> None:
    world = World()
    world.file_and_route()
    run(world)
    described = index(world)
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["name"] == "sp4n-lapor-kaltim"
    assert len(described["resources"]) == 6
    for resource in described["resources"]:
        content = world.public_files.kept[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        found = table(world, resource["path"]) if resource["format"] == "csv" else lines(world, resource["path"])
        assert resource["rows"] == len(found)
        assert all(list(row) == fields for row in found)
        for field in resource["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            assert allowed is None or {row[field["name"]] for row in found} <= set(allowed)
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] not in (None, "") for row in found)


def test_the_statistics_of_a_month_stand_in_a_file_by_every_dimension() -> None:
    world = World()
    world.file_and_route()
    run(world)
    rows = lines(world, "statistics-2026-11.jsonl")
    assert [(row["by"], row["key"]) for row in rows] == [
        ("agency", "64.08-pupr"),
        ("category", "jalan-rusak"),
        ("channel", "site"),
        ("region", "64.08"),
        ("total", None),
        ("type", "complaint"),
    ]
    assert [row["filed"] for row in rows] == [None, 1, 1, 1, 1, 1]
    assert list(rows[0]) == [field.name for field in STATISTICS]


def test_a_spreadsheet_runs_no_cell_as_a_formula() -> None:
    rows = [{"a": text, "b": -3} for text in ("=1+1", "+62", "-1", "@SUM(A1)", "\tx", "\rx", "aman")]
    found = list(csv.reader(io.StringIO(as_csv(["a", "b"], rows).decode(), newline="")))
    assert [row[0] for row in found[1:]] == ["'=1+1", "'+62", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "aman"]
    assert found[1][1] == "-3", "a number is no formula"


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.fixed_dictionaries({"a": st.none() | texts, "b": st.booleans() | st.integers()})))
def test_rows_survive_csv_and_json_lines(rows: list[dict[str, Any]]) -> None:
    content = as_csv(["a", "b"], rows)
    assert content.startswith(b"a,b\r\n")
    found = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [row["a"].removeprefix("'") for row in found] == [(row["a"] or "").removeprefix("'") for row in rows]
    assert [json.loads(line) for line in as_lines(rows).decode().split("\n") if line] == rows


def test_a_row_has_every_step_of_a_case() -> None:
    world = World()
    filed = world.file_and_route(ROAD)
    world.do(filed, Command.ACCEPT)
    world.later(days=1)
    world.do(filed, Command.RESPOND)
    world.later(days=1)
    world.services.reporter.perform(
        reporter_commands.Reply("Belum.", False), filed.case.id, filed.receipt.secret, world.now
    )
    run(world)
    (row,) = lines(world, "complaints-2026-11.jsonl")
    assert (row["first_response_at"][:10], row["closed_at"], row["status"]) == ("2026-11-24", None, "reopened")
    world.do(filed, Command.RESPOND)
    world.services.reporter.perform(
        reporter_commands.Reply("Ya.", True), filed.case.id, filed.receipt.secret, world.now
    )
    world.later(days=1)
    run(world)
    (row,) = lines(world, "complaints-2026-11.jsonl")
    assert (row["closed_at"][:10], row["status"]) == ("2026-11-25", "closed")


FIELDS = (
    Field("code", "string", ""),
    Field("text", "string", ""),
    Field("share", "number", ""),
    Field("at", "datetime", ""),
    Field("late", "boolean", ""),
)


def spreadsheet(*rows: dict[str, Any]) -> list[list[str]]:
    """What a spreadsheet makes of the file: the separator that the first line names, and the decoded mark."""
    text = as_excel_csv(FIELDS, rows, ZoneInfo("Asia/Makassar")).decode("utf-8-sig")
    first, rest = text.split("\r\n", 1)
    return list(csv.reader(io.StringIO(rest, newline=""), delimiter=first.removeprefix("sep=")))


def test_an_indonesian_excel_opens_the_file_with_its_own_numbers_and_days() -> None:
    row = {"code": "64.08", "text": "jalan; rusak", "share": 0.52, "at": "2026-11-23T18:30:00.000Z", "late": True}
    content = as_excel_csv(FIELDS, [row], ZoneInfo("Asia/Makassar"))
    assert content.startswith(b"\xef\xbb\xbfsep=;\r\n")
    assert spreadsheet(row) == [
        ["code", "text", "share", "at", "late"],
        ['="64.08"', "jalan; rusak", "0,52", "2026-11-24 02:30:00", "true"],
    ]


def test_what_is_empty_stays_empty_in_a_spreadsheet() -> None:
    assert spreadsheet(dict.fromkeys(("code", "text", "share", "at", "late")))[1] == [""] * 5


@given(st.text() | st.text("=+-@\t\r0123456789.\"';,", max_size=8))
def test_no_cell_is_run_as_a_formula_but_a_text_of_digits(text: str) -> None:
    cell = spreadsheet({"code": None, "text": text, "share": -1.5, "at": None, "late": None})[1][1]
    assert not cell.startswith(("+", "-", "@", "\t", "\r"))
    assert not cell.startswith("=") or re.fullmatch(r'="[0-9]+(\.[0-9]+)*"', cell)


def test_every_file_for_programs_has_one_for_spreadsheets_with_the_same_rows() -> None:
    world = World()
    world.file_and_route()
    run(world)
    resources = {each["path"]: each for each in index(world)["resources"]}
    for path in at_least_one([each for each in resources if each.endswith(".csv") and not each.endswith(".excel.csv")]):
        copy = resources[path.replace(".csv", ".excel.csv")]
        assert copy["rows"] == resources[path]["rows"]
        assert (copy["format"], copy["dialect"]["delimiter"], copy["dialect"]["headerRows"]) == ("csv", ";", [2])
        assert [field["name"] for field in copy["schema"]["fields"]] == [
            field["name"] for field in resources[path]["schema"]["fields"]
        ]
