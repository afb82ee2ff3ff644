"""What stacks know of each other: which prefix belongs to which site, and where its inbox is."""

from collections.abc import Sequence

from chalicelib.storage.stack_register import DynamoStackRegister
from laporctl.remote import tables_of
from laporctl.stacks import Stack, province_of


def link_stacks(known: Sequence[Stack]) -> int:
    """Write each stack's address into the tables of all stacks, its own too, because it names itself to programs;
    returns the number of stacks."""
    for stack in known:
        register = DynamoStackRegister(tables_of(stack))
        for other in known:
            # Nothing is handed over to oneself.
            inbox = other.outputs["ReferralInbox"] if other.slug != stack.slug else None
            register.put(province_of(other.slug)["prefix"], other.site, inbox)
    return len(known)
