"""Puts a backup into a new stack of the same province.

Nobody comes upon half a case: its state, by which everything finds it, is written after the rest. Cases of which the
ledger says that something was erased since are put back last, each with the erasure at once, and what the vault would
delete is not put back at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.timestamps import from_text
from chalicelib.storage import channel_keys, table_keys
from laporctl.backup import ledger
from laporctl.backup.contents import BUCKETS, CASES, PEOPLE, TABLES, BackupError, Item, files_in, rows_in

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from chalicelib.domain.cases.erasure_record import ErasureRecord
    from laporctl.backup.replay import Replay
    from laporctl.stacks import Stack

_BATCH = 25
_AT_ONCE = 500
_THREADS = 4
_UPLOADS = "incoming/"


@dataclass
class PutBack:
    """What a restore did: rows by table, files by bucket, what was left out and why, what was erased again."""

    rows: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    replayed: Counter[str] = field(default_factory=Counter)


class Restore:
    """One restore of a backup in a folder into a stack. With `resume` rows and files that are there already stay as
    they are: of a restore that was interrupted, and what has happened since."""

    def __init__(
        self,
        stack: Stack,
        folder: Path,
        private: X25519PrivateKey,
        entries: ledger.Ledger,
        replay: Replay,
        now: Callable[[], datetime],
        *,
        resume: bool = False,
    ) -> None:
        self._stack, self._folder, self._private, self._now, self._resume = stack, folder, private, now, resume
        self._replay = replay
        self._dynamodb, self._s3 = stack.client("dynamodb"), stack.client("s3")
        self._entries: dict[str, list[ErasureRecord]] = defaultdict(list)
        for record in entries.values():
            self._entries[record.tracking_id].append(record)
        self._ledger = entries
        self._cases: set[str] = set()
        self._erased, self._removed = set[str](), set[str]()
        self._last: list[list[Item]] = []
        self.done = PutBack()

    def run(self) -> PutBack:
        """Put everything back. Raises BackupError if there are cases already, SealError for another key."""
        if not self._resume and self._has_cases():
            raise BackupError(f"{self._stack.name} has cases already: restore into a new stack, or go on with --resume")
        ledger.add(self._s3, self._stack.outputs["LedgerBucket"], self._ledger)
        self._write_all(CASES, self._ready_cases())
        for table in TABLES:
            if table != CASES:
                self._write_all(table, self._others(table))
        for bucket in BUCKETS:
            self._write_files(bucket)
        self._write_last()
        return self.done

    def _has_cases(self) -> bool:
        pages = self._dynamodb.get_paginator("scan").paginate(
            TableName=self._stack.outputs[CASES], ProjectionExpression="pk"
        )
        return any(item["pk"]["S"].startswith(table_keys.CASE_PREFIX) for page in pages for item in page["Items"])

    def _ready_cases(self) -> Iterator[Item]:
        """The rows of the table of cases but for those cases that are not as they should be yet."""
        for pk, group in groupby(rows_in(self._folder, CASES, self._private), key=lambda item: str(item["pk"]["S"])):
            items, tracking_id = list(group), table_keys.case_of(pk)
            if tracking_id is None:
                yield from self._lasting(CASES, items)
                continue
            self._cases.add(tracking_id)
            if unknown := self._unknown(tracking_id, items):
                self._last.append(items)
                self._erased |= {tracking_id} if any(each.kind == "erased" for each in unknown) else set()
                self._removed |= {str(each.facts["attachment"]) for each in unknown if "attachment" in each.facts}
            else:
                yield from self._lasting(CASES, items)

    def _unknown(self, tracking_id: str, items: list[Item]) -> list[ErasureRecord]:
        """The entries of the ledger that a case of the backup does not know."""
        known = {
            (item["kind"]["S"], from_text(item["at"]["S"]))
            for item in items
            if item["sk"]["S"].startswith(table_keys.EVENT_PREFIX)
        }
        return [each for each in self._entries.get(tracking_id, ()) if (each.kind, each.at) not in known]

    def _others(self, table: str) -> Iterator[Item]:
        for item in self._lasting(table, rows_in(self._folder, table, self._private)):
            kind, _, tracking_id = item["pk"]["S"].partition("#")
            if table == PEOPLE and f"{kind}#" == channel_keys.sender(""):
                yield item
            elif table == PEOPLE and tracking_id not in self._cases:
                self.done.left_out["identities without a case"] += 1
            elif table == PEOPLE and tracking_id in self._erased:
                self.done.left_out["identities that were erased since"] += 1
            else:
                yield item

    def _lasting(self, table: str, items: Iterable[Item]) -> Iterator[Item]:
        """Rows that have not expired since: nobody may read them any more."""
        now = int(self._now().timestamp())
        for item in items:
            if "expires_at" in item and int(item["expires_at"]["N"]) <= now:
                self.done.left_out[f"{table}: rows that have expired"] += 1
            else:
                yield item

    def _write_all(self, table: str, items: Iterator[Item]) -> None:
        while chunk := list(islice(items, _AT_ONCE)):
            states = [item for item in chunk if table == CASES and item["sk"]["S"] == table_keys.META]
            self._write(table, [item for item in chunk if item not in states])
            self._write(table, states)
            self.done.rows[table] += len(chunk)

    def _write(self, table: str, items: list[Item]) -> None:
        name = self._stack.outputs[table]
        with ThreadPoolExecutor(_THREADS) as pool:
            if self._resume:
                list(pool.map(lambda item: self._write_new(name, item), items))
            else:
                batches = [items[at : at + _BATCH] for at in range(0, len(items), _BATCH)]
                list(pool.map(lambda batch: self._write_batch(name, batch), batches))

    def _write_batch(self, name: str, items: list[Item]) -> None:
        waiting: Any = {name: [{"PutRequest": {"Item": item}} for item in items]}
        while waiting:
            waiting = self._dynamodb.batch_write_item(RequestItems=waiting).get("UnprocessedItems")

    def _write_new(self, name: str, item: Item) -> None:
        try:
            self._dynamodb.put_item(TableName=name, Item=item, ConditionExpression="attribute_not_exists(pk)")
        except self._dynamodb.exceptions.ConditionalCheckFailedException:
            self.done.left_out["rows that were there already"] += 1

    def _write_files(self, bucket: str) -> None:
        """Uploads wait until every case is there, because each wakes the function that cleans it. Those of a case that
        was erased since are left out: that function would take them for new."""
        name = self._stack.outputs[bucket]
        for uploads in (False, True):
            for key, served_with, content in files_in(self._folder, bucket, self._private):
                if key.startswith(_UPLOADS) is not uploads or (self._resume and self._has_file(name, key)):
                    continue
                if (uploads and key.split("/")[1] in self._erased) or attachments.attachment_in(key) in self._removed:
                    self.done.left_out["files that were erased since"] += 1
                else:
                    self._s3.put_object(Bucket=name, Key=key, Body=content.read(), **served_with)
                    self.done.files[bucket] += 1
            if not uploads and bucket == BUCKETS[0]:
                self._write_last()

    def _has_file(self, bucket: str, key: str) -> bool:
        try:
            self._s3.head_object(Bucket=bucket, Key=key)
        except ClientError:
            return False
        return True

    def _write_last(self) -> None:
        """The cases that have to forget something, each with that at once."""
        while self._last:
            items = self._last.pop()
            tracking_id = items[0]["pk"]["S"].removeprefix(table_keys.CASE_PREFIX)
            self._write_all(CASES, self._lasting(CASES, items))
            self.done.replayed += self._replay.of_case(tracking_id, self._entries[tracking_id])
