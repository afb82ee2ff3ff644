"""What mails that come need of the template: SES may put them into one folder, one function takes them from there, and
what was dropped is counted by its reason."""

from chalicelib.domain.channels.mail import LARGEST_BYTES
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED, HELD_FOR
from tests.template.conftest import Template, as_list, of_type
from tools.dev.emulator import RETRY_SECONDS


def test_ses_scans_mails_for_the_domain_and_puts_them_into_one_folder(template: Template) -> None:
    (rule,) = of_type(template, "AWS::SES::ReceiptRule").values()
    assert template["Resources"]["MailIn"]["Condition"] == "ReceivesMail"
    written = rule["Rule"]
    assert (written["ScanEnabled"], written["Recipients"]) == (True, [{"Ref": "MailDomain"}])
    assert written["Actions"] == [
        {"S3Action": {"BucketName": {"Ref": "AttachmentsBucket"}, "ObjectKeyPrefix": ARRIVED}}
    ]
    (_, allowing) = template["Resources"]["AttachmentsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    condition, statement, _ = allowing["Fn::If"]
    assert condition == "ReceivesMail"
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    assert statement["Resource"] == {"Fn::Sub": f"${{AttachmentsBucket.Arn}}/{ARRIVED}*"}
    assert statement["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}
    rule_name = written["Name"]["Fn::Sub"]
    assert statement["Condition"]["StringEquals"]["aws:SourceArn"]["Fn::Sub"].endswith(f":receipt-rule/{rule_name}")


def test_only_mails_in_this_stacks_bucket_wake_the_function_and_it_may_hold_the_largest(
    functions: dict[str, Template],
) -> None:
    function = functions["ReceiveMail"]
    event = function["Events"]["ReceiveMailEvent"]["Properties"]
    assert event["Pattern"]["detail"] == {
        "bucket": {"name": [{"Ref": "AttachmentsBucket"}]},
        "object": {"key": [{"prefix": ARRIVED}]},
    }
    assert function["MemorySize"] * 1024 * 1024 >= 20 * LARGEST_BYTES


def test_a_run_that_holds_a_mail_has_ended_when_another_takes_its_place_and_is_tried_again_then(
    functions: dict[str, Template],
) -> None:
    function = functions["ReceiveMail"]
    assert function["Timeout"] <= HELD_FOR.total_seconds()
    # Lambda waits a minute before the first retry and two before the second.
    assert function["EventInvokeConfig"]["MaximumRetryAttempts"] == 2
    assert HELD_FOR.total_seconds() <= sum(RETRY_SECONDS * times for times in (1, 2))


def test_mails_leave_the_bucket_by_themselves(template: Template) -> None:
    rules = template["Resources"]["AttachmentsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    kept = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules}
    assert (kept[ARRIVED], kept[DROPPED]) == (14, 30)


def test_what_is_dropped_is_counted_by_reason(template: Template) -> None:
    counted = template["Resources"]["MailsDropped"]["Properties"]
    assert counted["LogGroupName"] == {"Ref": "ReceiveMailLogs"}
    (made,) = counted["MetricTransformations"]
    assert made["Dimensions"] == [{"Key": "reason", "Value": "$.reason"}]


def test_the_function_reads_no_contact_and_no_secret_but_its_keys(statements: dict[str, list[Template]]) -> None:
    reading = {
        action
        for statement in statements["ReceiveMail"]
        if statement["Resource"] == {"Fn::GetAtt": ["IdentitiesTable", "Arn"]}
        for action in as_list(statement["Action"])
    }
    assert reading == {"dynamodb:PutItem"}
