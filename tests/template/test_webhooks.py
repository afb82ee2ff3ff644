"""What webhooks need of the template: who may read secrets, and a queue that suits the schedule of attempts."""

from chalicelib.domain.notifications.subscription import ATTEMPTS, LONGEST_PAUSE
from chalicelib.gateways.webhook_sender import TOTAL_SECONDS
from tests.template.conftest import Template, as_list, of_type
from tests.template.test_functions import mentions
from tools.dev.rights_table import partitions_of

OF_CHANNELS, SENDING = ["CHANNEL", "CHANNEL#*", "CODES"], ["SENDING", "SENDING#WHATSAPP", "REPLYING", "CODES"]
OF_MAIL, OF_CODES = ["CHANNEL", "REPLYING"], ["CODES"]
OTHERS = (OF_CHANNELS, SENDING, OF_MAIL, OF_CODES)


def test_one_function_writes_secrets_without_reading_and_another_reads_them(
    statements: dict[str, list[Template]],
) -> None:
    granted = {
        function: (sorted(as_list(statement["Action"])), statement.get("Condition", {}).get("StringEqualsIfExists"))
        for function, found in statements.items()
        for statement in found
        if mentions(statement["Resource"], "SecretsTable") and partitions_of(statement) not in OTHERS
    }

    assert granted == {
        "APIHandler": (
            ["dynamodb:PutItem"],
            {"dynamodb:ReturnValues": "NONE"},
        ),
        "Deliver": (["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query"], None),
        "PublishEvents": (["dynamodb:GetItem"], None),
        "ReceiveReferral": (["dynamodb:GetItem"], None),
        "FoldStatistics": (["dynamodb:GetItem"], None),
    }
    read = {
        function: partitions_of(statement)
        for function in ("Deliver", "PublishEvents", "ReceiveReferral", "FoldStatistics")
        for statement in statements[function]
        if mentions(statement["Resource"], "SecretsTable")
    }
    stacks = {"PublishEvents": ["STACK#*"], "ReceiveReferral": ["STACK#*"], "FoldStatistics": ["STACK#ID"]}
    assert read == {"Deliver": ["SIGN#*", "WEBHOOK#*"], **stacks}


def test_one_function_reads_what_proves_gateways_another_what_proves_us_and_both_the_key_of_codes(
    statements: dict[str, list[Template]],
) -> None:
    found = {
        (function, *as_list(statement["Action"]), *partitions_of(statement))
        for function, granted in statements.items()
        for statement in granted
        if mentions(statement["Resource"], "SecretsTable") and partitions_of(statement) in OTHERS
    }
    assert found == {
        ("APIHandler", "dynamodb:GetItem", *OF_CHANNELS),
        ("APIHandler", "dynamodb:PutItem", *OF_CODES),
        ("ReceiveMail", "dynamodb:GetItem", *OF_MAIL),
        ("SendNotices", "dynamodb:GetItem", *SENDING),
    }


def test_delivering_reaches_webhooks_and_notices_and_no_case(statements: dict[str, list[Template]]) -> None:
    reached = {
        key: sorted(as_list(statement["Action"]))
        for statement in statements["Deliver"]
        if mentions(statement["Resource"], "ComplaintsTable")
        for key in statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    }

    assert reached == {"WEBHOOK#*": ["dynamodb:GetItem", "dynamodb:UpdateItem"], "NOTICE#*": ["dynamodb:PutItem"]}


def test_only_publishing_healing_and_tests_write_to_the_outbox(statements: dict[str, list[Template]]) -> None:
    outbox = {"Fn::GetAtt": ["Outbox", "Arn"]}
    using = {
        function: sorted(as_list(statement["Action"]))
        for function, found in statements.items()
        for statement in found
        if statement["Resource"] == outbox
    }

    assert using == {
        "APIHandler": ["sqs:SendMessage"],
        "PublishEvents": ["sqs:SendMessage"],
        "Sweep": ["sqs:SendMessage"],
        "Deliver": [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
        ],
    }


def test_the_outbox_gives_a_letter_up_after_its_last_attempt_and_keeps_it_for_two_weeks(template: Template) -> None:
    queues = of_type(template, "AWS::SQS::Queue")
    outbox, dead = queues["Outbox"], queues["OutboxDeadLetters"]

    assert outbox["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": ["OutboxDeadLetters", "Arn"]},
        "maxReceiveCount": ATTEMPTS,
    }
    for queue in (outbox, dead):
        assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600
        assert queue["SqsManagedSseEnabled"] is True


def test_a_message_is_attempted_alone_and_the_attempt_ends_before_the_function(functions: dict[str, Template]) -> None:
    source = functions["Deliver"]["Events"]["DeliverSqsEventSource"]["Properties"]

    assert source["Queue"] == {"Fn::GetAtt": ["Outbox", "Arn"]}
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["BatchSize"] == 1, "a slow receiver would hold up the letters behind its own"
    assert source["ScalingConfig"]["MaximumConcurrency"] <= 100
    assert functions["Deliver"]["Timeout"] >= TOTAL_SECONDS + 10


def test_only_a_laptop_s_stack_sends_webhooks_to_itself(functions: dict[str, Template], template: Template) -> None:
    for function in ("APIHandler", "Deliver"):
        variables = functions[function]["Environment"]["Variables"]
        assert variables["LOOPBACK_WEBHOOKS"] == {"Fn::If": ["IsProduction", "no", "yes"]}
    longest = template["Parameters"]["WebhookLongestPause"]
    assert longest["Default"] == longest["MaxValue"] == LONGEST_PAUSE
    assert functions["Deliver"]["Environment"]["Variables"]["LONGEST_PAUSE"] == {"Ref": "WebhookLongestPause"}
