"""Events as AWS hands them to the functions."""

import json
import re
import uuid
from typing import Any

from chalicelib.storage import table_keys

_IN_BRACES = re.compile(r"\{(\w+)\}")


def http(
    method: str,
    resource: str,
    *,
    body: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    office: dict[str, str] | None = None,
    **path: str,
) -> dict[str, Any]:
    """API Gateway's proxy event. `resource` is the route's pattern, `path` fills its braces, `office` is the
    caller as the authorizer describes it."""
    sent = {"content-type": "application/json", "accept": "*/*", **(headers or {})}
    context: dict[str, Any] = {
        "resourcePath": resource,
        "httpMethod": method,
        "stage": "v1",
        "requestId": str(uuid.uuid4()),
        "identity": {"sourceIp": "192.0.2.1"},
    }
    if office:
        context["authorizer"] = office
    return {
        "resource": resource,
        "path": _IN_BRACES.sub(lambda match: path[match[1]], resource),
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": path or None,
        "stageVariables": None,
        "requestContext": context,
        "body": json.dumps(body) if body is not None else None,
        "isBase64Encoded": False,
    }


def authorization(bearer: str) -> dict[str, Any]:
    """The request of API Gateway to the authorizer."""
    arn = "arn:aws:execute-api:ap-southeast-3:000000000000:api/v1/GET/agencies/64.08-pupr/queue"
    return {"type": "TOKEN", "authorizationToken": f"Bearer {bearer}", "methodArn": arn}


def new_case(tracking_id: str) -> dict[str, Any]:
    """The stream's record of one new case."""
    key = {"pk": {"S": table_keys.case(tracking_id)}, "sk": {"S": table_keys.META}}
    record = {
        "eventID": uuid.uuid4().hex,
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "ap-southeast-3",
        "dynamodb": {
            "ApproximateCreationDateTime": 1795312800,
            "Keys": key,
            "NewImage": {**key, "status": {"S": "received"}},
            "SequenceNumber": "100000000000000000001",
            "SizeBytes": 900,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": "arn:aws:dynamodb:ap-southeast-3:000000000000:table/complaints/stream/0",
    }
    return {"Records": [record]}


def tick() -> dict[str, Any]:
    """EventBridge's scheduled event."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": "2026-11-23T02:00:00Z",
        "region": "ap-southeast-3",
        "resources": ["arn:aws:events:ap-southeast-3:000000000000:rule/sweep"],
        "detail": {},
    }
