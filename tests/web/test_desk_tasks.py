"""The ten tasks of the desk are played at both widths, and take as many presses as docs/desk.md says."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.support.desk import DESK, PHONE, Seat, sit_down
from tests.web.desk_tasks import TASKS, play, presses_in_docs

pytestmark = pytest.mark.browser


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    taken: list[Seat] = []
    yield taken
    for seat in taken:
        seat.page.context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("name", TASKS)
def test_a_task_takes_as_many_presses_as_the_documentation_says(
    browser: Any, site: str, api: Api, seats: list[Seat], name: str, viewport: dict[str, int]
) -> None:
    def sit(role: Role, agency: str, **options: Any) -> Seat:
        # Photos are sent to a bucket that the page's policy does not know here.
        seats.append(sit_down(browser, site, api, role, agency, viewport=viewport, bypass_csp=True, **options))
        return seats[-1]

    width = viewport["width"]
    found = play(name, api, sit, width)
    assert found["presses"] == presses_in_docs()[name][width]
