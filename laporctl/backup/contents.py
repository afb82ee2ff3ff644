"""What a backup of a stack is made of, and how its parts are written and read.

DEST/manifest.json      which stack, when, how much; written last: without it there is no backup
DEST/<table>.sealed     rows as DynamoDB gives them, one a line of JSON, compressed
DEST/<bucket>.sealed    a tar archive of the files under their keys, compressed
DEST/ledger.jsonl       the ledger of erasures, which says of nothing what it was, and so lies open
"""

import base64
import gzip
import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from laporctl.backup.sealing import SealedReader, SealedWriter
from laporctl.errors import OperatorError

Item = dict[str, Any]
"""A row as DynamoDB gives it."""

CASES, PEOPLE = "ComplaintsTable", "IdentitiesTable"
TABLES = (CASES, PEOPLE, "SecretsTable", "AccessTable")
"""In this order: an identity is written together with its case, so those that are read after the cases lack none."""
BUCKETS = ("AttachmentsBucket", "DataBucket")
"""After the tables, for the same reason. The site's files are made again by a deployment."""

MANIFEST, LEDGER = "manifest.json", "ledger.jsonl"
FORMAT = 1

NOT_CARRIED = ("RATE#", "SALT#", "GUESS#", "SESSION#")
"""Partitions that are left out: what counts requests and guesses, and the salt of a day, which would keep addresses
findable that nobody should find any more; and sessions, which end after hours."""


class BackupError(OperatorError):
    """Raised for a backup that cannot be taken or used; the message is one line."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. Moments in UTC; `rows` by table, `files` by bucket, `hashes` (SHA-256) by part;
    `torn` cases were changed each time they were read, and are there as they were found last."""

    format: int
    slug: str
    began: str
    ended: str
    sealed_for: str
    region: str
    ledger_bucket: str
    rows: dict[str, int]
    files: dict[str, int]
    hashes: dict[str, str]
    erasures: int
    torn: int = 0


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup, whose parts are those it was written with. Raises BackupError."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError:
        raise BackupError(f"{folder} holds no backup, or one that did not come to its end") from None
    except (ValueError, TypeError):
        raise BackupError(f"{folder / MANIFEST} cannot be read") from None
    if manifest.format != FORMAT:
        raise BackupError(f"{folder} has format {manifest.format}; this release reads {FORMAT}")
    for name, expected in manifest.hashes.items():
        if not (folder / name).exists() or hash_of(folder / name) != expected:
            raise BackupError(f"{folder / name} is missing, or not the file that was written")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it whole or not at all."""
    draft = folder / f"{MANIFEST}.part"
    draft.write_text(json.dumps(asdict(manifest), indent=2) + "\n")
    draft.replace(folder / MANIFEST)


def hash_of(file: Path) -> str:
    """SHA-256 of a file, hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def part(name: str) -> str:
    """The file of a table or bucket."""
    return f"{name}.sealed"


@contextmanager
def sealed_for_writing(folder: Path, name: str, public: X25519PublicKey) -> Iterator[IO[bytes]]:
    """A part to write into; it is sealed once the block ends without an error."""
    with private_file(folder / part(name)) as out:
        sealed = SealedWriter(out, public, name)
        yield cast("IO[bytes]", sealed)
        sealed.close()


@contextmanager
def sealed_for_reading(folder: Path, name: str, private: X25519PrivateKey) -> Iterator[IO[bytes]]:
    """A part to read from."""
    with (folder / part(name)).open("rb") as file:
        yield BufferedReader(SealedReader(file, private, name))


def private_file(path: Path) -> IO[bytes]:
    """A new file that only this user may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def to_line(item: Item) -> str:
    """A row as one line."""
    return json.dumps(item, default=_binary, separators=(",", ":")) + "\n"


def rows_in(folder: Path, table: str, private: X25519PrivateKey) -> Iterator[Item]:
    """The rows of a table."""
    with sealed_for_reading(folder, table, private) as part_of, gzip.open(part_of, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line, object_hook=_from_binary)


def files_in(folder: Path, bucket: str, private: X25519PrivateKey) -> Iterator[tuple[str, dict[str, Any], IO[bytes]]]:
    """The files of a bucket: key, headers, content."""
    with (
        sealed_for_reading(folder, bucket, private) as part_of,
        tarfile.open(fileobj=part_of, mode="r|gz") as archive,
    ):
        for entry in archive:
            content = archive.extractfile(entry)
            if content is not None:
                yield entry.name, json.loads(entry.pax_headers[SERVED_WITH]), content


SERVED_WITH = "LAPOR.served_with"
"""The header of an archive's entry that says what a file is served with, as S3's calls name it."""


def _binary(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} cannot be written")


def _from_binary(fields: dict[str, Any]) -> Any:
    return base64.b64decode(fields["base64"]) if fields.keys() == {"base64"} else fields
