"""Whose word holds, the reference data's or the admin's: every combination of three values."""

import pytest

from laporctl.agencies.three_way import Kept, merge

OLD, NEW, OWN = "Dinas PU", "Dinas PUPR", "Dinas PUTR"


@pytest.mark.parametrize(
    ("loaded", "stored", "reference", "after", "kept"),
    [
        (OLD, OLD, OLD, OLD, False),
        (OLD, OLD, NEW, NEW, False),
        (OLD, OWN, OLD, OWN, True),
        (OLD, OWN, NEW, OWN, True),
        (OLD, NEW, NEW, NEW, False),
        (None, OLD, OLD, OLD, False),
        (None, OWN, NEW, OWN, True),
    ],
)
def test_what_was_changed_by_hand_stays_and_everything_else_follows_the_reference_data(
    loaded: str | None, stored: str, reference: str, after: str, kept: bool
) -> None:
    before = {"name": loaded} if loaded else None
    result = merge("64.08-pupr", {"name": reference}, before, {"name": stored}, ())
    assert result.fields == {"name": after}
    assert result.kept == ((Kept("64.08-pupr", "name", stored, reference),) if kept else ())


def test_a_new_office_is_as_the_reference_data_has_it() -> None:
    result = merge("64.08-pupr", {"name": NEW, "coordinates": True}, None, None, ())
    assert (result.fields, result.kept) == ({"name": NEW, "coordinates": True}, ())


def test_a_field_that_is_given_up_follows_the_reference_data_and_the_others_stay() -> None:
    reference, stored = {"name": NEW, "tier": "opd"}, {"name": OWN, "tier": "provinsi"}
    result = merge("64.08-pupr", reference, reference, stored, {"name"})
    assert result.fields == {"name": NEW, "tier": "provinsi"}
    assert [kept.field for kept in result.kept] == ["tier"]


def test_a_field_that_reference_data_has_only_now_is_no_correction_of_anybody_where_it_agrees() -> None:
    result = merge("64", {"name": NEW, "tier": "opd"}, {"name": NEW}, {"name": NEW, "tier": "opd"}, ())
    assert result.kept == ()


@pytest.mark.parametrize(
    ("stored", "reference", "line"),
    [
        ("a", "b", "kept 64 x: “a”, in the reference data “b”"),
        (True, False, "kept 64 x: yes, in the reference data no"),
        (["A", "B"], ["A"], "kept 64 x: “A / B”, in the reference data “A”"),
    ],
)
def test_what_was_kept_is_one_line(stored: object, reference: object, line: str) -> None:
    assert str(Kept("64", "x", stored, reference)) == line
