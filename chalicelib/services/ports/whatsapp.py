"""WhatsApp: sends messages to phones, and fetches the photos that people sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.channels.message import Button


class WhatsAppRefused(Exception):
    """Raised when a phone will never take a message: there is no use in trying again."""


class WindowClosed(Exception):
    """Raised for a text to somebody who has not written for 24 hours: a template may go out instead."""


class Photo(NamedTuple):
    """A file that somebody sent, before it was cleaned."""

    media_type: str
    data: bytes


class WhatsApp(Protocol):
    """WhatsApp. What it is given is never logged. Phones are numbers in E.164; `tag` comes back with what becomes of a
    message. Each raises WhatsAppRefused; any other error may be gone in a moment."""

    def send_text(
        self, phone: str, text: str, buttons: Sequence[Button] = (), *, asks_place: bool = False, tag: str = ""
    ) -> None:
        """Send a text to somebody who has written within 24 hours; raises WindowClosed for others."""

    def send_template(
        self, phone: str, name: str, values: Sequence[str], buttons: Sequence[Button] = (), *, tag: str = ""
    ) -> None:
        """Send the Indonesian template of that name."""

    def fetch(self, media: str, largest: int) -> Photo | None:
        """The file that the provider calls so, of at most so many bytes; None if it is larger, or not there any
        more."""
