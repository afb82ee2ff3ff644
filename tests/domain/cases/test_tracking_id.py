import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.tracking_id import (
    CROCKFORD,
    check_character,
    make_tracking_id,
    parse_own_tracking_id,
    parse_tracking_id,
)
from chalicelib.domain.errors import InvalidInput, LivesElsewhere

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "receipts.json").read_text())
NUMBERS = st.integers(0, 2**60 - 1)
IDS = NUMBERS.map(lambda number: make_tracking_id("KI", number)).filter(bool)


def test_the_check_character_is_that_of_iso_7064_mod_37_36() -> None:
    """The worked example of a Global Release Identifier, which uses the same system."""
    assert check_character("A12425GABC1234002") == "M"


@given(IDS)
def test_an_issued_id_reads_back_as_itself(tracking_id: str) -> None:
    assert parse_tracking_id(tracking_id) == tracking_id


@given(IDS)
def test_spaces_case_and_lookalikes_are_forgiven(tracking_id: str) -> None:
    typed = tracking_id.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse_tracking_id(f"  {typed} ") == tracking_id


@given(IDS, st.integers(0, 12), st.sampled_from(CROCKFORD))
def test_every_single_wrong_character_is_caught(tracking_id: str, position: int, wrong: str) -> None:
    compact = tracking_id.replace("-", "")
    typed = compact[: position + 2] + wrong + compact[position + 3 :]
    if typed != compact:
        with pytest.raises(InvalidInput) as caught:
            parse_tracking_id(typed)
        assert caught.value.errors[0].code == "tracking_id_check"


def test_nearly_every_swap_of_neighbours_is_caught() -> None:
    """MOD 37,36 misses a swap only where the running remainder hides it; count how rarely."""
    missed = tried = 0
    for number in range(1, 4_000_000_000_000_000, 3_999_999_999_989):
        tracking_id = make_tracking_id("KI", number * 31 % 2**60)
        if tracking_id is None:
            continue
        compact = tracking_id.replace("-", "")
        for position in range(2, 14):
            swapped = compact[:position] + compact[position + 1] + compact[position] + compact[position + 2 :]
            if swapped == compact:
                continue
            tried += 1
            try:
                parse_tracking_id(swapped)
                missed += 1
            except InvalidInput:
                pass
    assert tried > 5_000
    assert missed / tried < 0.01


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        canonical = parse_tracking_id(text)
    except InvalidInput as error:
        refused = error
    else:
        assert parse_tracking_id(canonical) == canonical
        return
    assert refused.errors[0].field == "/tracking_id"


def test_an_id_of_another_stack_says_whose_it_is() -> None:
    other = next(filter(None, (make_tracking_id("KU", number) for number in range(99))))
    with pytest.raises(LivesElsewhere) as caught:
        parse_own_tracking_id(other, "KI")
    assert (caught.value.prefix, caught.value.tracking_id) == ("KU", other)


@pytest.mark.parametrize("vector", VECTORS["typed"], ids=lambda vector: repr(vector["input"]))
def test_typed_tracking_ids_are_parsed_as_in_the_browser(vector: dict[str, str | None]) -> None:
    try:
        canonical = parse_tracking_id(str(vector["input"]))
    except InvalidInput:
        canonical = None
    assert canonical == vector["canonical"]


@pytest.mark.parametrize("typed", ["ÄÖ-0000-0000-0001-0", "K1", "", "KI-0000-0000-0001", "KI-0000-0000-00010-0"])
def test_what_has_another_shape_is_told_so(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_tracking_id(typed)
    (error,) = caught.value.errors
    assert (error.code, error.allowed) == ("tracking_id_shape", "AA-XXXX-XXXX-XXXX-X")
