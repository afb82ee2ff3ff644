"""Codes and contacts by which a lost receipt is renewed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases import renewal
from chalicelib.domain.cases.model import Identity
from chalicelib.domain.cases.renewal import MAIL, MOST_A_DAY, SMS, CodeSent, Contact
from chalicelib.domain.errors import InvalidInput
from tests.support.world import MONDAY

KEY, OTHER_KEY = bytes(32), b"k" * 32
CASE, OTHER = "KI-7F3K-9Q2M-XA0B-C", "KI-N4MY-SXYG-J405-C"
REQUESTS = st.binary(min_size=16, max_size=16).map(bytes.hex)


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        ("Nama@Contoh.ID", Contact(MAIL, "nama@contoh.id")),
        (" <nama@contoh.id> ", Contact(MAIL, "nama@contoh.id")),
        ("0812-3456-7890", Contact(SMS, "+6281234567890")),
        ("+62 812 3456 7890", Contact(SMS, "+6281234567890")),
        ("62812 3456 7890 (WA)", Contact(SMS, "+6281234567890")),
    ],
)
def test_a_contact_is_read_however_it_is_typed(typed: str, contact: Contact) -> None:
    assert renewal.read_wanted(typed) == contact
    identity = Identity(None, typed if contact.by == SMS else None, typed if contact.by == MAIL else None)
    assert renewal.kept(identity, contact.by) == contact


@pytest.mark.parametrize(
    "typed", ["", "nama", "0812", "a@contoh.id b@contoh.id", "0541 123456 ext 7", "0812 3456 7890 / 0813 3456 7890"]
)
def test_what_is_not_one_contact_that_a_code_can_reach_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        renewal.read_wanted(typed)
    assert refused.value.errors[0].code == "contact_shape"


def test_who_gave_no_such_contact_has_none() -> None:
    assert renewal.kept(Identity("Nama", None, None), MAIL) is None
    assert renewal.kept(Identity("Nama", "0812xxxx", None), SMS) is None


@given(st.text("0123456789", min_size=7, max_size=9))
def test_the_digest_of_a_contact_is_of_one_case_and_one_key(digits: str) -> None:
    contact = Contact(SMS, f"+62812{digits}")
    mark = renewal.mark_of(contact, CASE, KEY)
    assert digits not in mark
    assert renewal.is_same(mark, contact, CASE, KEY)
    for strange in (
        renewal.mark_of(contact, OTHER, KEY),
        renewal.mark_of(contact, CASE, OTHER_KEY),
        renewal.mark_of(replace(contact, by=MAIL), CASE, KEY),
        renewal.name_of(contact, KEY),
    ):
        assert not renewal.is_same(strange, contact, CASE, KEY)


@given(REQUESTS)
def test_a_code_has_six_digits_and_fits_its_own_request_alone(request: str) -> None:
    code = renewal.code_of(request, CASE, KEY)
    assert len(code) == 6
    assert code.isdecimal()
    assert renewal.is_right(renewal.check_code(f"{code[:3]} {code[3:]}"), request, CASE, KEY)
    assert not renewal.is_right(f"{(int(code) + 1) % 10**6:06d}", request, CASE, KEY)


def test_codes_of_other_requests_cases_and_keys_are_others() -> None:
    codes = {
        renewal.code_of(request, case, key)
        for request in ("a" * 32, "b" * 32)
        for case in (CASE, OTHER)
        for key in (KEY, OTHER_KEY)
    }
    assert len(codes) == 8


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"])
def test_what_cannot_be_a_code_is_refused_by_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        renewal.check_code(typed)
    assert (refused.value.errors[0].field, refused.value.errors[0].code) == ("/code", "code_shape")


@pytest.mark.parametrize("sent", ["", "a" * 31, "A" * 32, "g" * 32])
def test_what_cannot_be_a_request_is_refused_by_its_field(sent: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        renewal.check_request(sent)
    assert refused.value.errors[0].field == "/request"


@given(st.lists(REQUESTS, unique=True, min_size=MOST_A_DAY + 1, max_size=9))
def test_of_one_day_five_go_out_and_a_repetition_is_the_same_one(requests: list[str]) -> None:
    last: CodeSent | None = None
    out = []
    for number, request in enumerate(requests):
        after = renewal.next_code(last, request, MAIL, MONDAY + timedelta(minutes=number), same_day=True)
        if after is None:
            continue
        assert renewal.next_code(after, request, MAIL, MONDAY + timedelta(days=9), same_day=False) == after
        out, last = [*out, request], after
    assert out == requests[:MOST_A_DAY]
    assert renewal.next_code(last, "f" * 32, SMS, MONDAY, same_day=False) == CodeSent("f" * 32, SMS, MONDAY)
