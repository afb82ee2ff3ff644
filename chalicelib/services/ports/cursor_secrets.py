"""The secret that cursors are signed with."""

from typing import Protocol

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """The secret that signs cursors. `previous` is accepted until the next rotation, `generation` counts rotations."""

    generation: int
    current: bytes
    previous: bytes | None = None


class CursorSecretStore(Protocol):
    """The one signing secret of a stack."""

    def load(self) -> SigningSecret | None:
        """The secret, strongly consistent; None before the first one was made."""

    def put(self, secret: SigningSecret) -> bool:
        """Store a secret if it is the next after the stored one (the first has generation 1); False if another process
        was faster."""
