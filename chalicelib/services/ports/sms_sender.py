"""The SMS sender: sends one text to one phone."""

from __future__ import annotations

from typing import Protocol


class SmsRefused(Exception):
    """Raised when a text will never be taken for this phone: there is no use in trying again."""


class SmsSender(Protocol):
    """Sends SMS. What it is given is never logged."""

    def send(self, phone: str, text: str, order: str) -> None:
        """Send a text of one SMS to a number in E.164. `order` names it, the same at every attempt. Raises SmsRefused;
        any other error may be gone in a moment."""
