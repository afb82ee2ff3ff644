"""One stack in one process, over moto in AWS's place: every function of app.py, called as Lambda, API Gateway, the
stream, the queues and the schedules call it."""

import json
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

import app
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.model import Case, Role
from chalicelib.domain.geography.regions import Region
from chalicelib.runtime import container
from chalicelib.runtime.container import Container
from chalicelib.runtime.settings import Settings
from chalicelib.services.channels.mail_inbound import ARRIVED
from chalicelib.storage import table_keys
from chalicelib.storage.mapping import row_to_case
from chalicelib.storage.models import Endpoint, Tables, bind
from laporctl import paths
from laporctl.agencies.store import DirectoryStore
from tests.faults.adapters import TimedAdapters
from tests.faults.injection import FunctionEnded, Running
from tests.faults.invocations import CLOUDWATCH, METHOD_ARN, REGION, Answered, Context, gateway_problem
from tests.faults.queues import make_queues
from tests.faults.stream import Consumer
from tests.support.country import NEIGHBOURS
from tests.support.notice_ledger import MemoryMailer
from tests.support.tables import create_tables, read_template
from tests.support.webhooks import MemorySender
from tests.support.world import OFFICES, VILLAGE

if TYPE_CHECKING:
    from tests.faults.country import Country

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
HTTP = "api_handler"
PREFIXES = {"kaltim": "KI", "kaltara": "KU"}
OFFICES_OF = {"kaltim": OFFICES, "kaltara": NEIGHBOURS}
REGIONS_OF = {
    "kaltim": ("64", "64.08", "64.08.01", VILLAGE),
    "kaltara": ("65", "65.01"),
}
_TEMPLATE = read_template()["Resources"]
_CONFIG = json.loads((paths.ROOT / ".chalice" / "config.json").read_text())
SECONDS: dict[str, int] = {
    name: settings["lambda_timeout"] for name, settings in _CONFIG["stages"]["prod"]["lambda_functions"].items()
}
"""How long each function of the template may run: all there are."""
SENDERS, REPLIES = bytes([1]) * 32, bytes([2]) * 32
"""The keys that mail needs."""
TABLES = ("ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable")


class LiveStack:
    """One stack: its tables, bucket, queues, stream and functions."""

    def __init__(self, country: "Country", slug: str) -> None:
        self.country, self.slug = country, slug
        client = boto3.client("dynamodb", region_name=REGION)
        self.names = {name: f"{slug}-{name}" for name in TABLES}
        create_tables(client, self.names)
        stream = {"StreamEnabled": True, **_TEMPLATE["ComplaintsTable"]["Properties"]["StreamSpecification"]}
        client.update_table(TableName=self.names["ComplaintsTable"], StreamSpecification=stream)
        self.bucket = f"{slug}-attachments"
        for bucket in (self.bucket, f"{slug}-data", f"{slug}-ledger"):
            boto3.client("s3", region_name=REGION).create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
        self.queues = make_queues(slug, REGION)
        self.tables = self._bind()
        self.sender = MemorySender(country.answer)
        self.mailer = MemoryMailer()
        self.containers: dict[str, Container] = {}
        self.consumers = [
            Consumer(name, _TEMPLATE[logical]["Properties"]["Events"][f"{logical}DynamodbEventSource"]["Properties"])
            for name, logical in (("route_complaints", "RouteComplaints"), ("publish_events", "PublishEvents"))
        ]
        self.later: deque[tuple[str, dict[str, Any], int]] = deque()
        self.given_up: list[tuple[str, dict[str, Any]]] = []
        self.keys: dict[tuple[str, Role], str] = {}
        self._load()

    def _bind(self) -> Tables:
        complaints, identities, secrets, access = self.names.values()
        return bind(complaints, identities, Endpoint(REGION, None, "test", "test"), secrets, access)

    def _load(self) -> None:
        regions = [
            Region(code, tuple(f"Wilayah {code}" for _ in range(code.count(".") + 1))) for code in REGIONS_OF[self.slug]
        ]
        DirectoryStore(self.tables).load(regions, OFFICES_OF[self.slug])
        secrets = self.of("operator").adapters.channel_secrets
        secrets.make_senders(SENDERS)
        secrets.make_replies(REPLIES)
        keys = self.of("operator").keys
        ends = START + timedelta(days=3000)
        for office in OFFICES_OF[self.slug]:
            for role in (Role.COORDINATOR,) if office.coordinates else (Role.OFFICER, Role.LIAISON):
                self.keys[office.id, role] = keys.issue(role, office, START, ends)

    def of(self, function: str) -> Container:
        """The use cases of one function, as its process holds them; whoever is no function gets its own."""
        if function not in self.containers:
            settings = Settings(
                province=self.slug,
                complaints_table=self.names["ComplaintsTable"],
                identities_table=self.names["IdentitiesTable"],
                policy="progress-30",
                attachments_bucket=self.bucket,
                clean_function=f"{self.slug}.clean_attachment",
                vault_function=f"{self.slug}.vault:{'stacks' if function == 'receive_referral' else 'http'}",
                data_bucket=f"{self.slug}-data",
                ledger_bucket=f"{self.slug}-ledger",
                limit_factor=1000.0,
                secrets_table=self.names["SecretsTable"],
                access_table=self.names["AccessTable"],
                outbox_queue=self.queues["Outbox"],
                notice_queue=self.queues["Notices"],
                dead_letters=self.queues["DeadLetters"],
                loopback_webhooks=True,
                site_url=f"https://{self.slug}.example",
                mail_function=f"{self.slug}.receive_mail",
                mail_from=f"kabar@{self.slug}.example",
            )
            country = self.country
            adapters = TimedAdapters(
                settings, self.tables, country.clock, country.chance.randbytes, self.sender, self.mailer
            )
            self.containers[function] = Container(adapters, country.chance.randbytes, country.clock)
        return self.containers[function]

    def call(self, function: str, event: Any, alias: str = "") -> Any:
        """One invocation. Raises FunctionEnded if its process ended, and what the function raised."""
        country, entry = self.country, app.app if function == HTTP else getattr(app, function)
        running = Running(self.slug, function, float(SECONDS[function]))
        country.invocations[function] += 1
        country.injector.running.append(running)
        container.services.cache_clear()
        try:
            return entry(event, Context(running, alias))
        except FunctionEnded:
            country.ended[function] += 1
            self.containers.pop(function, None)
            raise
        finally:
            country.injector.running.pop()
            container.services.cache_clear()

    def request(self, method: str, path: str, body: Any = None, key: str | None = None, **headers: str) -> Answered:
        """What API Gateway makes of a request: the authorizer first where the route has one, then the function."""
        sent = {"content-type": "application/json", **{name.replace("_", "-"): each for name, each in headers.items()}}
        event = self.country.gateway.create_lambda_event(method, path, sent, json.dumps(body or {}).encode())
        event["body"] = event["body"].decode()
        event["isBase64Encoded"] = False
        route = app.app.routes[event["requestContext"]["resourcePath"]][method]
        try:
            if route.authorizer is not None:
                token = {"type": "TOKEN", "authorizationToken": f"Bearer {key}", "methodArn": METHOD_ARN}
                event["requestContext"]["authorizer"] = self.call("authorize", token)["context"]
        except (Exception, FunctionEnded) as error:
            # As the template's AUTHORIZER_FAILURE says.
            return gateway_problem(401 if str(error) == "Unauthorized" else 503)
        try:
            answer = self.call(HTTP, event)
        except FunctionEnded as end:
            return gateway_problem(504 if str(end) == "timeout" else 502)
        made = {name.lower(): value for name, value in answer["headers"].items()}
        return Answered(answer["statusCode"], made, answer["body"])

    def pump(self) -> bool:
        """Have every event source hand out what it has, once; answers whether anything was handed out."""
        self._drain_stream()
        busy = [self._consume(consumer) for consumer in self.consumers]
        busy += [self._poll("receive_referral", "ReferralInbox", 10), self._poll("deliver", "Outbox", 1)]
        busy.append(self._poll("send_notices", "Notices", 1))
        for _ in range(len(self.later)):
            busy.append(self._call_later(*self.later.popleft()))
        return any(busy)

    def tick(self, function: str) -> None:
        """A schedule's firing."""
        self._call_later(function, {"source": "aws.events", "detail": {}, **CLOUDWATCH}, 0)

    def upload(self, key: str, data: bytes, labels: dict[str, str]) -> None:
        """A file that a browser sends to the bucket by an invitation; EventBridge tells of it."""
        metadata = {name.removeprefix("x-amz-meta-"): each for name, each in labels.items() if "x-amz-meta-" in name}
        self._arrived("clean_attachment", "CleanAttachment", key, data, metadata)

    def mail(self, name: str, data: bytes) -> None:
        """A mail that SES puts into the bucket."""
        self._arrived("receive_mail", "ReceiveMail", f"{ARRIVED}{name}", data, {})

    def _arrived(self, function: str, logical: str, key: str, data: bytes, metadata: dict[str, str]) -> None:
        boto3.client("s3", region_name=REGION).put_object(Bucket=self.bucket, Key=key, Body=data, Metadata=metadata)
        detail = {"bucket": {"name": self.bucket}, "object": {"key": key}}
        retries = _TEMPLATE[logical]["Properties"]["EventInvokeConfig"]["MaximumRetryAttempts"]
        self.later.append((function, {"source": "aws.s3", "detail": detail, **CLOUDWATCH}, retries))

    def uploads(self) -> list[datetime]:
        """When each file and mail came that nobody has dealt with."""
        found = [entry for folder in (attachments.INCOMING, ARRIVED) for entry in self.files(folder)]
        return [entry["LastModified"] for entry in found]

    def files(self, folder: str) -> list[Any]:
        """What the bucket lists of a folder."""
        found = boto3.client("s3", region_name=REGION).list_objects_v2(Bucket=self.bucket, Prefix=folder)
        return list(found.get("Contents", ()))

    def _drain_stream(self) -> None:
        backend = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
        shard = backend.tables[self.names["ComplaintsTable"]].stream_shard
        for item in shard.items:
            record = item.to_json()
            record["eventSourceARN"] = f"arn:aws:dynamodb:{REGION}:123456789012:table/{self.slug}/stream/2026"
            self.country.records += 1
            for consumer in self.consumers:
                if consumer.wants(record):
                    consumer.waiting.append(record)
        shard.starting_sequence_number += len(shard.items)
        shard.items.clear()

    def _consume(self, consumer: Consumer) -> bool:
        batch = consumer.batch()
        if not batch:
            return False
        try:
            answer = self.call(consumer.function, {"Records": batch})
        except (Exception, FunctionEnded):
            consumer.failed(batch)
            return True
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        first = next((n for n, each in enumerate(batch) if each["dynamodb"]["SequenceNumber"] in failed), len(batch))
        consumer.done(first)
        if first < len(batch):
            consumer.failed(batch[first : first + 1])
        return True

    def _poll(self, function: str, queue: str, count: int) -> bool:
        client, address = boto3.client("sqs", region_name=REGION), self.queues[queue]
        found = client.receive_message(QueueUrl=address, MaxNumberOfMessages=count, AttributeNames=["All"])
        messages = found.get("Messages", [])
        if not messages:
            return False
        records = [
            {
                "messageId": each["MessageId"],
                "receiptHandle": each["ReceiptHandle"],
                "body": each["Body"],
                "attributes": each["Attributes"],
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": f"arn:aws:sqs:{REGION}:123456789012:{queue}",
                "awsRegion": REGION,
            }
            for each in messages
        ]
        try:
            failed = {each["itemIdentifier"] for each in self.call(function, {"Records": records})["batchItemFailures"]}
        except (Exception, FunctionEnded):
            return True
        for each in messages:
            if each["MessageId"] not in failed:
                client.delete_message(QueueUrl=address, ReceiptHandle=each["ReceiptHandle"])
        return True

    def _call_later(self, function: str, event: dict[str, Any], retries: int) -> bool:
        try:
            self.call(function, event)
        except (Exception, FunctionEnded):
            if retries:
                self.later.append((function, event, retries - 1))
            else:
                self.given_up.append((function, event))
        return True

    def cases(self) -> list[Case]:
        """All cases on record, as somebody sees them who looks from outside."""
        found = self.tables.row.scan(self.tables.row.sk == table_keys.META)
        return [row_to_case(row) for row in found if table_keys.case_of(row.pk)]

    def dead_letters(self, queue: str) -> list[str]:
        """What lies in a queue of dead letters; it stays there."""
        backend = boto3.client("sqs", region_name=REGION)
        bodies = []
        while found := backend.receive_message(
            QueueUrl=self.queues[queue], MaxNumberOfMessages=10, VisibilityTimeout=43200
        ).get("Messages"):
            bodies += [each["Body"] for each in found]
        return bodies

    def move_messages(self, dead: str, queue: str) -> None:
        """Has SQS move the messages of one queue to another."""
        client = boto3.client("sqs", region_name=REGION)
        for body in self.dead_letters(dead):
            client.send_message(QueueUrl=self.queues[queue], MessageBody=body)
        client.purge_queue(QueueUrl=self.queues[dead])
