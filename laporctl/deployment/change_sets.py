"""Change sets of CloudFormation: what would change, before it does."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from laporctl.deployment.errors import DeployError
from laporctl.deployment.progress import POLL_SECONDS, WAIT_SECONDS

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
NO_CHANGES = ("didn't contain changes", "No updates are to be performed")

HOLDS_DATA = frozenset({"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::Logs::LogGroup"})
"""Types of resources with something in them that nobody can make again."""
NAMES_THE_STACK = frozenset({"AWS::CloudFront::Distribution", "AWS::ApiGateway::RestApi"})
"""Types whose replacement gives the stack another address."""


@dataclass(frozen=True)
class Change:
    """One resource that a change set touches. `action` is CloudFormation's: Add, Modify, Remove, Import, Dynamic.
    `replacement` is whether it is made anew: `always`, `conditionally`, or empty. `details` are the properties."""

    action: str
    resource: str
    kind: str
    replacement: str = ""
    details: tuple[str, ...] = ()

    @property
    def loses_data(self) -> bool:
        """Whether what the resource holds is left behind."""
        return self.kind in HOLDS_DATA and (self.action == "Remove" or bool(self.replacement))

    @property
    def moves_the_stack(self) -> bool:
        """Whether citizens and programs find the stack under another address afterwards. Each release changes what the
        API and the distribution refer to, so that CloudFormation calls their replacement conditional: no such change
        makes them anew."""
        return self.kind in NAMES_THE_STACK and (self.action == "Remove" or self.replacement == "always")


@dataclass(frozen=True)
class ChangeSet:
    """A change set that is ready: it can be executed or discarded."""

    cloudformation: Any
    stack: str
    name: str
    changes: tuple[Change, ...]

    def execute(self) -> None:
        self.cloudformation.execute_change_set(StackName=self.stack, ChangeSetName=self.name)

    def discard(self) -> None:
        self.cloudformation.delete_change_set(StackName=self.stack, ChangeSetName=self.name)


def make(
    cloudformation: Any,
    stack: str,
    *,
    new: bool,
    template: str | None,
    parameters: Mapping[str, str],
    tags: Mapping[str, str],
    kept: Collection[str] = (),
) -> ChangeSet:
    """Have CloudFormation compute what a template would change with these parameters, and the `kept` ones as they are.
    `template` is its address, or itself, or None for the one that the stack has. Raises DeployError when it refuses."""
    name = f"lapor-{int(time.time() * 1000)}"
    cloudformation.create_change_set(
        StackName=stack,
        ChangeSetName=name,
        ChangeSetType="CREATE" if new else "UPDATE",
        **source_of(template),
        Parameters=[
            *({"ParameterKey": key, "ParameterValue": value} for key, value in sorted(parameters.items())),
            *({"ParameterKey": key, "UsePreviousValue": True} for key in sorted(kept)),
        ],
        Capabilities=CAPABILITIES,
        Tags=[{"Key": key, "Value": value} for key, value in sorted(tags.items())],
    )
    return ChangeSet(cloudformation, stack, name, _wait(cloudformation, stack, name))


def source_of(template: str | None) -> dict[str, Any]:
    """A template as CloudFormation is told of it."""
    if template is None:
        return {"UsePreviousTemplate": True}
    return {"TemplateURL" if template.startswith("http") else "TemplateBody": template}


def _wait(cloudformation: Any, stack: str, name: str) -> tuple[Change, ...]:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        described = cloudformation.describe_change_set(StackName=stack, ChangeSetName=name)
        if described["Status"] == "CREATE_COMPLETE":
            return _all_changes(cloudformation, stack, name, described)
        if described["Status"] == "FAILED":
            reason = described.get("StatusReason", "")
            if any(text in reason for text in NO_CHANGES):
                return ()
            cloudformation.delete_change_set(StackName=stack, ChangeSetName=name)
            raise DeployError(f"{stack}: the change set failed: {reason}")
        time.sleep(POLL_SECONDS)
    raise DeployError(f"{stack}: the change set was not ready in time")


def _all_changes(cloudformation: Any, stack: str, name: str, described: dict[str, Any]) -> tuple[Change, ...]:
    """A change set of many resources comes in pages."""
    changes = list(described["Changes"])
    while token := described.get("NextToken"):
        described = cloudformation.describe_change_set(StackName=stack, ChangeSetName=name, NextToken=token)
        changes += described["Changes"]
    return tuple(_change(each["ResourceChange"]) for each in changes if "ResourceChange" in each)


def _change(found: dict[str, Any]) -> Change:
    replacement = {"True": "always", "Conditional": "conditionally"}.get(found.get("Replacement", ""), "")
    details = dict.fromkeys(
        target.get("Name") or target.get("Attribute", "?")
        for detail in found.get("Details", ())
        if (target := detail.get("Target"))
    )
    return Change(
        found["Action"], found["LogicalResourceId"], found.get("ResourceType", "?"), replacement, tuple(sorted(details))
    )
