"""Forms with files in them (multipart/form-data, RFC 7578), as programs send reports with a photo."""

from __future__ import annotations

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
    # Loaded here: few reports come as such a form.
    import multipart

    boundary = multipart.parse_options_header(content_type)[1].get("boundary")
    if not boundary:
        raise Refused(HTTPStatus.BAD_REQUEST, "Content-Type: multipart/form-data without a boundary")
    content: list[bytes] = []
    try:
        with multipart.PushMultipartParser(boundary, max_segment_count=MOST_PARTS) as parser:
            for piece in parser.parse(body):
                if isinstance(piece, multipart.MultipartSegment):
                    part, content = piece, []
                elif piece is not None:
                    content.append(piece)
                elif not part.name:
                    raise Refused(HTTPStatus.BAD_REQUEST, "a part of the form has no name")
                else:
                    yield part.name, part.filename is not None, b"".join(content)
    except multipart.ParserLimitReached as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"more than {MOST_PARTS} parameters were provided") from error
    except multipart.MultipartError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the form cannot be read to its last boundary: {error}") from error


def _photo(name: str, content: bytes) -> Photo:
    """The type is that of the first bytes: programs send pictures under any media type. The sanitizer looks closer."""
    media_type = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        media_type = "image/webp"
    if media_type is None:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} is no picture: {', '.join(attachments.MEDIA_TYPES)}")
    return Photo(media_type, content)
