import json
from typing import Any

from chalice.app import CloudWatchEvent

from chalicelib.gateways.invocation import file_arrived, invoke_later


def test_a_function_is_called_with_the_event_and_not_waited_for() -> None:
    calls: list[dict[str, Any]] = []

    class Client:
        def invoke(self, **call: Any) -> None:
            calls.append(call)

    invoke_later("sweep", {"detail": {"shards": [2]}}, Client)
    (call,) = calls
    assert (call["FunctionName"], call["InvocationType"]) == ("sweep", "Event")
    assert json.loads(call["Payload"]) == {"detail": {"shards": [2]}}


def test_what_tells_of_a_file_again_is_an_event_that_the_function_can_read() -> None:
    event = CloudWatchEvent(file_arrived("incoming/a/b"), None)
    assert (event.source, event.detail) == ("aws.s3", {"object": {"key": "incoming/a/b"}})
