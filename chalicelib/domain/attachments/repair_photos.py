"""Photos of repairs: an answer about one shows what was done, or says why there is nothing to see.

Whether a hole is filled a photo tells better than a sentence. No answer is refused for want of one: who has no camera
must still answer, and programs from before know nothing of it. It is a fact of the answer instead, on the timeline and
in the figures of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.attachments.rules import attachments_of
from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Event
    from chalicelib.domain.routing.jurisdiction import Category

PHOTO = "photo"
"""The fact of an answer about a repair: `SHOWN`, `MISSING`, or one of `SAID`."""

SHOWN, MISSING = "shown", "missing"

SAID = ("follows", "planned", "unseen", "unsafe")
"""What an office says where it has sent no photo: it follows; the work is still to come; nothing of it can be seen from
outside; whoever takes it would be in danger, or show somebody's home or face."""


def errors_of(said: str | None, category: Category | None) -> list[FieldError]:
    """The error of what an answer says about its photo: only repairs have one."""
    if said is None:
        return []
    if category is None or not category.repair:
        return [FieldError("/photo", "unknown_field")]
    return [] if said in SAID else [FieldError("/photo", "unknown_choice", ", ".join(SAID))]


def fact_of(said: str | None, agency: str | None, events: Sequence[Event]) -> str:
    """The fact of an answer about a repair that this office gives after these events."""
    return SHOWN if has_photo(agency, events) else said or MISSING


def has_photo(agency: str | None, events: Sequence[Event]) -> bool:
    """Whether the office has sent a photo since the report was last opened."""
    opened = max((event.seq for event in events if event.kind == "reopened"), default=0)
    return any(
        each.by is not Role.REPORTER and each.agency == agency and each.seq > opened for each in attachments_of(events)
    )
