"""What follows when everything is back: stacks know the new addresses, and what changed is counted."""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.storage.stack_register import DynamoStackRegister
from laporctl.remote import COUNTING, SWEEP, invoke, tables_of
from laporctl.stack_register import link_stacks
from laporctl.stack_settings import provinces
from laporctl.stacks import Stack


def finish(stack: Stack, known: tuple[Sequence[Stack], Mapping[str, str]]) -> Iterator[str]:
    """Link the stack with those that can be reached, run a sweep and the counting; gives a line about each."""
    found, _ = known
    others = [each for each in found if each.slug != stack.slug]
    link_stacks([stack, *others])
    yield f"linked with {', '.join(each.slug for each in others) or 'no other stack'}"
    register, reached = DynamoStackRegister(tables_of(stack)), {each.slug for each in (stack, *others)}
    for slug, province in provinces().items():
        if slug not in reached and register.inbox_of(province["prefix"]):
            offer = f"laporctl stacks offer {stack.slug} --to {slug}"
            yield f"{slug} knows the address of before: link the two again, beginning with `{offer}`"
    for function in (SWEEP, COUNTING):
        invoke(stack, function)
    yield "swept and counted"
