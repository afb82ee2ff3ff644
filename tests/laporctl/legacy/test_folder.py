"""Files beside an export are found as people wrote their names down, and nothing outside the folder is."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.domain.attachments import rules
from laporctl.legacy import folder
from laporctl.legacy.folder import Folder, FolderError, FoundFile
from tests.support import pictures

FILES = {
    "2021/Foto Jalan.JPG": b"jalan",
    "2021/sama.jpg": b"satu",
    "2022/sama.jpg": b"dua",
    "TKT/2021/00042/lubang.jpg": b"lubang",
    "TKT-2021-00043/dekat/lagi.jpg": b"lagi",
}


def in_directory(place: Path) -> Path:
    for name, data in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


def in_archive(place: Path) -> Path:
    with zipfile.ZipFile(place / "files.zip", "w") as archive:
        archive.mkdir("2021")
        for name, data in FILES.items():
            archive.writestr(name, data)
    return place / "files.zip"


@pytest.fixture(params=[in_directory, in_archive])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    make: Callable[[Path], Path] = request.param
    return folder.open_folder(make(tmp_path))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("2021/Foto Jalan.JPG", b"jalan"),
        ("foto jalan.jpg", b"jalan"),
        ("./2021\\foto jalan.jpg", b"jalan"),
        ("https://lama.example/unggah/2021/Foto%20Jalan.JPG?v=1", b"jalan"),
        ("2022/sama.jpg", b"dua"),
        ("/2022/sama.jpg", b"dua"),
    ],
)
def test_a_name_finds_its_file_however_it_is_written(opened: Folder, name: str, data: bytes) -> None:
    found = opened.named(name)
    assert isinstance(found, FoundFile)
    assert found.read() == data


def test_a_name_that_finds_none_or_several_says_so(opened: Folder) -> None:
    assert opened.named("tidak-ada.jpg") == "missing"
    assert opened.named("../../etc/passwd") == "missing"
    assert opened.named("sama.jpg") == "ambiguous"


def test_a_number_finds_its_folder_however_it_is_written(opened: Folder) -> None:
    assert [each.path for each in opened.numbered("TKT202100042")] == ["TKT/2021/00042/lubang.jpg"]
    assert [each.path for each in opened.numbered("TKT202100043")] == ["TKT-2021-00043/dekat/lagi.jpg"]
    assert opened.numbered("") == opened.numbered("9") == []


def test_what_nobody_asks_for_is_left_over(opened: Folder) -> None:
    opened.named("foto jalan.jpg")
    opened.numbered("TKT202100042")
    opened.named("sama.jpg")
    assert list(opened.of_nobody()) == ["TKT-2021-00043/dekat/lagi.jpg"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("rahasia")
    place = tmp_path / "files"
    place.mkdir()
    (place / "foto.jpg").symlink_to(tmp_path / "secret.txt")
    (place / "lagi").symlink_to(tmp_path)
    assert folder.open_folder(place).files == {}


def test_of_a_file_that_is_too_large_one_byte_too_much_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "files.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("besar.jpg", bytes(3 * rules.LARGEST_BYTES))
    found = folder.open_folder(tmp_path / "files.zip").named("besar.jpg")
    assert isinstance(found, FoundFile)
    assert len(found.read() or b"") == rules.LARGEST_BYTES + 1


def test_a_file_that_is_damaged_in_its_archive_cannot_be_read(tmp_path: Path) -> None:
    place = tmp_path / "files.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("foto.jpg", b"satu dua tiga")
    place.write_bytes(place.read_bytes().replace(b"satu dua tiga", b"satu dua lima"))
    found = folder.open_folder(place).named("foto.jpg")
    assert isinstance(found, FoundFile)
    assert found.read() is None


def test_what_is_no_folder_or_locked_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="is neither a folder nor a ZIP"):
        folder.open_folder(tmp_path / "none")
    place = in_archive(tmp_path)
    data = bytearray(place.read_bytes())
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    place.write_bytes(data)
    with pytest.raises(FolderError, match="is locked with a password"):
        folder.open_folder(place)


def test_a_kind_is_read_from_how_a_file_begins() -> None:
    kinds = [folder.kind_of(data) for data in (pictures.photo(), pictures.png_with_text(), b"RIFF\0\0\0\0WEBPVP8 ")]
    assert tuple(kinds) == rules.MEDIA_TYPES
    assert [folder.kind_of(data) for data in (b"", b"%PDF-1.4", b"PK\x03\x04", b"\0\0\0 ftypheic")] == [None] * 4
