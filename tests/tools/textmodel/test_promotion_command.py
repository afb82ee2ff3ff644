"""What a stack may learn from, and that nobody can be found in it."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chalicelib.domain.cases.commands import Command
from chalicelib.runtime.reference import shipped_model
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.model_register import ModelVersions
from laporctl.stacks import Stack
from tests.support.text import MemoryModelRegister
from tests.support.world import ROAD, World
from tools.textmodel import promotion_command as command
from tools.textmodel.decided_cases import RARE, labelled, masked
from tools.textmodel.retraining import Judgement


def test_a_decision_of_people_is_an_example_and_one_of_the_machine_alone_is_none() -> None:
    world = World()
    accepted, waiting = world.file_and_route(ROAD), world.file_and_route(ROAD)
    world.do(accepted, Command.ACCEPT)
    disposed = world.file_and_route(Submission(text="Ban motor saya kena terus di situ.", region="64.08"))
    coordinator = world.coordinator("64.08-diskominfo")
    world.do(disposed, Command.DISPOSE, by=coordinator, target="64.08-pupr", category="jalan-rusak.provinsi")
    rows = list(labelled(world.cases.load_history(each.case.id) for each in (accepted, waiting, disposed)))
    assert [row["agency"] for row in rows] == ["jalan-rusak", "jalan-rusak"]
    assert "Ban motor" in rows[1]["text"]


def test_names_numbers_and_addresses_are_masked() -> None:
    common = [{"text": "jalan rusak parah", "agency": "jalan-rusak"} for _ in range(RARE)]
    personal = {"text": "Jalan rusak, hubungi Pelapor Contoh 0811-000-111 pelapor@contoh.id", "agency": "jalan-rusak"}
    (*_, row) = masked([*common, personal])
    assert row["text"].split()[:2] == ["jalan", "rusak"]
    assert set(row["text"].split()[2:]) == {"_"}


class Deployed(Stack):
    """A stack whose bucket takes everything."""

    def client(self, service: str) -> Any:
        return self

    def put_object(self, **_: object) -> None:
        """Kept nowhere."""


class Overtaken(MemoryModelRegister):
    """Somebody else changes the line between reading it and writing it."""

    def put(self, line: ModelVersions) -> bool:
        self.kept = self.kept.promoted("theirs")
        return super().put(line)


def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, register: MemoryModelRegister, name: str) -> Result:
    """Promote or roll back in a stack that finds any other model better than its own."""
    monkeypatch.setattr(command, "find_stack", lambda _: Deployed("kaltim", "", {"AttachmentsBucket": "files"}))
    monkeypatch.setattr(command, "tables_of", lambda _: None)
    monkeypatch.setattr(command, "DynamoModelRegister", lambda _: register)
    monkeypatch.setattr(command.examples, "read_examples", lambda _: [])
    judged = Judgement(10, 7, 8, {"won": 1, "lost": 0, "chance": 1.0})
    monkeypatch.setattr(command.retraining, "judge", lambda *_: judged)
    monkeypatch.setattr(command, "public_histories", lambda *_: [])
    file = tmp_path / "new.model"
    file.write_bytes(shipped_model())
    if name == "promote":
        return CliRunner().invoke(command.promote, ["kaltim", str(file), "--newest", str(file)])
    if name == "learn":
        monkeypatch.setattr(command.retraining, "retrain", lambda *_: (shipped_model(), []))
    return CliRunner().invoke({"learn": command.learn, "rollback": command.rollback}[name], ["kaltim"])


@pytest.mark.parametrize("name", ["promote", "learn"])
def test_a_better_model_is_promoted_and_rolled_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    register = MemoryModelRegister()
    played = play(monkeypatch, tmp_path, register, name)
    assert played.exit_code == 0
    assert "0.700 right of 10" in played.output
    assert register.live() is not None
    assert play(monkeypatch, tmp_path, register, "rollback").exit_code == 0
    assert register.live() is None


def test_a_stack_without_decisions_is_refused_and_keeps_its_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register = MemoryModelRegister()
    learn = command.retraining.retrain
    play(monkeypatch, tmp_path, register, "rollback")
    monkeypatch.setattr(command.retraining, "retrain", learn)
    refused = CliRunner().invoke(command.learn, ["kaltim"])
    assert refused.exit_code == 1
    assert "decided 0 cases; it takes at least 250 to learn from them: nothing was changed" in refused.output
    assert register.live() is None


@pytest.mark.parametrize("name", ["promote", "learn", "rollback"])
def test_an_operator_who_comes_second_is_refused_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    register = Overtaken()
    played = play(monkeypatch, tmp_path, register, name)
    assert played.exit_code == 1
    assert "somebody else promoted or rolled back" in played.output
    assert register.line().versions == ("theirs",)
