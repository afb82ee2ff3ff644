"""Each answer as one SMS, with the longest values that it can be filled with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.model import Status
from chalicelib.domain.channels.dialect import Known
from chalicelib.domain.channels.sms_answers import MOST_PARTS, in_parts
from chalicelib.domain.notices import sms
from chalicelib.runtime.reference import load_sms_texts
from tests.support.notices import FACTS

TEXTS = load_sms_texts()
MORE = "Kabar berikutnya paling lambat 21 Des 2026."
COUNTED = {
    "no_place": 103, "too_short": 99, "protected": 100, "danger": 85, "part_missing": 56, "typing_error": 71,
    "unknown": 97, "added": 118, "parted": 104, "cancel": 91, "cancelled": 47, "stopped": 71, "resumed": 31,
    "help": 100, "too_many": 73, "status": 136,
}  # fmt: skip


def longest(status: str) -> Known:
    return Known(FACTS.number, status, "i" * sms.OFFICE_LONGEST, MORE)


def test_every_answer_is_counted() -> None:
    assert COUNTED.keys() == TEXTS.answers.keys()


@pytest.mark.parametrize("name", COUNTED)
def test_the_longest_form_of_an_answer_is_one_sms(name: str) -> None:
    texts = [TEXTS.answer(name, longest(status), "h" * sms.HOST_LONGEST) for status in Status]
    assert max(map(len, texts)) == COUNTED[name] <= sms.LONGEST
    assert all(sms.in_alphabet(text) == text for text in texts)


def test_every_status_has_a_name() -> None:
    assert TEXTS.statuses.keys() == set(Status)


def test_what_is_not_known_leaves_no_hole() -> None:
    assert TEXTS.answer("status", Known(FACTS.number, "received")) == f"LAPOR! {FACTS.number}: Diterima."


@given(st.text(max_size=2_000))
def test_words_of_an_office_are_a_few_sms_and_lose_no_letter_before_the_last(words: str) -> None:
    parts = in_parts(words)
    assert len(parts) <= MOST_PARTS
    assert all(0 < len(part) <= sms.LONGEST for part in parts)
    whole = sms.in_alphabet(words).replace(" ", "")
    assert whole.startswith("".join(parts).replace(" ", ""))
    assert len(parts) == MOST_PARTS or whole == "".join(parts).replace(" ", "")
