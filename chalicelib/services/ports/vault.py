"""The vault, as other functions call it: the one function that reads and erases identities, deletes photos, and reads
the access log."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.access_log import Access
    from chalicelib.domain.cases.model import Actor, Identity
    from chalicelib.services.ports.case_store import Page


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """A request to erase a reporter's data from a case, made in the stack `stack` (a prefix) at `at`. `chain` is the
    hash (hex) of the event there that records it: it names the request. `sender` is the stack that sent the message,
    the same one or another."""

    tracking_id: str
    stack: str
    stack_name: str
    at: datetime
    chain: str
    sender: str


class Forgetting(Protocol):
    """The vault, as the function that receives messages from other stacks calls it; it may call nothing else."""

    def forget(self, request: ErasureRequest) -> int | None:
        """Erase the identity and the reporter's photos in this stack too. Answers the number of the event, or None if
        everything from before the request is erased already. Raises UnknownCase if there is no such case, or none that
        the sender shares."""


CONTACT = ("name", "phone", "email", "post")
"""What an identity says of a reporter."""


@dataclass(frozen=True, slots=True)
class OpenedIdentity:
    """A reporter's identity, and the number of the event that records who learned it and why."""

    identity: Identity
    event: int


@dataclass(frozen=True, slots=True)
class StatedGround:
    """Why somebody opens an identity, as they state it: one of `identity_access.PURPOSES`, words, an order's number."""

    purpose: str
    reason: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRemoval:
    """A request to remove an attachment: the number of the event that added it, the version of the case that `actor`
    saw, and the reason. `command_id` recognises a repetition. A reporter proves to be one with the follow-up
    `secret`, and may remove only what a reporter sent."""

    tracking_id: str
    version: int
    seq: int
    actor: Actor
    note: str
    command_id: str | None = None
    secret: str | None = None


class Vault(Protocol):
    """The vault, as other functions call it. It checks every request against the case itself and trusts the caller for
    one thing: that an office is who `Actor` says it is."""

    def open(self, tracking_id: str, reader: Actor, stated: StatedGround) -> OpenedIdentity:
        """The identity of the reporter, who sees who asked, and why. Raises InvalidInput, UnknownCase,
        IdentityProtected, IdentityApprovalNeeded, NoIdentity."""

    def correct(self, tracking_id: str, email: str, secret: str | None) -> None:
        """Put another e-mail address in the place of the reporter's, who proves to be one with the follow-up secret.
        Raises UnknownCase, WrongSecret, NoIdentity."""

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """Erase the identity and the photos that the reporter sent; a reporter proves to be one with the follow-up
        secret. Answers the number of the event: the same one for a repetition, unless other stacks share the case,
        which are then sent the message again. Raises UnknownCase, WrongSecret."""

    def accesses(
        self, tracking_id: str, reader: Actor, secret: str | None, limit: int, after: str | None
    ) -> Page[Access]:
        """The entries of the access log on a case, the oldest first, behind a position: for its reporter, who proves to
        be one with the secret, or the auditor of its region. Raises UnknownCase, WrongSecret, RoleNotAllowed."""

    def remove(self, removal: AttachmentRemoval) -> int:
        """Delete an attachment; answers the number of the event. Raises StaleVersion,
        UnknownAttachment."""
