"""A stack whose API answers only through CloudFront, asked both ways."""

import pytest

from chalicelib.services.access.edge import Edge
from tests.api.conftest import Api
from tests.support.world import ORIGIN_VERIFY_SECRET

PATHS = ["/complaints", "/open311/v2/services.json", "/agencies/64.08-pupr/queue"]


@pytest.fixture
def closed(api: Api) -> Api:
    api.world.services.__dict__["edge"] = Edge((ORIGIN_VERIFY_SECRET, "the-next-one"), only=True)
    return api


def asked(api: Api, path: str, **headers: str) -> tuple[int, str]:
    """The status and, of a problem, its code."""
    found = api.client.http.request("GET", path, headers=headers)
    return found.status_code, found.json_body.get("code", "") if isinstance(found.json_body, dict) else ""


@pytest.mark.parametrize("path", PATHS)
def test_what_walks_round_the_edge_is_refused_before_anything_is_read(closed: Api, path: str) -> None:
    key = closed.key("64.08-pupr")
    for headers in ({}, {"X-Origin-Verify": "guessed"}, {"X-Origin-Verify": ""}):
        found = asked(closed, path, Authorization=f"Bearer {key}", **headers)
        assert found == (403, "not_at_this_address"), headers


@pytest.mark.parametrize("secret", [ORIGIN_VERIFY_SECRET, "the-next-one"])
@pytest.mark.parametrize("path", PATHS)
def test_what_came_through_it_is_answered_with_the_secret_of_before_and_the_next(
    closed: Api, path: str, secret: str
) -> None:
    key = closed.key("64.08-pupr")
    status, _ = asked(closed, path, Authorization=f"Bearer {key}", **{"X-Origin-Verify": secret})
    assert status == 200


def test_a_laptop_answers_at_any_address(api: Api) -> None:
    assert api.get("/complaints").status_code == 200
