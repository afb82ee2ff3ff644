"""What the requests of a page need before they can be sent: keys, a known report, and what happens in between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.cases.model import Role
from chalicelib.services.notifications.feeds import SETTLED_AFTER
from tests.api.conftest import Api

ROADS, GREEN, COORDINATOR = "64.08-pupr", "64.08-dlh", "64.08-diskominfo"
RECEIPT_KEY = "00112233445566778899aabbccddeeff"
"""The receipt key of the pages. The number `KI-T3A7-SABB-E4QM-X` and the secret follow from it."""

SECRET = "Q7TF-CXZM-W1PQ-S92N-0JZY"
SITE = "https://kaltim.example"


@dataclass(frozen=True)
class Scene:
    """How the requests of a page are prepared. `exact` pages print what the system in memory answers, word for word;
    the others are compared by names and types."""

    prepare: Callable[[Api], object] = lambda api: None
    role: Role = Role.OFFICER
    exact: bool = True

    def variables(self, api: Api) -> Mapping[str, str]:
        """What a page calls `$KEY` and the like."""
        return {
            "API": f"{SITE}/v1",
            "HOST": "dfo9cevw85s22a.cloudfront.localhost",
            "KEY": api.key(ROADS, self.role),
            "OFFICE": api.key(ROADS),
            "LIAISON": api.key(ROADS, Role.LIAISON),
            "COORDINATOR": api.key(COORDINATOR, Role.COORDINATOR),
            "APPLICATION": api.key("64-diskominfo", Role.APPLICATION),
            "SECRET": SECRET,
        }


def file_the_report(api: Api) -> None:
    """The report of the pages, with its office, filed a while ago."""
    api.file(
        receipt_key=RECEIPT_KEY,
        title="Jalan berlubang",
        text="Jalan di depan pasar berlubang sejak sebulan lalu.",
        region="64.08.01.2001",
        place="Depan pasar",
        coordinates={"lat": 0.52, "lon": 117.53},
    )
    api.world.now += SETTLED_AFTER + timedelta(minutes=1)


SCENES: dict[str, Scene] = {
    "README.md": Scene(exact=False),
    "docs/http.md": Scene(),
    "docs/case-fields.md": Scene(file_the_report),
    "docs/polling.md": Scene(file_the_report),
    "docs/integrators.md": Scene(file_the_report),
    "docs/webhooks.md": Scene(file_the_report, role=Role.LIAISON),
}
"""Page -> its scene. `docs/open311.md` has a test of its own."""


def meanwhile(api: Api) -> None:
    """What the other functions do between two requests: route what is new, count what happened."""
    world = api.world
    for tracking_id in list(world.cases.kept):
        world.services.route_case.route(tracking_id, world.now)
    world.services.aggregation.fold(world.now.date(), world.now.date(), world.now)
