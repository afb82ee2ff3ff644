"""The use cases of a deployed stack, run by an operator with the operator's own credentials."""

import json
from functools import cached_property
from typing import Any

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.gateways.accounts import CognitoAccounts
from chalicelib.gateways.file_store import S3FileStore
from chalicelib.gateways.public_files import S3PublicFiles
from chalicelib.gateways.vault import LambdaVault
from chalicelib.runtime.adapters import Adapters
from chalicelib.runtime.container import Container
from chalicelib.runtime.settings import Settings
from chalicelib.storage.models import Endpoint, Tables, bind
from laporctl.session import aws_session
from laporctl.stacks import Stack, StackError, load_config

OPERATOR = Actor(Role.ADMIN)
"""In whose name an operator works."""

SWEEP = "SweepFunction"
COUNTING = "StatisticsFunction"
"""The outputs of a stack that name the functions an operator may invoke out of turn."""


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


class OperatorAdapters(Adapters):
    """The adapters of a deployed stack. Beyond its tables it is reached with the operator's own credentials too."""

    def __init__(self, stack: Stack) -> None:
        settings = Settings(
            province=stack.slug,
            complaints_table=stack.outputs["ComplaintsTable"],
            identities_table=stack.outputs["IdentitiesTable"],
            policy=load_config(stack.slug).policy,
            attachments_bucket=stack.outputs["AttachmentsBucket"],
        )
        super().__init__(settings, tables_of(stack))
        self._stack = stack

    @cached_property
    def vault(self) -> LambdaVault:
        return vault_of(self._stack)

    @cached_property
    def accounts(self) -> CognitoAccounts:
        outputs = self._stack.outputs
        domains = frozenset(filter(None, outputs.get("SignInDomains", "").split(",")))
        return CognitoAccounts(outputs["UserPool"], lambda: self._stack.client("cognito-idp"), domains=domains)

    @cached_property
    def files(self) -> S3FileStore:
        return S3FileStore(self.settings.attachments_bucket, self._stack.client("s3"))

    @cached_property
    def public_files(self) -> S3PublicFiles:
        return S3PublicFiles(self._stack.outputs.get("DataBucket", ""), self._stack.client("s3"))


def services_of(stack: Stack) -> Container:
    """The stack's use cases, which work on the deployed tables."""
    return Container(OperatorAdapters(stack))


def vault_of(stack: Stack) -> LambdaVault:
    """The stack's vault function, called with the operator's own credentials by the name that is for operators."""
    return LambdaVault(stack.outputs.get("VaultForOperators", ""), lambda: stack.client("lambda"))


def invoke(stack: Stack, function: str) -> dict[str, Any]:
    """Invoke a deployed function, such as `SWEEP`, as its schedule does; returns what it did. Raises StackError if it
    failed."""
    event = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": []}
    event |= {"id": "manual", "account": "", "time": "", "region": stack.region}
    response = stack.client("lambda").invoke(FunctionName=stack.outputs[function], Payload=json.dumps(event).encode())
    payload = json.loads(response["Payload"].read())
    if response.get("FunctionError"):
        raise StackError(f"{function} of {stack.slug} failed: {payload.get('errorType')}")
    return dict(payload)
