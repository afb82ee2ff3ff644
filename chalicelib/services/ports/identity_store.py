"""The identity store: reporters' identities, for the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity


class IdentityStore(Protocol):
    """Reporters' identities. They are written by `CaseStore.file`, together with the case."""

    def get(self, tracking_id: str) -> Identity | None:
        """The identity of the reporter of a case, strongly consistent; None if none was given or it was erased."""

    def correct(self, tracking_id: str, email: str) -> bool:
        """Put another e-mail address in the place of the one that the identity has; False if there is no identity."""

    def erase(self, tracking_id: str) -> None:
        """Erase the identity of the reporter of a case; no error if there is none."""
