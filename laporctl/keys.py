"""Bearer keys that an operator issues, each for a role in an office of the stack."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.errors import FieldError, InvalidInput, UnknownAgency
from chalicelib.runtime.container import Container
from chalicelib.services.access.keys import BODIES
from laporctl.remote import services_of
from laporctl.stacks import Stack

DEFAULT_DAYS = 365


def issue_key(
    stack: Stack,
    role: str,
    agency: str | None,
    days: int = DEFAULT_DAYS,
    decree: str = "",
    valid_from: datetime | None = None,
    ends: datetime | None = None,
    categories: tuple[str, ...] = (),
) -> str:
    """Issue a bearer key. Raises UnknownAgency if the stack's directory does not have the office, and InvalidInput for
    a category that the stack does not have and for what `KeyService.issue` refuses."""
    services = services_of(stack)
    unknown = [each for each in categories if each not in services.stack.categories]
    if unknown:
        raise InvalidInput(*(FieldError(f"/categories/{each}", "unknown_category") for each in unknown))
    now = datetime.now(UTC)
    return services.keys.issue(
        Role(role),
        _office(services, Role(role), agency),
        now,
        ends or (valid_from or now) + timedelta(days=days),
        decree=decree,
        valid_from=valid_from,
        categories=categories,
    )


def _office(services: Container, role: Role, agency: str | None) -> Agency:
    if role in BODIES:
        return BODIES[role]
    if agency is None:
        raise UnknownAgency("--agency")
    return services.agencies.get(agency)
