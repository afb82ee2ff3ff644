"""`laporctl sweep`: run the sweep now instead of waiting for its schedule."""

import json
from typing import Any

import click

from laporctl.stacks import Stack, StackError, find_stack


@click.command()
@click.argument("slug")
def sweep(slug: str) -> None:
    """Invoke the sweep function of stack SLUG and print what it did."""
    click.echo(json.dumps(invoke_sweep(find_stack(slug))))


def invoke_sweep(stack: Stack) -> dict[str, Any]:
    """Invoke the deployed function as the schedule does. Raises StackError if it failed."""
    event = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": []}
    event |= {"id": "manual", "account": "", "time": "", "region": stack.region}
    answer = stack.client("lambda").invoke(
        FunctionName=stack.outputs["SweepFunction"], Payload=json.dumps(event).encode()
    )
    payload = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise StackError(f"the sweep of {stack.slug} failed: {payload.get('errorType')}")
    return dict(payload)
