"""Functions, what wakes them, and what they may do."""

import json
from typing import Any

import pytest

from chalicelib.gateways.vault import READ_SECONDS
from chalicelib.storage import people_keys, table_keys
from chalicelib.workers.vault import FOR_HTTP, FOR_OPERATORS, FOR_STACKS
from tests.support.loops import at_least_one
from tests.template.conftest import PREFIXES, Template, as_list, of_type

FUNCTIONS = {
    "APIHandler",
    "Authorize",
    "CleanAttachment",
    "Deliver",
    "FoldStatistics",
    "PublishEvents",
    "ReceiveMail",
    "ReceiveReferral",
    "RouteComplaints",
    "SendNotices",
    "Sweep",
    "Vault",
}

WITH_IDENTITIES = {
    "APIHandler": ["dynamodb:PutItem"],
    "ReceiveMail": ["dynamodb:PutItem"],
    "SendNotices": ["dynamodb:GetItem", "dynamodb:Query"],
    "Vault": ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"],
}
"""Who may do what with identities: two write, one reads, erases and corrects an address, one reads, nobody lists them
(a query names one reporter: test_rights.py)."""

PUBLIC_FILES = {"Fn::Sub": "${DataBucket.Arn}/data/*"}
LEDGER = {"Fn::Sub": "${LedgerBucket.Arn}/erasures/*"}


INBOXES_HERE = {"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:lapor-*-ReferralInbox-*"}
"""Where other stacks of this account take referrals: queues whose names begin as CloudFormation makes them."""
PARTNERS_INBOXES = {"Fn::If": ["HasPartners", {"Ref": "PartnerInboxes"}, INBOXES_HERE]}
"""Those of other accounts and regions, by name."""
CENTRES_INBOX = {"Fn::Sub": INBOXES_HERE["Fn::Sub"].replace("lapor-*", "lapor-pusat")}
"""The one of the centre, if it is in this account."""
CENTRES_INBOX_ELSEWHERE = {"Fn::If": ["HasPartners", {"Ref": "PartnerInboxes"}, CENTRES_INBOX]}


MAILS = {
    "Fn::If": [
        "IsProduction",
        [
            {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailDomain}"},
            {
                "Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
                ":configuration-set/${AWS::StackName}-mail"
            },
        ],
        ["*"],
    ]
}
"""From whom mails come, and what tells of them."""


def mentions(value: Any, logical_id: str) -> bool:
    """Whether a resource expression names this resource."""
    text = json.dumps(value)
    return f'"{logical_id}"' in text or f"${{{logical_id}" in text


def test_there_is_one_function_for_each_event_source(functions: dict[str, Template]) -> None:
    assert set(functions) == FUNCTIONS


def test_each_function_has_a_role_of_its_own(template: Template, functions: dict[str, Template]) -> None:
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]

    assert len(set(roles)) == len(functions), "two functions share a role: what one needs the other gets too"
    assert set(roles) == set(of_type(template, "AWS::IAM::Role")), "a role that no function uses"


def test_only_the_vault_and_who_sends_read_identities(statements: dict[str, list[Template]]) -> None:
    granted = {
        function: sorted(
            action
            for statement in all_of_it
            if mentions(statement["Resource"], "IdentitiesTable")
            for action in as_list(statement["Action"])
        )
        for function, all_of_it in statements.items()
    }

    assert {function: actions for function, actions in granted.items() if actions} == WITH_IDENTITIES


def test_the_vault_reaches_cases_and_identities_and_nothing_else(statements: dict[str, list[Template]]) -> None:
    keys = [
        (statement["Resource"]["Fn::GetAtt"][0], statement["Condition"])
        for statement in statements["Vault"]
        if mentions(statement["Resource"], "IdentitiesTable") or mentions(statement["Resource"], "ComplaintsTable")
    ]
    reached = {
        (table, key)
        for table, rule in keys
        for operator, values in rule.items()
        if operator != "Null"
        for key in values.get("dynamodb:LeadingKeys", ())
    }

    assert reached == {
        ("IdentitiesTable", table_keys.identity("*")),
        ("IdentitiesTable", table_keys.early_identity("*")),
        ("ComplaintsTable", table_keys.case("*")),
        # A fingerprint goes with the words that it was made from.
        ("ComplaintsTable", table_keys.cell("*")),
        ("ComplaintsTable", table_keys.HOLIDAYS),
    }


def test_corrected_holidays_may_be_read_wherever_clocks_are_set_and_written_nowhere(
    statements: dict[str, list[Template]],
) -> None:
    for function in ("Vault", "CleanAttachment"):
        (granted,) = [s for s in statements[function] if "HOLIDAYS" in str(s.get("Condition"))]
        assert as_list(granted["Action"]) == ["dynamodb:GetItem"]


def test_two_functions_may_ask_the_vault_each_by_its_own_name_and_none_by_that_of_operators(
    template: Template, functions: dict[str, Template], statements: dict[str, list[Template]]
) -> None:
    """A policy that names a function does not cover its aliases, and one that names an alias covers nothing else."""
    calling = {
        function: (as_list(statement["Action"]), statement["Resource"])
        for function, granted in statements.items()
        for statement in granted
        if any(action.startswith("lambda:") for action in as_list(statement["Action"]))
    }

    assert calling == {
        "APIHandler": (["lambda:InvokeFunction"], {"Ref": "VaultForHttp"}),
        "ReceiveReferral": (["lambda:InvokeFunction"], {"Ref": "VaultForStacks"}),
        "Sweep": (
            ["lambda:InvokeFunction"],
            [{"Fn::GetAtt": [name, "Arn"]} for name in ("CleanAttachment", "ReceiveMail")],
        ),
    }
    names = {"VaultForHttp": FOR_HTTP, "VaultForStacks": FOR_STACKS, "VaultForOperators": FOR_OPERATORS}
    assert of_type(template, "AWS::Lambda::Alias") == {
        alias: {"FunctionName": {"Ref": "Vault"}, "FunctionVersion": "$LATEST", "Name": name}
        for alias, name in names.items()
    }
    assert template["Outputs"]["VaultForOperators"] == {"Value": {"Ref": "VaultForOperators"}}
    asked = {
        name: function["Environment"]["Variables"]["VAULT_FUNCTION"]
        for name, function in functions.items()
        if "VAULT_FUNCTION" in function.get("Environment", {}).get("Variables", {})
    }
    assert asked == {"APIHandler": {"Ref": "VaultForHttp"}, "ReceiveReferral": {"Ref": "VaultForStacks"}}
    assert "Events" not in functions["Vault"], "nothing but a caller with a role wakes the vault"
    assert functions["Vault"]["Timeout"] < READ_SECONDS < functions["APIHandler"]["Timeout"]
    assert functions["ReceiveReferral"]["Timeout"] > READ_SECONDS


def test_writing_an_identity_does_not_hand_back_the_one_before(statements: dict[str, list[Template]]) -> None:
    """PutItem with ReturnValues=ALL_OLD would be a read."""
    for statement in at_least_one([*statements["APIHandler"], *statements["ReceiveMail"]]):
        if mentions(statement["Resource"], "IdentitiesTable"):
            assert statement["Condition"]["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}


def test_no_policy_has_a_wildcard_action_or_resource(statements: dict[str, list[Template]]) -> None:
    for function, granted in at_least_one(statements.items()):
        for statement in at_least_one(granted):
            assert statement["Effect"] == "Allow"
            for action in as_list(statement["Action"]):
                assert "*" not in action, f"{function}: {statement['Sid']} allows {action}"
            for resource in as_list(statement["Resource"]):
                # The stream's name ends in the moment it was made, which the role cannot know beforehand.
                # Of a bucket, one prefix.
                # The inboxes of stacks that are deployed later have no names yet.
                # The embedded AWS of a laptop knows no resource of a mail.
                allowed = resource in (
                    {"Fn::Sub": "${ComplaintsTable.Arn}/stream/*"},
                    INBOXES_HERE,
                    PARTNERS_INBOXES,
                    CENTRES_INBOX,
                    CENTRES_INBOX_ELSEWHERE,
                    *PREFIXES.values(),
                    PUBLIC_FILES,
                    LEDGER,
                    MAILS,
                )
                assert allowed or "*" not in json.dumps(resource), f"{function}: {statement['Sid']} on {resource}"


def test_only_counts_webhooks_the_last_use_of_a_key_and_a_timer_put_off_are_updated_in_place(
    statements: dict[str, list[Template]],
) -> None:
    updating = {
        (function, *statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]): statement["Condition"]
        for function, granted in statements.items()
        for statement in granted
        if "dynamodb:UpdateItem" in as_list(statement["Action"]) and mentions(statement["Resource"], "ComplaintsTable")
    }

    assert set(updating) == {
        ("APIHandler", "GUESS#*", "RATE#*", "SENDER#*"),
        ("APIHandler", "NOTIFIED#*"),
        ("SendNotices", "SENDER#*"),
        ("APIHandler", "KEY#*"),
        ("APIHandler", "PRESENCE"),
        ("APIHandler", "WEBHOOK#*"),
        ("APIHandler", "WISHES#*"),
        ("APIHandler", "CODE#*"),
        ("Authorize", "KEY#*"),
        ("Authorize", "PRESENCE"),
        ("Deliver", "WEBHOOK#*"),
        ("ReceiveMail", "SENDER#*"),
        ("SendNotices", "NOTIFIED#*", "WISHES#*"),
        ("Sweep", "C#*"),
        ("Sweep", "NOTIFIED#*"),
        ("Sweep", "WEBHOOK#*"),
    }
    # Whoever puts a case off, or marks a webhook as checked, must not be able to change anything else of it.
    for row in ("C#*", "WEBHOOK#*"):
        aside = updating["Sweep", row]
        assert aside["ForAllValues:StringEquals"] == {"dynamodb:Attributes": ["pk", "sk", "clock_sk"]}
        assert aside["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}
    # Whoever has the link in a mail stops mails, and says of none that it was sent.
    stopping = updating["APIHandler", "NOTIFIED#*"]
    assert stopping["ForAllValues:StringEquals"] == {"dynamodb:Attributes": ["pk", "sk", "status", "at"]}
    assert stopping["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}
    trying = updating["APIHandler", "CODE#*"]
    own = {"dynamodb:Attributes": ["pk", "sk", "key", "at", "guesses", "secret_hash"]}
    assert trying["ForAllValues:StringEquals"] == own
    assert trying["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}
    choosing = updating["APIHandler", "WISHES#*"]["ForAllValues:StringEquals"]
    assert choosing == {"dynamodb:Attributes": ["pk", "sk", "data", "status"]}, "nobody chooses the token of a link"
    settled = updating["Sweep", "NOTIFIED#*"]["ForAllValues:StringEquals"]
    assert settled == {"dynamodb:Attributes": ["pk", "sk", "clock_pk", "clock_sk"]}, "whoever settles cannot stop mails"
    for function in ("APIHandler", "Authorize"):
        condition = updating[function, "KEY#*"]
        # Whoever marks a key must not be able to give it another role or another day to end.
        assert condition["ForAllValues:StringEquals"] == {"dynamodb:Attributes": ["pk", "sk", "last_used"]}
        assert condition["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}


@pytest.mark.parametrize("action", ["dynamodb:Scan", "dynamodb:DeleteItem"])
def test_no_function_scans_or_deletes(statements: dict[str, list[Template]], action: str) -> None:
    for function, granted in at_least_one(statements.items()):
        for statement in at_least_one(granted):
            own = {"Vault": "IdentitiesTable", "Deliver": "SecretsTable"}.get(function)
            allowed = action == "dynamodb:DeleteItem" and own and mentions(statement["Resource"], own)
            assert allowed or action not in as_list(statement["Action"]), f"{function} may {action}"


def test_the_authorizer_reads_keys_sessions_and_their_grants_and_nothing_else(
    statements: dict[str, list[Template]],
) -> None:
    reading, *marking = [s for s in statements["Authorize"] if mentions(s["Resource"], "ComplaintsTable")]

    assert as_list(reading["Action"]) == ["dynamodb:GetItem"]
    own = [table_keys.api_key("*"), people_keys.session("*"), people_keys.person("*")]
    assert reading["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": own}}
    assert [as_list(each["Action"]) for each in marking] == [["dynamodb:UpdateItem"]] * 2
    noted = {"dynamodb:Attributes": ["pk", "sk", "last_used"]}
    assert [each["Condition"]["ForAllValues:StringEquals"] for each in marking] == [noted] * 2


def test_each_function_queries_only_the_indexes_it_serves(statements: dict[str, list[Template]]) -> None:
    queried = {
        function: {
            resource["Fn::Sub"].rpartition("/")[2]
            for statement in granted
            for resource in as_list(statement["Resource"])
            if "/index/" in resource.get("Fn::Sub", "")
        }
        for function, granted in statements.items()
    }

    assert queried == {
        "APIHandler": {"agency", "log"},
        "Authorize": set(),
        "CleanAttachment": set(),
        "Deliver": set(),
        "FoldStatistics": {"log"},
        "PublishEvents": set(),
        "ReceiveMail": set(),
        "ReceiveReferral": set(),
        "RouteComplaints": set(),
        "SendNotices": {"agency"},
        "Sweep": {"agency", "clock", "log"},
        "Vault": set(),
    }


def test_each_function_writes_only_to_its_own_log_group(
    functions: dict[str, Template], statements: dict[str, list[Template]]
) -> None:
    for name, function in at_least_one(functions.items()):
        group = function["LoggingConfig"]["LogGroup"]["Ref"]
        logging = [s for s in statements[name] if any(a.startswith("logs:") for a in as_list(s["Action"]))]
        assert [s["Resource"] for s in logging] == [{"Fn::GetAtt": [group, "Arn"]}]


def test_every_log_group_has_retention(template: Template, functions: dict[str, Template]) -> None:
    groups = of_type(template, "AWS::Logs::LogGroup")

    of_functions = {f["LoggingConfig"]["LogGroup"]["Ref"] for f in functions.values()}
    assert of_functions | {"ApiAccessLogs"} == set(groups)
    assert all(group["RetentionInDays"] == 90 for group in groups.values())


def test_who_adds_to_the_access_log_reads_and_deletes_nothing_there_and_the_vault_only_reads(
    statements: dict[str, list[Template]],
) -> None:
    granted = {
        function: (as_list(statement["Action"]), statement["Condition"]["ForAllValues:StringLike"])
        for function, all_of_it in statements.items()
        for statement in all_of_it
        if mentions(statement["Resource"], "AccessTable")
    }
    own = {"dynamodb:LeadingKeys": [table_keys.access("*")]}
    assert granted == {"APIHandler": (["dynamodb:PutItem"], own), "Vault": (["dynamodb:Query"], own)}
