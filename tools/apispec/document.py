"""Puts the description together."""

import json
import re
from typing import Any

from laporctl import paths
from tools.apispec import problems
from tools.apispec.model import FORM, HTML, JSON, KEY, SECRET, SIGNED_IN, Answer, Operation, Schema
from tools.apispec.operations import MESSAGES, OPERATIONS, TAGS, samples
from tools.apispec.parameters import HEADERS, PARAMETERS, PUBLISHED_AS
from tools.apispec.requests import TEMPLATE, components_of, schema_of
from tools.apispec.value_types import with_types
from tools.apispec.webhook_shapes import Message

VERSION = "1.0.0"
"""Of the description. A new minor version for what is added; the 1 is that of `/v1`, which nothing released breaks."""

BASE = "/v1"

SERVER = ".."
"""Relative to the description's own address, `<API>/openapi.json`: so it holds behind a stack's site and on a laptop,
where the API stands below a path."""

_PROBLEM = "application/problem+json"
_IN_PATH = re.compile(r"{(\w+)}")
_EVERYWHERE = ("invalid_input", "bad_request", "not_found", "too_many_requests", "internal", "unavailable")
_WITH_KEY = ("unauthorized", "forbidden")
_WITHOUT_BODY = ("too_large", "unsupported_media_type")
"""What is answered to a body that an operation does not take, before it is known that it takes none."""
_WITH_BODY = ("malformed_json", "body_too_large", "too_large", "unsupported_media_type")
_WITH_FORM = ("body_too_large", "too_large", "unsupported_media_type")
_WITH_CASE = ("unknown_case", "lives_elsewhere")
_WITH_OFFICE = ("not_your_case", "role_not_allowed", "unknown_agency")
_WITH_REPETITION = ("idempotency_key_reused",)
_RETRY_LATER = 429
_UNSUPPORTED = 415

_INTRODUCTION = """Complaints about public services (pengaduan, aspirasi, permintaan informasi, pujian): filing, \
tracking, casework and oversight of one stack of SP4N-LAPOR!.

Bodies are JSON in snake_case, times RFC 3339 in UTC. Texts for people come in Indonesian, in English for \
`Accept-Language: en`. Errors are problem documents (RFC 9457) with a stable `code`; each operation names the codes it \
answers. A query parameter that an operation does not list is refused with 400. A number of another stack is answered \
with where it lives.

Every GET without a key also answers HEAD, and scripts of any site may read it.

Objects may grow and lists of values may get longer within `/v1`: ignore fields and values that you do not know.

Beside it each stack speaks Open311 GeoReport v2, which describes itself at `/open311/v2/discovery.json`."""


def build() -> dict[str, Any]:
    """The whole description."""
    described: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    for operation in OPERATIONS:
        described.setdefault(BASE + operation.path, {})[operation.method.lower()] = _operation(operation, shared)
    whole = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "SP4N-LAPOR!",
            "version": VERSION,
            "summary": "Complaints about public services",
            "description": _INTRODUCTION,
        },
        "servers": [{"url": SERVER, "description": "The stack that serves this description, wherever it was read."}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "paths": described,
        "webhooks": {"message": _webhook()},
        "components": {
            "securitySchemes": {
                KEY: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The key of an office: `Authorization: Bearer lapor_…`, or of a person's session,"
                    " `sesi_…`. Its role decides what it may do; a revoked key may live on for a minute.",
                },
                SIGNED_IN: {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The ID token by which the stack's user pool vouches for a person.",
                },
                SECRET: {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Receipt-Secret",
                    "description": "The secret of the receipt proves that the caller is the reporter of this case.",
                },
            },
            "schemas": _schemas(),
            "responses": shared,
            "headers": HEADERS,
            "parameters": {_component(name): parameter for name, parameter in PARAMETERS.items()},
        },
    }
    return dict(with_types(whole))


def as_text() -> str:
    """The description as the file that is shipped: one line a value, so that changes can be read."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


def shipped() -> Any:
    """The description as it lies in the package."""
    return json.loads(paths.DESCRIPTION.read_text())


def _takes_none(operation: Operation) -> bool:
    """Whether it changes something and takes no body. Open311 has errors of its own form."""
    return operation.method != "GET" and operation.form is None and not operation.path.startswith("/open311")


def _of_body(operation: Operation) -> tuple[str, ...]:
    if operation.body:
        return _WITH_BODY
    if operation.form:
        return _WITH_FORM
    return _WITHOUT_BODY if _takes_none(operation) else ()


def codes_of(operation: Operation) -> list[str]:
    """The codes of every problem that the operation can answer, API Gateway's included."""
    codes = [*operation.problems, *_EVERYWHERE]
    codes += _WITH_KEY if operation.proof in (KEY, SIGNED_IN) else ()
    codes += _of_body(operation)
    codes += _WITH_CASE if "{tracking_id}" in operation.path else ()
    codes += _WITH_OFFICE if "{agency_id}" in operation.path and operation.proof == KEY else ()
    codes += _WITH_REPETITION if "Idempotency-Key" in operation.parameters else ()
    return sorted(set(codes))


def _webhook() -> dict[str, Any]:
    """What an office's receiver gets."""
    headers = {
        "webhook-id": "The same at every attempt: a second time under the same id is a repetition.",
        "webhook-timestamp": "Seconds since 1970, of this attempt.",
        "webhook-signature": "`v1,` and the signature; two of them for a day after a rotation.",
    }
    parameters = [
        {"name": name, "in": "header", "required": True, "description": description, "schema": {"type": "string"}}
        for name, description in headers.items()
    ]
    content = {JSON: {"schema": _ref("schemas", Message.__name__), "examples": {"example": {"value": samples.MESSAGE}}}}
    return {
        "post": {
            "operationId": "receiveMessage",
            # A tag of its own: generators make a class of each, and would write this one over that of the operations.
            "tags": [MESSAGES],
            "summary": "Something happened to a case",
            "description": "By the Standard Webhooks specification. Verify the signature over the raw body, answer"
            " within ten seconds, and work afterwards. A message comes at least once.",
            # The signature in the headers is checked by the receiver, with the secret it was given once.
            "security": [],
            "parameters": parameters,
            "requestBody": {"required": True, "content": content},
            "responses": {
                "2XX": {"description": "Taken."},
                "410": {"description": "Send nothing more, ever."},
                "default": {"description": "Failed: it comes again for about three days."},
            },
        }
    }


def _schemas() -> dict[str, Schema]:
    shapes: list[type] = [*problems.REFERENCED, Message]
    for operation in OPERATIONS:
        shapes += [operation.body] if operation.body else []
        shapes += [answer.shape for answer in operation.answers.values() if isinstance(answer.shape, type)]
    found = components_of(shapes) | problems.schemas({code for each in OPERATIONS for code in codes_of(each)})
    found |= {operation.form["title"]: operation.form for operation in OPERATIONS if operation.form}
    return dict(sorted(found.items()))


def _component(name: str) -> str:
    return name.replace("-", "")


def _operation(operation: Operation, shared: dict[str, Any]) -> dict[str, Any]:
    in_path = _IN_PATH.findall(operation.path)
    described: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [_ref("parameters", _component(name)) for name in (*in_path, *operation.parameters)],
        "responses": _responses(operation, shared),
    }
    if operation.body or operation.form:
        described["requestBody"] = _body(operation)
    open_to_all: list[dict[str, list[str]]] = [{}] if operation.proof_optional else []
    described["security"] = [*open_to_all, {operation.proof: []}] if operation.proof else []
    return described


def _body(operation: Operation) -> dict[str, Any]:
    """JSON first where there is both: generators make clients of the first."""
    form = {FORM: {"schema": _ref("schemas", operation.form["title"])}} if operation.form else {}
    if operation.body is None:
        return {"required": True, "content": form}
    json_body: dict[str, Any] = {"schema": _ref("schemas", operation.body.__name__)}
    json_body["examples"] = {_name(name): {"value": value} for name, value in operation.examples.items()}
    # No body is taken for an empty one: it may be missing where an empty one is right.
    schema = schema_of(operation.body)
    required = bool(schema.get("required") or schema.get("minProperties"))
    return {"required": required, "content": {JSON: json_body, **form}}


def _responses(operation: Operation, shared: dict[str, Any]) -> dict[str, Any]:
    """The answers by status; those that several operations have in common go into `shared`."""
    found = {str(status): _answer(answer) for status, answer in operation.answers.items()}
    by_status: dict[int, list[str]] = {}
    for code in codes_of(operation):
        for status in problems.statuses()[code]:
            by_status.setdefault(status, []).append(code)
    for status, codes in by_status.items():
        shown = any(answer.media_type == HTML for answer in operation.answers.values())
        pages = shown or bool(operation.form) or status == _UNSUPPORTED
        name = ".".join([str(status), *codes, *(["page"] if pages else [])])
        shared[name] = _problem(status, codes, pages)
        found[str(status)] = _ref("responses", name)
    return dict(sorted(found.items()))


def _answer(answer: Answer) -> dict[str, Any]:
    described: dict[str, Any] = {"description": answer.description}
    if answer.headers:
        named = {PUBLISHED_AS.get(name, name): _ref("headers", name) for name in answer.headers}
        described["headers"] = named
    if answer.shape is not None:
        schema = answer.shape if isinstance(answer.shape, dict) else _ref("schemas", answer.shape.__name__)
        content: dict[str, Any] = {"schema": schema}
        if answer.example is not None:
            content["examples"] = {"example": {"value": answer.example}}
        described["content"] = {answer.media_type: content}
    return described


def _problem(status: int, codes: list[str], pages: bool) -> dict[str, Any]:
    refs = [_ref("schemas", problems.name(code)) for code in codes]
    schema: Schema = refs[0]
    if len(refs) > 1:
        mapping = {code: TEMPLATE.format(name=problems.name(code)) for code in codes}
        schema = {"oneOf": refs, "discriminator": {"propertyName": "code", "mapping": mapping}}
    headers = ["Content-Language", "Cache-Control", *(["Retry-After"] if status == _RETRY_LATER else [])]
    content: dict[str, Any] = {_PROBLEM: {"schema": schema}}
    if pages:
        # A browser that posts a plain form, or opens a page, gets the same as a page.
        content[HTML] = {"schema": {"type": "string"}}
    return {
        "description": ", ".join(f"`{code}`" for code in codes),
        "headers": {name: _ref("headers", name) for name in headers},
        "content": content,
    }


def _name(text: str) -> str:
    """A name for an example that may stand in an address."""
    return text.replace(" ", "-")


def _ref(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}
