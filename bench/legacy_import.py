"""`python -m bench.legacy_import [ROWS]`: 10,000 rows of an export taken over by `laporctl import`, taken over again,
and counted. The tables are those of the embedded AWS; the figures go into `bench/legacy_import.json`."""

import csv
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.report import grid, machine
from chalicelib.runtime.container import Container
from laporctl.case_import import ReceiptKeys
from laporctl.legacy import mapping, source
from laporctl.legacy.conversion import Conversion, LegacyCase, Surroundings
from laporctl.legacy.reconciliation import reconcile
from laporctl.legacy.transfer import Transfer
from laporctl.remote import OperatorAdapters
from laporctl.stacks import Stack
from tests.support.tables import create_tables
from tests.support.world import OFFICES
from tools.dev import emulator

ROWS = 10_000
REGION = "ap-southeast-3"
FIRST_DAY = date(2019, 1, 1)
NAMES = {"ComplaintsTable": "complaints", "IdentitiesTable": "identities", "SecretsTable": "secrets"}
WRITES = frozenset({"TransactWriteItems", "BatchWriteItem", "PutItem", "UpdateItem", "DeleteItem"})
RESULTS = Path(__file__).parent / "legacy_import.json"


def write_export(file: Path, rows: int) -> None:
    """An invented export: seven years, nine of ten closed, a fifth of them by people who gave their name."""
    with file.open("w", newline="") as out:
        table = csv.DictWriter(out, list(mapping.load("sitanggap").columns.values()))
        table.writeheader()
        table.writerows(_row(number, rows) for number in range(rows))


def _row(number: int, rows: int) -> dict[str, str]:
    day = FIRST_DAY + timedelta(days=number * 2800 // rows)
    status = ("Diproses", "Masuk")[number // 10 % 2] if number % 10 == 0 else "Selesai"
    worked = {} if status == "Masuk" else {"OPD Tujuan": "64.08-pupr", "Tanggal Disposisi": f"{day} 11:00"}
    ended = {"Tanggapan": "Sudah ditangani.", "Tanggal Selesai": f"{day + timedelta(days=number % 30)} 15:00"}
    return {
        "No Tiket": f"TKT/{day.year}/{number:05d}",
        "Tanggal Masuk": f"{day} 09:00",
        "Isi Pengaduan": f"Jalan di depan pasar berlubang sedalam lutut, sudah {number} hari.",
        "Kategori": "Jalan Rusak",
        "Kode Wilayah": "64.08",
        "Status": status,
        **worked,
        **(ended if status == "Selesai" else {}),
        **({"Nama Pelapor": "Pelapor Contoh", "No HP": "0811000111"} if number % 5 == 0 else {}),
    }


@contextmanager
def _counting(client: Any) -> Iterator[Counter[str]]:
    calls = Counter[str]()

    def count(params: dict[str, Any], model: Any, **_: Any) -> None:
        calls[model.name] += 1
        if model.name == "TransactWriteItems":
            calls["items"] += len(json.loads(params["body"])["TransactItems"])

    client.meta.events.register("before-call.dynamodb", count)
    try:
        yield calls
    finally:
        client.meta.events.unregister("before-call.dynamodb", count)


def measure(endpoint: str | None, rows: int, folder: Path) -> dict[str, Any]:
    """Two runs and a count, with what each took."""
    stack = Stack("kaltim", REGION, {**NAMES, "AttachmentsBucket": "unused"}, endpoint)
    create_tables(stack.client("dynamodb"), NAMES)
    adapters = OperatorAdapters(stack)
    services, file = Container(adapters), folder / "export.csv"
    write_export(file, rows)
    offices = {office.id: office for office in OFFICES}
    runs = []
    for _ in range(2):
        converting = _conversion(services, offices)
        keys = ReceiptKeys(folder / "export.csv.receipts")
        transfer = Transfer(services.filing, adapters.former_numbers, converting, keys, services.now(), write=True)
        with _counting(adapters.tables.connection.client) as calls:
            began = time.monotonic()
            endings = Counter(outcome.ending for outcome in transfer.run(source.read("csv", file)))
            seconds = time.monotonic() - began
        runs.append({"seconds": round(seconds, 1), "endings": dict(endings), "calls": dict(calls)})
    converted = map(_conversion(services, offices).convert, source.read("csv", file))
    cases = [case for case in converted if isinstance(case, LegacyCase)]
    began = time.monotonic()
    found = reconcile(
        cases, "SITANGGAP", adapters.cases, adapters.former_numbers, services.stack.calendar.zone, services.now()
    )
    counted = {"seconds": round(time.monotonic() - began, 1), "differences": len(found.differences)}
    return {"rows": rows, "runs": runs, "reconciliation": counted | dict(found.reports)}


def _conversion(services: Container, offices: dict[str, Any]) -> Conversion:
    around = Surroundings(services.stack.calendar.zone, offices.get, datetime.now(UTC))
    return Conversion(mapping.load("sitanggap"), around)


def writes(run: dict[str, Any]) -> int:
    """How many calls of a run change something."""
    return sum(count for name, count in run["calls"].items() if name in WRITES)


def table(results: dict[str, Any]) -> str:
    """What matters, as a Markdown table."""
    rows, (first, again) = results["rows"], results["runs"]
    lines = [
        [f"import of {rows:,} rows", "first run", "second run"],
        *(
            [name, f"{first['endings'].get(name, 0):,}", f"{again['endings'].get(name, 0):,}"]
            for name in ("new", "same")
        ),
        ["seconds", f"{first['seconds']:.1f}", f"{again['seconds']:.1f}"],
        ["milliseconds a row", *(f"{1000 * run['seconds'] / rows:.1f}" for run in (first, again))],
        ["transactions", *(f"{writes(run):,}" for run in (first, again))],
        ["items written a row", *(f"{run['calls'].get('items', 0) / rows:.2f}" for run in (first, again))],
        ["batches of reads", *(f"{run['calls'].get('BatchGetItem', 0):,}" for run in (first, again))],
    ]
    return grid(lines)


def main(rows: int = ROWS) -> int:
    """Exit code: 0, or 1 if the second run wrote anything or the counts differ."""
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        running = emulator.start(emulator.free_port(), Path(folder) / "state")
        try:
            results = {"machine": about, **measure(running.endpoint, rows, Path(folder))}
        finally:
            running.stop()
    print(table(results))
    if rows == ROWS:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return int(bool(writes(results["runs"][1]) or results["reconciliation"]["differences"]))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
