"""Requests to the vault function -> the vault service."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import DomainError, InvalidInput, StaleVersion
from chalicelib.domain.timestamps import from_text
from chalicelib.services.ports.vault import AttachmentRemoval, ErasureRequest

if TYPE_CHECKING:
    from chalicelib.services.access.vault import VaultService


FOR_STACKS = "stacks"
"""The alias of the function for requests of other stacks; the template makes it. IAM lets the function that receives
these requests call this alias and nothing else, and lets nobody else call it."""


def handle_request(
    request: dict[str, Any], called_as: str, vault: VaultService, now: datetime, logger: Logger
) -> dict[str, Any]:
    """Carry out one request and return its result; `gateways/vault.py` is the client.

    `called_as` is the ARN by which the function was called; Lambda states it, not the caller. By its own name the
    `action` is `open` (with `reason`), `erase` (with `secret`, null for an operator) or `remove` (with `version`,
    `seq`, `note` and `command_id`), on `tracking_id`, by `actor` (`role`, `agency`, `name`, `key`). The caller has
    checked the actor's key, and IAM decides who may call this function at all. By the alias the action is `forget`
    (with the fields of `ErasureRequest`). An error is returned by its name, as `error`; an unexpected one leaves its
    type in the log, never its message, which may quote what is stored.
    """
    carry_out = _forget if called_as.partition(":function:")[2].endswith(f":{FOR_STACKS}") else _carry_out
    try:
        result = carry_out(request, vault, now)
    except DomainError as error:
        result = {"error": type(error).__name__, **_error_details(error)}
    except Exception as error:
        logger.error("failed", extra={"error": type(error).__name__})
        result = {"error": "Failed"}
    line = {"action": request.get("action"), "case": request.get("tracking_id")}
    logger.info("vault", extra={**line, "outcome": result.get("error", "done")})
    return result


def _carry_out(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    tracking_id, action = request["tracking_id"], request["action"]
    caller = request["actor"]
    actor = Actor(Role(caller["role"]), caller["agency"], caller["name"], caller["key"])
    if action == "open":
        opened = vault.open(tracking_id, actor, request["reason"], now)
        identity = opened.identity
        contact = {"name": identity.name, "phone": identity.phone, "email": identity.email}
        return {**contact, "event": opened.event}
    if action == "erase":
        return {"event": vault.erase(tracking_id, actor, request["secret"], now)}
    if action == "remove":
        details = {name: request[name] for name in ("version", "seq", "note", "command_id")}
        return {"event": vault.remove(AttachmentRemoval(tracking_id, actor=actor, **details), now)}
    raise ValueError("unknown action")


def _forget(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    if request["action"] != "forget":
        raise ValueError("unknown action")
    names = ("tracking_id", "stack", "stack_name", "chain", "sender")
    erasure = ErasureRequest(at=from_text(request["at"]), **{name: request[name] for name in names})
    return {"event": vault.forget(erasure, now)}


def _error_details(error: DomainError) -> dict[str, Any]:
    if isinstance(error, InvalidInput):
        return {"fields": [asdict(field) for field in error.errors]}
    return {"expected": error.expected} if isinstance(error, StaleVersion) else {}
