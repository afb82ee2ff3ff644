"""An office's queue, most urgent first, and the overseers' list of broken deadlines."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.cases.visibility import VIEWS, may_ask, may_read_all, shows_line, shows_title
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed, UnknownAgency
from chalicelib.domain.geography.regions import AGENCY_ID, covers
from chalicelib.services.ports.cases import Breach, CaseStore, Page, QueueEntry, QueueQuery
from chalicelib.services.usecase import use_case

OVERSEES = (
    Role.AUDITOR,
    Role.OVERSEER,
    Role.OVERSEER_KEMENPANRB,
    Role.OVERSEER_KSP,
    Role.OVERSEER_OMBUDSMAN,
    Role.ADMIN,
)
"""Whose lists the broken deadlines and the cases for the Ombudsman are."""

_A_BATCH = 100


@use_case
class QueueService:
    """Reads queues. An empty one costs one query and no items."""

    cases: CaseStore

    def page(self, actor: Actor, query: QueueQuery, overdue: bool, now: datetime) -> Page[QueueEntry]:
        """One page of an office's queue; with `overdue` only what is past its deadline. Of a page, an overseer gets
        the lines of the own view: it may be shorter than asked for, and another one may follow."""
        require_reader(actor, query.agency)
        page = self.cases.queue(replace(query, due_before=now) if overdue else query)
        lines = (line if shows_title(line, actor) else replace(line, title=None) for line in page.items)
        return Page(tuple(line for line in lines if shows_line(line, actor)), page.after)

    def listed(self, actor: Actor, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """An overseers' list of a month (`breached` or `listed`), for those who oversee: an auditor's for the own
        region, and where a grant is limited to categories, of those. A page may be shorter than asked for."""
        if actor.role not in OVERSEES:
            raise RoleNotAllowed(actor.role, OVERSEES)
        page = self.cases.listed(kind, month, limit, after)
        return Page(tuple(self._mine(page.items, actor)), page.after)

    def _mine(self, found: tuple[Breach, ...], actor: Actor) -> list[Breach]:
        if actor.role is Role.AUDITOR:
            area = (actor.agency or "").partition("-")[0]
            return [each for each in found if covers(area, each.agency.partition("-")[0])]
        if actor.role is not Role.OVERSEER_KSP:
            return list(found)
        ids = [each.id for each in found]
        cases: dict[str, Case] = {}
        for start in range(0, len(ids), _A_BATCH):
            cases |= self.cases.load_all(ids[start : start + _A_BATCH])
        return [each for each in found if each.id in cases and VIEWS[actor.role].cases(cases[each.id], actor)]


def require_office(actor: Actor, agency_id: str) -> None:
    """Who may be given everything that lies with an office: the office itself, who coordinates or audits its region,
    and the operator. What they may *do* there the table of commands decides. Raises NotYourCase,
    RoleNotAllowed or UnknownAgency."""
    _require_a_desk(actor, agency_id)
    if not may_read_all(agency_id, actor):
        raise NotYourCase(agency_id)


def require_reader(actor: Actor, agency_id: str) -> None:
    """Who may ask about an office's cases: the same, and the overseers. For answers that `domain/visibility.py` goes
    through case by case. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    _require_a_desk(actor, agency_id)
    if not may_ask(agency_id, actor):
        raise NotYourCase(agency_id)


def _require_a_desk(actor: Actor, agency_id: str) -> None:
    """An application files for citizens and speaks for no office, its own included. What is no office's id has none."""
    if not AGENCY_ID.fullmatch(agency_id):
        raise UnknownAgency(agency_id)
    if actor.role not in VIEWS:
        raise RoleNotAllowed(actor.role, tuple(VIEWS))
