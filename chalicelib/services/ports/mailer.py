"""The mailer: sends one mail to one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notices.text import Mail


class MailRefused(Exception):
    """Raised when a mail will never be taken: there is no use in trying again."""


class Mailer(Protocol):
    """Sends mails. What it is given is never logged."""

    def send(self, to: str, mail: Mail, stop: str | None, order: str, reply_to: str | None = None) -> None:
        """Send a mail to an address; it is replied to at `reply_to`, or not at all. `stop` is the address that stops
        such mails by one click, None for one that was asked for by itself, `order` what a bounce names it by, in
        letters, digits and hyphens. Raises MailRefused; any other error may be gone in a moment."""

    def answer(self, to: str, mail: Mail, reply_to: str | None, answers: str | None) -> None:
        """Send the answer to a mail, by the id of that mail, if it has one. Raises MailRefused; any other error may be
        gone in a moment."""
