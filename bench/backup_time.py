"""How large a backup is and how long it takes, and a restore: cases with a reporter each, every fifth with a photo, on
the embedded AWS. Writes `bench/backup.json`. `python -m bench.backup_time`."""

import json
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib.domain.cases.contact import Reporter
from chalicelib.services.cases.filing import Submission
from laporctl import paths
from laporctl.backup import ledger, sealing
from laporctl.backup.contents import TABLES
from laporctl.backup.put_back import Restore
from laporctl.backup.replay import Replay
from laporctl.backup.take import Taken
from laporctl.remote import services_of
from laporctl.stacks import Stack
from tools.dev import emulator, local
from tools.dev.package import build_package

CASES = 1_000
PHOTO_BYTES = 200_000
_EVERY = 5
_THREADS = 4
_BATCH = 25
_PAUSE_SECONDS = 5
RESULTS = paths.ROOT / "bench" / "backup.json"
REPORT = Submission(
    text="Jalan poros di depan pasar desa berlubang sedalam lutut. Dua sepeda motor jatuh minggu ini, dan malam hari "
    "gelap sekali karena lampu jalan di simpang tiga padam sejak Senin.",
    category="jalan-rusak",
    region="64.08.01.2001",
    place="Depan pasar desa, dekat jembatan kayu",
    reporter=Reporter("Pelapor Contoh", "+628110000111", "pelapor@contoh.id"),
)


def fill(stack: Stack, count: int) -> None:
    """File that many cases, and put a photo beside every fifth."""
    services, s3 = services_of(stack), stack.client("s3")

    def file(number: int) -> None:
        filed = services.filing.file(replace(REPORT, receipt_key=secrets.token_hex(16)), datetime.now(UTC))
        if number % _EVERY == 0:
            key = f"clean/{filed.case.id}/{number:05d}.jpg"
            s3.put_object(Bucket=stack.outputs["AttachmentsBucket"], Key=key, Body=secrets.token_bytes(PHOTO_BYTES))

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(file, range(count)))


def empty(stack: Stack) -> None:
    """Lose every row and every photo. Functions may still write meanwhile, so it looks again."""
    client, s3 = stack.client("dynamodb"), stack.client("s3")
    for table in TABLES:
        name = stack.outputs[table]
        while keys := _keys(client, name):
            for at in range(0, len(keys), _BATCH):
                deletions = [{"DeleteRequest": {"Key": key}} for key in keys[at : at + _BATCH]]
                client.batch_write_item(RequestItems={name: deletions})
            time.sleep(_PAUSE_SECONDS)
    bucket = stack.outputs["AttachmentsBucket"]
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for entry in page.get("Contents", ()):
            s3.delete_object(Bucket=bucket, Key=entry["Key"])


def _keys(client: Any, table: str) -> list[Any]:
    pages = client.get_paginator("scan").paginate(TableName=table, ProjectionExpression="pk, sk")
    return [item for page in pages for item in page["Items"]]


def measure(stack: Stack, folder: Path) -> dict[str, float]:
    """Seconds and bytes of a backup and a restore."""
    public = sealing.make_key(folder / "key")

    def now() -> datetime:
        return datetime.now(UTC)

    began = time.monotonic()
    manifest = Taken(stack, folder / "backup", public, now).take()
    backed_up = time.monotonic() - began
    sizes = {file.stem: file.stat().st_size for file in (folder / "backup").glob("*.sealed")}
    empty(stack)
    began = time.monotonic()
    private, entries = sealing.read_private(folder / "key"), ledger.in_file(folder / "backup")
    Restore(stack, folder / "backup", private, entries, Replay(services_of(stack)), now).run()
    return {
        "rows": sum(manifest.rows.values()),
        "photos": manifest.files["AttachmentsBucket"],
        "backup_seconds": round(backed_up, 1),
        "restore_seconds": round(time.monotonic() - began, 1),
        "table_bytes": sum(size for name, size in sizes.items() if name.endswith("Table")),
        "file_bytes": sum(size for name, size in sizes.items() if name.endswith("Bucket")),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        running = emulator.start(emulator.free_port(), folder / "aws")
        try:
            (stack,) = local.bring_up(["kaltim"], build_package(), running.endpoint, local.SavedState())
            without = measure(stack, _made(folder / "without"))
            fill(stack, count)
            found = {"cases": count, "without_cases": without, "with_cases": measure(stack, _made(folder / "with"))}
        finally:
            running.discard()
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
