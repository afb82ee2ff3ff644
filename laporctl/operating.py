"""The use cases of a deployed stack, run by an operator with the operator's own credentials."""

import json
from dataclasses import replace
from typing import Any

from chalicelib.gateways.datafiles import S3PublicFiles
from chalicelib.gateways.vault import LambdaVault
from chalicelib.runtime.settings import Settings
from chalicelib.runtime.wiring import Services, connect
from chalicelib.storage.row import Endpoint, Tables, bind
from laporctl.stacks import Stack, StackError, aws_session, load_config

SWEEP = "SweepFunction"
COUNTING = "StatisticsFunction"
"""What the outputs of a stack call the functions that an operator may invoke out of turn."""


def tables_of(stack: Stack) -> Tables:
    """The stack's tables."""
    credentials = aws_session(stack.region, stack.endpoint).get_credentials() if stack.endpoint else None
    endpoint = Endpoint(
        region=stack.region,
        host=stack.endpoint,
        access_key=credentials.access_key if credentials else None,
        secret_key=credentials.secret_key if credentials else None,
    )
    secrets = stack.outputs.get("SecretsTable", "")
    return bind(stack.outputs["ComplaintsTable"], stack.outputs["IdentitiesTable"], endpoint, secrets)


def services_of(stack: Stack) -> Services:
    """The stack's use cases; what they do is done to the deployed tables."""
    settings = Settings(
        province=stack.slug,
        complaints_table=stack.outputs["ComplaintsTable"],
        identities_table=stack.outputs["IdentitiesTable"],
        policy=load_config(stack.slug)["policy"],
        attachments_bucket=stack.outputs["AttachmentsBucket"],
    )
    services = connect(settings, tables_of(stack))
    files = S3PublicFiles(stack.outputs.get("DataBucket", ""), stack.client("s3"))
    counting = replace(services.counting, opendata=replace(services.counting.opendata, files=files))
    return replace(services, vault=vault_of(stack), counting=counting)


def vault_of(stack: Stack) -> LambdaVault:
    """The stack's vault function, called with the operator's own credentials."""
    return LambdaVault(stack.outputs.get("VaultFunction", ""), lambda: stack.client("lambda"))


def invoke(stack: Stack, function: str) -> dict[str, Any]:
    """Invoke a deployed function, such as `SWEEP`, as its schedule does; answers what it did. Raises StackError if it
    failed."""
    event = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": []}
    event |= {"id": "manual", "account": "", "time": "", "region": stack.region}
    answer = stack.client("lambda").invoke(FunctionName=stack.outputs[function], Payload=json.dumps(event).encode())
    payload = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise StackError(f"{function} of {stack.slug} failed: {payload.get('errorType')}")
    return dict(payload)
