"""Holds what the API answers against its description, more strictly than clients may: no field but those described."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema_rs

from tools.apispec import document
from tools.apispec.model import JSON
from tools.apispec.operations import ELSEWHERE

Problem = str


def closed(schema: Any) -> Any:
    """The schema with every object closed that lists its fields."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        tight.setdefault("additionalProperties", False)
    return tight


@dataclass
class Described:
    """The description of a document, asked about single exchanges."""

    document: dict[str, Any]
    _validators: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def _paths(self) -> list[tuple[re.Pattern[str], str]]:
        found = [(re.compile(re.sub(r"{\w+}", "[^/]+", path)), path) for path in self.document["paths"]]
        # A literal segment is meant before a parameter.
        return sorted(found, key=lambda each: each[1].count("{"))

    @cached_property
    def _components(self) -> Any:
        return closed(self.document["components"])

    def operation(self, method: str, path: str) -> tuple[str, Any] | None:
        """Template and operation of a request to `path` (with /v1)."""
        bare = urlsplit(path).path
        for pattern, template in self._paths:
            item = self.document["paths"][template]
            if pattern.fullmatch(bare) and method.lower() in item:
                return template, item[method.lower()]
        return None

    def problems(
        self, method: str, path: str, sent: bytes, status: int, headers: Mapping[str, str], body: bytes
    ) -> Iterator[Problem]:
        """Where one exchange differs from the description."""
        found = self.operation(method, path)
        headers = {name.lower(): str(value) for name, value in headers.items()}
        if path.startswith(document.BASE + ELSEWHERE):
            return
        if found is None:
            # What is refused need not be described: an address that does not exist, a method, an action.
            if status < 400:
                yield "is not described: add an Operation to tools/apispec/operations/"
            return
        _, operation = found
        if str(status) not in operation["responses"]:
            yield f"status {status} is not described: {body[:300]!r}"
            return
        response = self._look(operation["responses"][str(status)])
        yield from self._headers(response, headers)
        yield from self._body(response, headers.get("content-type", JSON), body)
        if status < 300 and sent:
            yield from self._request(operation, path, sent)

    def _look(self, thing: Any) -> Any:
        while "$ref" in thing:
            target: Any = self.document
            for part in thing["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            thing = target
        return thing

    def _headers(self, response: Any, headers: Mapping[str, str]) -> Iterator[Problem]:
        optional = {"Retry-After"}
        if response.get("headers", {}).get("ETag") == {"$ref": "#/components/headers/QueueTag"}:
            optional.add("ETag")
        if headers.get("content-type", "").startswith("text/html"):
            optional.add("Content-Language")  # Such a page speaks both.
        for name, ref in response.get("headers", {}).items():
            value, header = headers.get(name.lower()), self._look(ref)
            if value is None:
                if name not in optional:
                    yield f"the header {name} is missing"
            elif header["schema"].get("type") != "integer":
                yield from (f"header {name}: {error}" for error in self._errors(header["schema"], value))

    def _body(self, response: Any, media_type: str, body: bytes) -> Iterator[Problem]:
        content = response.get("content")
        if content is None:
            if body:
                yield f"a body is not described: {body[:80]!r}"
            return
        if media_type not in content:
            yield f"the media type {media_type!r} is not described"
            return
        value = json.loads(body) if "json" in media_type else body.decode()
        yield from self._errors(content[media_type]["schema"], value)

    def _request(self, operation: Any, path: str, sent: bytes) -> Iterator[Problem]:
        """What the API takes must be allowed: a description narrower than the API misleads."""
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content and sent.lstrip().startswith(b"{"):
            schema = content["application/json"]["schema"]
            yield from (
                f"the API takes a body that the description refuses: {error}"
                for error in self._errors(schema, json.loads(sent))
            )
        known = {
            each["name"]: each for each in map(self._look, operation.get("parameters", [])) if each["in"] == "query"
        }
        for name, _ in parse_qsl(urlsplit(path).query):
            if name not in known:
                yield f"the query parameter {name} is not described"

    def _errors(self, schema: Any, value: Any) -> list[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = {**closed(schema), "components": self._components}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return [
            f"{'/'.join(map(str, error.instance_path))}: {error.message}"
            for error in self._validators[key].iter_errors(value)
        ]

    def errors(self, schema: Any, value: Any) -> list[str]:
        """Why `value` does not fit `schema`, a schema of this description."""
        return self._errors(schema, value)


@cache
def described() -> Described:
    """The description of this working copy."""
    return Described(document.build())
