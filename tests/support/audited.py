"""A stack in which everything that an audit looks at is there, whole, and ways to alter it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.deadlines.setbacks import set_back
from chalicelib.domain.duplicates import similarity
from chalicelib.domain.notifications.subscription import Webhook
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed, Reporter
from chalicelib.storage import table_keys
from chalicelib.storage.webhook_store import DynamoWebhookStore
from tests.support import pictures
from tests.support.country import Country
from tests.support.stored import keep
from tests.support.world import MONDAY, ROAD

NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", "0811000111", "pelapor@contoh.id"))
PHOTO = pictures.photo()
EVENT_3 = table_keys.event(3)
TABLES = ("complaints-kaltim", "identities-kaltim", "secrets-kaltim")
HOOK = Webhook("AAAAAAAAAAAA", "64.08-pupr", "https://laporan.example.go.id/hook", (), MONDAY)


class SampleStack:
    """A stack in which each kind of thing that an audit looks at is there once at least, and whole."""

    def __init__(self) -> None:
        self.country = Country()
        # The breach falls on the last day of a month, so that a few days make the month a closed one.
        self.country.later(days=7)
        self.world = self.country.kaltim
        self.stored = keep(self.world)
        self.lost: set[str] = set()
        self.client.meta.events.register("after-call.dynamodb.Query", self._lose)
        self.late = self._late()
        self.follower = self._follower()
        self.shared = self._shared()
        DynamoWebhookStore(self.stored.tables).add(HOOK, "whsec_rahasia")
        self.world.later(days=1)
        self.world.services.aggregation.run(self.world.now, lambda: True)
        self.world.later(days=2)
        self.world.sweep()
        self.world.services.aggregation.run(self.world.now, lambda: True)

    def _late(self) -> Filed:
        """Supported by another office, with a photo, and too late."""
        world = self.world
        filed = world.file_and_route(NAMED)
        world.do(filed, Command.ACCEPT)
        world.do(filed, Command.SUPPORT, target="64.08-dlh")
        offer = Offer("image/jpeg", len(PHOTO))
        made = world.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, world.now)
        world.services.sanitizer.clean(world.files.send(made.upload, PHOTO), world.now)
        self.country.later(days=31)
        world.sweep()
        world.services.aggregation.run(world.now, lambda: True)
        return filed

    def _follower(self) -> Filed:
        return self.world.file(replace(ROAD, text="Jalan itu lagi.", follows=self.late.case.id))

    def _shared(self) -> Filed:
        """Handed to another stack, which has not acknowledged yet what was taken out of it."""
        filed = self.world.file_and_route(NAMED)
        self.country.refer(filed, "KI", "kaltara")
        self.country.settle()
        self.world.do(filed, Command.REDACT, by=self.world.coordinator("64.08-diskominfo"), part="place")
        return filed

    # ---- what an alteration does -------------------------------------------------------------------------------------

    def key(self, pk: str, sk: str = table_keys.META) -> dict[str, Any]:
        return {"pk": {"S": pk}, "sk": {"S": sk}}

    def case_key(self, filed: Filed, sk: str = table_keys.META) -> dict[str, Any]:
        return self.key(table_keys.case(filed.case.id), sk)

    @property
    def client(self) -> Any:
        return self.stored.tables.connection.client

    def delete(self, key: dict[str, Any]) -> None:
        self.client.delete_item(TableName="complaints-kaltim", Key=key)

    def alter(self, key: dict[str, Any], /, **values: Any) -> None:
        """Set attributes of an item, or remove those that are None."""
        item = self.client.get_item(TableName="complaints-kaltim", Key=key)["Item"]
        for name, value in values.items():
            item.pop(name, None)
            if value is not None:
                item[name] = value
        self.client.put_item(TableName="complaints-kaltim", Item=item)

    def put(self, keys: dict[str, Any], /, **values: Any) -> None:
        self.client.put_item(TableName="complaints-kaltim", Item=keys | values)

    def find(self, beginning: str) -> list[dict[str, Any]]:
        """Keys of the items whose partition begins so."""
        items = self.client.scan(TableName="complaints-kaltim")["Items"]
        return [self.key(item["pk"]["S"], item["sk"]["S"]) for item in items if item["pk"]["S"].startswith(beginning)]

    def find_in_case(self, filed: Filed, beginning: str) -> dict[str, Any]:
        keys = [key for key in self.find(table_keys.case(filed.case.id)) if key["sk"]["S"].startswith(beginning)]
        return keys[0]

    def forget_file(self) -> None:
        (photo,) = attachments.attachments_of(self.world.cases.load_history(self.late.case.id).events)
        key = attachments.clean_key(self.late.case.id, photo.id, photo.picture)
        self.stored.s3.delete_object(Bucket=self.stored.bucket, Key=key)

    def add_file(self, key: str) -> None:
        self.stored.s3.put_object(Bucket=self.stored.bucket, Key=key, Body=b"x")

    def lose_from_answers(self, attributes: set[str]) -> None:
        """Have queries return no item with just these attributes: those that an audit asks an index for."""
        self.lost = attributes

    def _lose(self, parsed: dict[str, Any], **_: Any) -> None:
        if self.lost:
            parsed["Items"] = [item for item in parsed.get("Items", ()) if item.keys() != self.lost]

    def remember_hidden(self) -> None:
        """The fingerprint of a secret case, as if it had been public when it was routed."""
        filed = self.world.file(replace(ROAD, text="Rahasia.", secret=True))
        history = self.world.cases.load_history(filed.case.id)
        self.world.fingerprints.put(similarity.fingerprint_of(history.case.filing, history.content))

    def add_identity(self, tracking_id: str, name: str) -> None:
        item = self.key(table_keys.identity(tracking_id), name) | {"name": {"S": "Lain"}}
        self.client.put_item(TableName="identities-kaltim", Item=item)

    def forget_secret(self) -> None:
        DynamoWebhookStore(self.stored.tables).forget_secrets(HOOK.id)

    def add_secret(self, partition: str) -> None:
        self.client.put_item(TableName="secrets-kaltim", Item=self.key(partition) | {"current": {"S": "x"}})

    def set_counts(self, month: str, sort_key: str) -> None:
        """Have a day, or a sum, count what another does: nothing."""
        for key in self.find(f"STATS#{month}"):
            if key["sk"]["S"].startswith(sort_key):
                self.alter(key, cells=self._nothing())

    def _nothing(self) -> dict[str, Any]:
        for key in self.find("STATS#2026-12"):
            item = self.client.get_item(TableName="complaints-kaltim", Key=key)["Item"]
            if len(item["cells"]["B"]) < 20:
                return dict(item["cells"])
        raise AssertionError("no day without events")

    def event(self) -> dict[str, Any]:
        """The attributes of an event, without its keys."""
        item = self.client.get_item(TableName="complaints-kaltim", Key=self.case_key(self.late, EVENT_3))["Item"]
        return {name: value for name, value in item.items() if name not in ("pk", "sk")}

    def long_ago(self) -> dict[str, Any]:
        return {"clock_sk": {"S": f"2026-11-23T02:00:00.000Z#{self.shared.case.id}"}}

    def forever(self) -> dict[str, Any]:
        return {"expires_at": {"N": "9999999999"}}

    def drop_case(self, filed: Filed) -> None:
        """A case that is gone with everything beside it."""
        for key in [each for part in ("C#", "BREACH#", "CELL#") for each in self.find(part)]:
            if filed.case.id in key["pk"]["S"] + key["sk"]["S"]:
                self.delete(key)
        self.client.delete_item(TableName="identities-kaltim", Key=self._identity_key(filed))
        for name in self.stored.subject().clean_files(filed.case.id):
            self.stored.s3.delete_object(Bucket=self.stored.bucket, Key=name)

    def _identity_key(self, filed: Filed) -> dict[str, Any]:
        items = self.client.scan(TableName="identities-kaltim")["Items"]
        (item,) = [each for each in items if filed.case.id in each["pk"]["S"]]
        return self.key(item["pk"]["S"], item["sk"]["S"])

    def lose_public_file(self) -> None:
        standing = self.world.statistics_store.standing()
        assert standing
        name = standing.files[0].name
        self.stored.s3.delete_object(Bucket=self.stored.data_bucket, Key=f"data/{name}")

    def set_aside(self) -> None:
        """A case that the sweep gave up, without the line that tells an operator."""
        world = self.world
        timer = world.services.stack.schedule(world.case(self.late)).timer
        assert timer
        setback = set_back(self.late.case.id, 0, "Defect", timer.at + timedelta(seconds=1))
        assert world.setbacks.stored.set_aside(setback)  # type: ignore[attr-defined]
        self.delete(self.key(table_keys.SETBACKS, self.late.case.id))

    # ---- as it was before ----------------------------------------------------------------------------------------

    def snapshot(self) -> tuple[datetime, dict[str, list[dict[str, Any]]], dict[str, bytes]]:
        tables = {name: self.client.scan(TableName=name)["Items"] for name in TABLES}
        s3, bucket = self.stored.s3, self.stored.bucket
        files = [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]]
        bodies = {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in files}
        data = self.stored.data_bucket
        public = [entry["Key"] for entry in s3.list_objects_v2(Bucket=data)["Contents"]]
        bodies |= {f"{data}:{key}": s3.get_object(Bucket=data, Key=key)["Body"].read() for key in public}
        return self.world.now, tables, bodies

    def restore(self, before: tuple[datetime, dict[str, list[dict[str, Any]]], dict[str, bytes]]) -> None:
        self.world.now, tables, bodies = before
        self.lost = set()
        for name, items in tables.items():
            now = self.client.scan(TableName=name)["Items"]
            for item in [each for each in now if each not in items]:
                self.client.delete_item(TableName=name, Key=self.key(item["pk"]["S"], item["sk"]["S"]))
            for item in [each for each in items if each not in now]:
                self.client.put_item(TableName=name, Item=item)
        for key, body in bodies.items():
            bucket, _, name = key.rpartition(":")
            self.stored.s3.put_object(Bucket=bucket or self.stored.bucket, Key=name, Body=body)
