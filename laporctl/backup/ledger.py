"""The ledger of erasures, as an operator reads it: out of a stack's bucket, a file, or the cases themselves."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.cases import erasure_record
from chalicelib.domain.cases.erasure_record import ErasureRecord
from chalicelib.gateways.erasure_ledger import PREFIX, S3ErasureLedger
from laporctl.backup.contents import LEDGER, BackupError

Ledger = dict[tuple[str, int, str], ErasureRecord]
"""Entries by case, number of the event, and moment: after a restore a case goes on counting where the backup ended, so
a number may come twice."""


def ledger_of(records: Iterable[ErasureRecord]) -> Ledger:
    """Entries, each once."""
    return {(each.tracking_id, each.seq, each.at.isoformat()): each for each in records}


def in_bucket(s3: Any, bucket: str) -> Ledger:
    """The entries in a bucket, versions that were written over included. Raises BackupError if it cannot be read."""
    try:
        return ledger_of(_versions(s3, bucket))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise BackupError(f"the ledger of erasures in {bucket} cannot be read: {code}") from error


def in_file(file: Path) -> Ledger:
    """The entries in a file of lines, or in the one of a backup's folder. Raises BackupError."""
    file = file / LEDGER if file.is_dir() else file
    try:
        return ledger_of(map(erasure_record.parse_line, file.read_text("utf-8").splitlines()))
    except FileNotFoundError:
        raise BackupError(f"{file} is not there") from None
    except (ValueError, KeyError, TypeError):
        raise BackupError(f"{file} is not a ledger of erasures") from None


def write(ledger: Ledger, file: Path) -> None:
    """Write the entries in the order of their moments, whole or not at all."""
    draft = file.with_name(f"{file.name}.part")
    ordered = sorted(ledger.values(), key=lambda each: (each.at, each.tracking_id, each.seq))
    draft.write_text("".join(f"{erasure_record.to_line(each)}\n" for each in ordered), "utf-8")
    draft.replace(file)


def add(s3: Any, bucket: str, ledger: Ledger) -> None:
    """Put entries into a bucket."""
    kept = S3ErasureLedger(bucket, s3)
    for record in ledger.values():
        kept.put(record)


def _versions(s3: Any, bucket: str) -> Iterator[ErasureRecord]:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=PREFIX):
        for each in page.get("Versions", ()):
            body = s3.get_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])["Body"].read()
            yield erasure_record.parse_line(body.decode())
