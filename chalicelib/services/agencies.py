"""The agencies (offices) of a stack: by id, by coordination, and the next one up the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import UnknownAgency
from chalicelib.domain.routing import jurisdiction
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency, Case
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.stack import Stack


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

    def coordinator_of(self, case: Case) -> Agency:
        """The coordinator responsible for the case's region."""
        ids = jurisdiction.coordinators(case.region, self.stack.province)
        return jurisdiction.find_competent_office(
            None, case.region, self.stack.province, self.directory.agencies(ids)
        ).office

    def above(self, case: Case) -> Agency | None:
        """The next office up the ladder; None if the highest one holds the case. A case that waits for a coordinator
        goes up to a coordinator."""
        rungs = jurisdiction.above(self.stack.category(case.category), case.region, self.stack.province, case.tier)
        offices = self.directory.agencies([agency_id for _, agency_id in rungs])
        for _, agency_id in rungs:
            office = offices.get(agency_id)
            if office and (office.coordinates or case.status is not Status.TRIAGE):
                return office
        return None
