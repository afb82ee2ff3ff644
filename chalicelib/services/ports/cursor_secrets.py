"""The secret that cursors are signed with."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """What cursors are signed with. `previous` is honoured until the next rotation, `generation` counts rotations."""

    generation: int
    current: bytes
    previous: bytes | None = None


class CursorSecretStore(Protocol):
    """The one signing secret of a stack."""

    def load(self) -> SigningSecret | None:
        """The secret, strongly consistent; None before the first one was made."""

    def put(self, secret: SigningSecret) -> bool:
        """Keep a secret if it is the next after the one that is kept (the first has generation 1); False if another
        process was faster."""
