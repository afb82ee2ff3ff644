"""Takes a backup of a stack while it works.

A table is read page by page, not at one moment, so each case is made sure of: one whose state and events do not fit
together, because it changed between two pages, is read again by itself. What several cases share (lists, counts) may be
seconds older or younger than a case; an audit after the restore names what does not fit.
"""

import gzip
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from chalicelib.domain.cases.erasure_record import RECORDED, ErasureRecord
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.storage import table_keys
from laporctl.backup import ledger
from laporctl.backup.contents import (
    BUCKETS,
    CASES,
    FORMAT,
    LEDGER,
    MANIFEST,
    NOT_CARRIED,
    SERVED_WITH,
    TABLES,
    BackupError,
    Item,
    Manifest,
    hash_of,
    part,
    sealed_for_writing,
    to_line,
    write_manifest,
)
from laporctl.backup.sealing import parse_public
from laporctl.stacks import Stack

_TRIES = 5
_PIECE = 1 << 20


class Taken:
    """One backup of a stack into a folder, sealed for a public key."""

    def __init__(self, stack: Stack, into: Path, public: str, now: Callable[[], datetime]) -> None:
        if "LedgerBucket" not in stack.outputs:
            raise BackupError(f"{stack.name} was deployed by a version without a ledger of erasures: deploy it first")
        self._stack, self._into, self._now = stack, into, now
        self._public_text, self._public = public, parse_public(public)
        self._dynamodb, self._s3 = stack.client("dynamodb"), stack.client("s3")
        self._erased: list[ErasureRecord] = []
        self._torn = 0

    def take(self) -> Manifest:
        """Write all parts, then the manifest. Raises BackupError if the folder holds a backup already."""
        self._into.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (self._into / MANIFEST).exists():
            raise BackupError(f"{self._into} holds a backup already: name another folder")
        began = to_text(self._now())
        rows = {table: self._write_table(table) for table in TABLES}
        files = {bucket: self._write_files(bucket) for bucket in BUCKETS}
        entries = self.take_ledger()
        manifest = Manifest(
            format=FORMAT,
            slug=self._stack.slug,
            began=began,
            ended=to_text(self._now()),
            sealed_for=self._public_text,
            region=self._stack.region,
            ledger_bucket=self._stack.outputs["LedgerBucket"],
            rows=rows,
            files=files,
            hashes={part(name): hash_of(self._into / part(name)) for name in (*TABLES, *BUCKETS)},
            erasures=len(entries),
            torn=self._torn,
        )
        write_manifest(self._into, manifest)
        return manifest

    def take_ledger(self) -> ledger.Ledger:
        """Write the ledger of the stack, after what its bucket lacks was added: an event that the stream lost."""
        bucket = self._stack.outputs["LedgerBucket"]
        known = ledger.in_bucket(self._s3, bucket)
        missing = {key: each for key, each in ledger.ledger_of(self._erased).items() if key not in known}
        ledger.add(self._s3, bucket, missing)
        ledger.write(known | missing, self._into / LEDGER)
        return known | missing

    def _write_table(self, table: str) -> int:
        count = 0
        with (
            sealed_for_writing(self._into, table, self._public) as sealed,
            gzip.open(sealed, "wt", encoding="utf-8") as lines,
        ):
            for item in self._cases() if table == CASES else self._scan(table):
                lines.write(to_line(item))
                count += 1
        return count

    def _scan(self, table: str) -> Iterator[Item]:
        pages = self._dynamodb.get_paginator("scan").paginate(TableName=self._stack.outputs[table], ConsistentRead=True)
        for page in pages:
            yield from page["Items"]

    def _cases(self) -> Iterator[Item]:
        """Every row of the table of cases that is carried, the rows of a case as they were at one moment."""
        for pk, group in groupby(self._scan(CASES), key=lambda item: str(item["pk"]["S"])):
            if pk.startswith(NOT_CARRIED):
                continue
            items = list(group)
            tracking_id = table_keys.case_of(pk)
            if tracking_id is not None:
                items = self._whole(pk, items)
                self._erased += _erasures(tracking_id, items)
            yield from items

    def _whole(self, pk: str, items: list[Item]) -> list[Item]:
        for _ in range(_TRIES):
            if fits_together(items):
                return items
            items = self._partition(pk)
        self._torn += not fits_together(items)
        return items

    def _partition(self, pk: str) -> list[Item]:
        pages = self._dynamodb.get_paginator("query").paginate(
            TableName=self._stack.outputs[CASES],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]

    def _write_files(self, bucket: str) -> int:
        count = 0
        with (
            sealed_for_writing(self._into, bucket, self._public) as sealed,
            tarfile.open(fileobj=sealed, mode="w|gz", format=tarfile.PAX_FORMAT, bufsize=_PIECE) as archive,
        ):
            for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._stack.outputs[bucket]):
                for entry in page.get("Contents", ()):
                    count += self._write_file(bucket, entry["Key"], archive)
        return count

    def _write_file(self, bucket: str, key: str, archive: tarfile.TarFile) -> bool:
        try:
            found = self._s3.get_object(Bucket=self._stack.outputs[bucket], Key=key)
        except self._s3.exceptions.NoSuchKey:
            # Erased, or cleaned, since it was listed.
            return False
        entry = tarfile.TarInfo(key)
        entry.size = found["ContentLength"]
        names = ("ContentType", "CacheControl", "ContentDisposition", "Metadata")
        entry.pax_headers = {SERVED_WITH: json.dumps({name: found[name] for name in names if found.get(name)})}
        body: IO[bytes] = found["Body"]
        archive.addfile(entry, body)
        return True


def fits_together(items: list[Item]) -> bool:
    """Whether the rows of a case are those of one moment: its state counts its events, and its words are there."""
    rows: dict[str, Any] = {item["sk"]["S"]: item for item in items}
    state = rows.get(table_keys.META)
    events = sum(sk.startswith(table_keys.EVENT_PREFIX) for sk in rows)
    return state is not None and table_keys.CONTENT in rows and int(state["version"]["N"]) == events


def _erasures(tracking_id: str, items: list[Item]) -> Iterator[ErasureRecord]:
    for item in items:
        kind = item.get("kind", {}).get("S", "")
        if kind in RECORDED and item["sk"]["S"].startswith(table_keys.EVENT_PREFIX):
            facts = json.loads(item["data"]["S"]) if "data" in item else {}
            yield ErasureRecord(tracking_id, int(item["seq"]["N"]), kind, from_text(item["at"]["S"]), facts)
