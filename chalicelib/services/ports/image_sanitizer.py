"""The image sanitizer: makes pictures safe to show."""

from typing import Protocol

from chalicelib.domain.values import dataclass


class UnsafeFile(Exception):
    """A file that must not be shown; `reason` is one of those in docs/operations.md."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SanitizedImage:
    """A picture made anew from pixels, and its preview; both JPEG without any metadata."""

    picture: bytes
    preview: bytes


class ImageSanitizer(Protocol):
    """Makes pictures safe to show."""

    def clean(self, data: bytes) -> SanitizedImage:
        """The picture made anew; raises UnsafeFile."""
