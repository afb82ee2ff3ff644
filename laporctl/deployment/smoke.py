"""Does what was deployed work? One report that says it is a test, from filing to withdrawal, as a citizen sends it.

The report is secret, so that the public never sees it, and withdrawn at once. It counts as one withdrawn report.
"""

import base64
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from laporctl.deployment.errors import DeployError
from laporctl.deployment.progress import Say
from laporctl.http import Answer, Unexpected, send
from laporctl.stacks import Stack

TEXT = (
    "Uji coba sistem setelah pembaruan: laporan ini dikirim oleh pengelola dan langsung ditarik kembali. "
    "Mohon tidak ditindaklanjuti."
)
"""What the office may see of it until it is withdrawn: a test of the system after an update, please do nothing."""

CATEGORY = "lainnya"
"""Something else: it goes to the province's own coordinators, and never to another stack."""

ROUTED_SECONDS = 120
POLL_SECONDS = 1.0
TRIES = 3
"""Of a request that a starting function does not answer in time."""


def smoke_test(stack: Stack, package_hash: str, say: Say) -> None:
    """Raises DeployError, which says at which step and what came instead, unless all of it works."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("every function runs this package", lambda: _version(stack, package_hash)),
        ("the site answers", lambda: _site(stack)),
        ("a report goes through", lambda: _report(stack)),
    ]
    for what, step in steps:
        began = time.monotonic()
        try:
            step()
        except Unexpected as error:
            raise DeployError(f"{stack.name}: smoke test: {what}: {error}") from error
        say(f"smoke test: {what} ({time.monotonic() - began:.1f} s)")


def api_answers(stack: Stack) -> bool:
    """Whether the API answers through the site's address."""
    return _ask("GET", stack, "/v1/categories").status == 200


def code_of_functions(stack: Stack) -> dict[str, str]:
    """What each function of the stack runs: its name in the template -> SHA-256 of its zip, in hex."""
    found = {}
    aws = stack.client("lambda")
    for page in stack.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack.name):
        for resource in page["StackResourceSummaries"]:
            if resource["ResourceType"] == "AWS::Lambda::Function":
                code = aws.get_function_configuration(FunctionName=resource["PhysicalResourceId"])["CodeSha256"]
                found[resource["LogicalResourceId"]] = base64.b64decode(code).hex()
    return found


def _version(stack: Stack, package_hash: str) -> None:
    running = code_of_functions(stack)
    others = sorted(name for name, code in running.items() if code != package_hash)
    if others or not running:
        raise Unexpected(f"package {package_hash[:16]}", f"another in {', '.join(others) or 'no function'}")


def _site(stack: Stack) -> None:
    page = _ask("GET", stack, "/").must_be(200)
    if "text/html" not in page.headers.get("Content-Type", ""):
        raise Unexpected("a page", page.headers.get("Content-Type"))
    slug = _ask("GET", stack, "/stack.json").must_be(200).json.get("slug")
    if slug != stack.slug:
        raise Unexpected(f"the site of {stack.slug}", f"that of {slug}")


def _report(stack: Stack) -> None:
    filing = {"text": TEXT, "category": CATEGORY, "anonymous": True, "secret": True}
    filing["receipt_key"] = secrets.token_hex(16)
    receipt = _ask("POST", stack, "/v1/complaints", filing)
    if receipt.status not in (200, 201):
        receipt.must_be(201)
    tracking_id, secret = receipt.json["tracking_id"], receipt.json["secret"]
    case = f"/v1/complaints/{tracking_id}"
    until = time.monotonic() + ROUTED_SECONDS
    try:
        while (status := _status(stack, case, secret)) == "received":
            if time.monotonic() > until:
                raise Unexpected(f"{tracking_id} routed in {ROUTED_SECONDS} s", "it is still received")
            time.sleep(POLL_SECONDS)
    finally:
        withdrawn = _ask("POST", stack, f"{case}/withdrawal", {}, secret)
    if withdrawn.status not in (200, 201):
        withdrawn.must_be(200)
    if (status := _status(stack, case, secret)) != "closed":
        raise Unexpected(f"{tracking_id} closed by its withdrawal", status)


def _status(stack: Stack, case: str, secret: str) -> str:
    return str(_ask("GET", stack, case, secret=secret).must_be(200).json["status"])


def _ask(method: str, stack: Stack, path: str, body: Any = None, secret: str | None = None) -> Answer:
    """A request through the site's address. It is sent again where a gateway gave up on a function that starts: filing
    has a receipt key, and a withdrawal may be sent twice."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if secret is not None:
        headers["Receipt-Secret"] = secret
    data = None if body is None else json.dumps(body).encode()
    for _ in range(TRIES - 1):
        answer = send(method, stack.site, path, body=data, headers=headers)
        if answer.status not in (502, 503, 504):
            return answer
        time.sleep(POLL_SECONDS)
    return send(method, stack.site, path, body=data, headers=headers)
