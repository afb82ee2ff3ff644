"""The directory: the stack's regions and offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.domain.geography.regions import Region
    from chalicelib.domain.geography.tiers import Tier
    from chalicelib.services.ports.case_store import Page


class Directory(Protocol):
    """The stack's regions and offices."""

    def region(self, code: str) -> Region | None:
        """A kecamatan, desa or kelurahan of this stack."""

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        """The offices among `ids` that exist, by id, those that have ended too."""

    def serving(self, region: str, limit: int, tier: Tier | None = None, after: str | None = None) -> Page[Agency]:
        """The offices that serve exactly this region, by id, without those that have ended: a page may be shorter than
        asked for, and another one may follow. `after` is the id of the last one seen."""
