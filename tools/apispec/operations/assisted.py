"""An office files a report for somebody who came, called or wrote."""

from typing import Any

from chalicelib.api import schemas
from tools.apispec import shapes
from tools.apispec.model import KEY, Answer, Operation
from tools.apispec.operations import samples

_SLIP: dict[str, Any] = samples.RECEIPT | {"title": "Lampu jalan padam", "public": True, "due_on": "2026-11-26"}

OPERATIONS = (
    Operation(
        id="recordForSomebody",
        method="POST",
        path="/agencies/{agency_id}/assisted",
        tag="offices",
        summary="File a report for somebody",
        description="For officers, liaisons and coordinators: somebody came, called or wrote. They are the reporter,"
        " with a receipt and a contact of their own; the first event names the clerk's own office."
        " The secret is answered here alone, to be printed: the office cannot read it afterwards."
        " The same receipt key with the same content is filed once.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=schemas.AssistedIn,
        answers={
            201: Answer("Filed. The receipt.", shapes.SlipReceipt, ("Location", "Cache-Control"), example=_SLIP),
            200: Answer("Was filed before with the same key. The same receipt.", shapes.SlipReceipt, ("Location",)),
        },
        problems=("receipt_reused",),
        examples={"at the counter": samples.COMPLAINT | {"came_by": "walk_in"}},
    ),
)
