"""The agencies (offices) of a stack: by id, in force, by coordination, and the next one up the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import heads, ladder
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import UnknownAgency
from chalicelib.domain.routing import jurisdiction
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from chalicelib.domain.cases.heads import Position
    from chalicelib.domain.cases.model import Agency, Case
    from chalicelib.domain.cases.rungs import Step
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.stack import Stack


_MOST_MERGERS = 5
"""How often in a row the successor of an office may have ended itself."""


def in_force(directory: Directory, ids: Sequence[str], mergers: int = _MOST_MERGERS) -> dict[str, Agency]:
    """The offices that do the duties of `ids` now, by the id that was asked for: in the place of one that has ended its
    successor, which is there by its own id too, and nothing where there is none. One batch of reads, and another for
    each merger in a row."""
    offices = directory.agencies(ids)
    ended = {agency_id: office.successor for agency_id, office in offices.items() if office.ended}
    if not ended:
        return offices
    named = [successor for successor in ended.values() if successor]
    successors = in_force(directory, named, mergers - 1) if named and mergers else {}
    for agency_id, successor in ended.items():
        del offices[agency_id]
        if office := successors.get(successor):
            # By its own id too: whoever gets it asks whether the directory has it.
            offices |= {agency_id: office, office.id: office}
    return offices


@use_case
class AgencyService:
    """Finds offices in the directory, by one batch of reads each time."""

    directory: Directory
    stack: Stack

    def get(self, agency_id: str) -> Agency:
        """An office of this stack; raises UnknownAgency."""
        try:
            return self.directory.agencies([agency_id])[agency_id]
        except KeyError:
            raise UnknownAgency(agency_id) from None

    def receiving(self, agency_id: str) -> Agency:
        """The office of this id that may get a case: itself, or its successor. Raises UnknownAgency."""
        try:
            return in_force(self.directory, [agency_id])[agency_id]
        except KeyError:
            raise UnknownAgency(agency_id) from None

    def coordinator_of(self, case: Case) -> Agency:
        """The coordinator responsible for the case's region."""
        ids = jurisdiction.coordinators(case.region, self.stack.province)
        return jurisdiction.find_competent_office(
            None, case.region, self.stack.province, in_force(self.directory, ids)
        ).office

    def next_coordinator(self, case: Case, after: Collection[str]) -> Agency | None:
        """The coordinator of the case's region that stands above the offices `after`; without one the lowest, and None
        if none stands above them."""
        ids = jurisdiction.coordinators(case.region, self.stack.province)
        offices = in_force(self.directory, ids)
        highest = max((ids.index(each) for each in after if each in ids), default=-1)
        higher = ids[highest + 1 :]
        return next((offices[each] for each in higher if each in offices), None)

    def above(self, case: Case) -> Agency | None:
        """The next office up that was not late with the case before; None if there is none. A case that waits for a
        coordinator goes up to a coordinator."""
        rungs = jurisdiction.above(self.stack.category(case.category), case.region, self.stack.province, case.tier)
        offices = in_force(self.directory, [agency_id for _, agency_id in rungs])
        for _, agency_id in rungs:
            office = offices.get(agency_id)
            if office and _may_get(office, case) and (office.coordinates or case.status is not Status.TRIAGE):
                return office
        return None

    def after_breach(self, case: Case) -> Agency | None:
        """The office that gets a case which its office was late with: the next one up, and at the top the highest
        coordinator, who decides. None if all of them have been late."""
        above = self.above(case)
        if above:
            return above
        top = jurisdiction.coordinators(case.region, self.stack.province)[-1]
        office = in_force(self.directory, [top]).get(top)
        return office if office and _may_get(office, case) else None

    def head_to_tell(self, case: Case, step: Step) -> Position:
        """The position that a step of the ladder tells of a case."""
        late = ladder.late_office(case) or ""
        office = self.directory.agencies([late]).get(late)
        return heads.position(
            step,
            ladder.area(case),
            (late, office.name if office else case.agency_name or ""),
            self.stack.province,
            self.stack.regencies,
            accused=case.filing.sensitive,
        )


def _may_get(office: Agency, case: Case) -> bool:
    """Whether a case may come to an office without anybody's decision."""
    return office.id != case.agency and office.id not in case.ladder.offices
