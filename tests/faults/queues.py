"""The queues of one stack, over moto, with what the template says of each."""

import json

import boto3

from tests.support.tables import read_template

QUEUES = ("DeadLetters", "OutboxDeadLetters", "NoticesDeadLetters", "ReferralInbox", "Outbox", "Notices")


def make_queues(slug: str, region: str) -> dict[str, str]:
    """Queue -> its address."""
    client = boto3.client("sqs", region_name=region)
    resources = read_template()["Resources"]
    addresses: dict[str, str] = {}
    for name in QUEUES:
        properties = resources[name]["Properties"]
        attributes = {"VisibilityTimeout": str(properties.get("VisibilityTimeout", 30))}
        attributes |= {"MessageRetentionPeriod": str(properties["MessageRetentionPeriod"])}
        if policy := properties.get("RedrivePolicy"):
            target = client.get_queue_attributes(
                QueueUrl=addresses[policy["deadLetterTargetArn"].partition(".")[0]], AttributeNames=["QueueArn"]
            )["Attributes"]["QueueArn"]
            redrive = {"deadLetterTargetArn": target, "maxReceiveCount": policy["maxReceiveCount"]}
            attributes["RedrivePolicy"] = json.dumps(redrive)
        addresses[name] = client.create_queue(QueueName=f"{slug}-{name}", Attributes=attributes)["QueueUrl"]
    return addresses
