"""Every state of a stack leads somewhere."""

import boto3
import pytest

from laporctl.deployment import states
from laporctl.deployment.states import Way


def known_to_aws() -> list[str]:
    """The states that CloudFormation's own description lists."""
    model = boto3.client("cloudformation", region_name="us-east-1").meta.service_model
    return list(model.shape_for("StackStatus").enum)


@pytest.mark.parametrize("status", known_to_aws())
def test_what_rests_is_no_state_to_wait_in(status: str) -> None:
    assert (states.way_of(status) is Way.WAIT) == (states.in_progress(status) and status != "DELETE_IN_PROGRESS")


@pytest.mark.parametrize(
    ("status", "way"),
    [
        (None, Way.CREATE),
        ("REVIEW_IN_PROGRESS", Way.CREATE),
        ("UPDATE_COMPLETE", Way.UPDATE),
        ("UPDATE_ROLLBACK_COMPLETE", Way.UPDATE),
        ("ROLLBACK_COMPLETE", Way.REMOVE_FIRST),
        ("UPDATE_ROLLBACK_FAILED", Way.CONTINUE_ROLLBACK),
        ("UPDATE_IN_PROGRESS", Way.WAIT),
        ("DELETE_FAILED", Way.GONE),
    ],
)
def test_the_way_on(status: str | None, way: Way) -> None:
    assert states.way_of(status) is way


def test_only_what_was_meant_is_good() -> None:
    assert {status for status in known_to_aws() if status in states.GOOD} == {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
