"""Every command can be called and is documented."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from laporctl.cli import COMMANDS, main
from tests.support.loops import at_least_one

OPERATIONS = (Path(__file__).parent.parent.parent / "docs" / "operations.md").read_text()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_found_and_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Usage:")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_documented_for_the_operator(name: str) -> None:
    assert f"`laporctl {name}" in OPERATIONS or f"`{name}`" in OPERATIONS


def test_the_list_of_commands_has_a_short_help_for_each() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    assert all(help_text.split()[0] in listed for _, _, help_text in at_least_one(COMMANDS.values()))
