"""A case as its reporter or the public sees it; the reporter also learns whether mails about it arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.api import render
from chalicelib.domain.cases.model import REPORTER

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases


def view(services: UseCases, history: CaseHistory, *, proven: bool) -> dict[str, Any]:
    """`proven`: whether the viewer is the reporter, for whom it costs half a read unit more."""
    viewer = REPORTER if proven else None
    body = render.case_view(services.stack, history, viewer, services.merging.followed(history.case))
    if proven:
        stopped = services.addresses.stopped(history.case)
        body["notices"] = {"stopped": str(stopped) if stopped else None}
    return body
