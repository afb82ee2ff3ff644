"""Two linked stacks in one process, and all that happens to them. Time is the test's; chance is seeded."""

import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

import boto3
from chalice.local import LambdaEventConverter, RouteMatcher
from moto import mock_aws

import app
from chalicelib.domain.notifications.subscription import Answer
from chalicelib.gateways import sqs, vault
from chalicelib.runtime import container
from chalicelib.runtime.container import Container
from chalicelib.runtime.settings import Settings
from chalicelib.storage import models
from chalicelib.storage.models import Tables
from chalicelib.storage.stack_register import DynamoStackRegister
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from tests.faults.injection import FunctionEnded, Injector, Plan, injected
from tests.faults.stack import PREFIXES, REGION, START, LiveStack


class Clock:
    """The time of everything, moto's too."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)


class Country:
    """Both stacks, and all that happens to them."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.clock = Clock()
        self.chance = random.Random(seed)
        self.injector = Injector(plan, random.Random(seed + 1))
        self.gateway = LambdaEventConverter(RouteMatcher(list(app.app.routes)), [])
        self.invocations: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.records = 0
        self.receivers_fail = True
        self.stacks = {slug: LiveStack(self, slug) for slug in PREFIXES}
        self._link()

    def answer(self) -> Answer:
        """What a receiver of webhooks answers: one in five messages it cannot take."""
        return Answer(status=500 if self.receivers_fail and self.chance.random() < 0.2 else 204)

    def _link(self) -> None:
        for here in self.stacks.values():
            for there in self.stacks.values():
                prefix = PREFIXES[there.slug]
                inbox = there.queues["ReferralInbox"] if there is not here else None
                DynamoStackRegister(here.tables).put(prefix, f"https://{there.slug}.example", inbox)
                if there is not here:
                    secret = bytes([len(here.slug)]) * 32
                    DynamoStackSecrets(there.tables).put_of_sender(PREFIXES[here.slug], secret)
                    DynamoStackSecrets(here.tables).put_for_sending(prefix, secret)

    def pump(self, rounds: int = 1) -> bool:
        """Have all event sources hand out what they have; answers whether anything was still handed out."""
        busy = True
        for _ in range(rounds):
            handed_out = [stack.pump() for stack in self.stacks.values()]
            busy = any(handed_out)
            if not busy:
                break
        return busy

    def is_idle(self) -> bool:
        """Whether nothing waits anywhere, hidden messages included."""
        counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        client = boto3.client("sqs", region_name=REGION)
        for stack in self.stacks.values():
            if stack.later or any(consumer.waiting for consumer in stack.consumers):
                return False
            for queue in ("ReferralInbox", "Outbox", "Notices"):
                found = client.get_queue_attributes(QueueUrl=stack.queues[queue], AttributeNames=list(counts))
                if any(int(found["Attributes"][name]) for name in counts):
                    return False
        return True

    def invoke(self, name: str, waits: str, payload: bytes) -> dict[str, Any]:
        """Lambda's part in calls of a function by another."""
        slug, _, rest = unquote(name).partition(".")
        function, _, alias = rest.partition(":")
        stack, event = self.stacks[slug], json.loads(payload)
        if waits == "Event":
            stack.later.append((function, event, 0))
            return {"StatusCode": 202, "Payload": io.BytesIO()}
        try:
            answer, error = stack.call(function, event, alias), None
        except FunctionEnded as end:
            answer, error = (
                {"errorType": "Sandbox.Timedout" if str(end) == "timeout" else "Runtime.ExitError"},
                "Unhandled",
            )
        failed = {"FunctionError": error} if error else {}
        return {"StatusCode": 200, "Payload": io.BytesIO(json.dumps(answer).encode()), **failed}

    def _connect(self, settings: Settings, tables: Tables) -> Container:
        running = self.injector.running[-1]
        return self.stacks[running.stack].of(running.function)


@contextmanager
def running(plan: Plan, seed: int) -> Iterator[Country]:
    """Two linked stacks until the block ends. Faults are on from the start."""
    with ExitStack() as stack, mock_aws():
        environment = {"AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION, "PROVINCE": "", "POLICY": ""}
        environment |= {"COMPLAINTS_TABLE": "", "IDENTITIES_TABLE": "", "ATTACHMENTS_BUCKET": ""}
        stack.enter_context(patch.dict("os.environ", environment))
        for client in (sqs.sqs_client, vault.lambda_client):
            client.cache_clear()
            stack.callback(client.cache_clear)
        country = Country(plan, seed)
        stack.enter_context(injected(country.injector, country.invoke))
        stack.enter_context(patch("time.sleep", country.injector.spend))
        stack.enter_context(patch.object(container, "connect", country._connect))
        stack.enter_context(patch.object(models, "bind", lambda *_: None))
        stack.enter_context(patch("moto.sqs.models.unix_time_millis", lambda: country.clock.now.timestamp() * 1000))
        stack.enter_context(patch("moto.sqs.models.unix_time", lambda: country.clock().timestamp()))
        stack.enter_context(patch("moto.s3.models.utcnow", lambda: country.clock.now.replace(tzinfo=None)))
        container.services.cache_clear()
        yield country
    container.services.cache_clear()
