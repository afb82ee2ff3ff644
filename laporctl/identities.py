"""What an operator may do with reporters' identities: have one erased."""

from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from laporctl.remote import OPERATOR, vault_of
from laporctl.stacks import Stack, province_of


def erase_identity(stack: Stack, tracking_id: str) -> int:
    """Have the stack's vault erase the identity; returns the number of the event that says so. Raises DomainError for
    an id with a typo, of another stack, or of no case, and VaultFailed."""
    own_id = parse_own_tracking_id(tracking_id, province_of(stack.slug)["prefix"])
    return vault_of(stack).erase(own_id, OPERATOR)
