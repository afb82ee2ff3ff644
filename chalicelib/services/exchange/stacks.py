"""The other stacks: which of them a case can be handed to, and what the event says that hands it over."""

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
    """Whether `province` is another stack's, and this one knows where that is."""
    return province != stack.province and register.inbox_of(province.prefix) is not None


def find_stack(stack: Stack, register: StackRegister, named: str, field: str = "/stack") -> Province:
    """The other stack that a coordinator names by its slug or the letters of its tracking ids; raises InvalidInput for
    this one and for any that cannot be reached."""
    provinces = stack.provinces.values()
    found = next((each for each in provinces if named.lower() in (each.slug, each.prefix.lower())), None)
    if found is None or not reachable(stack, register, found):
        raise InvalidInput(FieldError(field, "unknown_stack"))
    return found


def check_first_time(history: CaseHistory, to: Province, field: str = "/stack") -> None:
    """A stack is handed a case once: if it comes back from there, it stays here or goes elsewhere."""
    if any(event.kind == "referred" and event.data["stack"] == to.prefix for event in history.events):
        raise InvalidInput(FieldError(field, "already_referred"))


def facts(to: Province) -> Facts:
    """What the event `referred` says of where the case goes."""
    return {"stack": to.prefix, "stack_name": to.name}
