"""Clock policies: every clock counts in one unit and says what it is for."""

from pathlib import Path

import pytest

from tools.refdata import tables

POLICIES = {(policy["id"], policy["version"]): policy for policy in tables.policies()}
UNITS = ("minutes", "working_days", "calendar_days", "never")


@pytest.mark.parametrize(
    ("clock", "unit", "length"),
    [
        ("route", "minutes", 5),
        ("verify", "working_days", 3),
        ("progress", "calendar_days", 30),
        ("autoclose", "working_days", 10),
    ],
)
def test_progress_30_has_its_clocks(clock: str, unit: str, length: int) -> None:
    assert POLICIES["progress-30", 1]["clocks"][clock][unit] == length


def test_a_version_that_extends_another_keeps_all_its_clocks() -> None:
    before, after = POLICIES["progress-30", 2], POLICIES["progress-30", 3]
    assert before["clocks"].items() <= after["clocks"].items()
    assert set(after["clocks"]) - set(before["clocks"]) == {"tier/rt", "retention"}
    assert (after["title"], after["version"]) == (before["title"], 3)


def test_a_version_is_published_once() -> None:
    assert len(POLICIES) == len(tables.policies())


@pytest.mark.parametrize("policy", tables.policies(), ids=lambda policy: f"{policy['id']}-{policy['version']}")
def test_every_clock_counts_in_exactly_one_unit_and_has_both_titles(policy: dict) -> None:
    assert policy["citation"]
    for name, clock in policy["clocks"].items():
        assert len([unit for unit in UNITS if unit in clock]) == 1, name
        assert set(clock["title"]) == {"id", "en"}, name
        assert set(clock) <= {*UNITS, "title", "citation", "day_ends"}, name


@pytest.mark.parametrize(
    ("right", "misspelt", "named"),
    [
        ("[policies.clocks.progress]", "[policies.clocks.progres]", "progres, progress"),
        ("[policies.clocks.verify]", "[policies.clocks.verfy]", "verfy"),
        ('[policies.clocks."tier/desa"]', '[policies.clocks."tier/deas"]', "tier/deas"),
        ('[policies.clocks."respond/supervisory"]', '[policies.clocks."respond/supervisor"]', "respond/supervisor"),
    ],
)
def test_a_misspelt_clock_is_named_when_the_data_are_built(
    right: str, misspelt: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = (tables.SOURCES / "policies.toml").read_text("utf-8")
    assert right in written
    (tmp_path / "policies.toml").write_text(written.replace(right, misspelt, 1), "utf-8")
    monkeypatch.setattr(tables, "SOURCES", tmp_path)
    with pytest.raises(ValueError, match=f"clocks misspelt or missing: {named}$"):
        tables.policies()
