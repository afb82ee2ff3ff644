"""What a map is drawn from, as the bucket of a site answers it: the coast, and pieces of the file of tiles."""

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from laporctl.maps import MANIFEST, inspect
from tests.support import maps
from tools.refdata import coast

Answer = tuple[int, bytes, str, str]
"""Status, body, kind and range."""


@cache
def tiles() -> bytes:
    """A small file of tiles."""
    with TemporaryDirectory() as folder:
        return maps.write(Path(folder) / "small.pmtiles").read_bytes()


@cache
def _manifest(content: bytes) -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "map.pmtiles"
        file.write_bytes(content)
        found = inspect(file)
    return f"/{found.key}", found.manifest()


@cache
def _coast() -> bytes:
    return json.dumps(coast.of("64")).encode()


def answer(content: bytes | None, path: str, wanted: str | None) -> Answer | None:
    """The answer to a path with its Range header; None if the path is no part of a map that the stack has."""
    if path == "/coast.json":
        return 200, _coast(), "application/json", ""
    if content is None:
        return None
    name, manifest = _manifest(content)
    if path == f"/{MANIFEST}":
        return 200, manifest, "application/json", ""
    if path != name:
        return None
    first, last = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", wanted or "").groups())  # type: ignore[union-attr]
    piece = content[first : last + 1]
    return 206, piece, "application/vnd.pmtiles", f"bytes {first}-{first + len(piece) - 1}/{len(content)}"
