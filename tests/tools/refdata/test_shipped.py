"""What is committed in chalicelib/data is what the sources make."""

import json

from chalicelib.runtime import reference
from laporctl.paths import SHIPPED


def test_the_committed_files_equal_a_fresh_build(fresh: dict[str, str]) -> None:
    made_elsewhere = {"openapi.json"}
    files = [path for path in SHIPPED.glob("*.json") if path.name not in made_elsewhere]
    committed = {path.name: path.read_text("utf-8") for path in files}
    assert committed.keys() == fresh.keys()
    stale = [name for name in fresh if committed[name] != fresh[name]]
    assert stale == [], "run `laporctl data build` and commit chalicelib/data"


def test_everything_shipped_weighs_less_than_180_kb(fresh: dict[str, str]) -> None:
    """A new version of a policy stands beside the earlier ones, whole, because cases keep theirs."""
    assert sum(len(content.encode()) for content in fresh.values()) < 180_000


def test_a_record_stands_on_its_own_line(fresh: dict[str, str]) -> None:
    lines = fresh["categories.json"].splitlines()
    starts = [line for line in lines if line.startswith('{"id":"jalan-rusak"')]
    assert len(starts) == 1
    assert json.loads(starts[0].rstrip(","))["ref"] == "R001"


def test_the_functions_can_read_what_is_shipped() -> None:
    stack = reference.load_stack("kaltim", "progress-30")
    assert stack.province.prefix == "KI"
    assert len(stack.categories) == 136 + 13 * 3 + 2 * 12 + 2 + 15, (
        "thirteen questions with three answers, whom two accuse, who pays a pension, and which ministry"
    )
    assert len(stack.regencies) == 514
