"""The vault function without Lambda: requests and answers travel as JSON between the real two ends."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.gateways.vault import LambdaVault
from chalicelib.services.vault import VaultService
from chalicelib.workers.vault import answer


@dataclass(frozen=True)
class InvokeHere:
    """What the gateway uses of a Lambda client."""

    service: Callable[[], VaultService]
    now: Callable[[], datetime]

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        answered = answer(json.loads(Payload), self.service(), self.now(), Logger())
        return {"Payload": io.BytesIO(json.dumps(answered).encode())}


def vault_here(service: Callable[[], VaultService], now: Callable[[], datetime]) -> LambdaVault:
    """A vault that runs in this process."""
    client = InvokeHere(service, now)
    return LambdaVault("vault", lambda: client)
