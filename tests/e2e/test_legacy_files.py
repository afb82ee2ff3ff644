"""Files beside an earlier system's export, on the deployed function that cleans photos: once, to closed cases too."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from laporctl.cli import main
from laporctl.remote import services_of
from laporctl.stacks import Stack
from tests.laporctl.legacy.exports import CLOSED, WORKED
from tests.support import pictures
from tests.support.loops import at_least_one

MAPPING = Path("laporctl/legacy/mappings/sitanggap.toml")
FILES = {
    "lubang.jpg": pictures.photo(width=200),
    "peta.png": pictures.png_with_text(),
    "tambal.jpg": pictures.photo(orientation=6),
    "surat.pdf": b"%PDF-1.4 surat",
    "rusak.jpg": pictures.photo()[:200],
    "lain.jpg": pictures.photo(width=90),
}
ROWS: list[dict[str, Any]] = [
    CLOSED | {"No Tiket": "E2E/1", "Lampiran": "lubang.jpg; peta.png; surat.pdf", "Foto Tindak Lanjut": "tambal.jpg"},
    WORKED | {"No Tiket": "E2E/2", "Lampiran": "lubang.jpg; rusak.jpg", "Rahasia": "Ya"},
]


@pytest.fixture
def export(kaltim: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export and its folder, for commands that work on this AWS."""
    monkeypatch.setenv("LAPOR_ENDPOINT", str(kaltim.endpoint))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    (tmp_path / "lampiran").mkdir()
    for name, data in FILES.items():
        (tmp_path / "lampiran" / name).write_bytes(data)
    file = tmp_path / "export.csv"
    with file.open("w", newline="") as out:
        table = csv.DictWriter(out, list(dict.fromkeys(name for row in ROWS for name in row)))
        table.writeheader()
        table.writerows(ROWS)
    mapping = MAPPING.read_text().replace("public = false", "public = true")
    (tmp_path / "mapping.toml").write_text(mapping)
    return file


def run(export: Path, *arguments: str) -> str:
    named = ["--mapping", str(export.with_name("mapping.toml")), "--attachments", str(export.with_name("lampiran"))]
    result = CliRunner().invoke(main, ["import", *arguments, *named])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output


def objects(kaltim: Stack, *cases: str) -> dict[str, str]:
    """Every object of these cases with its version. The bucket has those of other tests, which go on meanwhile."""
    pages = kaltim.client("s3").get_paginator("list_objects_v2").paginate(Bucket=kaltim.outputs["AttachmentsBucket"])
    listed = (each for page in pages for each in page.get("Contents", []))
    return {each["Key"]: each["ETag"] for each in listed if each["Key"].split("/")[1] in cases}


def test_files_of_an_earlier_system_are_cleaned_where_citizens_photos_are(kaltim: Stack, export: Path) -> None:
    told = run(export, "csv", "kaltim", str(export))
    assert "files: 5 new, 0 attached, 0 same, 0 waiting, 1 kept back; 1 belong to no row" in told

    told = run(export, "csv", "kaltim", str(export), "--write")
    assert "2 new, 0 same, 0 changed, 0 wrong" in told
    assert "files: 0 new, 4 attached, 0 same, 0 waiting, 2 kept back; 1 belong to no row" in told
    assert "export.csv:3: Lampiran: file 2 is broken" in told

    numbers = services_of(kaltim).adapters.former_numbers
    ((closed,), (secret,)) = (numbers.find(number) for number in ("E2E1", "E2E2"))
    before = objects(kaltim, closed, secret)
    clean = [key for key in before if key.startswith(f"clean/{closed}/") and "preview" not in key]
    assert len(clean) == 3
    for key in at_least_one(clean):
        stored = kaltim.client("s3").get_object(Bucket=kaltim.outputs["AttachmentsBucket"], Key=key)["Body"].read()
        assert not Image.open(io.BytesIO(stored)).getexif()
        assert pictures.OWNER.encode() not in stored
    store = services_of(kaltim).adapters.cases
    events = {case: store.load_history(case).events for case in (closed, secret)}
    shown = [event.data for event in events[closed] if event.kind == "attached"]
    hidden = [event.data for event in events[secret] if event.kind == "attached"]
    assert [len(shown), len(hidden)] == [3, 1]
    assert not any(data.get("private") for data in shown)
    assert all(data["private"] for data in hidden)

    told = run(export, "csv", "kaltim", str(export), "--write")
    assert "0 new, 2 same, 0 changed, 0 wrong" in told
    assert "files: 0 new, 0 attached, 4 same, 0 waiting, 2 kept back; 1 belong to no row" in told
    assert objects(kaltim, closed, secret) == before
    assert {case: store.load_history(case).events for case in events} == events

    counted = run(export, "reconcile", "csv", "kaltim", str(export))
    assert "4 files in the export that can come over, 4 here" in counted
    assert "left there: 1: a file that is broken" in counted
    assert "differs" not in counted
