"""The figures of the page on backups are those that were measured."""

import json

from tests.docs.samples import ROOT

PAGE = (ROOT / "docs" / "backup.md").read_text()


def test_size_and_time_are_those_of_the_last_measurement() -> None:
    found = json.loads((ROOT / "bench" / "backup.json").read_text())
    before, after = found["without_cases"], found["with_cases"]

    def for_a_thousand(name: str) -> float:
        return float(after[name] - before[name]) * 1_000 / float(found["cases"])

    sealed, photo = for_a_thousand("table_bytes") / 1_000, after["file_bytes"] / after["photos"] / 1_000
    backup, restore = for_a_thousand("backup_seconds"), for_a_thousand("restore_seconds")
    assert f"| {sealed:.0f} KB | {photo:.0f} KB | {backup:.0f} s | {restore:.0f} s |" in PAGE
