"""The files that an earlier system keeps beside its export: a folder, or a ZIP of one. A row finds its own by the names
in its cells, or in a folder that is called like its number."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from chalicelib.domain.attachments import rules
from chalicelib.domain.cases import former_number
from laporctl.errors import OperatorError

_TOO_MUCH = rules.LARGEST_BYTES + 1
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


class FolderError(OperatorError):
    """Raised when the files beside an export cannot be read."""


@dataclass(frozen=True)
class FoundFile:
    """A file by its path below the folder; `read` answers its bytes, cut one behind the largest that is accepted, or
    None if it cannot be read."""

    path: str
    read: Callable[[], bytes | None]


@dataclass
class Folder:
    """The files by path, and which of them no row has asked for."""

    files: dict[str, FoundFile]
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_number: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for key in sorted(self.files):
            path = PurePosixPath(key)
            self._by_name[path.name].append(key)
            for depth in range(1, len(path.parts)):
                if number := former_number.normalise("/".join(path.parts[:depth])):
                    self._by_number[number].append(key)

    def named(self, name: str) -> FoundFile | str:
        """The file that a cell names, by its path or, if only one is called so, by its name alone; else what is wrong:
        `missing` or `ambiguous`."""
        key = _key(urlsplit(name).path if "://" in name else name)
        found = [key] if key in self.files else self._by_name.get(PurePosixPath(key).name, [])
        self._asked.update(found)
        if len(found) != 1:
            return "ambiguous" if found else "missing"
        return self.files[found[0]]

    def numbered(self, number: str) -> list[FoundFile]:
        """The files in the folder of a number, which is read as everywhere: without spaces, dashes and strokes."""
        found = self._by_number.get(number, []) if number else []
        self._asked.update(found)
        return [self.files[key] for key in found]

    def of_nobody(self) -> Iterator[str]:
        """The paths that no row has asked for."""
        return (self.files[key].path for key in sorted(self.files.keys() - self._asked))


def open_folder(place: Path) -> Folder:
    """The files of a folder or a ZIP. Raises FolderError."""
    if place.is_dir():
        found: Iterable[FoundFile] = _in_directory(place)
    elif zipfile.is_zipfile(place):
        found = _in_archive(place)
    else:
        raise FolderError(f"{place} is neither a folder nor a ZIP")
    return Folder({_key(each.path): each for each in found})


def kind_of(data: bytes) -> str | None:
    """The accepted media type that a file begins like; None for every other kind, whatever its name says."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if data.startswith(start)), None)


def _key(path: str) -> str:
    """A path as it is compared: old systems write names by hand, on machines that do not tell capitals apart."""
    plain = unicodedata.normalize("NFC", unquote(path) if "%" in path else path)
    return plain.replace("\\", "/").removeprefix("./").strip("/ ").casefold()


def _in_directory(place: Path) -> Iterator[FoundFile]:
    """No links are followed: they may lead anywhere on the operator's machine."""
    for folder, _, names in os.walk(place):
        for file in (Path(folder, name) for name in names):
            if file.is_file() and not file.is_symlink():
                yield FoundFile(file.relative_to(place).as_posix(), partial(_read_file, file))


def _read_file(file: Path) -> bytes | None:
    try:
        with file.open("rb") as opened:
            return opened.read(_TOO_MUCH)
    except OSError:
        return None


def _in_archive(place: Path) -> Iterable[FoundFile]:
    archive = zipfile.ZipFile(place)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if any(entry.flag_bits & 1 for entry in entries):
        raise FolderError(f"{place} is locked with a password: unpack it, and name the folder")
    return [FoundFile(entry.filename, partial(_read_entry, archive, entry)) for entry in entries]


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """What the archive says of an entry's size is not believed."""
    try:
        with archive.open(entry) as opened:
            return opened.read(_TOO_MUCH)
    # What Python raises for a damaged entry, and for one packed in a way that it does not know.
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
        return None
