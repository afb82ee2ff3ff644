"""What a person sees of a change set, and what is refused without being asked for."""

import pytest

from laporctl.deployment import plan
from laporctl.deployment.change_sets import Change, _change
from laporctl.deployment.errors import DeployError

TABLE, BUCKET, FUNCTION = "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Lambda::Function"
CODE = Change("Modify", "Sweep", FUNCTION, details=("Code",))
REPLACED = Change("Modify", "ComplaintsTable", TABLE, "always", ("KeySchema",))
PERHAPS = Change("Modify", "AttachmentsBucket", BUCKET, "conditionally")
REMOVED = Change("Remove", "Outbox", "AWS::SQS::Queue")
MOVED = Change("Remove", "Distribution", "AWS::CloudFront::Distribution")


def test_what_costs_data_or_the_address_comes_first_and_is_red() -> None:
    lines = list(plan.lines([CODE, Change("Add", "New", FUNCTION), REPLACED, MOVED, PERHAPS]))
    assert [colour for _, colour in lines] == [plan.RED, plan.RED, plan.RED, plan.GREEN, plan.PLAIN]
    assert lines[0][0] == (
        "~ ComplaintsTable (AWS::DynamoDB::Table): KeySchema - made anew, always - WHAT IT HOLDS IS LEFT BEHIND"
    )
    assert lines[2][0] == "- Distribution (AWS::CloudFront::Distribution) - THE STACK GETS ANOTHER ADDRESS"
    assert lines[-1][0] == "~ Sweep (AWS::Lambda::Function): Code"


@pytest.mark.parametrize("change", [REPLACED, PERHAPS, REMOVED, MOVED])
def test_such_a_change_is_refused_and_named(change: Change) -> None:
    with pytest.raises(DeployError, match=f"lapor-bali: .*{change.resource} .*--yes-replace"):
        plan.refuse_grave("lapor-bali", [CODE, change])


KEPT = [
    CODE,
    Change("Add", "AccessTable", TABLE),
    Change("Modify", "AccessTable", TABLE),
    Change("Modify", "Distribution", "AWS::CloudFront::Distribution", "conditionally"),
]


@pytest.mark.parametrize("change", KEPT)
def test_what_keeps_everything_is_not_refused(change: Change) -> None:
    plan.refuse_grave("lapor-bali", [change])


def test_a_summary_counts() -> None:
    assert plan.summary([]) == "nothing to change"
    assert plan.summary([CODE, REPLACED, REMOVED]) == "2 changed, 1 removed, 1 of them made anew"


@pytest.mark.parametrize(
    ("replacement", "expected"), [("True", "always"), ("Conditional", "conditionally"), ("False", "")]
)
def test_a_change_is_read_as_cloudformation_describes_it(replacement: str, expected: str) -> None:
    found = _change(
        {
            "Action": "Modify",
            "LogicalResourceId": "ComplaintsTable",
            "ResourceType": TABLE,
            "Replacement": replacement,
            "Details": [
                {"Target": {"Attribute": "Properties", "Name": "KeySchema"}},
                {"Target": {"Attribute": "Tags"}},
                {"Target": {"Attribute": "Properties", "Name": "KeySchema"}},
            ],
        }
    )
    assert found == Change("Modify", "ComplaintsTable", TABLE, expected, ("KeySchema", "Tags"))
