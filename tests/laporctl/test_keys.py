"""`laporctl keys`, against a stack in memory."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from laporctl import keys
from laporctl.cli import main
from laporctl.commands import keys as command
from laporctl.stacks import Stack
from tests.support.world import World

OFFICE = "64.08-pupr"
Run = Callable[..., str]


@pytest.fixture
def world() -> World:
    return World(now=datetime.now(UTC))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, world: World) -> Run:
    """Calls `laporctl keys ...` on kaltim and answers what it printed; with `fails`, what it complained of."""
    monkeypatch.setattr(command, "find_stack", lambda slug: Stack(slug, "ap-southeast-3", {}))
    for module in (command, keys):
        monkeypatch.setattr(module, "services_of", lambda stack: world.services)

    def call(*arguments: str, fails: bool = False) -> str:
        result = CliRunner().invoke(main, ["keys", *arguments])
        assert (result.exit_code != 0) is fails, result.output
        return result.output.strip()

    return call


def issue(run: Run, *options: str, role: str = "officer") -> tuple[str, str]:
    """The bearer key and its id."""
    bearer = run("issue", "kaltim", "--role", role, "--decree", "SK 1/2026", *options)
    return bearer, bearer.split("_")[1]


def test_a_key_is_issued_listed_shown_rotated_and_revoked(world: World, run: Run) -> None:
    bearer, key_id = issue(run, "--agency", OFFICE)
    assert world.services.keys.recognise(bearer, world.now)
    (line,) = run("list", "kaltim").splitlines()
    assert all(word in line for word in (OFFICE, key_id, "valid", "officer", "SK 1/2026", world.now.strftime("%F")))

    rotated = run("rotate", "kaltim", key_id, "--overlap", "2")
    later = datetime.now(UTC) + timedelta(hours=3)
    assert rotated.split("_")[1] == key_id
    assert "earlier secret" in run("show", "kaltim", key_id)
    assert world.services.keys.recognise(bearer, later) is None
    assert world.services.keys.recognise(rotated, later)

    assert run("revoke", "kaltim", key_id) == run("revoke", "kaltim", key_id) == f"{key_id}: revoked"
    assert world.services.keys.recognise(rotated, later) is None
    shown = run("show", "kaltim", key_id)
    assert "standing      revoked" in shown
    assert "revoked at" in shown
    for secret in (bearer.split("_")[2], rotated.split("_")[2]):
        assert secret not in shown + run("list", "kaltim")


def test_a_grant_holds_from_its_first_to_its_last_day_in_the_stacks_own_time(world: World, run: Run) -> None:
    _, key_id = issue(run, "--agency", OFFICE, "--from", "2099-01-01", "--until", "2099-01-31")
    kept = world.keys.kept[key_id]
    assert kept.valid_from == datetime(2098, 12, 31, 16, tzinfo=UTC)
    assert kept.expires_at == datetime(2099, 1, 31, 16, tzinfo=UTC)
    assert "not_yet" in run("list", "kaltim", "--agency", OFFICE)


def test_an_overseers_body_follows_from_the_role(world: World, run: Run) -> None:
    _, key_id = issue(run, role="overseer_ombudsman")
    assert world.keys.kept[key_id].agency == "00-ombudsman"
    _, key_id = issue(run, "--category", "gizi-stunting", "--category", "jalan-rusak", role="overseer_ksp")
    assert world.keys.kept[key_id].categories == ("gizi-stunting", "jalan-rusak")
    assert "gizi-stunting, jalan-rusak" in run("show", "kaltim", key_id)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--role", "officer", "--agency", OFFICE), "--decree"),
        (("--role", "officer", "--decree", "1"), "UnknownAgency"),
        (("--role", "officer", "--decree", "1", "--agency", "64.08-ufo"), "UnknownAgency"),
        (("--role", "overseer", "--decree", "1", "--agency", OFFICE), "--role"),
        (("--role", "overseer_ksp", "--decree", "1"), "/categories: missing"),
        (("--role", "overseer_ksp", "--decree", "1", "--category", "ufo"), "unknown_category"),
        (("--role", "officer", "--decree", "1", "--agency", OFFICE, "--until", "2020-01-01"), "/valid_until"),
    ],
)
def test_a_grant_that_is_incomplete_is_not_issued(
    world: World, run: Run, options: tuple[str, ...], complaint: str
) -> None:
    assert complaint in run("issue", "kaltim", *options, fails=True)
    assert world.keys.kept == {}


@pytest.mark.parametrize("action", ["rotate", "revoke", "show"])
def test_a_key_that_does_not_exist_is_named(run: Run, action: str) -> None:
    assert "no key XXXXXXXXXXXX in kaltim" in run(action, "kaltim", "X" * 12, fails=True)
