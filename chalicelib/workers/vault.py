"""Requests to the vault function -> the vault."""

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
"""The alias of the function through which other stacks' requests come; the template makes it. IAM lets the function
that receives them call nothing else, and nobody else call it."""


def answer(request: dict[str, Any], called: str, vault: VaultService, now: datetime, logger: Logger) -> dict[str, Any]:
    """Carry out one request and say how it ended; `gateways/vault.py` is the other end.

    `called` is the name (ARN) by which the function was called, as Lambda says and not the caller. By its own name the
    `action` is `open` (with `reason`), `erase` (with `secret`, null for an operator) or `remove` (with `version`,
    `seq`, `note` and `command_id`), on `tracking_id`, by `actor` (`role`, `agency`, `name`, `key`), whose key the
    caller has checked: who may call this function at all is decided by IAM. By the alias it is `forget` (with the
    fields of `ErasureRequest`). An error is answered by its name, `error`; one that nobody expected leaves its type in
    the log and not its message, which may quote what was stored.
    """
    carry_out = _forget if called.partition(":function:")[2].endswith(f":{FOR_STACKS}") else _carry_out
    try:
        result = carry_out(request, vault, now)
    except DomainError as error:
        result = {"error": type(error).__name__, **_facts(error)}
    except Exception as error:
        logger.error("failed", extra={"error": type(error).__name__})
        result = {"error": "Failed"}
    line = {"action": request.get("action"), "case": request.get("tracking_id")}
    logger.info("vault", extra={**line, "outcome": result.get("error", "done")})
    return result


def _carry_out(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    number, action = request["tracking_id"], request["action"]
    who = request["actor"]
    actor = Actor(Role(who["role"]), who["agency"], who["name"], who["key"])
    if action == "open":
        opened = vault.open(number, actor, request["reason"], now)
        who_filed = opened.identity
        told = {"name": who_filed.name, "phone": who_filed.phone, "email": who_filed.email}
        return {**told, "event": opened.event}
    if action == "erase":
        return {"event": vault.erase(number, actor, request["secret"], now)}
    if action == "remove":
        details = {name: request[name] for name in ("version", "seq", "note", "command_id")}
        return {"event": vault.remove(AttachmentRemoval(number, actor=actor, **details), now)}
    raise ValueError("unknown action")


def _forget(request: dict[str, Any], vault: VaultService, now: datetime) -> dict[str, Any]:
    if request["action"] != "forget":
        raise ValueError("unknown action")
    names = ("tracking_id", "stack", "stack_name", "chain", "sender")
    asked = ErasureRequest(at=from_text(request["at"]), **{name: request[name] for name in names})
    return {"event": vault.forget(asked, now)}


def _facts(error: DomainError) -> dict[str, Any]:
    if isinstance(error, InvalidInput):
        return {"fields": [asdict(field) for field in error.errors]}
    return {"expected": error.expected} if isinstance(error, StaleVersion) else {}
