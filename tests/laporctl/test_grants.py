"""`laporctl grants`, against a stack in memory."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from laporctl import grants
from laporctl.cli import main
from laporctl.commands import grants as command
from laporctl.stacks import Stack
from tests.support.people import id_of
from tests.support.world import World

OFFICE = "64.08-pupr"
Run = Callable[..., str]


@pytest.fixture
def world() -> World:
    return World(now=datetime.now(UTC))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, world: World) -> Run:
    """Calls `laporctl grants ...` on kaltim and answers what it printed; with `fails`, what it complained of."""
    monkeypatch.setattr(command, "find_stack", lambda slug: Stack(slug, "ap-southeast-3", {}))
    for module in (command, grants):
        monkeypatch.setattr(module, "services_of", lambda stack: world.services)

    def call(*arguments: str, fails: bool = False) -> str:
        result = CliRunner().invoke(main, ["grants", *arguments])
        assert (result.exit_code != 0) is fails, result.output
        return result.output.strip()

    return call


def add(run: Run, *options: str, **given: bool) -> str:
    who = ("--role", "officer", "--email", "rina@contoh.go.id", "--name", "Rina Contoh", "--decree", "SK 1/2026")
    return run("add", "kaltim", OFFICE, *who, *options, **given)


def test_a_grant_is_made_listed_and_ended(world: World, run: Run) -> None:
    grant_id = add(run)
    (line,) = run("list", "kaltim").splitlines()
    assert all(word in line for word in (OFFICE, grant_id, "valid", "officer", "SK 1/2026", "Rina Contoh"))
    assert "@" not in line
    assert world.services.sessions.open(id_of("rina@contoh.go.id"), None, datetime.now(UTC)).bearer
    assert run("end", "kaltim", OFFICE, grant_id) == run("end", "kaltim", OFFICE, grant_id) == f"{grant_id}: ended"
    assert "ended" in run("list", "kaltim", "--agency", OFFICE)


def test_the_last_day_is_one_of_the_stacks_own_time(world: World, run: Run) -> None:
    grant_id = add(run, "--until", "2030-01-31")
    (grant,) = [each for each in world.people.kept.values() if each.id == grant_id]
    assert grant.ends_at == datetime(2030, 1, 31, 16, tzinfo=UTC)
    assert grant.made_by.startswith("operator ")


def test_what_cannot_be_is_said_in_a_line(run: Run) -> None:
    assert "/email" in add(run, "--email", "rina", fails=True)
    assert run("end", "kaltim", OFFICE, "0" * 12, fails=True)
