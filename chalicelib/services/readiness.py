"""How far the offices are: who reads what comes in, for those who look after them and for routing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.errors import NotYourCase, RoleNotAllowed
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.routing.readiness import Presence, Readiness, readiness
from chalicelib.domain.values import dataclass
from chalicelib.services.access.authorization import OF_A_REGION, READS_LISTS
from chalicelib.services.ports.case_store import Page
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Agency
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.stack import Stack


@dataclass(frozen=True, slots=True)
class OfficeReadiness:
    """An office, how far it is, and by which facts."""

    office: Agency
    readiness: Readiness
    presence: Presence


@use_case
class ReadinessService:
    """Tells how far offices are."""

    presence: PresenceStore
    directory: Directory
    stack: Stack

    def live(self, agencies: Sequence[str], now: datetime) -> frozenset[str]:
        """Those of some offices where somebody is. One batch of reads."""
        known = self.presence.of(agencies)
        return frozenset(each for each in known if self._of(known[each], now) is Readiness.LIVE)

    def page(
        self, actor: Actor, region: str | None, limit: int, after: str | None, now: datetime
    ) -> Page[OfficeReadiness]:
        """With `region` the offices of exactly that region; without, those of the reader's whole area where somebody
        was ever appointed or seen. Raises RoleNotAllowed, and NotYourCase for another region."""
        if actor.role not in READS_LISTS:
            raise RoleNotAllowed(actor.role, READS_LISTS)
        own = region_of(actor.agency or "") if actor.role in OF_A_REGION else ""
        if region and own and not covers(own, region):
            raise NotYourCase(region)
        if region:
            page = self.directory.serving(region, limit, None, after)
            known = self.presence.of([office.id for office in page.items])
            return Page(tuple(self._office(each, known.get(each.id), now) for each in page.items), page.after)
        seen = self.presence.within(own, limit, after)
        offices = self.directory.agencies([each.agency for each in seen.items])
        lines = (
            self._office(offices[each.agency], each, now)
            for each in seen.items
            if each.agency in offices and not offices[each.agency].ended
        )
        return Page(tuple(lines), seen.after)

    def _office(self, office: Agency, presence: Presence | None, now: datetime) -> OfficeReadiness:
        return OfficeReadiness(office, self._of(presence, now), presence or Presence(office.id))

    def _of(self, presence: Presence | None, now: datetime) -> Readiness:
        return readiness(presence, self.stack.policy, self.stack.calendar, now)
