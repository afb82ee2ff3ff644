"""The guide of an admin's first hour is followed as it stands, and its page says what was left out."""

from pathlib import Path

from bench import first_hour
from bench.first_hour_page import MOST_LINES, Ran, Walk, page


def test_every_command_of_the_guide_reads_as_for_the_province_that_follows_it() -> None:
    admin = first_hour.Admin(first_hour.PROVINCES[0], "http://aws", Path(), number="SA-0000-0000-0000-0")
    commands = [admin.adapted(command) for _, command in first_hour.steps()]
    assert "laporctl stack deploy sulut" in commands
    assert "laporctl verify sulut SA-0000-0000-0000-0" in commands
    assert any("--agency 71-pupr" in command for command in commands)
    assert not [command for command in commands for example in first_hour.EXAMPLE.values() if f"{example}-" in command]
    assert not [command for command in commands if "bengkulu" in command]


def test_what_is_done_by_hand_comes_before_commands_that_are_in_the_guide() -> None:
    commands = [command for _, command in first_hour.steps()]
    missing = [
        before for before in first_hour.BY_HAND_BEFORE if not any(command.startswith(before) for command in commands)
    ]
    assert missing == []


def test_the_page_has_every_output_and_counts_what_it_leaves_out() -> None:
    long = "\n".join(f"line {number}" for number in range(MOST_LINES + 5))
    ran = [Ran("deploy", "laporctl stack plan sulut", long, 1.0), Ran("deploy", "", "By hand.", 0.5)]
    rest = [Ran("deploy", "laporctl stack plan ntt", "", 2.0)]
    text = page(Walk({"sulut": ran, "ntt": rest}, 30.0, {"date": "2026-11-29T12:00:00", "cpus": 2}))
    assert "... 5 more lines ..." in text
    assert "| deploy  |   1.5 | 2.0 |" in text
    assert "laporctl stack plan ntt" in text
    assert "(nothing)" in text
