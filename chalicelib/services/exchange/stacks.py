"""The other stacks: those that a case can be referred to, and the facts of the event that refers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.errors import FieldError, InvalidInput

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.geography.regions import Province
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.stack import Stack


def reachable(stack: Stack, register: StackRegister, province: Province) -> bool:
    """Whether `province` is another stack's, and this one knows its inbox."""
    return province != stack.province and register.inbox_of(province.prefix) is not None


def find_stack(stack: Stack, register: StackRegister, named: str, field: str = "/stack") -> Province:
    """The other stack that a coordinator names by its slug or the letters of its tracking ids; raises InvalidInput for
    this one and for any that cannot be reached."""
    provinces = stack.provinces.values()
    province = next((each for each in provinces if named.lower() in (each.slug, each.prefix.lower())), None)
    if province is None or not reachable(stack, register, province):
        raise InvalidInput(FieldError(field, "unknown_stack"))
    return province


def check_first_time(history: CaseHistory, to: Province, field: str = "/stack") -> None:
    """Raises InvalidInput if the case was referred to this stack before: if it comes back, it stays here or goes
    elsewhere."""
    if any(event.kind == "referred" and event.data["stack"] == to.prefix for event in history.events):
        raise InvalidInput(FieldError(field, "already_referred"))


def facts(to: Province) -> Facts:
    """The facts of the event `referred`: the stack that the case goes to."""
    return {"stack": to.prefix, "stack_name": to.name}
