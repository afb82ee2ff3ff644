"""The types of constants and choices, which JSON Schema leaves to the values and generators of code want named."""

from typing import Any

_NAMES = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
_VALUES = ("const", "enum", "default", "example", "examples", "value")
"""Members that hold values and no schemas."""


def with_types(described: Any) -> Any:
    """A schema, or anything that holds schemas, where each `const` and `enum` has its `type` beside it. Without one a
    generated client in Java or C# takes the value for any object."""
    if isinstance(described, list):
        return [with_types(each) for each in described]
    if not isinstance(described, dict):
        return described
    typed = {name: value if name in _VALUES else with_types(value) for name, value in described.items()}
    values = [described["const"]] if "const" in described else described.get("enum")
    if isinstance(values, list) and "type" not in described:
        found = sorted({_NAMES[type(value)] for value in values})
        typed["type"] = found[0] if len(found) == 1 else found
    return typed
