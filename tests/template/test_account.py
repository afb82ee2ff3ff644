"""The account's own template: what no function may exceed, and what a workflow may do."""

import fnmatch
import json
import re
from typing import Any

import pytest
from cfnlint.decode import decode

from laporctl import paths
from laporctl.deployment.account import SHARED
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list, of_type


@pytest.fixture(scope="module")
def account() -> Template:
    found, problems = decode(str(paths.ACCOUNT_TEMPLATE))
    assert not problems
    return dict(found)


def actions(statements: list[Template], effect: str = "Allow") -> set[str]:
    return {action for each in statements if each["Effect"] == effect for action in as_list(each["Action"])}


def statements_of(account: Template, policy: str) -> list[Template]:
    found = account["Resources"][policy]["Properties"]["PolicyDocument"]["Statement"]
    return list(found)


def test_a_stack_takes_what_the_account_shares_as_parameters(template: Template, account: Template) -> None:
    for output, parameter in at_least_one(SHARED.items()):
        assert account["Outputs"][output]["Value"] == {"Ref": output}
        assert template["Parameters"][parameter]["Default"] == "", "a stack works without the account's"


def test_the_shared_headers_differ_from_a_stacks_own_in_the_bucket_alone(template: Template, account: Template) -> None:
    own = of_type(template, "AWS::CloudFront::ResponseHeadersPolicy")["SecurityHeaders"]["ResponseHeadersPolicyConfig"]
    shared = of_type(account, "AWS::CloudFront::ResponseHeadersPolicy")["SecurityHeaders"][
        "ResponseHeadersPolicyConfig"
    ]
    mine, names = own["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    theirs = shared["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    tokens = "https://*.auth.${AWS::Region}.amazoncognito.com https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"
    files = "https://*.s3.${AWS::Region}.${AWS::URLSuffix}"
    assert theirs.split() == mine.replace("${Files}", files).replace("${Tokens}", tokens).split()
    assert set(names) == {"Files", "Tokens"}

    def rest(config: Template) -> str:
        security = {k: v for k, v in config["SecurityHeadersConfig"].items() if k != "ContentSecurityPolicy"}
        return json.dumps([security, config["CustomHeadersConfig"]], sort_keys=True)

    assert rest(shared) == rest(own)


def test_every_role_of_a_function_stands_within_the_boundary_where_there_is_one(template: Template) -> None:
    wanted = {"Fn::If": ["HasBoundary", {"Ref": "PermissionsBoundary"}, {"Ref": "AWS::NoValue"}]}
    for name, role in at_least_one(of_type(template, "AWS::IAM::Role").items()):
        assert role["PermissionsBoundary"] == wanted, name


def test_the_boundary_allows_each_function_what_it_does_and_nothing_that_none_does(
    account: Template, statements: dict[str, list[Template]]
) -> None:
    fence = statements_of(account, "Boundary")
    used = {action for granted in statements.values() for action in actions(granted)} | {"dynamodb:ListStreams"}
    allowed = actions(fence)
    assert used - allowed == set(), "the function would lose a right: add it to the boundary"
    assert not [action for action in allowed if "*" in action]
    assert {action.partition(":")[0] for action in allowed} == {action.partition(":")[0] for action in used}
    assert not [action for action in allowed if action.startswith(("iam:", "sts:", "cloudformation:"))]
    assert actions(fence, "Deny") == {"s3:*"}


def trust(role: Template) -> Template:
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    return dict(statement["Condition"]["StringEquals"])


def test_only_this_repository_takes_the_roles_and_each_for_its_purpose(account: Template) -> None:
    roles = of_type(account, "AWS::IAM::Role")
    issuer = "token.actions.githubusercontent.com"
    for name in ("PlanRole", "DeployRole"):
        assert account["Resources"][name]["Condition"] == "HasRepository"
        assert trust(roles[name])[f"{issuer}:aud"] == "sts.amazonaws.com"
    assert trust(roles["PlanRole"])[f"{issuer}:sub"] == {"Fn::Sub": "repo:${Repository}:pull_request"}
    assert trust(roles["DeployRole"])[f"{issuer}:sub"] == [
        {"Fn::Sub": f"repo:${{Repository}}:environment:{each}"} for each in ("pilot", "provinces")
    ]
    assert "*" not in json.dumps([trust(roles["PlanRole"]), trust(roles["DeployRole"])])


def test_who_plans_executes_nothing_and_writes_nothing_that_a_deployment_reads(account: Template) -> None:
    (policy,) = of_type(account, "AWS::IAM::Role")["PlanRole"]["Policies"]
    granted = policy["PolicyDocument"]["Statement"]
    writing = {each for each in actions(granted) if not each.partition(":")[2].startswith(("Describe", "Get", "List"))}
    assert writing == {"cloudformation:CreateChangeSet", "cloudformation:DeleteChangeSet", "s3:PutObject"}
    (put,) = [each for each in granted if "s3:PutObject" in as_list(each["Action"])]
    assert put["Resource"]["Fn::Sub"].endswith(":lapor-artifacts-${AWS::AccountId}-${AWS::Region}/plan/*")


def test_who_deploys_makes_no_role_outside_the_boundary_and_never_changes_the_account(account: Template) -> None:
    granted = statements_of(account, "DeployRoles")
    boundary = {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}
    for each in at_least_one(granted):
        if each["Effect"] == "Allow" and {"iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"} & set(
            as_list(each["Action"])
        ):
            assert each["Condition"] == boundary
    denied = [each for each in granted if each["Effect"] == "Deny"]
    assert {"iam:*", "iam:DeleteRolePermissionsBoundary"} == actions(denied, "Deny")
    own = [resource["Fn::Sub"] for resource in denied[0]["Resource"]]
    assert all(each.endswith("${AWS::StackName}-*") for each in own)
    passing = next(each for each in granted if "iam:PassRole" in as_list(each["Action"]))
    assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}


def test_who_deploys_reads_no_case_person_photo_or_message_and_ends_no_stack(account: Template) -> None:
    granted = statements_of(account, "DeployStacks")
    allowed, denied = actions(granted), actions(granted, "Deny")
    for dangerous in ("cloudformation:DeleteStack", "dynamodb:DeleteTable", "dynamodb:Scan", "s3:DeleteBucket"):
        assert not [each for each in allowed if fnmatch.fnmatchcase(dangerous, each)], dangerous
    assert {"sqs:ReceiveMessage", "sqs:PurgeQueue", "s3:GetObject", "lambda:InvokeFunction"} <= denied
    rows: Any = next(each for each in granted if each["Sid"] == "NoRowsOfCasesOrPeople")
    writing = {each for each in allowed if re.fullmatch(r"dynamodb:.*(Item|Query)", each)}
    assert {"dynamodb:BatchGetItem", "dynamodb:UpdateItem"} <= writing == set(rows["Action"]), "as a load needs them"
    assert {"C#*", "REPORTER#*", "KEY#*", "PERSON#*", "SESSION#*"} <= set(
        rows["Condition"]["ForAnyValue:StringLike"]["dynamodb:LeadingKeys"]
    )


def test_who_deploys_changes_pools_of_this_account_and_makes_them_in_this_region_alone(account: Template) -> None:
    granted = statements_of(account, "DeployStacks")
    pools = {
        each["Sid"]: each for each in granted if "cognito-idp:" in str(each["Action"]) and each["Effect"] == "Allow"
    }
    assert pools.keys() == {"SignIn", "NewSignIn"}
    assert pools["SignIn"]["Resource"]["Fn::Sub"].endswith(":${AWS::AccountId}:userpool/*")
    assert pools["NewSignIn"]["Condition"] == {"StringEquals": {"aws:RequestedRegion": {"Ref": "AWS::Region"}}}


def test_what_the_embedded_aws_does_not_know_stands_behind_a_condition(account: Template) -> None:
    unknown = {"AWS::IAM::OIDCProvider", "AWS::Budgets::Budget", "AWS::Backup::BackupSelection"}
    for name, each in at_least_one(account["Resources"].items()):
        assert each["Type"] not in unknown or "Condition" in each, name


def test_every_table_is_backed_up_daily_and_no_backup_outlives_an_erasure_by_more_than_35_days(
    account: Template,
) -> None:
    (vault,) = of_type(account, "AWS::Backup::BackupVault").values()
    (plan,) = of_type(account, "AWS::Backup::BackupPlan").values()
    (selection,) = of_type(account, "AWS::Backup::BackupSelection").values()
    (rule,) = plan["BackupPlan"]["BackupPlanRule"]
    assert account["Parameters"]["DailyBackups"]["Default"] == "yes"
    assert rule["ScheduleExpression"] == "cron(0 19 * * ? *)"
    assert rule["Lifecycle"] == {"DeleteAfterDays": 35}
    assert vault["LockConfiguration"]["MaxRetentionDays"] == 35
    assert rule["TargetBackupVault"] == {"Ref": "Backups"}
    (tables,) = selection["BackupSelection"]["Resources"]
    assert tables["Fn::Sub"].endswith(":table/lapor-*")
    assert account["Resources"]["Backups"]["DeletionPolicy"] == "Retain"


def test_who_deploys_and_every_function_touch_no_backup(account: Template) -> None:
    named = json.dumps([account["Resources"][each] for each in ("Boundary", "DeployRole", "PlanRole")])
    assert "backup" not in named


def test_the_budget_warns_of_what_is_going_to_be_and_of_what_is() -> None:
    found, _ = decode(str(paths.BUDGET_TEMPLATE))
    (budget,) = of_type(found, "AWS::Budgets::Budget").values()
    warnings = [
        (each["Notification"]["NotificationType"], each["Notification"]["Threshold"])
        for each in budget["NotificationsWithSubscribers"]
    ]
    assert warnings == [("FORECASTED", 100), ("ACTUAL", 80), ("ACTUAL", 100)]


def test_the_dashboard_shows_every_stack_by_searches(account: Template) -> None:
    (dashboard,) = of_type(account, "AWS::CloudWatch::Dashboard").values()
    body = json.loads(dashboard["DashboardBody"]["Fn::Sub"].replace("${AWS::Region}", "ap-southeast-3"))
    searched = [row["expression"] for each in body["widgets"] for line in each["properties"]["metrics"] for row in line]
    assert len(searched) == 6
    assert all(each.startswith("SEARCH('{AWS/") and " lapor " in each for each in searched)
