"""What mails to reporters need of the template: one function's right to send, no address on the way, and nothing of it
where no mail goes out."""

import json

from chalicelib.domain.notices.ledger import LEASE
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.workers.send_notices import FIRST_PAUSE, LONGEST_PAUSE
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list, of_type
from tests.template.test_functions import MAILS, mentions

OF_MAIL = {"MailIdentity", "MailSet", "MailEvents", "MailBounced", "MailComplained"}


def test_one_function_sends_notices_and_one_answers_mails_from_one_address(
    statements: dict[str, list[Template]],
) -> None:
    sending = [
        (function, statement)
        for function, found in statements.items()
        for statement in found
        if any(action.startswith("ses:") for action in as_list(statement["Action"]))
    ]
    assert sorted(function for function, _ in sending) == ["ReceiveMail", "SendNotices"]
    own = {"ses:FromAddress": {"Fn::Sub": "kabar@${MailDomain}"}}
    for _, statement in sending:
        assert as_list(statement["Action"]) == ["ses:SendEmail"]
        assert statement["Resource"] == MAILS
        assert statement["Condition"]["Fn::If"][:2] == ["IsProduction", {"StringEquals": own}]


def test_publishing_and_healing_order_and_one_function_carries_out(statements: dict[str, list[Template]]) -> None:
    using = {
        function: sorted(as_list(statement["Action"]))
        for function, found in statements.items()
        for statement in found
        if statement["Resource"] == {"Fn::GetAtt": ["Notices", "Arn"]}
    }
    taking = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    # The HTTP function orders one-time codes and answers by WhatsApp.
    ordering = {each: ["sqs:SendMessage"] for each in ("APIHandler", "PublishEvents", "Sweep")}
    assert using == ordering | {"SendNotices": taking}


def test_the_function_that_reads_contacts_changes_no_case(statements: dict[str, list[Template]]) -> None:
    for statement in at_least_one(statements["SendNotices"]):
        writes = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"} & set(as_list(statement["Action"]))
        if mentions(statement["Resource"], "ComplaintsTable") and writes:
            keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
            # Of senders that their answers were sent.
            assert set(keys) <= {"NOTIFIED#*", "STOP#*", "WISHES#*", "REPLY#*", "CODE#*", "SENDER#*"}


def test_without_a_domain_there_is_nothing_of_mail_and_nobody_asks_the_queue(
    template: Template, functions: dict[str, Template]
) -> None:
    assert template["Parameters"]["MailDomain"]["Default"] == ""
    conditions = {name: template["Resources"][name].get("Condition") for name in OF_MAIL}
    assert set(conditions.values()) == {"HasMail"}
    source = functions["SendNotices"]["Events"]["SendNoticesSqsEventSource"]["Properties"]
    assert source["Enabled"] == {"Fn::If": ["HasMail", True, False]}
    for function in ("APIHandler", "PublishEvents", "Sweep", "SendNotices"):
        queue = functions[function]["Environment"]["Variables"]["NOTICE_QUEUE"]
        assert queue == {"Fn::If": ["HasMail", {"Ref": "Notices"}, ""]}, f"{function} would order notices nobody sends"


def test_what_came_back_is_reported_by_its_order_and_reason_alone(template: Template) -> None:
    rules = of_type(template, "AWS::Events::Rule")
    for name in ("MailBounced", "MailComplained"):
        (target,) = rules[name]["Targets"]
        said = target["InputTransformer"]
        assert target["Arn"] == {"Fn::GetAtt": ["Notices", "Arn"]}
        assert set(said["InputPathsMap"].values()) <= {"$.detail.mail.tags.order", "$.detail.bounce.bounceType"}
        filled = said["InputTemplate"].replace("<order>", '["KI-7F3K-9Q2M-XA0B-C-4"]').replace("<kind>", "Permanent")
        assert set(json.loads(filled)) == {"returned", "why"}
        own = rules[name]["EventPattern"]["detail"]["mail"]["tags"]["ses:configuration-set"]
        assert own == [{"Ref": "MailSet"}], "another stack's mails are not this one's"


def test_an_order_is_given_up_after_half_a_day_of_failures(template: Template) -> None:
    queue = template["Resources"]["Notices"]["Properties"]
    times = queue["RedrivePolicy"]["maxReceiveCount"]
    pauses = [min(FIRST_PAUSE * 2**number, LONGEST_PAUSE) for number in range(times - 2)]
    # One time is for its moment, one for the morning.
    assert 8 <= sum(pause.total_seconds() for pause in pauses) / 3600 <= 24
    assert queue["VisibilityTimeout"] >= LEASE.total_seconds()


def test_an_order_names_nobody() -> None:
    assert NoticeOrder.__annotations__.keys() == {"tracking_id", "seq", "to"}
