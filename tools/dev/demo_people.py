"""People of a laptop's stacks who can sign in at once: one for each kind of work."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.services.access.sessions import NEED_SECOND_FACTOR
from laporctl.grants import add_grant
from laporctl.stacks import Stack

PASSWORD = "Contoh-Sandi-2026"
"""Of all of them, on this machine alone."""

DECREE = "SK CONTOH 3/2026"


@dataclass(frozen=True)
class Person:
    """A person with one grant. The address is one that no mail reaches."""

    email: str
    name: str
    role: str
    agency: str


_PEOPLE = (
    ("rina", "Rina Contoh", "officer", "officer"),
    ("budi", "Budi Contoh", "approver", "officer"),
    ("sari", "Sari Contoh", "liaison", "liaison"),
    ("agus", "Agus Contoh", "officer", "village_officer"),
    ("dewi", "Dewi Contoh", "coordinator", "coordinator"),
    ("joko", "Joko Contoh", "auditor", "auditor"),
    ("wati", "Wati Contoh", "region_head", "coordinator"),
)
"""The part of the address before the @, the name, the role, and whose demo key says which office."""


def people_of(agencies: Mapping[str, str]) -> list[Person]:
    """The people of a stack whose demo keys are those of these offices."""
    return [
        Person(f"{first}@contoh.go.id", name, role, agencies[seat])
        for first, name, role, seat in _PEOPLE
        if seat in agencies
    ]


def invite(stack: Stack, agencies: Mapping[str, str]) -> int:
    """Give each an account, a password, and a grant; answers how many they are. Whose role needs an authenticator
    counts as having one: the embedded AWS's own page asks for no code."""
    people = people_of(agencies)
    for person in people:
        appoint(stack, person)
    return len(people)


def appoint(stack: Stack, person: Person) -> None:
    """One of them."""
    pool, client = stack.outputs["UserPool"], stack.client("cognito-idp")
    grant = add_grant(stack, person.agency, person.role, person.email, person.name, DECREE)
    client.admin_set_user_password(UserPoolId=pool, Username=person.email, Password=PASSWORD, Permanent=True)
    if grant.role in NEED_SECOND_FACTOR:
        client.admin_set_user_mfa_preference(
            UserPoolId=pool, Username=person.email, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
        )
