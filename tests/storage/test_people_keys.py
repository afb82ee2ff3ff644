"""Keys of people as they are stored: a change needs a migration."""

import pytest

from chalicelib.storage import people_keys as keys


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        (keys.person("1-2"), "PERSON#1-2"),
        (keys.grant("AB"), "GRANT#AB"),
        (keys.session("AB"), "SESSION#AB"),
        (keys.GRANTS, "GRANTS"),
    ],
)
def test_a_key_is_written_as_ever(key: str, stored: str) -> None:
    assert key == stored


def test_what_stands_in_a_key_is_read_back() -> None:
    assert keys.person_in(keys.person("1-2")) == "1-2"
    assert keys.grant_in(keys.grant("AB")) == "AB"
