"""Starts the embedded AWS with the condition keys of DynamoDB that it leaves out of its requests, has it wait for what
functions log, call again what an event failed to wake, and save its state while it runs.

MiniStack evaluates the conditions of policies, but of a request to DynamoDB it tells them neither
`dynamodb:LeadingKeys` nor `dynamodb:ReturnValues`, and `dynamodb:Attributes` of reads alone: a role that may put `C#*`
could put anything. Here each request gets these keys as AWS documents them (Service Authorization Reference, "Condition
keys for Amazon DynamoDB"), each item of a transaction its own. What they refuse is decided by MiniStack's evaluator.

MiniStack takes what a function has logged when its answer comes, and waits for it for a twentieth of a second: what a
busy machine brings later stands in the log of the next invocation, which may never come.

MiniStack calls a function that a rule of EventBridge wakes once, whatever comes of it; AWS calls it as an asynchronous
invocation, which is tried again as the template says and ends among the dead letters (Lambda Developer Guide,
"Asynchronous invocation"). Here it takes the way that MiniStack has for such invocations.

MiniStack saves when it is stopped, service by service. Here the signal `SAVE` has a copy of the process save them all
as they are at one moment; what was saved before is replaced as a whole, so a process that is killed at any time leaves
the last state or the one before it, and no mixture.

Runs on the interpreter of the embedded AWS, which has no other module of this project.
"""

import asyncio
import json
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SAVE = signal.SIGUSR1
SAVED_AT = "saved-at"
"""The file beside the saved services that says when."""
LOG_SECONDS = 0.5
"""How long an answer waits for the first line that its function logged."""
_LONGEST_SAVE = 50
"""Seconds after which a copy that saves ends: a lock that another thread held is never released in it."""

PARTITION = "pk"
"""Partition key of every table; that of an index is called `<index>_pk`."""

MEMBERS = ("ConditionCheck", "Put", "Update", "Delete", "Get")
"""What an item of a transaction may be, in the order in which MiniStack asks for the right to it."""

_EQUALS = re.compile(r"(#?\w+)\s*=\s*(:\w+)")
_NAMES = re.compile(r"(?<![:\w#.])([#A-Za-z_]\w*)\b(?!\s*\()")
_WORDS = frozenset({"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "IN", "BETWEEN"})


def keys_of_request(body: bytes) -> dict[str, Any]:
    """The condition keys of a request that is no transaction; empty if it cannot be read. MiniStack takes every batch
    for one that asks for whole items: what a batch asks for is read here."""
    data = _parsed(body)
    context = condition_keys(data)
    if batches := data.get("RequestItems"):
        context["dynamodb:LeadingKeys"] = [key for batch in batches.values() for key in _partitions_of_batch(batch)]
        if all(isinstance(batch, dict) and batch.get("ProjectionExpression") for batch in batches.values()):
            context["dynamodb:Attributes"] = sorted({name for batch in batches.values() for name in _projected(batch)})
            context["dynamodb:Select"] = "SPECIFIC_ATTRIBUTES"
    elif "Item" in data or "UpdateExpression" in data or "ReturnValues" in data:
        context["dynamodb:ReturnValues"] = data.get("ReturnValues") or "NONE"
    return context


def keys_of_transaction(body: bytes) -> Iterator[dict[str, Any]]:
    """The condition keys of each item of a transaction. A transaction returns no values, so it has no such key."""
    for item in _parsed(body).get("TransactItems") or ():
        for member in MEMBERS:
            detail = item.get(member)
            if isinstance(detail, dict) and detail.get("TableName"):
                yield condition_keys(detail)


def condition_keys(data: dict[str, Any]) -> dict[str, Any]:
    """The condition keys of one operation on one table: the partition it names, and for a write the attributes."""
    context: dict[str, Any] = {}
    named = data.get("Item") or data.get("Key") or {}
    partition = _text(named.get(PARTITION)) if named else _queried(data)
    if partition is not None:
        context["dynamodb:LeadingKeys"] = [partition]
    if "Item" in data or "UpdateExpression" in data:
        expressions = f"{data.get('UpdateExpression') or ''}; {data.get('ConditionExpression') or ''}"
        names = data.get("ExpressionAttributeNames") or {}
        used = {names.get(name, name) for name in _NAMES.findall(expressions) if name.upper() not in _WORDS}
        context["dynamodb:Attributes"] = sorted(used | set(named))
    return context


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _partitions_of_batch(batch: Any) -> Iterator[str]:
    requests = batch["Keys"] if isinstance(batch, dict) else [next(iter(each.values())) for each in batch]
    for request in requests:
        key = _text((request.get("Item") or request.get("Key") or request).get(PARTITION))
        if key is not None:
            yield key


def _projected(batch: dict[str, Any]) -> Iterator[str]:
    names = batch.get("ExpressionAttributeNames") or {}
    for part in batch["ProjectionExpression"].split(","):
        yield names.get(part.strip(), part.strip())


def _queried(data: dict[str, Any]) -> str | None:
    index = data.get("IndexName")
    wanted = f"{index}_{PARTITION}" if index else PARTITION
    names, values = data.get("ExpressionAttributeNames") or {}, data.get("ExpressionAttributeValues") or {}
    for name, value in _EQUALS.findall(data.get("KeyConditionExpression") or ""):
        if names.get(name, name) == wanted:
            return _text(values.get(value))
    return None


def _text(value: Any) -> str | None:
    return str(value["S"]) if isinstance(value, dict) and "S" in value else None


def add_condition_keys() -> None:
    """Have MiniStack evaluate policies on requests that carry the keys. The names it looks up at each request are
    replaced by ones that add to what its own answer."""
    from ministack.core import iam_actions, iam_evaluator

    context_of, checks_of, enforce = (
        iam_actions.dynamodb_service_context,
        iam_actions.dynamodb_transaction_checks,
        iam_evaluator.enforce,
    )
    items: ContextVar[list[dict[str, Any]]] = ContextVar("items")

    def with_keys(body: bytes) -> dict[str, Any]:
        return {**context_of(body), **keys_of_request(body)}

    def with_items(action: str, body: bytes, *rest: Any) -> Any:
        checks = checks_of(action, body, *rest)
        items.set(list(keys_of_transaction(body)) if checks else [])
        return checks

    def with_item(*arguments: Any, service_context: dict[str, Any] | None = None, **named: Any) -> Any:
        context = service_context or {}
        if "dynamodb:EnclosingOperation" in context:
            context = {**context, **items.get().pop(0)}
        return enforce(*arguments, service_context=context, **named)

    iam_actions.dynamodb_service_context = with_keys
    iam_actions.dynamodb_transaction_checks = with_items
    iam_evaluator.enforce = with_item


def wait_for_logs() -> None:
    """Have MiniStack wait for the first line of an invocation, as long as a busy machine may need to bring it. Every
    function here logs one."""
    from ministack.core.lambda_runtime import Worker

    _, idle, cap = Worker._drain_stderr_bounded.__defaults__
    Worker._drain_stderr_bounded.__defaults__ = (LOG_SECONDS, idle, max(cap, 2 * LOG_SECONDS))


def call_again() -> None:
    """Have MiniStack call what a rule wakes as often as AWS does. The name it looks up at each call is replaced; what
    leads to no function stays with its own answer."""
    from ministack.services import eventbridge, lambda_svc

    once = eventbridge._dispatch_to_lambda

    def dispatch(arn: str, payload: str) -> None:
        function, config, _ = lambda_svc._get_func_record_for_ref(arn)
        if function and config:
            record = lambda_svc._execution_record_for_config(function, config)
            lambda_svc.invoke_async_with_retry(record, json.loads(payload))
        else:
            once(arn, payload)

    eventbridge._dispatch_to_lambda = dispatch


def settle(services: Path) -> None:
    """Finish a replacement of the saved state that was interrupted; forget a state that was not saved to the end."""
    draft, complete = _beside(services)
    shutil.rmtree(draft, ignore_errors=True)
    if complete.exists():
        services.mkdir(exist_ok=True)
        # The moment comes last: until then it is that of the state before.
        for file in sorted(complete.iterdir(), key=lambda each: each.name == SAVED_AT):
            file.replace(services / file.name)
        complete.rmdir()


def replace_state(services: Path, write: Callable[[Path], None]) -> None:
    """Have `write` write the state of all services into a folder, then put it in the place of what was saved before."""
    settle(services)
    draft, complete = _beside(services)
    draft.mkdir(parents=True)
    write(draft)
    (draft / SAVED_AT).write_text(datetime.now(UTC).isoformat(timespec="seconds"))
    # From here on the new state counts, whatever happens: `settle` finishes it.
    draft.rename(complete)
    settle(services)


def _beside(services: Path) -> tuple[Path, Path]:
    return services.with_name(f"{services.name}.draft"), services.with_name(f"{services.name}.complete")


class Saver:
    """Saves the state of MiniStack when it stops, and at each signal `SAVE` from a copy of the process, so that nobody
    waits for it. A copy that has not ended is let finish: the next signal saves again."""

    def __init__(self) -> None:
        self.copy = 0

    def on_signal(self, *_: Any) -> None:
        # Between two requests, not in the middle of one; before it serves there is nothing to save.
        with suppress(RuntimeError):
            asyncio.get_running_loop().call_soon(self.save_copy)

    def save_copy(self) -> None:
        from ministack import app
        from ministack.services import lambda_svc

        if self.copy and os.waitpid(self.copy, os.WNOHANG) == (0, 0):
            return
        self.copy = os.fork()
        if not self.copy:
            try:
                signal.alarm(_LONGEST_SAVE)
                # The state before may still need them.
                lambda_svc._prune_orphan_code_blobs = lambda referenced: None
                self.save(app._build_persistence_save_dict())
            finally:
                os._exit(0)

    def save_at_the_end(self, services: dict[str, Any]) -> None:
        if self.copy:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.copy, signal.SIGKILL)
                os.waitpid(self.copy, 0)
        self.save(services)

    def save(self, services: dict[str, Any]) -> None:
        from ministack.core import persistence

        folder = Path(persistence.STATE_DIR)

        def write(draft: Path) -> None:
            persistence.STATE_DIR = str(draft)
            try:
                persistence.save_all(services)
            finally:
                persistence.STATE_DIR = str(folder)

        replace_state(folder, write)


def save_while_running() -> None:
    """Have MiniStack save at each signal `SAVE`, and at its end in the same way."""
    from ministack import app

    saver = Saver()
    app.save_all = saver.save_at_the_end
    signal.signal(SAVE, saver.on_signal)


if __name__ == "__main__":
    from ministack.app import main

    add_condition_keys()
    wait_for_logs()
    call_again()
    save_while_running()
    main()
