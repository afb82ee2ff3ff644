"""Ends a stack: not while anybody waits for an answer, and not without a copy of what it holds."""

from collections.abc import Iterator
from pathlib import Path

from laporctl.deployment import artifact, releases, stack_update
from laporctl.deployment.errors import DeployError
from laporctl.deployment.export import Exported, export, open_cases
from laporctl.deployment.place import Place
from laporctl.deployment.progress import Say
from laporctl.stacks import Stack

MADE_AGAIN = ("SiteBucket", "DataBucket")
"""Buckets whose files can be made again. CloudFormation deletes none that holds something."""


def destroy(place: Place, stack: Stack, into: Path, say: Say) -> Exported:
    """Export the stack into a folder, then delete it. Its tables and the buckets that hold something stay, as the
    template says of them: deleting those is another command of another day.

    Raises DeployError while cases are open, before anything is written or deleted, and when something of the stack
    cannot be deleted.
    """
    if waiting := open_cases(stack):
        raise DeployError(
            f"{place.name}: {waiting} cases are open; hand them over or close them first (`laporctl queue watch`)"
        )
    exported = export(stack, into)
    if exported.open_cases:
        raise DeployError(f"{place.name}: {exported.open_cases} cases were filed meanwhile; nothing was deleted")
    say(f"{place.name}: exported to {into}")
    kept = list(_data(place))
    place.cloudformation.update_termination_protection(StackName=place.name, EnableTerminationProtection=False)
    for bucket in MADE_AGAIN:
        _empty(stack, stack.outputs[bucket])
    stack_update.remove(place, say)
    releases.forget(artifact.artifacts(place.region, place.endpoint), place.slug)
    say(f"{place.name} is gone; what held data is still there: {', '.join(kept)}")
    return exported


def _data(place: Place) -> Iterator[str]:
    """The names of what is kept."""
    template = place.cloudformation.get_template(StackName=place.name, TemplateStage="Processed")["TemplateBody"]
    retained = {name for name, each in template["Resources"].items() if each.get("DeletionPolicy") == "Retain"}
    for page in place.cloudformation.get_paginator("list_stack_resources").paginate(StackName=place.name):
        for resource in page["StackResourceSummaries"]:
            if resource["LogicalResourceId"] in retained:
                yield resource["PhysicalResourceId"]


def _empty(stack: Stack, bucket: str) -> None:
    s3 = stack.client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        if keys := [{"Key": item["Key"]} for item in page.get("Contents", [])]:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
