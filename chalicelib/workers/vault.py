"""Requests to the vault function -> the vault service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import (
    DomainError,
    InvalidInput,
    RecordAltered,
    RoleNotAllowed,
    StaleVersion,
    Unavailable,
)
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.ports.vault import CONTACT, AttachmentRemoval, ErasureRequest, StatedGround

if TYPE_CHECKING:
    from chalicelib.services.access.vault import VaultService


FOR_HTTP = "http"
FOR_STACKS = "stacks"
FOR_OPERATORS = "operators"
"""The aliases of the function, which the template makes: the names by which the HTTP function asks, the function that
receives messages of other stacks, and operators. IAM lets each of the two functions call its own alias and nothing
else; no function may call the third, and by its plain name the vault does nothing for anybody."""


def handle_request(
    request: dict[str, Any],
    called_as: str,
    vault: VaultService,
    now: datetime,
    is_outage: Callable[[Exception], bool],
    logger: Logger,
) -> dict[str, Any]:
    """Carry out one request and return its result; `gateways/vault.py` is the client.

    `called_as` is the ARN by which the function was called; Lambda states it, not the caller, and IAM decides who may
    use which. By `http` the `action` is `open` (with `purpose`, `reason` and `order`), `erase` (with `secret`),
    `accesses` (with `secret`, `limit` and `after`) or `remove` (with `version`, `seq`, `note`, `command_id` and, from a
    reporter, `secret`), on `tracking_id`, by `actor` (`role`, `agency`, `name`, `key`), whose key the caller has
    checked. By `operators` it is `erase` in the admin's name, by `stacks` it is `forget` (with the fields of
    `ErasureRequest`). An error is returned by its name, as `error`; an unexpected one leaves its type in the log, never
    its message, which may quote what is stored.
    """
    try:
        result = _UNDERSTOOD[called_as.partition(":function:")[2].partition(":")[2]](request, vault, now)
    except RecordAltered as error:
        # Whoever changes the flags of a case is about to open it: an alarm, and not only a refusal.
        logger.error("integrity", extra={"case": request.get("tracking_id"), "findings": list(error.findings)})
        result = {"error": type(error).__name__}
    except DomainError as error:
        result = {"error": type(error).__name__, **_error_details(error)}
    except Exception as error:
        logger.error("failed", extra={"error": type(error).__name__})
        result = {"error": Unavailable.__name__ if is_outage(error) else "Failed"}
    line = {"action": request.get("action"), "case": request.get("tracking_id")}
    logger.info("vault", extra={**line, "outcome": result.get("error", "done")})
    return result


def _carry_out(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    tracking_id, action = request["tracking_id"], request["action"]
    caller = request["actor"]
    actor = Actor(Role(caller["role"]), caller["agency"], caller["name"], caller["key"])
    if action == "open":
        stated = StatedGround(**{name: request[name] for name in ("purpose", "reason", "order")})
        opened = vault.open(tracking_id, actor, stated, now)
        contact = {name: getattr(opened.identity, name) for name in CONTACT}
        return {**contact, "event": opened.event}
    if action == "erase":
        # Nobody becomes an admin by saying so: whoever asks by this name proves to be the reporter.
        if actor.role is not Role.REPORTER:
            raise RoleNotAllowed(actor.role, (Role.REPORTER,))
        return {"event": vault.erase(tracking_id, actor, request["secret"], now)}
    if action == "correct":
        vault.correct(tracking_id, request["email"], request["secret"], now)
        return {}
    if action == "accesses":
        return _accesses(request, actor, vault)
    if action == "remove":
        details = {name: request[name] for name in ("version", "seq", "note", "command_id", "secret")}
        return {"event": vault.remove(AttachmentRemoval(tracking_id, actor=actor, **details), now)}
    raise ValueError("unknown action")


def _accesses(request: dict[str, Any], actor: Actor, vault: VaultService) -> dict[str, Any]:
    page = vault.accesses(request["tracking_id"], actor, request["secret"], request["limit"], request["after"])
    entries = [asdict(entry) | {"at": to_text(entry.at)} for entry in page.items]
    return {"entries": entries, "after": page.after}


def _erase_for_operator(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    if request["action"] != "erase":
        raise ValueError("unknown action")
    return {"event": vault.erase(request["tracking_id"], Actor(Role.ADMIN), None, now)}


def _forget(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    if request["action"] != "forget":
        raise ValueError("unknown action")
    names = ("tracking_id", "stack", "stack_name", "chain", "sender")
    erasure = ErasureRequest(at=from_text(request["at"]), **{name: request[name] for name in names})
    return {"event": vault.forget(erasure, now)}


_UNDERSTOOD = {FOR_HTTP: _carry_out, FOR_OPERATORS: _erase_for_operator, FOR_STACKS: _forget}
"""What is understood by each name; a name that is not here is a defect of the caller."""


def _error_details(error: DomainError) -> dict[str, Any]:
    if isinstance(error, InvalidInput):
        return {"fields": [asdict(field) for field in error.errors]}
    return {"expected": error.expected} if isinstance(error, StaleVersion) else {}
