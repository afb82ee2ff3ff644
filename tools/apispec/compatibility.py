"""Whether clients of one description can live with another (OpenAPI 3.1).

What a client sends must still be taken, and what it reads must still be there: so a request may only become wider and
an answer only narrower or longer. New values in the enumerations of answers are no break; the description asks clients
to expect them. What cannot be compared with certainty (patterns, formats) counts as broken for requests when it appears
or changes, and never otherwise.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.apispec.value_types import with_types

Document = dict[str, Any]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_UPPER = ("maximum", "maxLength", "maxItems", "maxProperties", "exclusiveMaximum")
_LOWER = ("minimum", "minLength", "minItems", "minProperties", "exclusiveMinimum")
_OPAQUE = ("pattern", "format", "multipleOf", "uniqueItems", "dependentRequired")
_ALL_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})


def read_description(path: Path) -> Document:
    """A description from its file; without the file one that promised nothing."""
    return json.loads(path.read_text()) if path.exists() else {"paths": {}}


def compare(before: Document, after: Document) -> tuple[list[str], list[str]]:
    """What breaks clients of `before`, and which operations are new."""
    # A choice of texts was one of texts before the description named the type.
    broken = list(dict.fromkeys(_Comparison(with_types(before), with_types(after)).broken()))
    old, new = (dict(_operations(document)) for document in (before, after))
    return broken, sorted(new.keys() - old.keys())


def _operations(document: Document) -> Iterator[tuple[str, Any]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


@dataclass
class _Side:
    """One description, with its references followed."""

    document: Document

    def resolve(self, thing: Any) -> Any:
        while isinstance(thing, dict) and "$ref" in thing:
            target: Any = self.document
            for part in thing["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            rest = {key: value for key, value in thing.items() if key != "$ref"}
            thing = {**target, **rest}
        return thing


@dataclass
class _Comparison:
    before: Document
    after: Document

    def __post_init__(self) -> None:
        self.old, self.new = _Side(self.before), _Side(self.after)

    def broken(self) -> Iterator[str]:
        present = dict(_operations(self.after))
        for name, operation in _operations(self.before):
            if name not in present:
                yield f"{name}: removed"
                continue
            yield from self._parameters(name, operation, present[name])
            yield from self._security(name, operation, present[name])
            yield from self._body(name, operation, present[name])
            yield from self._responses(name, operation, present[name])

    def _parameters(self, name: str, before: Any, after: Any) -> Iterator[str]:
        old, new = (
            {(p["in"], p["name"]): p for p in self._looked(side, each)} for side, each in self._both(before, after)
        )
        for key, parameter in new.items():
            where = f"{name}: {key[0]} parameter {key[1]}"
            if key not in old:
                if parameter.get("required"):
                    yield f"{where}: is new and required"
                continue
            if parameter.get("required") and not old[key].get("required"):
                yield f"{where}: is now required"
            yield from self._schema(where, old[key].get("schema", {}), parameter.get("schema", {}), sent=True)
        for where, parameter_name in old.keys() - new.keys():
            yield f"{name}: {where} parameter {parameter_name}: removed"

    def _looked(self, side: _Side, operation: Any) -> list[Any]:
        return [side.resolve(parameter) for parameter in operation.get("parameters", [])]

    def _both(self, before: Any, after: Any) -> tuple[tuple[_Side, Any], tuple[_Side, Any]]:
        return (self.old, before), (self.new, after)

    def _security(self, name: str, before: Any, after: Any) -> Iterator[str]:
        """Each way in that there was must still be one."""
        # No requirement at all and an empty list both mean that nothing is needed.
        ways = [set(way) for way in after.get("security") or [{}]]
        for way in before.get("security") or [{}]:
            if not any(wanted <= set(way) for wanted in ways):
                yield f"{name}: the way in by {', '.join(way) or 'nothing'} is closed"

    def _body(self, name: str, before: Any, after: Any) -> Iterator[str]:
        old, new = self.old.resolve(before.get("requestBody")), self.new.resolve(after.get("requestBody"))
        if new is None or old is None:
            if new and new.get("required"):
                yield f"{name}: body: is new and required"
            return
        if new.get("required") and not old.get("required"):
            yield f"{name}: body: is now required"
        for media_type, content in old["content"].items():
            where = f"{name}: body {media_type}"
            if media_type not in new["content"]:
                yield f"{where}: no longer taken"
                continue
            after_schema = new["content"][media_type].get("schema", {})
            yield from self._schema(where, content.get("schema", {}), after_schema, sent=True)

    def _responses(self, name: str, before: Any, after: Any) -> Iterator[str]:
        for status, response in before["responses"].items():
            if status not in after["responses"]:
                if status < "4":
                    yield f"{name}: {status}: no longer answered"
                continue
            old, new = self.old.resolve(response), self.new.resolve(after["responses"][status])
            for header in old.get("headers", {}).keys() - new.get("headers", {}).keys():
                yield f"{name}: {status}: header {header} removed"
            for media_type, content in old.get("content", {}).items():
                where = f"{name}: {status} {media_type}"
                if media_type not in new.get("content", {}):
                    yield f"{where}: no longer answered"
                    continue
                after_schema = new["content"][media_type].get("schema", {})
                yield from self._schema(where, content.get("schema", {}), after_schema, sent=False)

    def _schema(self, where: str, before: Any, after: Any, *, sent: bool, seen: tuple[Any, ...] = ()) -> Iterator[str]:
        pair = (before.get("$ref"), after.get("$ref")) if isinstance(before, dict) and isinstance(after, dict) else ()
        if any(pair) and pair in seen:
            return
        old, new, seen = self.old.resolve(before), self.new.resolve(after), (*seen, pair)
        if isinstance(old, bool) or isinstance(new, bool):
            if old != new:
                yield f"{where}: {old} is now {new}"
            return
        if not sent and _alternatives(new) and not _alternatives(old):
            # One kind of answer became several: each is compared with the one there was.
            yield from self._choices(where, before, new, sent, seen)
            return
        yield from _types(where, old, new, sent)
        yield from _values(where, old, new, sent)
        yield from _limits(where, old, new, sent)
        yield from self._choices(where, old, new, sent, seen)
        yield from self._properties(where, old, new, sent, seen)
        if "items" in old and "items" in new:
            yield from self._schema(f"{where}[]", old["items"], new["items"], sent=sent, seen=seen)

    def _properties(self, where: str, old: Any, new: Any, sent: bool, seen: tuple[Any, ...]) -> Iterator[str]:
        had, has = old.get("properties", {}), new.get("properties", {})
        was, now = set(old.get("required", [])), set(new.get("required", []))
        closed = new.get("additionalProperties") is False
        if sent:
            for field in sorted(now - was):
                yield f"{where}/{field}: is {'now' if field in had else 'new and'} required"
        for field in had:
            place = f"{where}/{field}"
            if field not in has:
                if not sent or closed:
                    yield f"{place}: removed"
                continue
            if not sent and field in was and field not in now:
                yield f"{place}: may now be missing"
            yield from self._schema(place, had[field], has[field], sent=sent, seen=seen)

    def _choices(self, where: str, old: Any, new: Any, sent: bool, seen: tuple[Any, ...]) -> Iterator[str]:
        """Alternatives: each that could be sent must still fit one; each that can be answered must have fitted one."""
        had, has = _alternatives(self.old.resolve(old)), _alternatives(new)
        if not had and not has:
            return
        had, has = had or [old], has or [new]
        for one in had if sent else has:
            others = has if sent else had
            fits = any(
                not list(self._schema(where, *((one, other) if sent else (other, one)), sent=sent, seen=seen))
                for other in others
            )
            if not fits and (sent or not self._is_new_problem(one)):
                yield f"{where}: {_title(one)} {'is no longer taken' if sent else 'is a new kind of answer'}"

    def _is_new_problem(self, schema: Any) -> bool:
        """One more error code is one more value of an enumeration."""
        return "code" in self.new.resolve(schema).get("properties", {})


def _alternatives(schema: Any) -> list[Any]:
    return [*schema.get("oneOf", []), *schema.get("anyOf", [])]


def _title(schema: Any) -> str:
    name = schema.get("$ref", "").rpartition("/")[2] or schema.get("title") or schema.get("type")
    return str(name or "one alternative")


def _types_of(schema: Any) -> frozenset[str]:
    if "type" not in schema:
        return _ALL_TYPES
    types = schema["type"]
    found = {types} if isinstance(types, str) else set(types)
    return frozenset(found | ({"integer"} if "number" in found else set()))


def _types(where: str, old: Any, new: Any, sent: bool) -> Iterator[str]:
    had, has = _types_of(old), _types_of(new)
    gone = had - has if sent else has - had
    if gone and gone != _ALL_TYPES - (has if sent else had):
        yield f"{where}: {'no longer takes' if sent else 'may now be'} {', '.join(sorted(gone))}"
    elif gone:
        yield f"{where}: the type {'is now limited' if sent else 'is no longer limited'}"


def _values(where: str, old: Any, new: Any, sent: bool) -> Iterator[str]:
    had, has = _values_of(old), _values_of(new)
    if sent and has is not None:
        gone = [value for value in had or [] if value not in has]
        if had is None:
            yield f"{where}: is now limited to {_listed(has)}"
        elif gone:
            yield f"{where}: no longer takes {_listed(gone)}"
    elif not sent and had is not None:
        if has is None:
            yield f"{where}: is no longer limited to {_listed(had)}"
        elif gone := [value for value in had if value not in has]:
            yield f"{where}: is never {_listed(gone)} any more"


def _values_of(schema: Any) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    values: list[Any] | None = schema.get("enum")
    return values


def _listed(values: list[Any]) -> str:
    return ", ".join(json.dumps(value) for value in values)


def _limits(where: str, old: Any, new: Any, sent: bool) -> Iterator[str]:
    for keyword, sign in [*((name, 1) for name in _UPPER), *((name, -1) for name in _LOWER)]:
        had, has = old.get(keyword), new.get(keyword)
        if sent and has is not None and (had is None or (has - had) * sign < 0):
            yield f"{where}: {keyword} is now {has}" + ("" if had is None else f", was {had}")
    for keyword in _OPAQUE:
        if sent and keyword in new and old.get(keyword) != new[keyword]:
            yield f"{where}: {keyword} is now {new[keyword]}"
    if sent and new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield f"{where}: no longer takes fields that are not described"
