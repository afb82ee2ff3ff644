"""`laporctl audit`, as an operator calls it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from moto import mock_aws

from laporctl.audit import run as audits
from laporctl.commands import audit as command
from tests.support.stored import Stored, keep
from tests.support.world import World

SUMMARY = {"checked", "whole", "wrong", "rechecked", "read_units"}


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stored]:
    """A stack with one case."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(audits, "PAUSE_SECONDS", 0.0)
    with mock_aws():
        kept = keep(World())
        kept.world.file_and_route()
        monkeypatch.setattr(command, "find_stack", lambda slug: slug)
        monkeypatch.setattr(command, "subject_of", lambda slug: kept.subject())
        yield kept


def alter(stored: Stored) -> None:
    """Take the case out of its queue."""
    (case_id,) = stored.world.cases.kept
    stored.tables.connection.client.update_item(
        TableName="complaints-kaltim",
        Key={"pk": {"S": f"C#{case_id}"}, "sk": {"S": "META"}},
        UpdateExpression="REMOVE agency_pk, agency_sk",
    )


def test_a_whole_stack_is_told_in_one_line(stored: Stored) -> None:
    result = CliRunner().invoke(command.audit, ["kaltim"])
    assert result.exit_code == 0, result.output
    (line,) = result.output.splitlines()
    assert dict(pair.split("=") for pair in line.split()).keys() == SUMMARY
    assert "wrong=0" in line
    assert "read_units=0" not in line
    assert list(Path.cwd().iterdir()) == [], "the place is forgotten at the end"


def test_what_is_wrong_is_a_line_each_and_an_exit_code(stored: Stored) -> None:
    alter(stored)
    result = CliRunner().invoke(command.audit, ["kaltim"])
    assert result.exit_code == 1
    finding, summary = result.output.splitlines()
    assert finding.startswith("queue\tKI-")
    assert "wrong=1" in summary


def test_programs_get_an_object_a_line(stored: Stored) -> None:
    alter(stored)
    result = CliRunner().invoke(command.audit, ["kaltim", "--json"])
    finding, summary = map(json.loads, result.output.splitlines())
    assert finding["check"] == "queue"
    assert summary.keys() == SUMMARY


def test_after_an_interruption_it_goes_on(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    alter(stored)
    whole = audits.save_progress

    def interrupted(file: Path, progress: audits.Progress) -> None:
        whole(file, progress)
        raise KeyboardInterrupt

    monkeypatch.setattr(audits, "save_progress", interrupted)
    first = CliRunner().invoke(command.audit, ["kaltim"])
    assert first.exit_code == 130
    assert "--resume" in first.output
    monkeypatch.setattr(audits, "save_progress", whole)
    second = CliRunner().invoke(command.audit, ["kaltim", "--resume"])
    assert second.exit_code == 1, "what was found before the interruption counts"
    assert "wrong=1" in second.output


def test_there_must_be_something_to_go_on_with(stored: Stored) -> None:
    result = CliRunner().invoke(command.audit, ["kaltim", "--resume"])
    assert result.exit_code == 2
    assert "nothing to go on with" in result.output
