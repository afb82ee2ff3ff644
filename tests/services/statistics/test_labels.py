"""What the lines of the public tables are called."""

import pytest

from chalicelib.domain.cases.channels import CHANNELS
from chalicelib.domain.cases.model import TYPES
from chalicelib.services.statistics.labels import labels_of
from tests.support.world import World


@pytest.mark.parametrize("key", [*CHANNELS, *TYPES])
def test_every_channel_and_type_is_called_something_else_than_its_key(key: str) -> None:
    by = "channel" if key in CHANNELS else "type"
    (words,) = labels_of([{"by": by, "key": key}], World().stack, lambda _: {})
    assert all(words[language] and words[language] != key for language in ("id", "en"))
