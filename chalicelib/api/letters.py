"""The letter by which a case is handed to a province that has no stack, as a coordinator prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.model import Role
from chalicelib.services.exchange import letters

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases

_OFFICE = "Dinas Komunikasi dan Informatika Provinsi {}"
"""Diskominfo, the coordinator of each province's complaints."""


def shown_to(services: UseCases, history: CaseHistory, reader: Actor) -> dict[str, Any] | None:
    """What the letter says beside number, place and dates of the case: to whom, who asks, and the words as the public
    reads them, because paper cannot be masked afterwards; none of a case that the public does not see. Nothing in it is
    of the reporter. None where no letter is needed, and for who decides nothing there."""
    if reader.role is not Role.COORDINATOR:
        return None
    case = history.case
    province = letters.addressee(services.stack, services.stacks, case)
    if province is None:
        return None
    content = public_form.content(case, history.content, None)
    return {
        "to": _OFFICE.format(province.name),
        "sender": case.agency_name or services.stack.brand,
        "title": public_form.title(case, None) or None,
        "text": content.text or None,
        "place": content.place or None,
        "province": province.name,
    }
