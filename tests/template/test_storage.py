"""Tables, buckets and queues."""

import json

import pytest

from tests.template.conftest import Template, of_type
from tests.template.test_functions import mentions

ONLY_IN_PRODUCTION = {"Fn::If": ["IsProduction", True, False]}


@pytest.mark.parametrize("table", ["ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable"])
def test_tables_are_protected_in_production(template: Template, table: str) -> None:
    resource = template["Resources"][table]
    properties = resource["Properties"]

    assert properties["DeletionProtectionEnabled"] == ONLY_IN_PRODUCTION
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": ONLY_IN_PRODUCTION}
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert properties["SSESpecification"] == {"SSEEnabled": True}


def test_production_is_the_default(template: Template) -> None:
    assert template["Parameters"]["Environment"]["Default"] == "production"
    assert template["Conditions"]["IsProduction"] == {"Fn::Equals": [{"Ref": "Environment"}, "production"]}


def test_an_idle_table_costs_nothing(template: Template) -> None:
    tables = of_type(template, "AWS::DynamoDB::Table")

    assert set(tables) == {"ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable"}
    assert all(table["BillingMode"] == "PAY_PER_REQUEST" for table in tables.values())


def test_complaints_stream_their_new_state_and_expire_by_date(template: Template) -> None:
    complaints = of_type(template, "AWS::DynamoDB::Table")["ComplaintsTable"]

    assert complaints["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}
    assert complaints["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    identities = of_type(template, "AWS::DynamoDB::Table")["IdentitiesTable"]
    assert identities["TimeToLiveSpecification"] == complaints["TimeToLiveSpecification"]


def test_indexes_carry_what_their_readers_show_and_nothing_more(template: Template) -> None:
    """Every attribute of an index is paid for again at every write."""
    complaints = of_type(template, "AWS::DynamoDB::Table")["ComplaintsTable"]
    indexes = {index["IndexName"]: index for index in complaints["GlobalSecondaryIndexes"]}

    assert {name: index["Projection"]["ProjectionType"] for name, index in indexes.items()} == {
        "agency": "INCLUDE",
        "clock": "KEYS_ONLY",
        "log": "KEYS_ONLY",
    }
    assert set(indexes["agency"]["Projection"]["NonKeyAttributes"]) == {
        *("id", "type", "title", "category", "region", "status", "version"),
        *("filed_at", "due_at", "breached", "flags", "kind", "seq", "at"),
    }
    for name, index in indexes.items():
        assert [key["AttributeName"] for key in index["KeySchema"]] == [f"{name}_pk", f"{name}_sk"]


@pytest.mark.parametrize("table", ["IdentitiesTable", "SecretsTable", "AccessTable"])
def test_what_is_secret_has_no_stream_and_no_index(template: Template, table: str) -> None:
    properties = of_type(template, "AWS::DynamoDB::Table")[table]

    assert "StreamSpecification" not in properties
    assert "GlobalSecondaryIndexes" not in properties


def test_dead_letters_are_encrypted_and_kept_two_weeks(template: Template) -> None:
    queue = of_type(template, "AWS::SQS::Queue")["DeadLetters"]

    assert queue["SqsManagedSseEnabled"] is True
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600


@pytest.mark.parametrize("queue", ["DeadLetters", "Notices"])
def test_only_rules_of_this_stack_write_to_its_queues_from_outside(queue: str, template: Template) -> None:
    policies = of_type(template, "AWS::SQS::QueuePolicy")
    assert set(policies) == {"DeadLettersPolicy", "NoticesPolicy", "ReferralInboxPolicy"}
    policy = policies[f"{queue}Policy"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    source = statement["Condition"]["ArnLike"]["aws:SourceArn"]["Fn::Sub"]
    assert source.endswith(":rule/${AWS::StackName}-*")


def test_an_inbox_takes_messages_of_roles_that_are_named_and_else_of_this_account_alone(template: Template) -> None:
    """In this account the roles' own rights say who writes; who is believed, every message's signature."""
    assert template["Resources"]["ReferralInboxPolicy"]["Condition"] == "HasPartners"
    assert {template["Parameters"][f"Partner{what}"]["Default"] for what in ("Accounts", "Roles", "Inboxes")} == {""}
    policy = of_type(template, "AWS::SQS::QueuePolicy")["ReferralInboxPolicy"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert policy["Queues"] == [{"Ref": "ReferralInbox"}]
    assert (statement["Action"], statement["Principal"]) == ("sqs:SendMessage", {"AWS": {"Ref": "PartnerAccounts"}})
    assert statement["Condition"] == {"ArnLike": {"aws:PrincipalArn": {"Ref": "PartnerRoles"}}}


@pytest.mark.parametrize("name", ["SiteBucket", "DataBucket"])
def test_the_public_buckets_are_closed_to_everybody_but_their_distribution(template: Template, name: str) -> None:
    bucket = of_type(template, "AWS::S3::Bucket")[name]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}

    policy = of_type(template, "AWS::S3::BucketPolicy")[f"{name}Policy"]
    allowing, (_, denying, _) = (
        policy["PolicyDocument"]["Statement"][0],
        policy["PolicyDocument"]["Statement"][1]["Fn::If"],
    )
    assert allowing["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert allowing["Action"] == "s3:GetObject"
    assert "distribution/${Distribution}" in allowing["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]
    assert denying["Effect"] == "Deny"
    assert denying["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_bucket_of_attachments_is_closed_to_everybody_without_an_address(template: Template) -> None:
    bucket = of_type(template, "AWS::S3::Bucket")["AttachmentsBucket"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert template["Resources"]["AttachmentsBucket"]["DeletionPolicy"] == "Retain"

    policy = of_type(template, "AWS::S3::BucketPolicy")["AttachmentsBucketPolicy"]
    # The second is what lets SES put mails in: tests/template/test_mail.py.
    denying, _ = policy["PolicyDocument"]["Statement"]
    assert denying["Effect"] == "Deny", "nobody is let in by the bucket itself"
    assert template["Resources"]["AttachmentsBucketPolicy"]["Condition"] == "IsProduction"


def test_what_is_deleted_from_the_bucket_of_attachments_is_gone(template: Template) -> None:
    """An older version would survive a redaction and an erasure."""
    bucket = of_type(template, "AWS::S3::Bucket")["AttachmentsBucket"]
    assert "VersioningConfiguration" not in bucket
    assert "ObjectLockEnabled" not in bucket
    assert "ReplicationConfiguration" not in bucket


def test_the_ledger_of_erasures_outlives_the_stack_and_no_entry_can_be_unwritten(
    template: Template, statements: dict[str, list[Template]]
) -> None:
    bucket = of_type(template, "AWS::S3::Bucket")["LedgerBucket"]
    assert template["Resources"]["LedgerBucket"]["DeletionPolicy"] == "Retain"
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    may = {
        function: [statement["Action"] for statement in found if mentions(statement["Resource"], "LedgerBucket")]
        for function, found in statements.items()
    }
    assert {function: actions for function, actions in may.items() if actions} == {"PublishEvents": [["s3:PutObject"]]}


def test_files_that_never_became_attachments_leave_by_themselves(template: Template) -> None:
    bucket = of_type(template, "AWS::S3::Bucket")["AttachmentsBucket"]
    rules = {rule["Prefix"]: rule["ExpirationInDays"] for rule in bucket["LifecycleConfiguration"]["Rules"]}

    assert rules == {"incoming/": 1, "refused/": 30, "mail/in/": 14, "mail/dropped/": 30}, (
        "clean pictures stay as long as their case"
    )


def test_nothing_strangers_sent_is_served_by_the_host_of_the_pages(template: Template) -> None:
    """A file that a browser takes for a page would run beside the saved receipts."""
    (distribution,) = of_type(template, "AWS::CloudFront::Distribution").values()
    origins = json.dumps(distribution["DistributionConfig"]["Origins"])
    assert "SiteBucket" in origins
    assert "AttachmentsBucket" not in origins
