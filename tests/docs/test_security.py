"""The page on security: every line of the standard has its answer, and every answer its test or its reason."""

import re
from functools import cache

import pytest

from tests.docs.asvs import LEVELS
from tests.docs.samples import ROOT
from tests.support.loops import at_least_one

PAGE = (ROOT / "docs" / "security.md").read_text()
THREATS = (ROOT / "docs" / "threat-model.md").read_text()
STATES = ("holds", "does not apply", "falls short")

_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


@cache
def names_in(file: str) -> set[str]:
    path = ROOT / "tests" / file
    return set(re.findall(r"^def (test_\w+)\(", path.read_text(), re.MULTILINE)) if path.exists() else set()


def section(heading: str) -> str:
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def test_every_line_of_levels_1_and_2_is_there_once_and_in_order() -> None:
    assert len(LEVELS) == 253
    listed = [number for number, *_ in _ROW.findall(PAGE)]
    assert listed == sorted(LEVELS, key=lambda number: [int(part) for part in number.split(".")])


@pytest.mark.parametrize("row", _ROW.findall(PAGE), ids=lambda row: row[0])
def test_every_line_has_a_state_and_what_shows_it(row: tuple[str, ...]) -> None:
    number, level, words, state, shown = row
    assert int(level) == LEVELS[number]
    assert words.strip()
    assert state in STATES
    if state == "holds":
        assert _TEST.search(shown), "a line that holds names the test that holds it"
    else:
        assert len(_TEST.sub("", shown).strip()) > 5, "a line that does not hold says why"


@pytest.mark.parametrize("page", [PAGE, THREATS], ids=["security", "threat-model"])
def test_every_test_that_is_named_exists(page: str) -> None:
    named = set(_TEST.findall(page))
    assert named
    assert sorted(f"{file}::{name}" for file, name in named if name not in names_in(file)) == []


def test_every_module_that_uses_cryptography_is_in_the_table() -> None:
    """But those that only shorten or name something, and depend on nothing."""
    only_names = {
        "api/http/responses.py", "api/http/requests.py", "domain/duplicates/similarity.py",
        "services/statistics/public_files.py", "domain/attachments/rules.py", "api/atom.py",
    }  # fmt: skip
    using = {
        str(path.relative_to(ROOT / "chalicelib"))
        for path in (ROOT / "chalicelib").rglob("*.py")
        if re.search(r"^\s*(?:import|from) (?:hmac|hashlib|ssl|standardwebhooks)\b", path.read_text(), re.MULTILINE)
    }
    table = section("Keys and cryptography")
    assert sorted(name for name in using - only_names if f"`{name}`" not in table) == []


def test_every_secret_says_when_and_how_it_is_renewed() -> None:
    """By NIST SP 800-57 within two years, and by something that an operator or an office has."""
    pages = "".join((ROOT / "docs" / name).read_text() for name in ("operations.md", "webhooks.md"))
    table = section("Keys and cryptography").split("| secret | renewed after |")[1]
    rows = re.findall(r"^\| ([^|]+) \| (\d+) days \| ([^|]+) \|", table, re.MULTILINE)
    assert [name for name, *_ in rows] == re.findall(
        r"^\| (key of an office or program|secret of [a-z ]+)[,\d a-z]* \| (?!\d+ days)", PAGE, re.MULTILINE
    )
    for name, days, how in at_least_one(rows):
        assert int(days) <= 730, name
        commands = re.findall(r"`([^`]+)`", how)
        assert [each for each in at_least_one(commands) if each not in pages] == [], name


def test_every_grade_of_data_names_what_protects_it() -> None:
    grades = re.findall(r"^\| \*\*([^*]+)\*\*[^|]*\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", PAGE, re.MULTILINE)
    assert [grade[0] for grade in grades] == ["public", "the office's", "identities", "secrets"]
    assert all(cell.strip() for grade in grades for cell in grade)
    assert _TEST.search(section("What is protected"))


def test_the_times_for_mending_are_written_down() -> None:
    times = dict(re.findall(r"^\| ([^|]+) \| (\d+) days", section("Reporting a hole"), re.MULTILINE))
    assert len(times) >= 4
    assert max(map(int, times.values())) <= 30


def test_every_actor_of_the_threat_model_is_in_its_drawing_with_what_is_left() -> None:
    rows = re.findall(r"^\| \*\*([^*]+)\*\*[^|]*\|([^|]+)\|([^|]+)\|([^|]+)\|$", THREATS, re.MULTILINE)
    drawing = (ROOT / "docs" / "pictures" / "trust.svg").read_text()
    shown = set(re.findall(r'class="t"[^>]*>([^<]+)<', drawing))
    actors = {actor for actor, *_ in rows}
    asked = {"Reporter", "Accused official", "Flooder", "Insider with table rights", "Hostile stack", "Hostile file"}
    assert asked <= actors <= shown
    for actor, wants, stops, left in rows:
        assert wants.strip(), actor
        assert left.strip(), actor
        assert _TEST.search(stops), f"{actor}: a test shows what stops them"
