"""Letters: a case about a province that has no stack yet is written to that province, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Status
from chalicelib.domain.geography.regions import covers
from chalicelib.services.exchange import stacks

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.geography.regions import Province
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.stack import Stack


def addressee(stack: Stack, register: StackRegister, case: Case) -> Province | None:
    """The province that a case in triage must be written to: the one it is about, if that is another one and cannot be
    reached from here. At most one read, and none for a case of the own province."""
    if case.status is not Status.TRIAGE or not case.region or covers(stack.province.code, case.region):
        return None
    province = stack.province_with_code(case.region[:2])
    if province is None or province == stack.province or stacks.reachable(stack, register, province):
        return None
    return province
