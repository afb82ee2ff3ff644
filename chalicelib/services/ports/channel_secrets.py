"""Channel secrets: by what a provider of a channel proves itself, and with what the numbers of senders are hashed."""

from __future__ import annotations

from typing import Protocol


class ChannelSecrets(Protocol):
    """The secrets of a stack's channels; an operator makes them (`laporctl channel connect`)."""

    def of_gateway(self, channel: str) -> tuple[bytes, ...]:
        """The secrets by which the gateway of a channel proves itself, the newest first: the one before stays valid
        until the next is made. None of them if it was never connected."""

    def for_sending(self) -> str:
        """The token by which the gateway that sends SMS knows the stack; empty if it was never given one."""

    def of_replies(self) -> bytes | None:
        """The key that makes the addresses by which mails are replied to; None for a stack that takes no mail."""

    def for_whatsapp(self) -> str:
        """The token by which WhatsApp knows the stack; empty if it was never given one."""

    def of_senders(self) -> bytes | None:
        """The key with which numbers of senders are hashed; it never changes."""
