"""An office's queue, most urgent first, and the overseers' list of broken deadlines."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.cases.visibility import VIEWS, shows_line
from chalicelib.domain.errors import RoleNotAllowed
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.services.access.authorization import OVERSEES, require_reader
from chalicelib.services.ports.case_store import Breach, CaseStore, Page, QueueEntry, QueueQuery
from chalicelib.services.use_case import use_case

_A_BATCH = 100


@use_case
class QueueService:
    """Reads queues and the overseers' lists. An empty queue costs one query and no items."""

    cases: CaseStore

    def page(self, actor: Actor, query: QueueQuery, overdue: bool, now: datetime) -> Page[QueueEntry]:
        """One page of an office's queue; with `overdue` only cases past their deadline. An overseer gets only the lines
        of its own view: the page may be shorter than asked for, and another one may follow."""
        require_reader(actor, query.agency)
        page = self.cases.queue(replace(query, due_before=now) if overdue else query)
        lines = (line for line in page.items if shows_line(line, actor))
        return Page(tuple(replace(line, title=public_form.line_title(line, actor)) for line in lines), page.after)

    def listed(self, actor: Actor, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """An overseers' list of a month (`breached` or `listed`), for auditors and overseers: an auditor gets the cases
        of its own region, and a grant that is limited to categories gets those. A page may be shorter than asked
        for."""
        if actor.role not in OVERSEES:
            raise RoleNotAllowed(actor.role, OVERSEES)
        page = self.cases.listed(kind, month, limit, after)
        return Page(tuple(self._in_view(page.items, actor)), page.after)

    def _in_view(self, breaches: tuple[Breach, ...], actor: Actor) -> list[Breach]:
        if actor.role is Role.AUDITOR:
            area = region_of(actor.agency or "")
            return [each for each in breaches if covers(area, region_of(each.agency))]
        if actor.role is not Role.OVERSEER_KSP:
            return list(breaches)
        ids = [each.id for each in breaches]
        cases: dict[str, Case] = {}
        for start in range(0, len(ids), _A_BATCH):
            cases |= self.cases.load_all(ids[start : start + _A_BATCH])
        return [each for each in breaches if each.id in cases and VIEWS[actor.role].cases(cases[each.id], actor)]
