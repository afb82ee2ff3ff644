"""What lets messages of other stacks in, in memory."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.exchange.signature import signed


def pair_secret(sender: str, receiver: str) -> bytes:
    """What messages from one stack to another are signed with, in every country of the tests."""
    return f"{sender} to {receiver}".encode()


@dataclass
class MemoryStackSecrets:
    """`ports.stack_secrets.StackSecrets` of the stack `here`, which is linked with all others."""

    here: str

    def for_sending(self, prefix: str) -> bytes | None:
        return pair_secret(self.here, prefix)

    def of_sender(self, prefix: str) -> tuple[bytes, ...]:
        return (pair_secret(prefix, self.here),)


@dataclass
class MemoryRefusedMessages:
    """`ports.refused_messages.RefusedMessages`: envelope and reason of each."""

    kept: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, envelope: str, reason: str, now: datetime) -> None:
        self.kept.append((envelope, reason))


def envelope_of(message: str, receiver: str) -> str:
    """A message in JSON as its sender signs it for another stack."""
    content = json.loads(message)
    return signed(content, pair_secret(content["from"], receiver))
