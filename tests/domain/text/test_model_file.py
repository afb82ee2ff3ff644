"""The bytes of a model's file: what is stored in one stack is read by every later version."""

import json
import struct
import zlib

import pytest

from chalicelib.domain.text.model_file import LARGEST, MAGIC, Contents, UnreadableModel, pack, unpack

HEADER = {
    "labels": ["dishub", "pupr"],
    "step": 0.05,
    "square": 1.0,
    "bias": [0.0, 0.0],
    "temperature": 1.0,
    "grams": [2, 5],
    "thresholds": [],
    "about": {"target": "ké"},
}
CONTENTS = Contents(HEADER, [1, 0x04030201], bytes([1, 2, 3, 4, 5, 6]))
VERSION = "2026-11-21-6b46d4fa1c"
BODY = struct.pack("<I", 2) + bytes([1, 0, 0, 2, 0, 3, 0, 4]) + bytes([1, 4, 2, 5, 3, 6])
"""Two keys as differences (1 and 0x04030200), the lowest bytes first; rows of three bytes, column by column."""


def inflated(data: bytes) -> bytes:
    return zlib.decompress(data[12:])


def made(header: bytes, body: bytes = BODY) -> bytes:
    deflated = zlib.compress(struct.pack("<I", len(header)) + header + body)
    return MAGIC + struct.pack("<I", zlib.crc32(deflated)) + deflated


WHOLE = json.dumps({**HEADER, "version": "v"}).encode()


def test_a_file_is_a_checksum_a_header_and_a_table_by_columns() -> None:
    data = pack(CONTENTS, "2026-11-21")
    assert data[:8] == b"LAPORTM1"
    assert int.from_bytes(data[8:12], "little") == zlib.crc32(data[12:])
    plain = inflated(data)
    size = int.from_bytes(plain[:4], "little")
    assert json.loads(plain[4 : 4 + size]) == {**HEADER, "version": VERSION}
    assert plain[4 + size :] == BODY


def test_the_version_is_the_day_and_the_hash_of_all_else_whatever_version_it_had() -> None:
    again = Contents({"version": "older", **dict(reversed(HEADER.items()))}, CONTENTS.keys, CONTENTS.rows)
    assert unpack(pack(again, "2026-11-21")).header["version"] == VERSION
    assert unpack(pack(CONTENTS, "2026-11-22")).header["version"] == VERSION.replace("21-", "22-", 1)
    other = Contents(HEADER, CONTENTS.keys, bytes([1, 2, 3, 4, 5, 7]))
    assert unpack(pack(other, "2026-11-21")).header["version"] != VERSION


def test_what_was_packed_is_read_back() -> None:
    contents = unpack(pack(CONTENTS, "2026-11-21"))
    assert (list(contents.keys), contents.rows) == (CONTENTS.keys, CONTENTS.rows)
    assert contents.header == {**HEADER, "version": VERSION}
    assert unpack(made(WHOLE)).rows == CONTENTS.rows


def test_a_key_may_come_twice_and_none_may_descend() -> None:
    assert list(unpack(pack(Contents(HEADER, [1, 1], CONTENTS.rows), "2026-11-21")).keys) == [1, 1]
    with pytest.raises(ValueError, match="keys must ascend"):
        pack(Contents(HEADER, [2, 1], CONTENTS.rows), "2026-11-21")


@pytest.mark.parametrize("name", ["version", *HEADER])
def test_a_header_that_lacks_something_is_refused_by_its_name(name: str) -> None:
    header = {key: value for key, value in {**HEADER, "version": "v"}.items() if key != name}
    with pytest.raises(UnreadableModel, match=f"the header lacks {name}$"):
        unpack(made(json.dumps(header).encode()))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "this is no text model"),
        (b"LAPORTM2" + made(WHOLE)[8:], "this is no text model"),
        (made(WHOLE)[:-1], "the file is cut off or altered"),
        (made(WHOLE)[:-1] + b"x", "the file is cut off or altered"),
        (made(b"{"), "the file does not hold a model"),
        (made(b"\xff"), "the file does not hold a model"),
        (made(b"1"), "the file does not hold a model"),
        (MAGIC + struct.pack("<I", zlib.crc32(b"rubbish")) + b"rubbish", "the file does not hold a model"),
        (made(WHOLE, BODY[:-1]), "the table is not as long as its header says"),
        (made(WHOLE, BODY + b"x"), "the table is not as long as its header says"),
        (made(WHOLE + b" " * 16_000_000), "the file does not hold a model|the table is not as long"),
    ],
)
def test_what_is_no_whole_model_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableModel, match=why):
        unpack(data)


def test_a_file_has_half_a_million_bytes_at_most() -> None:
    assert LARGEST == 500_000
