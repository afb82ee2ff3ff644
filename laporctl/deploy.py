"""Deploys a stack from the one artifact, by CloudFormation change set.

The artifact goes to an S3 bucket under its own hash, so the same zip is uploaded once however many stacks use
it, and a stack changes exactly when the hash does.
"""

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import yaml
from botocore.exceptions import ClientError

from laporctl import paths
from laporctl.errors import OperatorError
from laporctl.session import aws_session
from laporctl.stacks import Stack, from_cloudformation, load_config, stack_name

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
CODE_PLACEHOLDER = "./deployment.zip"
"""Chalice writes this where the address of the zip belongs."""

NEW = {"REVIEW_IN_PROGRESS"}
"""A stack in this status was announced by a change set that never ran: it is still to be created."""
NO_CHANGES = ("didn't contain changes", "No updates are to be performed")
LOCAL_LIMIT_FACTOR = "1000"
"""On a laptop everybody has one address, and some of them are load tests."""
LOCAL_LONGEST_PAUSE = "2"
"""On a laptop the next attempt at a receiver follows after seconds, so that its developer sees it."""

LOGGING_ROLE = "lapor-api-gateway-logs"
"""The role by which API Gateway writes access logs: one for the account, whatever stacks there are."""
LOGGING_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
ROLE_ATTEMPTS = 6
ROLE_PAUSE_SECONDS = 5

POLL_SECONDS = 0.5
WAIT_SECONDS = 30 * 60


class DeployError(OperatorError):
    """Raised when CloudFormation refuses or rolls back; the message has the first reasons it gave."""


def deploy(
    slug: str,
    package_hash: str,
    *,
    region: str,
    endpoint: str | None,
    say: Callable[[str], None] = print,
) -> Stack:
    """Create or update the stack of `slug` from the package with this hash (of `build/deployment.zip`) and wait until
    it is done. No change is a success.

    Raises StackError when `slug` is not configured, DeployError when the deployment fails.
    """
    parameters = _parameters(slug, endpoint)
    session = aws_session(region, endpoint)
    template_url = _upload_artifact(session, package_hash, region, endpoint)
    _ensure_access_logging(session, endpoint)
    cloudformation = session.client("cloudformation", endpoint_url=endpoint)
    name = stack_name(slug)
    status = _status(cloudformation, name)
    change_set = f"package-{package_hash[:12]}-{int(time.time())}"
    cloudformation.create_change_set(
        StackName=name,
        ChangeSetName=change_set,
        ChangeSetType="CREATE" if status is None or status in NEW else "UPDATE",
        TemplateURL=template_url,
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in sorted(parameters.items())],
        Capabilities=CAPABILITIES,
        Tags=[{"Key": "lapor:province", "Value": slug}],
    )
    changes = _wait_for_change_set(cloudformation, name, change_set)
    if changes:
        say(f"{name}: {len(changes)} changes")
        cloudformation.execute_change_set(StackName=name, ChangeSetName=change_set)
        _wait_for_stack(cloudformation, name)
    else:
        say(f"{name}: nothing to change")
        cloudformation.delete_change_set(StackName=name, ChangeSetName=change_set)
    if parameters["Environment"] == "production":
        cloudformation.update_termination_protection(StackName=name, EnableTerminationProtection=True)
    return from_cloudformation(slug, region, endpoint)


def _parameters(slug: str, endpoint: str | None) -> dict[str, str]:
    config = load_config(slug)
    parameters = {"Province": slug, "Environment": "production", "Policy": config.policy, **config.parameters}
    if config.exchange_accounts:
        parameters["ExchangeAccounts"] = ",".join(config.exchange_accounts)
    if endpoint is None:
        domain = {"SiteDomain": config.domain, "SiteCertificate": config.certificate}
        return parameters | {name: value for name, value in domain.items() if value}
    protocol, _, address = endpoint.partition("://")
    host, _, port = address.partition(":")
    return parameters | {
        "Environment": "local",
        "LimitFactor": LOCAL_LIMIT_FACTOR,
        "WebhookLongestPause": LOCAL_LONGEST_PAUSE,
        "ApiOriginDomain": host,
        "ApiOriginPort": port,
        "ApiOriginProtocol": f"{protocol}-only",
        "ApiOriginPathPrefix": "/_aws/execute-api",
    }


def _upload_artifact(session: Any, package_hash: str, region: str, endpoint: str | None) -> str:
    """Upload zip and template under their hashes, if they are not there yet; returns the template's address."""
    account = session.client("sts", endpoint_url=endpoint).get_caller_identity()["Account"]
    bucket = f"lapor-artifacts-{account}-{region}"
    s3 = session.client("s3", endpoint_url=endpoint)
    _ensure_bucket(s3, bucket, region, account)
    code_key = f"deployment/{package_hash}.zip"
    _put_once(s3, bucket, code_key, paths.ZIP.read_bytes(), account)
    template = yaml.safe_load(paths.TEMPLATE.read_text())
    for resource in template["Resources"].values():
        if resource.get("Properties", {}).get("CodeUri") == CODE_PLACEHOLDER:
            resource["Properties"]["CodeUri"] = f"s3://{bucket}/{code_key}"
    body = yaml.safe_dump(template).encode()
    template_key = f"template/{hashlib.sha256(body).hexdigest()}.yaml"
    _put_once(s3, bucket, template_key, body, account)
    if endpoint:
        return f"{endpoint}/{bucket}/{template_key}"
    return f"https://{bucket}.s3.{region}.amazonaws.com/{template_key}"


def _ensure_bucket(s3: Any, bucket: str, region: str, account: str) -> None:
    """Make the bucket of artifacts if it is not there. Raises DeployError for one of another account: its name can be
    guessed, and its owner could put another program in the place of what is deployed."""
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
        return
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in ("403", "AccessDenied"):
            raise DeployError(f"the bucket {bucket} is not of account {account}, or may not be read by you") from error
        if code not in ("404", "NoSuchBucket"):
            raise
    # S3 refuses the name of its first region.
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=bucket, **place)
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    )


def _ensure_access_logging(session: Any, endpoint: str | None) -> None:
    """Let API Gateway write the access logs of this account and region, if it may not yet.

    The setting belongs to the account, not to a stack: a stack that made it would take it away from the others when it
    is deleted.
    """
    gateway = session.client("apigateway", endpoint_url=endpoint)
    if gateway.get_account().get("cloudwatchRoleArn"):
        return
    iam = session.client("iam", endpoint_url=endpoint)
    trust = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    try:
        role = iam.create_role(RoleName=LOGGING_ROLE, AssumeRolePolicyDocument=document)["Role"]
    except iam.exceptions.EntityAlreadyExistsException:
        role = iam.get_role(RoleName=LOGGING_ROLE)["Role"]
    iam.attach_role_policy(RoleName=LOGGING_ROLE, PolicyArn=LOGGING_POLICY)
    change = [{"op": "replace", "path": "/cloudwatchRoleArn", "value": role["Arn"]}]
    for attempt in range(ROLE_ATTEMPTS):
        try:
            gateway.update_account(patchOperations=change)
            return
        except gateway.exceptions.BadRequestException:
            # A role that was just made is not known everywhere at once.
            if attempt == ROLE_ATTEMPTS - 1:
                raise
            time.sleep(ROLE_PAUSE_SECONDS)


def _put_once(s3: Any, bucket: str, key: str, body: bytes, account: str) -> None:
    try:
        s3.head_object(Bucket=bucket, Key=key, ExpectedBucketOwner=account)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchKey"):
            raise
        s3.put_object(Bucket=bucket, Key=key, Body=body, ExpectedBucketOwner=account)


def _status(cloudformation: Any, name: str) -> str | None:
    try:
        return str(cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def _wait_for_change_set(cloudformation: Any, name: str, change_set: str) -> list[dict[str, Any]]:
    """The changes it holds; empty when there is nothing to change."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        described = cloudformation.describe_change_set(StackName=name, ChangeSetName=change_set)
        if described["Status"] == "CREATE_COMPLETE":
            return list(described["Changes"])
        if described["Status"] == "FAILED":
            reason = described.get("StatusReason", "")
            if any(text in reason for text in NO_CHANGES):
                return []
            raise DeployError(f"{name}: the change set failed: {reason}")
        time.sleep(POLL_SECONDS)
    raise DeployError(f"{name}: the change set was not ready in time")


def _wait_for_stack(cloudformation: Any, name: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        status = _status(cloudformation, name) or "DELETED"
        if not status.endswith("_IN_PROGRESS"):
            if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
                return
            raise DeployError(f"{name} is {status}: {_first_failures(cloudformation, name)}")
        time.sleep(POLL_SECONDS)
    raise DeployError(f"{name} was not done in time")


def _first_failures(cloudformation: Any, name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [e for e in reversed(events) if e["ResourceStatus"].endswith("_FAILED")]
    return "; ".join(f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason', '?')}" for e in failed[:3])
