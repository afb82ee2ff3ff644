"""Reporters' identities, as the vault sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity


class IdentityStore(Protocol):
    """Reporters' identities as the vault sees them. They are written by `CaseStore.file`, together with the case."""

    def get(self, tracking_id: str) -> Identity | None:
        """Who filed the case, strongly consistent; None if nothing was given or it was erased."""

    def erase(self, tracking_id: str) -> None:
        """Forget who filed the case. Erasing what is not there is no error."""
