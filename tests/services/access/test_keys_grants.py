"""What a grant that cannot be is refused with."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import FieldError, InvalidInput
from tests.support.world import OFFICES, World


@pytest.mark.parametrize(
    ("from_days", "until_days", "named"), [(3, 3, "2026-11-26"), (3, 1, "2026-11-26"), (None, 0, "2026-11-23")]
)
def test_a_grant_that_ends_before_it_begins_names_the_day_on_which_it_begins(
    from_days: int | None, until_days: int, named: str
) -> None:
    world = World()
    begins = None if from_days is None else world.now + timedelta(days=from_days)
    with pytest.raises(InvalidInput) as caught:
        world.services.keys.issue(
            Role.OFFICER, OFFICES[0], world.now, world.now + timedelta(days=until_days), valid_from=begins
        )
    assert caught.value.errors == (FieldError("/valid_until", "too_long_ago", named),)
