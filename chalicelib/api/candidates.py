"""The candidates of a case in triage, as a coordinator reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.model import Role, Status
from chalicelib.domain.routing import candidates as rules

if TYPE_CHECKING:
    from chalicelib.api.labels import Words
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases

_REASON: dict[str, Words] = {
    rules.WORDS: {
        "id": "Kata-katanya mirip laporan untuk instansi ini ({chance} persen)",
        "en": "Its words are like those of this office's reports ({chance} per cent)",
    },
    rules.NAMED: {"id": "Disebut oleh {by}", "en": "Named by {by}"},
}


def shown_to(services: UseCases, history: CaseHistory, reader: Actor) -> list[dict[str, Any]] | None:
    """The offices that a case in triage may be for, each with its chance and why; None for who decides nothing there.
    One batch of reads for their names."""
    if reader.role is not Role.COORDINATOR or history.case.status is not Status.TRIAGE:
        return None
    found = rules.candidates_of(history.events)
    names = {**services.stack.bodies, **services.places.names([each.agency for each in found])}
    return [
        {
            "agency": {"id": each.agency, "name": names.get(each.agency, each.agency)},
            "chance": each.chance,
            "reason": each.reason,
            "label": {
                language: text.format(chance=each.chance, by=each.by) for language, text in _REASON[each.reason].items()
            },
        }
        for each in found
    ]
