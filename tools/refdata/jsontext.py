"""JSON text that is compact and still reads well in a diff: one record a line."""

import json
from typing import Any


def record(value: Any) -> str:
    """One value on one line, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def by_line(value: Any, depth: int = 1) -> str:
    """A JSON file whose containers down to `depth` are opened, so that each record below stands on its own
    line.
    """
    return _opened(value, depth) + "\n"


def _opened(value: Any, depth: int) -> str:
    if depth == 0 or not value:
        return record(value)
    if isinstance(value, dict):
        lines = [f"{record(key)}:{_opened(item, depth - 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(_opened(item, depth - 1) for item in value) + "\n]"
    return record(value)
