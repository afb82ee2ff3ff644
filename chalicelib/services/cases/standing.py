"""The late cases that stand with a named head: of an office, of a region, or at the centre."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.cases import ladder
from chalicelib.domain.cases.region_cut import case_as_seen, cut_head, cut_office, names_a_village
from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.cases.visibility import may_see, shows_words
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.services.access.authorization import OF_A_REGION, READS_LISTS
from chalicelib.services.ports.case_store import Page
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.services.ports.case_store import CaseStore, Standing


@use_case
class StandingService:
    """Reads the list: one query, and one batch of reads for the cases of a page."""

    cases: CaseStore

    def page(self, actor: Actor, region: str | None, limit: int, after: str | None) -> Page[tuple[Standing, Case]]:
        """One page of the list, each line with the case as the reader may see it, by region: for coordinators and
        auditors of their own region, for overseers of any. Cases that have ended are left out: a page may be shorter
        than asked for. Raises RoleNotAllowed, and NotYourCase for another region."""
        if actor.role not in READS_LISTS:
            raise RoleNotAllowed(actor.role, READS_LISTS)
        own = region_of(actor.agency or "") if actor.role in OF_A_REGION else ""
        if region and own and not covers(own, region):
            raise NotYourCase(region)
        page = self.cases.standing(region or own, limit, after)
        cases = self.cases.load_all([line.id for line in page.items])
        lines = (
            (_as_seen(line, cases[line.id], actor), case_as_seen(cases[line.id], actor))
            for line in page.items
            if line.id in cases and _stands(line, cases[line.id]) and may_see(cases[line.id], actor)
        )
        return Page(tuple(lines), page.after)


def _stands(line: Standing, case: Case) -> bool:
    """Whether the case still waits where the line says: it is open, and no wider region was told since."""
    return case.open and ladder.area(case) == line.area


def _as_seen(line: Standing, case: Case, reader: Actor) -> Standing:
    """The line as a reader is shown it: of a hidden case whose words it does not read no village."""
    if shows_words(case, reader) or not names_a_village(line.late):
        return line
    late, _ = cut_office(line.late, "")
    if line.step != Step.HEAD:
        return replace(line, late=late)
    head = cut_head(line.late)
    return replace(line, late=late, position=head["position"], position_en=head["position_en"])
