"""The vault function without Lambda: requests and answers travel as JSON between the real two ends."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.gateways.outages import is_outage
from chalicelib.gateways.vault import LambdaVault
from chalicelib.services.access.vault import VaultService
from chalicelib.workers.vault import FOR_HTTP, FOR_OPERATORS, FOR_STACKS, handle_request

HERE = f"vault:{FOR_HTTP}"
FOR_STACKS_HERE = f"vault:{FOR_STACKS}"
FOR_OPERATORS_HERE = f"vault:{FOR_OPERATORS}"


@dataclass(frozen=True)
class InvokeHere:
    """What the gateway uses of a Lambda client."""

    service: Callable[[], VaultService]
    now: Callable[[], datetime]

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        called = f"arn:aws:lambda:ap-southeast-3:000000000000:function:{FunctionName}"
        answered = handle_request(json.loads(Payload), called, self.service(), self.now(), is_outage, Logger())
        return {"Payload": io.BytesIO(json.dumps(answered).encode())}


def vault_here(service: Callable[[], VaultService], now: Callable[[], datetime], function: str = HERE) -> LambdaVault:
    """A vault that runs in this process, called as the HTTP function does or by another of its names."""
    client = InvokeHere(service, now)
    return LambdaVault(function, lambda: client)
