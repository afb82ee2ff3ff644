"""The public files: open data that anybody can fetch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that anybody can fetch: its `name` below /data/, size, SHA-256 (hex), rows, and when it was written."""

    name: str
    size: int
    sha256: str
    rows: int
    at: datetime


class PublicFiles(Protocol):
    """Files that anybody can fetch under /data/."""

    def put(self, name: str, content: bytes, media_type: str, keep_seconds: int, labels: Mapping[str, str]) -> None:
        """Write a file whole; caches keep it for `keep_seconds`."""
