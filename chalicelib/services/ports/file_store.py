"""The file store: attachments that people send, and other files by key."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """An address that accepts one file, sent as a form with these fields in front."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """An uploaded file: when it was sent, its size in bytes, the labels of its invitation, and its content unless too
    large."""

    at: datetime
    size: int
    labels: Mapping[str, str]
    data: bytes | None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A refused file, kept for the operator with the reason."""

    key: str
    reason: str
    at: datetime
    size: int


class FileStore(Protocol):
    """Files by key, each written once and shown at addresses that expire."""

    def invite(
        self, key: str, media_type: str, largest: int, labels: Mapping[str, str], expires: datetime, now: datetime
    ) -> Upload:
        """An address that accepts a file of this type, of 1 to `largest` bytes, until `expires`."""

    def receive(self, key: str, media_type: str, data: bytes, labels: Mapping[str, str]) -> None:
        """Write a file that somebody sent, with the labels that an invitation would have."""

    def take(self, key: str, largest: int) -> IncomingFile | None:
        """The file, without content above `largest` bytes; None if it is gone."""

    def keep(self, key: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        """Write a clean picture, with labels that stay with it."""

    def forget(self, key: str) -> None:
        """Delete a file; no error if it is gone."""

    def under(self, folder: str) -> list[str]:
        """The keys that begin with `folder`: a prefix and the tracking id of one case."""

    def arrivals(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """The keys that begin with `folder`, each with the moment it was written; read page by page."""

    def refuse(self, key: str, kept_as: str, reason: str) -> None:
        """Move a file to a key that only the operator reads, labelled with the reason."""

    def refused(self, folder: str = "refused/") -> Iterator[RefusedFile]:
        """The refused files that are still kept, below `folder`."""

    def address(self, key: str, seconds: int) -> str:
        """An address at which the file can be read for so long."""
