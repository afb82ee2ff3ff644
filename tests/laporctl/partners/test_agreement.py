"""What two stacks agree on."""

import pytest

from laporctl.partners.agreement import new_private_key, public_key, secret


def test_both_sides_make_the_same_secret_and_each_direction_has_its_own() -> None:
    here, there = new_private_key(), new_private_key()
    forth = secret(here, public_key(there), "KI", "KU")
    assert forth == secret(there, public_key(here), "KI", "KU")
    assert len(forth) == 32
    assert forth != secret(here, public_key(there), "KU", "KI")
    assert forth != secret(new_private_key(), public_key(there), "KI", "KU")


def test_a_pair_of_keys_agrees_on_the_same_secret_in_every_version() -> None:
    """Two stacks of different versions must come to the same one."""
    here, there = bytes(range(32)), bytes(range(32, 64))
    assert secret(here, public_key(there), "KI", "KU").hex() == (
        "2ba8621055ba68b532bad9606182b470bdae95f34ae656dff46ca3d4afcf2341"
    )


@pytest.mark.parametrize("key", [b"", bytes(32)])
def test_a_key_that_agrees_on_nothing_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        secret(new_private_key(), key, "KI", "KU")
