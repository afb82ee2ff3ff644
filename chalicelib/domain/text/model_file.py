"""The file format of a text model: one deflated block behind a magic number and a checksum.

    "LAPORTM1" | CRC-32 of the rest | deflated:
        length of the header | header, JSON | number of rows
        keys: ascending, as differences, first all lowest bytes, then all second ones ...
        rows: column by column, one byte each: the weight in steps, plus 128; before them one column of squared idf

Numbers of four bytes, lowest byte first. Columns of small numbers deflate to about two bits a weight.
"""

import hashlib
import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from chalicelib.domain.values import dataclass

MAGIC = b"LAPORTM1"
LARGEST = 500_000
"""The most bytes that a file may have."""

_LARGEST_UNPACKED = 16_000_000
_START = len(MAGIC) + 4
_NEEDED = ("version", "labels", "step", "square", "bias", "temperature", "grams", "thresholds", "about")


class UnreadableModel(ValueError):
    """The bytes are not a whole, unaltered model file."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a file. Row n belongs to key n: one byte of squared idf, then one a label."""

    header: Mapping[str, Any]
    keys: Sequence[int]
    rows: bytes


def pack(contents: Contents, trained: str) -> bytes:
    """The bytes of the file. Its version is the day of the training and the hash of everything else.

    The same contents give the same bytes. Raises `ValueError` if the keys do not ascend.
    """
    differences = [key - before for before, key in zip([0, *contents.keys], contents.keys, strict=False)]
    if any(difference < 0 for difference in differences):
        raise ValueError("keys must ascend")
    width = len(contents.header["labels"]) + 1
    body = b"".join(
        (
            _number(len(contents.keys)),
            *_columns(b"".join(map(_number, differences)), 4),
            *_columns(contents.rows, width),
        )
    )
    plain = {name: value for name, value in contents.header.items() if name != "version"}
    digest = hashlib.sha256(_json(plain) + body).hexdigest()[:10]
    header = _json({**plain, "version": f"{trained}-{digest}"})
    deflated = zlib.compress(_number(len(header)) + header + body, 9)
    return MAGIC + _number(zlib.crc32(deflated)) + deflated


def unpack(data: bytes) -> Contents:
    """The contents of a file's bytes. Raises `UnreadableModel`."""
    if data[: len(MAGIC)] != MAGIC:
        raise UnreadableModel("this is no text model")
    if zlib.crc32(data[_START:]) != int.from_bytes(data[len(MAGIC) : _START], "little"):
        raise UnreadableModel("the file is cut off or altered")
    try:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(data[_START:], _LARGEST_UNPACKED)
        size = int.from_bytes(plain[:4], "little")
        header = json.loads(plain[4 : 4 + size])
        missing = [name for name in _NEEDED if name not in header]
        body = memoryview(plain)[4 + size :]
    except (zlib.error, ValueError, TypeError) as error:
        raise UnreadableModel(f"the file does not hold a model: {error}") from error
    if missing:
        raise UnreadableModel(f"the header lacks {', '.join(missing)}")
    return _contents(header, body)


def _contents(header: dict[str, Any], body: memoryview) -> Contents:
    count = int.from_bytes(body[:4], "little")
    width = len(header["labels"]) + 1
    if len(body) != 4 + count * (4 + width):
        raise UnreadableModel("the table is not as long as its header says")
    differences = array("I")
    differences.frombytes(_rows(body[4 : 4 + 4 * count], 4))
    return Contents(header, list(accumulate(differences)), _rows(body[4 + 4 * count :], width))


def _columns(rows: bytes, width: int) -> list[bytes]:
    return [rows[column::width] for column in range(width)]


def _rows(columns: memoryview, width: int) -> bytes:
    count = len(columns) // width
    rows = bytearray(len(columns))
    for column in range(width):
        rows[column::width] = columns[column * count : (column + 1) * count]
    return bytes(rows)


def _number(value: int) -> bytes:
    return value.to_bytes(4, "little")


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
