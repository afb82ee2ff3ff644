"""An office's queue, most urgent first, and the overseers' list of broken deadlines."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.cases.region_cut import case_as_seen, cut_code, cut_office, names_a_village
from chalicelib.domain.cases.visibility import VIEWS, may_see, shows_line, shows_title
from chalicelib.domain.errors import RoleNotAllowed
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.services.access.authorization import OF_A_REGION, READS_LISTS, require_reader
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
        # A village's office names the village: of its hidden cases a reader without words gets no line.
        lines = (
            line
            for line in page.items
            if shows_line(line, actor) and (shows_title(line, actor) or not names_a_village(query.agency))
        )
        return Page(tuple(_as_seen(line, actor) for line in lines), page.after)

    def listed(
        self, actor: Actor, kind: str, month: str, limit: int, after: str | None, cases: bool = False
    ) -> Page[Breach]:
        """An overseers' list of a month (`breached` or `listed`), for coordinators, auditors and overseers: the first
        two get the cases of their own region, and a grant that is limited to categories gets those. `cases` adds the
        case to each line, where the reader may see it, and costs a read of each. A page may be shorter than asked
        for."""
        if actor.role not in READS_LISTS:
            raise RoleNotAllowed(actor.role, READS_LISTS)
        page = self.cases.listed(kind, month, limit, after)
        return Page(tuple(self._in_view(page.items, actor, cases)), page.after)

    def _in_view(self, breaches: tuple[Breach, ...], actor: Actor, with_cases: bool) -> list[Breach]:
        if actor.role in OF_A_REGION:
            area = region_of(actor.agency or "")
            breaches = tuple(each for each in breaches if covers(area, region_of(each.agency)))
        view = VIEWS[actor.role]
        limited = actor.role is Role.OVERSEER_KSP
        # Otherwise only these lines need their case: those of a limited view, and those whose office says where a
        # village is.
        ids = [each.id for each in breaches if with_cases or limited or (not view.words and _village_in(each))]
        cases: dict[str, Case] = {}
        for start in range(0, len(ids), _A_BATCH):
            cases |= self.cases.load_all(ids[start : start + _A_BATCH])
        return [
            _breach_as_seen(each, cases.get(each.id), actor, with_cases)
            for each in breaches
            if not limited or (each.id in cases and view.cases(cases[each.id], actor))
        ]


def _as_seen(line: QueueEntry, reader: Actor) -> QueueEntry:
    """The line as a reader is shown it: of a hidden case whose words it does not read no title and no village."""
    title = public_form.line_title(line, reader)
    if shows_title(line, reader):
        return replace(line, title=title)
    return replace(line, title=title, region=cut_code(line.region) if line.region else None)


def _village_in(breach: Breach) -> bool:
    return names_a_village(breach.agency) or names_a_village(breach.moved_to or "")


def _breach_as_seen(breach: Breach, case: Case | None, reader: Actor, with_case: bool) -> Breach:
    """The line of an overseers' list, likewise; one whose case is gone counts as hidden."""
    if with_case and case and may_see(case, reader):
        breach = replace(breach, case=case_as_seen(case, reader))
    if VIEWS[reader.role].words or not _village_in(breach) or (case and case.filing.public):
        return breach
    moved_to = cut_office(breach.moved_to, "")[0] if breach.moved_to else None
    return replace(breach, agency=cut_office(breach.agency, "")[0], moved_to=moved_to)
