"""What wakes the functions, how long they run, and where their failures go."""

import json

from chalicelib.domain.cases.model import Status
from chalicelib.runtime.settings import Settings
from chalicelib.storage import table_keys
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list
from tests.template.test_functions import INBOXES_HERE, PARTNERS_INBOXES


def test_http_functions_end_before_the_gateway_gives_up(functions: dict[str, Template]) -> None:
    for name in ("APIHandler", "Authorize"):
        assert functions[name]["Timeout"] <= 20
        assert functions[name]["MemorySize"] >= 512


def test_the_sweep_ends_before_it_is_started_again(functions: dict[str, Template]) -> None:
    event = functions["Sweep"]["Events"]["SweepEvent"]

    assert event["Type"] == "Schedule"
    assert event["Properties"]["Schedule"] == "rate(5 minutes)"
    assert functions["Sweep"]["Timeout"] < 5 * 60


def test_the_stream_wakes_routing_for_new_complaints_only(functions: dict[str, Template]) -> None:
    source = stream_source(functions)

    assert source["Stream"] == {"Fn::GetAtt": ["ComplaintsTable", "StreamArn"]}
    assert source["StartingPosition"] == "TRIM_HORIZON", "LATEST loses what is filed while a stack is deployed"
    (only_filter,) = source["FilterCriteria"]["Filters"]
    assert json.loads(only_filter["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [table_keys.META]}}, "NewImage": {"status": {"S": [Status.RECEIVED]}}},
    }


def test_one_bad_record_does_not_hold_up_the_stream(functions: dict[str, Template]) -> None:
    source = stream_source(functions)

    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["BisectBatchOnFunctionError"] is True
    assert 0 < source["MaximumRetryAttempts"] <= 10
    assert source["MaximumRecordAgeInSeconds"] == 24 * 3600, "as long as the stream keeps it"
    assert source["ParallelizationFactor"] == {"Ref": "StreamParallelism"}


def test_streams_keep_up_with_a_disasters_day(template: Template) -> None:
    # 285 cases a second; 13 a second and batch; an on-demand table that takes 4,000 units a second has four shards.
    assert template["Parameters"]["StreamParallelism"]["Default"] * 13 * 4 >= 285


def test_the_stream_wakes_publishing_for_new_events_and_repeated_debts_only(functions: dict[str, Template]) -> None:
    source = functions["PublishEvents"]["Events"]["PublishEventsDynamodbEventSource"]["Properties"]

    def only(what: str, prefix: str) -> Template:
        return {"eventName": [what], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": prefix}]}}}}

    assert [json.loads(each["Pattern"]) for each in source["FilterCriteria"]["Filters"]] == [
        only("INSERT", table_keys.EVENT_PREFIX),
        only("MODIFY", table_keys.DEBT_PREFIX),
    ]
    routing = stream_source(functions)
    same = (
        "Stream",
        "StartingPosition",
        "FunctionResponseTypes",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "ParallelizationFactor",
    )
    assert {name: source[name] for name in same} == {name: routing[name] for name in same}


def test_only_functions_of_other_stacks_that_hand_cases_over_write_to_inboxes(
    statements: dict[str, list[Template]],
) -> None:
    for inboxes in (INBOXES_HERE, PARTNERS_INBOXES):
        writing = {name for name, granted in statements.items() for s in granted if s["Resource"] == inboxes}
        assert writing == {"PublishEvents", "ReceiveReferral"}


def stream_source(functions: dict[str, Template]) -> Template:
    source = functions["RouteComplaints"]["Events"]["RouteComplaintsDynamodbEventSource"]
    assert source["Type"] == "DynamoDB"
    properties = source["Properties"]
    assert isinstance(properties, dict)
    return properties


def test_every_event_source_has_a_failure_destination(
    template: Template, functions: dict[str, Template], statements: dict[str, list[Template]]
) -> None:
    dead_letters = {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    sources = [
        (name, function, *event) for name, function in functions.items() for event in function.get("Events", {}).items()
    ]
    for name, function, event_name, event in at_least_one(sources):
        properties = event["Properties"]
        if event["Type"] in ("Schedule", "CloudWatchEvent"):
            # Not delivered -> the rule's dead letters; delivered and failed -> the function's.
            assert properties["DeadLetterConfig"] == {"Arn": dead_letters}, event_name
            destination = function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
        elif event["Type"] == "SQS":
            # What fails stays in the queue and goes from there.
            queue = template["Resources"][properties["Queue"]["Fn::GetAtt"][0]]["Properties"]
            own = {"Deliver": "OutboxDeadLetters", "SendNotices": "NoticesDeadLetters"}.get(name, "DeadLetters")
            assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [own, "Arn"]}
            assert queue["VisibilityTimeout"] >= 6 * function["Timeout"]
            continue
        else:
            destination = properties["DestinationConfig"]["OnFailure"]
        assert destination == {"Type": "SQS", "Destination": dead_letters}, event_name
        sending = [s for s in statements[name] if as_list(s["Action"]) == ["sqs:SendMessage"]]
        assert dead_letters in [s["Resource"] for s in sending], f"{name} may not send its failures"


def test_the_vault_lists_the_files_of_one_case_at_a_time(statements: dict[str, list[Template]]) -> None:
    (listing,) = [s for s in statements["Vault"] if "s3:ListBucket" in as_list(s["Action"])]

    folders = listing["Condition"]["StringLike"]["s3:prefix"]
    assert folders == ["clean/??-????-????-????-?/", "refused/??-????-????-????-?/"], "a whole tracking id, or nothing"


def test_only_what_was_sent_to_this_stacks_bucket_wakes_the_cleaning(functions: dict[str, Template]) -> None:
    function = functions["CleanAttachment"]
    event = function["Events"]["CleanAttachmentEvent"]["Properties"]

    assert event["Pattern"] == {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {
            "bucket": {"name": [{"Ref": "AttachmentsBucket"}]},
            "object": {"key": [{"prefix": "incoming/"}]},
        },
    }
    assert function["EventInvokeConfig"]["MaximumRetryAttempts"] <= 2
    assert function["MemorySize"] >= 1024, "forty million pixels take 0.6 GB"


def test_settings_come_from_parameters_and_resources_alone(template: Template) -> None:
    variables = template["Globals"]["Function"]["Environment"]["Variables"]

    assert variables == {
        "PROVINCE": {"Ref": "Province"},
        "POLICY": {"Ref": "Policy"},
        "COMPLAINTS_TABLE": {"Ref": "ComplaintsTable"},
        "IDENTITIES_TABLE": {"Ref": "IdentitiesTable"},
        "ATTACHMENTS_BUCKET": {"Ref": "AttachmentsBucket"},
        "LOG_LEVEL": {"Ref": "LogLevel"},
        "POWERTOOLS_SERVICE_NAME": "lapor",
    }


def test_every_setting_reaches_some_function(template: Template) -> None:
    """A setting has a default, so a variable that is missing in the template would change nothing and tell nobody."""
    shared = template["Globals"]["Function"]["Environment"]["Variables"]
    given = set(shared)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            given |= set(resource["Properties"].get("Environment", {}).get("Variables", {}))
    read = {name.upper() for name in Settings.__slots__}
    assert read - given == set()
