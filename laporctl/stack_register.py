"""What stacks know of each other: which prefix belongs to which site, where its inbox is, and what messages between the
two are signed with."""

import os
from collections.abc import Callable, Sequence
from itertools import permutations

from chalicelib.domain.exchange.signature import SECRET_BYTES
from chalicelib.storage.stack_register import DynamoStackRegister
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl.errors import explain
from laporctl.remote import tables_of
from laporctl.stacks import NotDeployed, Stack, find_stack, province_of
from laporctl.target import NoTarget


def reachable(slugs: Sequence[str]) -> tuple[list[Stack], dict[str, str]]:
    """Those stacks that can be linked now, and why each other one cannot: one that is not deployed, half made, or in an
    account that these credentials may not enter hinders nobody. Raises NoTarget where there is nowhere to look."""
    found, left_out = list[Stack](), dict[str, str]()
    for slug in slugs:
        try:
            stack = find_stack(slug)
            if "ReferralInbox" in stack.outputs:
                found.append(stack)
            else:
                left_out[slug] = "it was deployed by a version that took no referrals"
        except NotDeployed:
            left_out[slug] = "it is not deployed"
        except NoTarget:
            raise
        except Exception as error:
            if (why := explain(error)) is None:
                raise
            left_out[slug] = why
    return found, left_out


def link_stacks(known: Sequence[Stack], entropy: Callable[[int], bytes] = os.urandom, *, rotate: bool = False) -> int:
    """Write each stack's address into the tables of all stacks, its own too, because it names itself to programs, and
    give every pair the secrets it does not share yet, or new ones; returns the number of stacks."""
    for stack in known:
        register = DynamoStackRegister(tables_of(stack))
        for other in known:
            # Nothing is handed over to oneself.
            inbox = other.outputs["ReferralInbox"] if other.slug != stack.slug else None
            register.put(province_of(other.slug)["prefix"], other.site, inbox)
    secrets = {province_of(stack.slug)["prefix"]: DynamoStackSecrets(tables_of(stack)) for stack in known}
    for sender, receiver in permutations(secrets, 2):
        present = secrets[sender].for_sending(receiver)
        if rotate or present is None or present not in secrets[receiver].of_sender(sender):
            secret = entropy(SECRET_BYTES)
            # The receiver first: what is signed with the new secret is believed from the first message on.
            secrets[receiver].put_of_sender(sender, secret)
            secrets[sender].put_for_sending(receiver, secret)
    return len(known)
