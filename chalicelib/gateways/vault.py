"""The client of the vault function. A call is synchronous: the caller waits, because a person does."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain import errors
from chalicelib.domain.cases.model import REPORTER, Actor, Identity, Role
from chalicelib.domain.errors import DomainError, FieldError, InvalidInput, StaleVersion
from chalicelib.domain.timestamps import from_text, to_text

if TYPE_CHECKING:
    from chalicelib.domain.cases.access_log import Access
    from chalicelib.services.ports.case_store import Page
    from chalicelib.services.ports.vault import AttachmentRemoval, ErasureRequest, OpenedIdentity, StatedGround

CONNECT_SECONDS = 1.0
READ_SECONDS = 12.0
"""More than the vault function may run, less than the HTTP function may."""

_ERRORS_WITHOUT_FACTS = {
    error.__name__: error
    for error in (
        errors.UnknownCase,
        errors.IdentityApprovalNeeded,
        errors.IdentityProtected,
        errors.RecordAltered,
        errors.NoIdentity,
        errors.WrongSecret,
        errors.UnknownAttachment,
        errors.Unavailable,
    )
}


_ENDED_BY_LAMBDA = ("Sandbox.", "Runtime.")


class VaultFailed(Exception):
    """The vault did not answer, or met a defect; carries the name of the error, never its message."""


@cache
def lambda_client() -> Any:
    """The client of this process, made at its first use: a cold start pays nothing for it."""
    from botocore.config import Config
    from botocore.session import get_session

    # Never retried by itself: each opening leaves an event, and the reporter would read of two.
    attempts = {"total_max_attempts": 1}
    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=attempts)
    return get_session().create_client("lambda", config=config)


class LambdaVault:
    """Implements `ports.vault.Vault` and `ports.vault.Forgetting`. `function` is the name of the vault function, or of
    its alias for other stacks' requests; `client` gives a client of Lambda."""

    def __init__(self, function: str, client: Callable[[], Any] = lambda_client) -> None:
        self._function = function
        self._client = client

    def open(self, tracking_id: str, reader: Actor, stated: StatedGround) -> OpenedIdentity:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        # Here, because few requests open an identity, and every function that holds this client starts.
        from chalicelib.services.ports.vault import CONTACT, OpenedIdentity

        result = self._invoke(
            action="open",
            tracking_id=tracking_id,
            actor=_actor(reader),
            purpose=stated.purpose,
            reason=stated.reason,
            order=stated.order,
        )
        identity = Identity(**{name: result.get(name) for name in CONTACT})
        return OpenedIdentity(identity, result["event"])

    def correct(self, tracking_id: str, email: str, secret: str | None) -> None:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        self._invoke(action="correct", tracking_id=tracking_id, actor=_actor(REPORTER), email=email, secret=secret)

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        result = self._invoke(action="erase", tracking_id=tracking_id, actor=_actor(actor), secret=secret)
        return int(result["event"])

    def remove(self, removal: AttachmentRemoval) -> int:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        fields = {
            name: getattr(removal, name) for name in ("tracking_id", "version", "seq", "note", "command_id", "secret")
        }
        return int(self._invoke(action="remove", actor=_actor(removal.actor), **fields)["event"])

    def accesses(
        self, tracking_id: str, reader: Actor, secret: str | None, limit: int, after: str | None
    ) -> Page[Access]:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        # Here, for the same reason.
        from chalicelib.domain.cases.access_log import Access, Kind
        from chalicelib.services.ports.case_store import Page

        fields = {"secret": secret, "limit": limit, "after": after}
        result = self._invoke(action="accesses", tracking_id=tracking_id, actor=_actor(reader), **fields)
        entries = (
            Access(**each | {"at": from_text(each["at"]), "kind": Kind(each["kind"]), "role": Role(each["role"])})
            for each in result["entries"]
        )
        return Page(tuple(entries), result["after"])

    def forget(self, erasure: ErasureRequest) -> int | None:
        """One invocation. Raises the errors of the port, or VaultFailed."""
        fields = {name: getattr(erasure, name) for name in ("tracking_id", "stack", "stack_name", "chain", "sender")}
        event = self._invoke(action="forget", at=to_text(erasure.at), **fields)["event"]
        return None if event is None else int(event)

    def _invoke(self, **request: Any) -> dict[str, Any]:
        response = self._client().invoke(FunctionName=self._function, Payload=json.dumps(request).encode())
        result = json.loads(response["Payload"].read())
        if response.get("FunctionError"):
            kind = str(result.get("errorType"))
            # Lambda ended it, out of time or of memory, before it could say what it had done.
            raise errors.Unavailable if kind.startswith(_ENDED_BY_LAMBDA) else VaultFailed(kind)
        if "error" in result:
            raise _to_error(result)
        return dict(result)


def _actor(actor: Actor) -> dict[str, str | None]:
    return {"role": actor.role, "agency": actor.agency, "name": actor.name, "key": actor.key}


def _to_error(result: dict[str, Any]) -> DomainError | VaultFailed:
    """The domain error that the vault raised, to be raised here."""
    name = result["error"]
    if name == InvalidInput.__name__:
        return InvalidInput(*(FieldError(**field) for field in result["fields"]))
    if name == StaleVersion.__name__:
        return StaleVersion(result["expected"])
    return _ERRORS_WITHOUT_FACTS[name]() if name in _ERRORS_WITHOUT_FACTS else VaultFailed(name)
