"""The accounts of a stack's user pool: who may sign in. What they may do then, grants say."""

from typing import Protocol


class AccountRefused(Exception):
    """The user pool does not take this e-mail address."""


class Accounts(Protocol):
    """The user pool, as far as the system asks it."""

    def invite(self, email: str) -> str:
        """The id of the person with this e-mail address. Who has no account gets one, and the pool writes to them.
        Raises AccountRefused."""

    def has_second_factor(self, person: str) -> bool:
        """Whether this person's sign-in takes a code from an authenticator (TOTP)."""

    def address(self, person: str) -> str | None:
        """The e-mail address of this person; None if the pool knows nobody by this id, or has locked the account."""
