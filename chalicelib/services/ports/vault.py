"""The function that alone reads and erases identities, and deletes photos, as the other functions call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Identity


from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """That a reporter's data are to go from a case, because somebody asked in the stack `stack` (a prefix) at `at`.
    `chain` is the hash (hex) of the event there that says so: it names the request. `sender` is the stack that tells
    of it, the same one or another."""

    tracking_id: str
    stack: str
    stack_name: str
    at: datetime
    chain: str
    sender: str


class Forgetting(Protocol):
    """The vault as the function calls it that hears from other stacks; it can ask for nothing else."""

    def forget(self, asked: ErasureRequest) -> int | None:
        """Erase identity and the reporter's photos in this stack too. Answers the number of the event that says so, or
        None if everything from before the request is gone already. Raises UnknownCase if there is no such case, or none
        that the sender shares."""


@dataclass(frozen=True, slots=True)
class OpenedIdentity:
    """A reporter's identity, and the number of the event that says who learned it and why."""

    identity: Identity
    event: int


@dataclass(frozen=True, slots=True)
class AttachmentRemoval:
    """An attachment of a case that is to be removed: the number of the event that added it, the version of the case
    that `actor` saw, and why. `command_id` recognises a repetition."""

    tracking_id: str
    version: int
    seq: int
    actor: Actor
    note: str
    command_id: str | None = None


class Vault(Protocol):
    """The function that alone reads and erases identities, as the other functions call it. It checks every request
    against the case itself and trusts the caller for one thing: that an office is who `Actor` says it is."""

    def open(self, tracking_id: str, reader: Actor, reason: str) -> OpenedIdentity:
        """Learn who filed the case; the reporter sees who asked, and the reason. Raises InvalidInput, UnknownCase,
        IdentityProtected, NoIdentity."""

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """Forget who filed the case, and the photos that the reporter sent; a reporter proves to be one with the
        follow-up secret. Answers the number of the event that says so, the same one if it is asked again and no
        other stack has to do with the case, which then is told again. Raises UnknownCase, WrongSecret."""

    def remove(self, removal: AttachmentRemoval) -> int:
        """Delete an attachment; answers the number of the event that says so. Raises StaleVersion,
        UnknownAttachment."""
