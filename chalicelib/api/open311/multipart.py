"""Forms with files in them (multipart/form-data, RFC 7578), as programs send reports with a photo."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalicelib.api.open311.formats import Refused
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_BODY = 4_400_000
"""Bytes of a form with files. A function is called with 6 MB at most, in which a body takes four thirds of its size
(base64); above, API Gateway answers 413 by itself."""

MOST_PARTS = 100

_BOUNDARY = re.compile(r'boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))', re.IGNORECASE)
_NAME = re.compile(rb'[;\s]name="([^"\r\n]*)"')
_FILE = re.compile(rb"[;\s]filename\*?=")
_DISPOSITION = re.compile(rb"^content-disposition:\s*form-data", re.IGNORECASE | re.MULTILINE)
_MAGIC = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


@dataclass(frozen=True, slots=True)
class Photo:
    """A file of a form that begins like a picture of an accepted type."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form in their order, and its photos."""

    fields: list[tuple[str, str]]
    photos: tuple[Photo, ...]


def parse_form(body: bytes, content_type: str) -> Form:
    """Reads a form. Raises Refused for a body that is not what its header says or ends too soon, for too many parts,
    and for a file that is no picture; a file input that was left empty counts for nothing."""
    fields: list[tuple[str, str]] = []
    photos: list[Photo] = []
    for name, is_file, content in _parts(body, content_type):
        if is_file and content:
            photos.append(_photo(name, content))
        elif not is_file:
            fields.append((name, content.decode(errors="replace")))
    if len(photos) > attachments.PER_CASE:
        raise Refused(HTTPStatus.BAD_REQUEST, f"more than {attachments.PER_CASE} files were provided")
    return Form(fields, tuple(photos))


def _parts(body: bytes, content_type: str) -> Iterator[tuple[str, bool, bytes]]:
    """The name of each part, whether it is a file, and its content."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise Refused(HTTPStatus.BAD_REQUEST, "Content-Type: multipart/form-data without a boundary")
    delimiter = b"\r\n--" + (match[1] or match[2]).encode()
    # One more than are allowed, so that the rest is not taken apart.
    _, *sections = (b"\r\n" + body).split(delimiter, MOST_PARTS + 2)
    if len(sections) > MOST_PARTS + 1:
        raise Refused(HTTPStatus.BAD_REQUEST, f"more than {MOST_PARTS} parameters were provided")
    if not sections or not sections[-1].startswith(b"--"):
        raise Refused(HTTPStatus.BAD_REQUEST, "the form ends before its last boundary")
    for section in sections[:-1]:
        head, blank, content = section.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if not blank or name is None or not _DISPOSITION.search(head.replace(b"\r\n", b"\n")):
            raise Refused(HTTPStatus.BAD_REQUEST, "a part of the form has no name")
        yield name[1].decode(errors="replace"), _FILE.search(head) is not None, content


def _photo(name: str, content: bytes) -> Photo:
    """The type is that of the first bytes: programs send pictures under any media type. The sanitizer looks closer."""
    media_type = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        media_type = "image/webp"
    if media_type is None:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} is no picture: {', '.join(attachments.MEDIA_TYPES)}")
    return Photo(media_type, content)
