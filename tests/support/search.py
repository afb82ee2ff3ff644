"""Searches everything that is stored for some words: every attribute of every row, bytes and what is compressed in
them."""

import dataclasses
import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any


def texts_in(value: Any, seen: set[int] | None = None) -> Iterator[str]:
    """Every text in a value, whatever it is made of."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, str):
        yield value
    elif isinstance(value, (bytes, bytearray)) or type(value).__name__ == "Binary":
        yield from _texts_of_bytes(bytes(value))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(key, seen)
            yield from texts_in(each, seen)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from texts_in(each, seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name, None), seen)


def _texts_of_bytes(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    yield data.hex()
    for expand in (gzip.decompress, zlib.decompress):
        try:
            yield expand(data).decode("utf-8", "replace")
        except (OSError, EOFError, zlib.error):
            continue


def finds(marker: str, *places: Any) -> list[str]:
    """Every text of the places that holds the marker, in whatever case and escaped as JSON does."""
    wanted = {marker.lower(), json.dumps(marker)[1:-1].lower()}
    return [text for place in places for text in texts_in(place) if any(each in text.lower() for each in wanted)]
