import json
from typing import Any

from chalicelib.gateways.invocation import invoke_later


def test_a_function_is_called_with_the_event_and_not_waited_for() -> None:
    calls: list[dict[str, Any]] = []

    class Client:
        def invoke(self, **call: Any) -> None:
            calls.append(call)

    invoke_later("sweep", {"detail": {"shards": [2]}}, Client)
    (call,) = calls
    assert (call["FunctionName"], call["InvocationType"]) == ("sweep", "Event")
    assert json.loads(call["Payload"]) == {"detail": {"shards": [2]}}
