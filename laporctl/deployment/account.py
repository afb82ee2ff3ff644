"""What an account needs once, however many stacks it has."""

import json
import time
from typing import Any

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
