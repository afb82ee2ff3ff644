"""An invented folder beside an invented export, and its import into a world in memory that cleans files at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from laporctl.case_import import ReceiptKeys
from laporctl.legacy.attachments import AttachmentTransfer
from laporctl.legacy.folder import open_folder
from laporctl.legacy.mapping import Attached
from laporctl.legacy.row_files import RowFile, RowFiles
from laporctl.legacy.transfer import Transfer
from tests.laporctl.legacy.exports import CLOSED, SITANGGAP, WORKED, conversion, rows
from tests.support import pictures
from tests.support.world import World

ATTACHED = Attached({"reporter": "Lampiran", "office": "Foto Tindak Lanjut"}, ";", public=True)
OVER: dict[str, Any] = CLOSED | {"Lampiran": "lubang.jpg; peta.png", "Foto Tindak Lanjut": "selesai.jpg"}
OPEN: dict[str, Any] = WORKED | {"Lampiran": "lagi.jpg"}
FILES = {
    "lubang.jpg": pictures.photo(),
    "peta.png": pictures.png_with_text(),
    "selesai.jpg": pictures.photo(orientation=3),
    "lagi.jpg": pictures.photo(orientation=6),
}


def beside(place: Path, files: Mapping[str, bytes] = FILES) -> Path:
    folder = place / "lampiran"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def clean_all(world: World) -> None:
    """What the bucket's events start."""
    for key in world.files.under("incoming/"):
        world.services.sanitizer.clean(key, world.now)


def row_files(folder: Path, attached: Attached = ATTACHED) -> RowFiles:
    return RowFiles(open_folder(folder), replace(SITANGGAP, attached=attached))


def deliver(
    world: World,
    place: Path,
    *lines: Mapping[str, Any],
    write: bool = True,
    attached: Attached = ATTACHED,
    cleaning: bool = True,
) -> list[RowFile]:
    """The files of some rows after an import of these."""
    files = row_files(place / "lampiran", attached)
    keys = ReceiptKeys(place / "export.csv.receipts")
    transfer = Transfer(world.services.filing, world.former_numbers, conversion(world), keys, world.now, write)
    sending = AttachmentTransfer(
        files, world.cases, world.files, world.now, write, lambda _: clean_all(world) if cleaning else None
    )
    outcomes = sending.run(transfer.run(files.noting(rows(*lines))))
    return [file for _, named in outcomes for file in named]
