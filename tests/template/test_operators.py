"""What people who look after a stack may do: three policies, each of this stack alone."""

import json

import pytest

from chalicelib.storage import table_keys
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list, of_type

POLICIES = ("OperatorsRead", "OperatorsOperate", "OperatorsBreakGlass")
CANNOT_BE_NARROWED = {
    *("cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"),
    "lambda:GetAccountSettings",
}
"""Actions for which IAM knows no resources."""


def granted(template: Template, policy: str) -> list[Template]:
    found = of_type(template, "AWS::IAM::ManagedPolicy")[policy]["PolicyDocument"]["Statement"]
    return list(found)


def actions(template: Template, policy: str) -> set[str]:
    return {action for each in granted(template, policy) for action in as_list(each["Action"])}


def test_there_are_three_and_a_stack_says_where(template: Template) -> None:
    assert set(of_type(template, "AWS::IAM::ManagedPolicy")) == set(POLICIES)
    assert all(template["Outputs"][each] == {"Value": {"Ref": each}} for each in POLICIES)


@pytest.mark.parametrize("policy", POLICIES)
def test_each_allows_named_actions_on_resources_of_this_stack(template: Template, policy: str) -> None:
    for statement in at_least_one(granted(template, policy)):
        wanted = set(as_list(statement["Action"]))
        assert statement["Effect"] == "Allow"
        assert not [action for action in wanted if "*" in action]
        everything = "*" in as_list(statement["Resource"])
        assert not everything or wanted <= CANNOT_BE_NARROWED, statement["Sid"]


def test_who_reads_sees_no_row_no_message_no_file_and_no_configuration(template: Template) -> None:
    found = actions(template, "OperatorsRead")
    assert {each.partition(":")[0] for each in found} == {"cloudformation", "cloudwatch", "logs", "sqs", "sns", "s3"}
    assert all(each.partition(":")[2].startswith(("Describe", "Filter", "Get", "List")) for each in found)
    files = next(each for each in granted(template, "OperatorsRead") if each["Action"] == "s3:GetObject")
    assert files["Resource"]["Fn::Sub"].endswith("/releases/${Province}/*")


def test_who_operates_touches_rows_of_the_stack_and_none_of_a_case_or_a_person(template: Template) -> None:
    forbidden = [
        *(table_keys.case("X"), table_keys.identity("X"), table_keys.access("X"), table_keys.webhook_secrets("X")),
        *(table_keys.cell("X"), table_keys.queue("X"), table_keys.breaches("X"), table_keys.log_shard("X", 0)),
    ]
    for statement in at_least_one(granted(template, "OperatorsOperate")):
        if not any(action.startswith("dynamodb:") for action in as_list(statement["Action"])):
            continue
        assert json.dumps(statement["Resource"]).count("ComplaintsTable") == 1
        (keys,) = [
            condition["dynamodb:LeadingKeys"]
            for operator, condition in statement["Condition"].items()
            if operator.startswith("ForAllValues:")
        ]
        assert statement["Condition"]["Null"] == {"dynamodb:LeadingKeys": "false"}, "else a scan has no key at all"
        assert not [row for row in forbidden for key in keys if row.startswith(key.rstrip("*"))]
    assert not {"dynamodb:Scan", "s3:GetObject"} & actions(template, "OperatorsOperate")
    named = json.dumps(granted(template, "OperatorsOperate"))
    assert "IdentitiesTable" not in named
    assert "VaultForOperators" not in named


def test_who_operates_reads_and_writes_the_directory_as_a_load_does(template: Template) -> None:
    """Batches of reads, and transactions of conditional updates."""
    rows = next(each for each in granted(template, "OperatorsOperate") if each["Sid"] == "RowsOfTheStackItself")
    assert {"dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:UpdateItem"} <= set(rows["Action"])
    assert "REGION#*" in rows["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]


def test_the_glass_breaks_with_a_second_factor_alone(template: Template) -> None:
    for statement in at_least_one(granted(template, "OperatorsBreakGlass")):
        assert statement["Condition"] == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}, statement["Sid"]
