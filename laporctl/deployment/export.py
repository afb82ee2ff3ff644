"""Everything that a stack keeps, as files: what an operator takes along before a stack is destroyed.

Rows as DynamoDB gives them, one a line, compressed; files of the buckets under their keys. It holds names, numbers and
secrets: only the user who made it may read it.
"""

import base64
import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.domain.cases.model import ENDED
from chalicelib.storage.table_keys import CASE_PREFIX, META
from laporctl.deployment.errors import DeployError
from laporctl.stacks import Stack

TABLES = ("ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable")
BUCKETS = ("AttachmentsBucket", "DataBucket")
"""The site's bucket is left out: its files are kept with the releases."""


@dataclass(frozen=True)
class Exported:
    """What was written: rows by table, files by bucket, and the cases that somebody in this stack still works on."""

    rows: dict[str, int]
    files: dict[str, int]
    open_cases: int


def export(stack: Stack, into: Path) -> Exported:
    """Write all of a stack below `into`, which must not be there yet. Raises DeployError if it is."""
    try:
        into.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise DeployError(f"{into} is there already: move it away or name another folder") from None
    rows, ended = {}, [status.value for status in ENDED]
    open_cases = 0
    for table in TABLES:
        rows[table] = 0
        with _private(into / f"{table}.jsonl.gz") as file, gzip.open(file, "wt", encoding="utf-8") as lines:
            for row in _rows(stack, stack.outputs[table]):
                lines.write(json.dumps(row, default=_binary) + "\n")
                rows[table] += 1
                open_cases += _is_case(row) and row["status"]["S"] not in ended
    files = {bucket: _files(stack, stack.outputs[bucket], into / bucket) for bucket in BUCKETS}
    return Exported(rows, files, open_cases)


def open_cases(stack: Stack) -> int:
    """How many cases somebody in this stack still works on. Reads the whole table, as the export does."""
    ended = [status.value for status in ENDED]
    rows = _rows(stack, stack.outputs["ComplaintsTable"])
    return sum(_is_case(row) and row["status"]["S"] not in ended for row in rows)


def _is_case(row: dict[str, Any]) -> bool:
    return row["sk"].get("S") == META and row["pk"]["S"].startswith(CASE_PREFIX) and "status" in row


def _rows(stack: Stack, table: str) -> Iterator[dict[str, Any]]:
    for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def _files(stack: Stack, bucket: str, into: Path) -> int:
    s3, count = stack.client("s3"), 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for item in page.get("Contents", []):
            target = into / item["Key"]
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _private(target) as file:
                s3.download_fileobj(bucket, item["Key"], file)
            count += 1
    return count


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _binary(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} cannot be written")
