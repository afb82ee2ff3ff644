"""What a stack knows of categories, regions and policies, and what follows from that for a case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.deadlines.clocks import SUPERVISORY
from chalicelib.domain.errors import FieldError, LivesElsewhere, UnknownCase
from chalicelib.domain.geography import regions
from tests.support.case_states import FILING, worked_on
from tests.support.world import KALTIM, ROAD, World

SENSITIVE = next(each.id for each in KALTIM.categories.values() if each.sensitive)
LAND = (0.5, 117.5)


@pytest.mark.parametrize(
    ("category", "told", "of_sensitive", "facts"),
    [
        (None, False, False, {}),
        ("jalan-rusak", False, False, {}),
        ("jembatan-rusak", False, False, {"category": "jembatan-rusak"}),
        ("jalan-rusak", True, False, {"sensitive": True}),
        (SENSITIVE, False, False, {"category": SENSITIVE, "sensitive": True}),
        (SENSITIVE, True, True, {"category": SENSITIVE}),
        (None, True, True, {}),
        (None, True, False, {"sensitive": True}),
        ("dibuang-dari-tabel", False, False, {}),
    ],
)
def test_an_event_states_what_it_changes_of_category_and_sensitivity(
    category: str | None, told: bool, of_sensitive: bool, facts: dict[str, Any]
) -> None:
    case = worked_on(filing=replace(FILING, sensitive=of_sensitive), category="jalan-rusak")
    assert KALTIM.category_facts(case, category, sensitive=told) == facts


@pytest.mark.parametrize(
    ("draft", "errors"),
    [
        ((None, None, None, None), []),
        (("jalan-rusak", "64.08", *LAND), []),
        (("entah", None, None, None), [FieldError("/category", "unknown_category")]),
        ((None, "64.8", None, None), [FieldError("/region", "region_shape", regions.SHAPES)]),
        ((None, None, 0.0, 0.0), [FieldError("/coordinates", "not_on_land")]),
        ((None, None, 0.0, None), []),
        ((None, None, None, 0.0), []),
    ],
)
def test_a_draft_is_told_of_every_wrong_field_and_half_a_point_is_none_yet(
    draft: tuple[Any, ...], errors: list[FieldError]
) -> None:
    assert KALTIM.check_draft(*draft) == errors


def test_a_number_of_another_stack_is_told_from_one_that_is_not_there() -> None:
    assert isinstance(KALTIM.not_found_error("KI-0000-0000-0000-0"), UnknownCase)
    elsewhere = KALTIM.not_found_error("KU-0000-0000-0000-0")
    assert isinstance(elsewhere, LivesElsewhere)
    assert str(elsewhere).startswith("KU")


def test_an_identity_is_kept_for_as_long_as_the_policy_says_from_filing_on() -> None:
    world = World()
    filed = world.file(replace(ROAD, reporter=replace(ROAD.reporter, name="Siti")))
    limit = KALTIM.policy.limit("retention", "complaint")
    assert limit is not None
    until = world.cases.identities[filed.case.id].until
    assert until == limit.expires(filed.case.filing.filed_at, KALTIM.calendar)
    assert until is not None
    assert until - world.now > timedelta(days=365)


def test_a_policy_that_does_not_limit_it_keeps_an_identity_and_one_that_is_gone_is_the_stacks_own() -> None:
    endless = replace(KALTIM.policy, clocks={"progress": KALTIM.policy.clocks["progress"]})
    stack = replace(KALTIM, policies={FILING.policy: endless}, policy=endless)
    assert stack.identity_expires_at(worked_on()) is None
    gone = worked_on(filing=replace(FILING, policy="never@1"))
    assert KALTIM.policy_of(gone) is KALTIM.policy
    own = worked_on(filing=replace(FILING, policy=KALTIM.policy.name))
    assert KALTIM.identity_expires_at(gone) == KALTIM.identity_expires_at(own) is not None


def test_a_sensitive_case_has_the_limits_of_its_kind() -> None:
    limits = KALTIM.policy.clocks | {f"retention/{SUPERVISORY}": KALTIM.policy.clocks["progress"]}  # type: ignore[operator]
    stack = replace(KALTIM, policies={}, policy=replace(KALTIM.policy, clocks=limits))
    sensitive = worked_on(filing=replace(FILING, sensitive=True))
    ends = [stack.identity_expires_at(each) for each in (worked_on(), sensitive)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[1] < ends[0]


def test_a_province_is_found_by_its_code_alone() -> None:
    found = [KALTIM.province_with_code(code) for code in ("64", "65", "6", "64.08")]
    assert [each and each.prefix for each in found] == ["KI", "KU", None, None]
