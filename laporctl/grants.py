"""Grants of people, as an operator makes and ends them."""

import getpass
from datetime import UTC, datetime, timedelta

from chalicelib.services.access.people import Appointment
from chalicelib.services.ports.people_store import Grant
from laporctl.remote import services_of
from laporctl.stacks import Stack

DEFAULT_DAYS = 365


def operator() -> str:
    """Whom a grant names that an operator made or ended: the account on the computer."""
    return f"operator {getpass.getuser()}"


def add_grant(
    stack: Stack,
    agency: str,
    role: str,
    email: str,
    name: str,
    decree: str,
    ends: datetime | None = None,
    categories: tuple[str, ...] = (),
) -> Grant:
    """Make a grant; raises what `PeopleService.appoint_as_operator` raises."""
    now = datetime.now(UTC)
    asked = Appointment(email, name, role, decree, ends or now + timedelta(days=DEFAULT_DAYS), None, categories)
    return services_of(stack).people.appoint_as_operator(agency, asked, now, operator())
