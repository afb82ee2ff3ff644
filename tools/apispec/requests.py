"""The schemas of request bodies: what validates them (`api/schemas.py`), with the words and limits of `fields.py`."""

from inspect import cleandoc
from typing import Any

import msgspec

from tools.apispec.bodies import AT_LEAST_ONE, DESCRIPTIONS
from tools.apispec.fields import FIELDS
from tools.apispec.model import Schema

TEMPLATE = "#/components/schemas/{name}"


def components_of(shapes: list[type]) -> dict[str, Schema]:
    """The schemas of msgspec Structs and of all they hold, by name."""
    _, components = msgspec.json.schema_components(shapes, ref_template=TEMPLATE)
    return {name: _described(name, _even(_plain(schema))) for name, schema in components.items()}


def schema_of(shape: type) -> Schema:
    """The schema of one Struct."""
    return components_of([shape])[shape.__name__]


def _even(schema: Schema) -> Schema:
    """Descriptions without the indentation of the code, which Python 3.13 takes out of docstrings and 3.11 keeps."""
    return schema | ({"description": cleandoc(schema["description"])} if "description" in schema else {})


def _described(name: str, schema: Schema) -> Schema:
    texts = FIELDS.get(name, {})
    properties = {field: _merged(rule, texts.get(field, {})) for field, rule in schema.get("properties", {}).items()}
    described = schema | ({"properties": properties} if properties else {})
    described |= {"minProperties": 1} if name in AT_LEAST_ONE else {}
    return described | ({"description": DESCRIPTIONS[name]} if name in DESCRIPTIONS else {})


def _merged(rule: Schema, more: Schema) -> Schema:
    """A choice keeps JSON Schema's habit: null is a value like any other and must be among them."""
    if "enum" in more and "null" in rule.get("type", ()):
        more = more | {"enum": [*more["enum"], None]}
    return rule | more


def _plain(schema: Any) -> Any:
    """msgspec's `anyOf [X, null]` as `type [X, null]`, and no default that says nothing."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _plain(value) for key, value in schema.items() if not (key == "default" and value is None)}
    choices = plain.get("anyOf", [])
    others = [choice for choice in choices if choice != {"type": "null"}]
    if len(others) == 1 and len(choices) == 2 and isinstance(others[0].get("type"), str):
        (other,) = others
        del plain["anyOf"]
        # The description of a field goes before that of its type.
        return other | plain | {"type": [other["type"], "null"]} | _nullable_enum(other)
    if all(isinstance(choice.get("type"), str) and len(choice) == 1 for choice in choices) and choices:
        del plain["anyOf"]
        return plain | {"type": [choice["type"] for choice in choices]}
    if plain.get("required") == []:
        del plain["required"]
    return plain


def _nullable_enum(schema: Schema) -> Schema:
    return {"enum": [*schema["enum"], None]} if "enum" in schema else {}
