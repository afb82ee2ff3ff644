"""A stack in any state is brought to where a change set can be made, or a person is told why not."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError

from laporctl.deployment import progress, stack_update
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.states import Way


@dataclass
class CloudFormation:
    """A stack that goes through the given states, the next one each time that it is looked at; the last stays. None is
    that there is no stack. `after` are the states from an operation on."""

    states: list[str | None]
    after: dict[str, list[str | None]] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def describe_stacks(self, **_: str) -> Any:
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if state is None:
            said = {"Code": "ValidationError", "Message": "Stack with id lapor-bali does not exist"}
            raise ClientError({"Error": said}, "DescribeStacks")
        return {"Stacks": [{"StackStatus": state}]}

    def get_paginator(self, _: str) -> "CloudFormation":
        return self

    def paginate(self, **_: str) -> Any:
        moment = datetime.now(UTC) + timedelta(minutes=1)
        events = [
            {
                "EventId": str(number),
                "Timestamp": moment + timedelta(seconds=number),
                "LogicalResourceId": resource,
                "ResourceStatus": "UPDATE_FAILED",
                "ResourceStatusReason": reason,
                "ResourceType": "AWS::Lambda::Function",
            }
            for number, (resource, reason) in enumerate(self.failed)
        ]
        return [{"StackEvents": events[::-1]}]

    def __getattr__(self, name: str) -> Any:
        if name not in ("delete_stack", "continue_update_rollback", "rollback_stack"):
            raise AttributeError(name)

        def operation(**_: str) -> None:
            self.asked.append(name)
            self.states = self.after[name]

        return operation


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "POLL_SECONDS", 0)


def ready(cloudformation: CloudFormation) -> tuple[Way, list[str]]:
    place, said = Place("bali", "ap-southeast-3"), list[str]()
    place.__dict__["cloudformation"] = cast(Any, cloudformation)
    return stack_update.make_ready(place, said.append), said


def test_a_stack_that_is_not_there_is_created_and_one_that_rests_is_updated() -> None:
    assert ready(CloudFormation([None])) == (Way.CREATE, [])
    assert ready(CloudFormation(["UPDATE_ROLLBACK_COMPLETE"])) == (Way.UPDATE, [])


def test_what_somebody_else_does_is_waited_for() -> None:
    way, said = ready(CloudFormation(["UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"]))
    assert (way, said[0]) == (
        Way.UPDATE,
        "lapor-bali is UPDATE_IN_PROGRESS: somebody else is at work on it; waiting",
    )


def test_a_creation_that_failed_is_removed_and_begun_anew() -> None:
    found = CloudFormation(["ROLLBACK_COMPLETE"], {"delete_stack": ["DELETE_IN_PROGRESS", None]})
    way, said = ready(found)
    assert (way, found.asked) == (Way.CREATE, ["delete_stack"])
    assert "it was never created" in said[0]


def test_a_creation_of_somebody_else_that_fails_meanwhile_is_removed_too() -> None:
    found = CloudFormation(["CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE"], {"delete_stack": [None]})
    assert ready(found)[0] is Way.CREATE
    assert found.asked == ["delete_stack"]


@pytest.mark.parametrize(
    ("status", "operation"),
    [("UPDATE_ROLLBACK_FAILED", "continue_update_rollback"), ("UPDATE_FAILED", "rollback_stack")],
)
def test_a_rollback_that_stuck_is_finished(status: str, operation: str) -> None:
    found = CloudFormation([status], {operation: ["UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE"]})
    assert ready(found)[0] is Way.UPDATE
    assert found.asked == [operation]


def test_a_rollback_that_sticks_again_names_what_it_hangs_on_and_how_to_skip_it() -> None:
    found = CloudFormation(
        ["UPDATE_ROLLBACK_FAILED"],
        {"continue_update_rollback": ["UPDATE_ROLLBACK_FAILED"]},
        [("Sweep", "the function is gone"), ("Deliver", "Resource update cancelled")],
    )
    with pytest.raises(DeployError) as refused:
        ready(found)
    assert "Sweep: the function is gone" in str(refused.value)
    assert "Deliver" not in str(refused.value)
    assert "--resources-to-skip" in str(refused.value)


@pytest.mark.parametrize("status", ["DELETE_IN_PROGRESS", "DELETE_FAILED"])
def test_a_stack_that_is_being_deleted_is_not_deployed_over(status: str) -> None:
    with pytest.raises(DeployError, match=f"lapor-bali is {status}"):
        ready(CloudFormation([status]))


def test_something_that_cannot_be_deleted_is_named() -> None:
    found = CloudFormation(
        ["ROLLBACK_FAILED"], {"delete_stack": ["DELETE_FAILED"]}, [("SiteBucket", "The bucket is not empty")]
    )
    with pytest.raises(DeployError, match="DELETE_FAILED: SiteBucket: The bucket is not empty"):
        ready(found)
