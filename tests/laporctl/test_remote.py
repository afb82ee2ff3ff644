"""How an operator reaches a deployed stack, and what its functions do out of turn."""

import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest

from chalicelib.runtime.adapters import Adapters
from laporctl.remote import COUNTING, SWEEP, OperatorAdapters, invoke
from laporctl.stacks import Stack, StackError


@dataclass(frozen=True)
class Deployed(Stack):
    """A stack whose functions answer what a test says."""

    answer: str = "{}"
    error: str = ""

    def client(self, service: str) -> Any:
        return self

    def invoke(self, **request: Any) -> dict[str, Any]:
        assert json.loads(request["Payload"])["source"] == "aws.events"
        payload = self.answer if request["FunctionName"] == "lapor-kaltim-sweep" else '{"other": true}'
        return {"Payload": io.BytesIO(payload.encode())} | ({"FunctionError": self.error} if self.error else {})


OUTPUTS = {SWEEP: "lapor-kaltim-sweep", COUNTING: "lapor-kaltim-statistics"}


def test_a_function_that_is_invoked_out_of_turn_says_what_it_did() -> None:
    stack = Deployed("kaltim", "ap-southeast-3", OUTPUTS, answer='{"fired": 3}')
    assert invoke(stack, SWEEP) == {"fired": 3}
    assert invoke(stack, COUNTING) == {"other": True}


def test_a_function_that_failed_is_named_with_its_error() -> None:
    stack = Deployed("kaltim", "ap-southeast-3", OUTPUTS, answer='{"errorType": "KeyError"}', error="Unhandled")
    with pytest.raises(StackError, match="SweepFunction of kaltim failed: KeyError"):
        invoke(stack, SWEEP)


def test_an_operators_adapters_take_the_place_of_those_of_a_function() -> None:
    own = {name for name, member in vars(OperatorAdapters).items() if isinstance(member, cached_property)}
    assert own
    assert own <= set(dir(Adapters)), "an adapter that no function has is used by nobody: it was renamed there"
