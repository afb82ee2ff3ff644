"""A rotation of the secret between CloudFront and the API: at every moment what is sent is taken."""

from collections.abc import Mapping

import pytest

from laporctl.deployment import edge_secrets, stack_update
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.progress import Say

UUID = "0b1c2d3e"
PLACE = Place("bali", "ap-southeast-3")


class Deployed:
    """A stack's parameters, and what its API and CloudFront make of them."""

    def __init__(self, **parameters: str) -> None:
        self.parameters = parameters
        self.history: list[tuple[str, set[str]]] = [(self.sent, self.taken)]

    @property
    def taken(self) -> set[str]:
        return {self.parameters["EdgeSecretA"] or UUID, self.parameters["EdgeSecretB"]} - {""}

    @property
    def sent(self) -> str:
        slot = self.parameters["EdgeSecretInUse"]
        return self.parameters[f"EdgeSecret{slot}"] or (UUID if slot == "A" else "")

    def change(self, _: Place, parameters: Mapping[str, str], __: Say) -> None:
        self.parameters |= parameters
        self.history.append((self.sent, self.taken))


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Deployed:
    found = Deployed(EdgeSecretA="", EdgeSecretB="", EdgeSecretInUse="A")
    monkeypatch.setattr(stack_update, "parameters_of_stack", lambda _: found.parameters)
    monkeypatch.setattr(stack_update, "change_parameters", found.change)
    return found


def test_whatever_was_or_will_be_sent_in_a_step_is_taken_in_it(stack: Deployed) -> None:
    """An edge may be a step behind the stack, a function too."""
    for _ in range(3):
        edge_secrets.rotate(PLACE, lambda: True, lambda _: None)
    steps = list(zip(stack.history, stack.history[1:], strict=False))
    assert len(steps) == 9
    assert all({earlier[0], later[0]} <= earlier[1] & later[1] for earlier, later in steps if earlier[0] != later[0])
    assert all(sent in taken for sent, taken in stack.history)


def test_what_was_sent_before_is_forgotten_in_the_end(stack: Deployed) -> None:
    before = stack.sent
    edge_secrets.rotate(PLACE, lambda: True, lambda _: None)
    assert before == UUID
    assert before not in stack.taken
    assert len(stack.taken) == 2


def test_a_rotation_that_ended_anywhere_is_begun_again(stack: Deployed) -> None:
    for steps in (1, 2, 3):
        answers = iter([True] * (steps - 1) + [False])
        with pytest.raises(DeployError, match="does not answer through the site"):
            edge_secrets.rotate(PLACE, answers.__next__, lambda _: None)
        assert stack.sent in stack.taken
    before = stack.sent
    edge_secrets.rotate(PLACE, lambda: True, lambda _: None)
    assert before not in stack.taken


def test_a_stack_of_an_earlier_release_is_deployed_first(stack: Deployed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack_update, "parameters_of_stack", lambda _: {"Province": "bali"})
    with pytest.raises(DeployError, match="deploy it first"):
        edge_secrets.rotate(PLACE, lambda: True, lambda _: None)
    assert len(stack.history) == 1
