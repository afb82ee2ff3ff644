"""What each error carries: the facts of an answer, and for a log line never more than those."""

import pytest

from chalicelib.domain import errors
from chalicelib.domain.errors import DomainError, FieldError

WRONG = (FieldError("/text", "too_short", "5", 3), FieldError("/region", "unknown"))


@pytest.mark.parametrize(
    ("error", "said", "facts"),
    [
        (errors.InvalidInput(*WRONG), "/text: too_short, /region: unknown", {"errors": WRONG}),
        (errors.LivesElsewhere("KU-1", "KU"), "KU", {"tracking_id": "KU-1", "prefix": "KU"}),
        (errors.UnknownAgency("64-x"), "64-x", {"agency_id": "64-x"}),
        (errors.UnknownRegion("64"), "64", {"code": "64"}),
        (errors.StaleVersion(3, 4), "expected 3, is 4", {"expected": 3, "actual": 4}),
        (errors.StaleVersion(3), "expected 3, is None", {"expected": 3, "actual": None}),
        (errors.IdempotencyKeyReused(7), "7", {"seq": 7}),
        (errors.IdempotencyKeyReused(), "None", {"seq": None}),
        (
            errors.NotInThisStatus("accept", "closed", ("rate",)),
            "accept in closed",
            {"command": "accept", "status": "closed", "allowed": ("rate",)},
        ),
        (errors.NotYourCase("64-x"), "64-x", {"holder": "64-x"}),
        (errors.NotYourCase(None), "nobody", {"holder": None}),
        (errors.RoleNotAllowed("officer", ("admin",)), "officer", {"role": "officer", "allowed": ("admin",)}),
        (errors.RecordAltered("title", "point"), "title; point", {"findings": ("title", "point")}),
        (errors.TooManyRequests(30), "30", {"seconds": 30}),
        (errors.AttachmentFailed("too_large"), "too_large", {"reason": "too_large"}),
    ],
)
def test_an_error_says_its_facts_and_carries_them(error: DomainError, said: str, facts: dict[str, object]) -> None:
    assert str(error) == said
    assert vars(error) == facts


def test_a_wrong_field_needs_neither_what_is_allowed_nor_a_place() -> None:
    assert (WRONG[1].allowed, WRONG[1].position) == ("", None)
