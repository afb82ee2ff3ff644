"""The floor under every cold start: one DynamoDB client, one put, nothing else."""

import os
import uuid
from typing import Any

import boto3

TABLE = os.environ["COMPLAINTS_TABLE"]

client = boto3.client("dynamodb")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Keep what came, under a random key."""
    item = {"pk": {"S": f"FLOOR#{uuid.uuid4()}"}, "sk": {"S": "META"}, "text": {"S": event["body"]}}
    client.put_item(TableName=TABLE, Item=item)
    return {"statusCode": 201}
