"""What every part of the routing bench measures in the same way."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from chalicelib.domain.text.classifier import TextModel

_LOADS = 15


def size(data: bytes) -> dict[str, float]:
    """Bytes of a model's file, and milliseconds to load it."""
    loads = []
    for _ in range(_LOADS):
        begun = time.perf_counter()
        TextModel.load(data)
        loads.append((time.perf_counter() - begun) * 1000)
    return {"model_bytes": len(data), "load_ms": round(median(loads), 2)}


def share(hits: Iterable[bool]) -> float:
    """How many of them are true, from 0 to 1."""
    found = list(hits)
    return round(sum(found) / len(found), 4)


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
