"""Who came through CloudFront, by what it sends."""

import pytest

from chalicelib.services.access.edge import Edge


@pytest.mark.parametrize(
    ("secrets", "sent", "through"),
    [
        (("now", "next"), "now", True),
        (("now", "next"), "next", True),
        (("now", "next"), "before", False),
        (("now", "next"), "", False),
        (("now",), "nowé", False),
        ((), "", False),
    ],
)
def test_either_secret_vouches_and_nothing_else(secrets: tuple[str, ...], sent: str, through: bool) -> None:
    assert Edge(secrets).vouches(sent) is through


def test_an_api_without_a_rule_answers_what_came_another_way() -> None:
    assert Edge().only is False
