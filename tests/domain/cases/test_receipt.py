import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases import receipt
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.errors import InvalidInput

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "receipts.json").read_text())
KEYS = st.binary(min_size=16, max_size=16)


@pytest.mark.parametrize("vector", VECTORS["receipts"], ids=lambda vector: f"{vector['prefix']}-{vector['key'][:8]}")
def test_a_key_gives_the_receipt_that_the_browser_computes(vector: dict[str, str]) -> None:
    own = receipt.derive(receipt.parse_receipt_key(vector["key"]), vector["prefix"])
    assert (own.tracking_id, own.secret) == (vector["tracking_id"], vector["secret"])
    assert own.secret_hash.hex() == vector["secret_hash"]


@given(KEYS)
def test_every_key_gives_a_valid_id_and_a_secret_that_fits_only_it(key: bytes) -> None:
    own, other = receipt.derive(key, "KI"), receipt.derive(key, "KU")
    assert parse_own_tracking_id(own.tracking_id, "KI") == own.tracking_id
    assert receipt.secret_fits(own.tracking_id, own.secret, own.secret_hash)
    assert not receipt.secret_fits(other.tracking_id, own.secret, own.secret_hash)


@given(KEYS)
def test_a_secret_is_read_as_people_type_it(key: bytes) -> None:
    own = receipt.derive(key, "KI")
    typed = own.secret.lower().replace("-", " ").replace("0", "O").replace("1", "i")
    assert receipt.secret_fits(own.tracking_id, typed, own.secret_hash)


@pytest.mark.parametrize("text", ["", "00", "G" * 32, "A" * 32, "0" * 33, " " + "0" * 31])
def test_anything_but_32_lower_case_hexadecimal_digits_is_no_key(text: str) -> None:
    with pytest.raises(InvalidInput):
        receipt.parse_receipt_key(text)


@given(KEYS, KEYS)
def test_the_content_digest_depends_on_the_key(one: bytes, other: bytes) -> None:
    assert (receipt.authenticate(one, b"same") == receipt.authenticate(other, b"same")) == (one == other)
