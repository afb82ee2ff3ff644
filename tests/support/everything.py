"""Everything that a deployed stack on the embedded AWS keeps, place by place, for a search."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

from laporctl.stacks import Stack
from tests.support.search import finds

TABLES = ("ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable")


def places_of(stack: Stack, kind: str) -> list[str]:
    """The names of a stack's resources of one kind."""
    resources = stack.client("cloudformation").describe_stack_resources(StackName=stack.name)["StackResources"]
    return [entry["PhysicalResourceId"] for entry in resources if entry["ResourceType"] == kind]


def kept(stack: Stack) -> Iterator[tuple[str, Any]]:
    """Place -> what it holds: every item of every table and index, every file with its labels, every message of every
    queue, those that a function holds at this moment included, and every line of every log."""
    yield from kept_items(stack)
    yield from _files(stack)
    yield from _messages(stack)
    yield from _lines(stack)


def found_in(marker: str, places: Iterator[tuple[str, Any]]) -> set[str]:
    """The places that hold the marker."""
    return {place for place, content in places if finds(marker, content)}


def kept_items(stack: Stack) -> Iterator[tuple[str, Any]]:
    """Every item of every table and index."""
    client = stack.client("dynamodb")
    for output in TABLES:
        table = stack.outputs[output]
        described = client.describe_table(TableName=table)["Table"]
        for index in (None, *(each["IndexName"] for each in described.get("GlobalSecondaryIndexes", ()))):
            where = {"TableName": table} | ({"IndexName": index} if index else {})
            name = f"{stack.slug} {output.removesuffix('Table').lower()} {index or 'items'}"
            for page in client.get_paginator("scan").paginate(**where):
                yield from ((name, item) for item in page["Items"])


def _files(stack: Stack) -> Iterator[tuple[str, Any]]:
    client = stack.client("s3")
    for bucket in (stack.outputs["AttachmentsBucket"], stack.outputs["DataBucket"]):
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for key in (entry["Key"] for entry in page.get("Contents", ())):
                file = client.get_object(Bucket=bucket, Key=key)
                labels = client.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
                headers = {name: value for name, value in file.items() if isinstance(value, (str, dict))}
                yield f"{stack.slug} files {key}", [key, headers, labels, file["Body"].read()]


def _messages(stack: Stack) -> Iterator[tuple[str, Any]]:
    """By the embedded AWS's own address, because looking into a queue by SQS counts as an attempt."""
    with urllib.request.urlopen(f"{stack.endpoint}/_ministack/sqs/messages", timeout=60) as answer:
        accounts = json.load(answer)["messages"]
    queues = {url: found for regions in accounts.values() for each in regions.values() for url, found in each.items()}
    for url in places_of(stack, "AWS::SQS::Queue"):
        yield from ((f"{stack.slug} messages {url.rpartition('/')[2]}", message) for message in queues.get(url, ()))


def _lines(stack: Stack) -> Iterator[tuple[str, Any]]:
    pages = stack.client("logs").get_paginator("filter_log_events")
    for group in places_of(stack, "AWS::Logs::LogGroup"):
        for page in pages.paginate(logGroupName=group):
            yield from ((f"{stack.slug} log {group}", event["message"]) for event in page["events"])
