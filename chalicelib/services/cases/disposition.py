"""What a coordinator corrects while disposing a case: category, place, whether it is sensitive; and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import priority
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography import regions
from chalicelib.services.agencies import in_force

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import Dispose
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Agency, Case
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.stack import Stack


def corrections(stack: Stack, directory: Directory, case: Case, command: Dispose) -> Facts:
    """The facts that the disposition states; what stays as it was is left out. A case never stops being sensitive here:
    who was protected stays so. At most one read, of the region. Raises InvalidInput."""
    if command.category and command.category not in stack.categories:
        raise InvalidInput(FieldError("/category", "unknown_category"))
    category = stack.category(command.category)
    urgent = priority.raised(case, priority.of_category(category.priority if category else None))
    facts = stack.category_facts(case, command.category, sensitive=command.sensitive) | urgent
    if command.region and command.region != case.region:
        facts["region"] = _known_region(stack, directory, command.region)
    return facts


def require_other_title(case: Case, title: str) -> None:
    """Raises InvalidInput for the title that the case has."""
    if title == case.title:
        raise InvalidInput(FieldError("/title", "title_unchanged"))


def coordinator_for(cases: CaseStore, agencies: AgencyService, case: Case) -> Agency:
    """The coordinator who gets a refused case: that of its region, or, while nobody knows where it is, the one who
    disposed it last, as long as that one still coordinates. Reads the history only then."""
    if case.region is None:
        before = (event for event in reversed(cases.load_history(case.id).events) if event.kind == "disposed")
        came_from = next((str(event.data["from"]) for event in before if "from" in event.data), None)
        office = in_force(agencies.directory, [came_from]).get(came_from) if came_from else None
        if office and office.coordinates:
            return office
    return agencies.coordinator_of(case)


def _known_region(stack: Stack, directory: Directory, code: str) -> str:
    """A region of this stack. Another one's cases are referred, not disposed."""
    if not regions.is_code(code):
        raise InvalidInput(FieldError("/region", "region_shape", regions.SHAPES))
    if not regions.covers(stack.province.code, code) or directory.region(code) is None:
        raise InvalidInput(FieldError("/region", "unknown_region"))
    return code
