"""What an account needs once, however many stacks it has: `account.yaml`, in the region of the stacks, and
`budget.yaml`, in the one region whose CloudFormation knows budgets."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from laporctl import paths
from laporctl.deployment import progress, stack_update
from laporctl.deployment.change_sets import Change
from laporctl.deployment.place import Place, parameters_of
from laporctl.deployment.progress import Say

SLUG, BUDGET_SLUG = "account", "budget"
"""In place of a province's: the stacks are called `lapor-account` and `lapor-budget`."""
BUDGET_REGION = "us-east-1"
SHARED = {"SecurityHeaders": "SecurityHeadersPolicy", "Boundary": "PermissionsBoundary", "MailRules": "MailRuleSet"}
"""Outputs of the account's stack, and the parameter of a province's that each becomes."""

DAILY_BACKUPS = "DailyBackups"
"""The parameter by which a laptop goes without: the embedded AWS knows no selection of tables."""

LOGGING_ROLE = "lapor-api-gateway-logs"
"""The role by which API Gateway writes access logs: one for the account, whatever stacks there are."""
LOGGING_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
ROLE_ATTEMPTS = 6
ROLE_PAUSE_SECONDS = 5


def ensure_access_logging(session: Any, endpoint: str | None) -> None:
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


def parameters_for(place: Place) -> dict[str, str]:
    """The parameters of a province's stack: those of its configuration, and what the account shares, if it does."""
    shared = outputs(place)
    return parameters_of(place.slug, place.endpoint) | {
        parameter: shared[output] for output, parameter in SHARED.items() if output in shared
    }


def outputs(place: Place) -> dict[str, str]:
    """The outputs of the account's stack; none where it is not deployed."""
    account = replace(place, slug=SLUG)
    if progress.status_of(account.cloudformation, account.name) is None:
        return {}
    (stack,) = account.cloudformation.describe_stacks(StackName=account.name)["Stacks"]
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}


def deploy(place: Place, given: Mapping[str, str], say: Say) -> Sequence[Change]:
    """Create or update the account's stack. Parameters that are not given stay as they are."""
    account = replace(place, slug=SLUG)
    laptop = {DAILY_BACKUPS: "no"} if place.endpoint else {}
    return _bring_to(account, paths.ACCOUNT_TEMPLATE.read_text(), {**laptop, **given}, say)


def set_budget(place: Place, email: str, dollars: int, say: Say) -> Sequence[Change]:
    """Have the address told when the account costs more than this in a month, or is going to."""
    budget = replace(place, slug=BUDGET_SLUG, region=BUDGET_REGION)
    return _bring_to(budget, paths.BUDGET_TEMPLATE.read_text(), {"Email": email, "Dollars": str(dollars)}, say)


def _bring_to(place: Place, template: str, given: Mapping[str, str], say: Say) -> Sequence[Change]:
    there = progress.status_of(place.cloudformation, place.name) not in (None, stack_update.NEVER_CREATED)
    kept = stack_update.parameters_of_stack(place) if there else {}
    return stack_update.bring_to(place, template, {**kept, **given}, say)
