"""Receipts: what somebody holds after filing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from chalicelib.api.http import hint_messages
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.api.http.responses import Headers
    from chalicelib.services.cases.filing import Filed


def answer(filed: Filed, language: str, more: Mapping[str, Any] | None = None) -> Response:
    """The receipt of a report, and `more` beside it; 200 if it was filed before, else 201."""
    case, number = filed.case, filed.receipt.tracking_id
    body = {
        "tracking_id": number,
        "secret": filed.receipt.secret,
        "status": case.status,
        "filed_at": to_text(case.filing.filed_at),
        "track_url": f"/lacak.html?id={number}",
        "identity_stored": filed.identity_stored,
        "hints": hint_messages.sentences(filed.hints, language),
        **(more or {}),
    }
    if case.merged_into:
        body["merged_into"] = case.merged_into
    status = HTTPStatus.OK if filed.replayed else HTTPStatus.CREATED
    headers: Headers = {"Location": f"/v1/complaints/{number}", "Cache-Control": "no-store"}
    return Response(body=body, status_code=status, headers=headers)
