"""Repetitions: recognises a command that was carried out before, by the id that its event keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.errors import IdempotencyKeyReused

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Event


class CommandId(NamedTuple):
    """The id of a command that its sender may repeat, as events store it: `<key>.<digest>`.

    `key` follows from the sender, the case and the sender's idempotency key; `digest` from that key, the command and
    its fields. `plain` is the id of the same command in events written before the digest was added.
    """

    key: str
    digest: str
    plain: str

    def __str__(self) -> str:
        return f"{self.key}.{self.digest}"

    def step(self, name: str) -> CommandId:
        """The id of a command that is carried out on the way to this one."""
        return CommandId(f"{self.key}/{name}", self.digest, f"{self.plain}/{name}")


def find_repeated(events: Iterable[Event], command_id: CommandId | None, kinds: Collection[str]) -> Event | None:
    """The event that the same command left before, None if there is none. Raises IdempotencyKeyReused if its key came
    with another command or other fields. Of an event without a digest only the kind can be compared: it must be one of
    `kinds`."""
    if command_id is None:
        return None
    for event in events:
        key, _, digest = (event.command_id or "").partition(".")
        if digest:
            found, same = key == command_id.key, digest == command_id.digest
        else:
            found, same = key == command_id.plain, event.kind in kinds
        if found and not same:
            raise IdempotencyKeyReused(event.seq)
        if found:
            return event
    return None
