"""The vault function, asked synchronously: the caller waits, because a person does."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain import errors
from chalicelib.domain.cases.model import Actor, Identity
from chalicelib.domain.errors import DomainError, FieldError, InvalidInput, StaleVersion
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.vault import AttachmentRemoval, OpenedIdentity

if TYPE_CHECKING:
    from chalicelib.services.ports.vault import ErasureRequest

CONNECT_SECONDS = 1.0
READ_SECONDS = 12.0
"""Longer than the vault may run, shorter than the HTTP function."""

_PLAIN = {
    error.__name__: error
    for error in (
        errors.UnknownCase,
        errors.IdentityProtected,
        errors.NoIdentity,
        errors.WrongSecret,
        errors.UnknownAttachment,
    )
}


class VaultFailed(Exception):
    """The vault did not answer, or met a defect; carries the name of the error, never what it said."""


@cache
def lambda_client() -> Any:
    """One client a process, made by the first call that needs it: a cold start pays nothing for it."""
    from botocore.config import Config
    from botocore.session import get_session

    # Never tried again by itself: each opening leaves an event, and two would tell the reporter of two.
    attempts = {"total_max_attempts": 1}
    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=attempts)
    return get_session().create_client("lambda", config=config)


class LambdaVault:
    """Implements `ports.Vault` and `ports.Forgetting`. `function` is the name of the vault function, or of its alias
    for other stacks' requests; `client` gives a client of Lambda."""

    def __init__(self, function: str, client: Callable[[], Any] = lambda_client) -> None:
        self._function = function
        self._client = client

    def open(self, tracking_id: str, reader: Actor, reason: str) -> OpenedIdentity:
        """One invocation. Raises what the port says, or VaultFailed."""
        answer = self._ask(action="open", tracking_id=tracking_id, actor=_actor(reader), reason=reason)
        return OpenedIdentity(Identity(answer["name"], answer["phone"], answer["email"]), answer["event"])

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """One invocation. Raises what the port says, or VaultFailed."""
        answer = self._ask(action="erase", tracking_id=tracking_id, actor=_actor(actor), secret=secret)
        return int(answer["event"])

    def remove(self, removal: AttachmentRemoval) -> int:
        """One invocation. Raises what the port says, or VaultFailed."""
        asked = {name: getattr(removal, name) for name in ("tracking_id", "version", "seq", "note", "command_id")}
        return int(self._ask(action="remove", actor=_actor(removal.actor), **asked)["event"])

    def forget(self, asked: ErasureRequest) -> int | None:
        """One invocation. Raises what the port says, or VaultFailed."""
        said = {name: getattr(asked, name) for name in ("tracking_id", "stack", "stack_name", "chain", "sender")}
        event = self._ask(action="forget", at=to_text(asked.at), **said)["event"]
        return None if event is None else int(event)

    def _ask(self, **request: Any) -> dict[str, Any]:
        reply = self._client().invoke(FunctionName=self._function, Payload=json.dumps(request).encode())
        answer = json.loads(reply["Payload"].read())
        if reply.get("FunctionError"):
            raise VaultFailed(str(answer.get("errorType")))
        if "error" in answer:
            raise _error(answer)
        return dict(answer)


def _actor(actor: Actor) -> dict[str, str | None]:
    return {"role": actor.role, "agency": actor.agency, "name": actor.name, "key": actor.key}


def _error(answer: dict[str, Any]) -> DomainError | VaultFailed:
    """The domain error that the vault met, as if it had been met here."""
    name = answer["error"]
    if name == InvalidInput.__name__:
        return InvalidInput(*(FieldError(**field) for field in answer["fields"]))
    if name == StaleVersion.__name__:
        return StaleVersion(answer["expected"])
    return _PLAIN[name]() if name in _PLAIN else VaultFailed(name)
