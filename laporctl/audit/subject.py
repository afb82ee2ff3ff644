"""What an audit works on: the tables and files of a stack, and their reads by key."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.attachments import rules as attachments
from chalicelib.runtime.container import Container
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.services.stack import Stack
from chalicelib.storage import table_keys
from chalicelib.storage.models import Row, Tables
from laporctl.audit.case_items import UNREADABLE, CaseItems, history_of
from laporctl.case_audit import find_alterations
from laporctl.remote import services_of
from laporctl.stacks import Stack as DeployedStack

Item = Mapping[str, Any]
"""An item as DynamoDB returns it."""


class BrokenCase(Exception):
    """Raised for a case that does not fit together, and is found as such: nothing follows from it."""


@dataclass
class Subject:
    """A stack under audit. `read` is what the reads have cost in read units, `days` are the days in UTC on which
    something happened and how many events say that they are in the log of each, as far as cases were looked at."""

    services: Container
    tables: Tables
    s3: Any
    attachments_bucket: str
    data_bucket: str
    now: Callable[[], datetime]
    read: float = field(default=0.0, init=False)
    days: Counter[str] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        events = self.client.meta.events
        events.register("provide-client-params.dynamodb.*", _report_capacity)
        events.register("after-call.dynamodb.*", self._count)

    @property
    def stack(self) -> Stack:
        """The stack's reference data."""
        return self.services.stack

    @property
    def client(self) -> Any:
        """The one client of all reads, so that all are counted."""
        return self.tables.connection.client

    def row(self, item: Item) -> Row:
        """An item as a row; raises one of `UNREADABLE`."""
        return self.tables.row.from_raw_data(dict(item))

    def case_items(self, tracking_id: str, found: list[Item] | None = None) -> CaseItems:
        """The items of a case: those that were found, or all of them by one consistent query."""
        rows: dict[str, Row] = {}
        unreadable = []
        for item in self._partition(table_keys.case(tracking_id)) if found is None else found:
            try:
                rows[item["sk"]["S"]] = self.row(item)
            except UNREADABLE:
                unreadable.append(item["sk"]["S"])
        return CaseItems(tracking_id, rows, unreadable)

    def item(self, pk: str, sk: str) -> Row | None:
        """One item by a consistent read."""
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        found = self.client.get_item(TableName=self.complaints, Key=key, ConsistentRead=True).get("Item")
        return self.row(found) if found else None

    def history(self, tracking_id: str) -> CaseHistory | None:
        """A case by one consistent query; None if nothing of it is there. Raises BrokenCase."""
        items = self.case_items(tracking_id)
        if not items.rows and not items.unreadable:
            return None
        try:
            history = history_of(items)
        except UNREADABLE as error:
            raise BrokenCase from error
        if find_alterations(history):
            raise BrokenCase
        return history

    def clean_files(self, tracking_id: str) -> set[str]:
        """The keys of a case's clean photos."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.attachments_bucket, Prefix=attachments.clean_folder(tracking_id)
        )
        return {entry["Key"] for page in pages for entry in page.get("Contents", ())}

    @property
    def complaints(self) -> str:
        """The name of the table of cases."""
        return str(self.tables.row.Meta.table_name)

    @property
    def identities(self) -> str:
        """The name of the table of identities."""
        return str(self.tables.identity.Meta.table_name)

    @property
    def secrets(self) -> str:
        """The name of the table of secrets."""
        return str(self.tables.secret.Meta.table_name)

    def offices_of_secrets(self, webhook_id: str) -> list[str]:
        """For each secret of a webhook the office that it says it belongs to; of none the secret itself."""
        answer = self.client.query(
            TableName=self.secrets,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": table_keys.webhook_secrets(webhook_id)}},
            ProjectionExpression="pk, agency",
            ConsistentRead=True,
        )
        return [item.get("agency", {}).get("S", "") for item in answer["Items"]]

    def has_secret(self, webhook_id: str) -> bool:
        """Whether a webhook has something to sign with, also from before each secret had an item of its own."""
        early = {"pk": {"S": table_keys.early_webhook_secret(webhook_id)}, "sk": {"S": table_keys.META}}
        options = {"ProjectionExpression": "pk", "ConsistentRead": True}
        return bool(
            self.offices_of_secrets(webhook_id)
            or self.client.get_item(TableName=self.secrets, Key=early, **options).get("Item")
        )

    def _partition(self, pk: str) -> list[Item]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.complaints,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]

    def _count(self, parsed: Mapping[str, Any], **_: Any) -> None:
        capacity = parsed.get("ConsumedCapacity") or []
        for each in [capacity] if isinstance(capacity, dict) else capacity:
            self.read += each.get("CapacityUnits", 0.0)


def subject_of(stack: DeployedStack) -> Subject:
    """A deployed stack, read with the operator's own credentials."""
    services = services_of(stack)
    buckets = stack.outputs["AttachmentsBucket"], stack.outputs.get("DataBucket", "")
    return Subject(services, services.adapters.tables, stack.client("s3"), *buckets, lambda: datetime.now(UTC))


def _report_capacity(params: dict[str, Any], **_: Any) -> None:
    params["ReturnConsumedCapacity"] = "TOTAL"
