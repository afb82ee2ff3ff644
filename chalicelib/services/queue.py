"""An office's queue, most urgent first, and the overseers' list of broken deadlines."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.case import Actor, Role
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed, UnknownAgency
from chalicelib.domain.regions import AGENCY_ID, covers
from chalicelib.services.ports import Breach, CaseStore, Page, QueueEntry, QueueQuery

_READS_EVERY_QUEUE = (Role.OVERSEER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class QueueService:
    """Reads queues. An empty one costs one query and no items."""

    cases: CaseStore

    def page(self, actor: Actor, query: QueueQuery, overdue: bool, now: datetime) -> Page[QueueEntry]:
        """One page of an office's queue; with `overdue` only what is past its deadline."""
        require_office(actor, query.agency)
        return self.cases.queue(replace(query, due_before=now) if overdue else query)

    def listed(self, actor: Actor, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """An overseers' list of a month (`breached` or `listed`), for those who oversee."""
        if actor.role not in _READS_EVERY_QUEUE:
            raise RoleNotAllowed(actor.role, _READS_EVERY_QUEUE)
        return self.cases.listed(kind, month, limit, after)


def require_office(actor: Actor, agency_id: str) -> None:
    """An officer speaks for the own office only, a coordinator for every office of the region, overseers for all.
    Raises NotYourCase, or UnknownAgency for what is no office's id."""
    if not AGENCY_ID.fullmatch(agency_id):
        raise UnknownAgency(agency_id)
    if actor.role in _READS_EVERY_QUEUE or actor.agency == agency_id:
        return
    in_region = actor.agency and covers(actor.agency.partition("-")[0], agency_id.partition("-")[0])
    if actor.role is Role.COORDINATOR and in_region:
        return
    raise NotYourCase(agency_id)
