"""A small file of tiles for tests, as the tools that cut maps write one: invented streets around Samarinda."""

import gzip
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Lines = Sequence[Sequence[tuple[float, float]]]

CENTRE = (117.1536, -0.5022)
BOUNDS = (113.8, -2.5, 119.0, 2.5)
ZOOMS = range(5, 15)
ATTRIBUTION = '<a href="https://www.openstreetmap.org/copyright" target="_blank">&copy; OpenStreetMap contributors</a>'

_EXTENT = 4096
_POINT, _LINE, _POLYGON = 1, 2, 3
_NEIGHBOURS = 3
"""Tiles on each side of the one in the middle."""

_LAND = [(113.0, -2.6), (113.0, 2.6), (118.0, 2.6), (117.6, 0.2), (117.5, -0.6), (116.8, -1.3), (116.3, -2.6)]
_RIVER = [(116.9, -0.42), (117.1, -0.5), (117.16, -0.507), (117.2, -0.53), (117.4, -0.62), (117.41, -0.63)]
_STREETS = [
    [(CENTRE[0] + east, -0.56), (CENTRE[0] + east * 1.2, -0.45)] for east in (-0.03, -0.018, -0.006, 0.006, 0.02)
]
_ACROSS = [
    [(117.08, CENTRE[1] + north), (117.24, CENTRE[1] + north * 1.3)] for north in (-0.03, -0.02, 0.008, 0.016, 0.03)
]
_BANKS = [(lon, lat + 0.003) for lon, lat in _RIVER] + [(lon, lat - 0.003) for lon, lat in reversed(_RIVER)]

FEATURES: dict[str, list[tuple[int, Lines, dict[str, str | int]]]] = {
    "earth": [(_POLYGON, [_LAND], {"kind": "earth"})],
    "water": [(_POLYGON, [_BANKS], {"kind": "river"})],
    "roads": [
        *((_LINE, [line], {"kind": "minor_road", "min_zoom": 5, "name": "Jalan Cempaka"}) for line in _STREETS),
        *((_LINE, [line], {"kind": "major_road", "min_zoom": 5, "name": "Jalan Melati"}) for line in _ACROSS),
    ],
    "places": [
        (_POINT, [[CENTRE]], {"kind": "locality", "name": "Samarinda", "min_zoom": 4, "population_rank": 11}),
        (_POINT, [[(117.17, -0.48)]], {"kind": "neighbourhood", "name": "Sungai Pinang", "min_zoom": 10}),
    ],
}


def write(path: Path, **changed: Any) -> Path:
    """Write the file. `changed` takes the place of entries of its header, or of `attribution`, `layers`,
    `bounds` and `zooms`."""
    metadata = {
        "attribution": changed.pop("attribution", ATTRIBUTION),
        "vector_layers": [{"id": each, "fields": {}} for each in changed.pop("layers", FEATURES)],
    }
    west, south, east, north = changed.pop("bounds", BOUNDS)
    sides = {"min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north}
    zooms = changed.pop("zooms", ZOOMS)
    with path.open("wb") as file:
        writer = Writer(file)
        for tile_id, (z, x, y) in sorted((zxy_to_tileid(*each), each) for each in _around(zooms)):
            writer.write_tile(tile_id, gzip.compress(tile(z, x, y), mtime=0))
        header = {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            **{side: round(degrees * 1e7) for side, degrees in sides.items()},
        }
        writer.finalize({**header, **changed}, metadata)
    return path


def tile(z: int, x: int, y: int) -> bytes:
    """A vector tile (MVT 2.1) of the invented features; lines reach over its edge, as the format allows."""
    return b"".join(_field(3, _layer(name, features, z, x, y)) for name, features in FEATURES.items())


def _around(zooms: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for z in zooms:
        across, down = _position(*CENTRE, z)
        reach = range(-_NEIGHBOURS, _NEIGHBOURS + 1)
        yield from ((z, int(across) + dx, int(down) + dy) for dx in reach for dy in reach if int(across) + dx < 2**z)


def _position(lon: float, lat: float, z: int) -> tuple[float, float]:
    size = 2**z
    down = 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return (lon + 180) / 360 * size, down * size


def _layer(name: str, features: Sequence[tuple[int, Lines, dict[str, str | int]]], z: int, x: int, y: int) -> bytes:
    keys = sorted({key for _, _, tags in features for key in tags})
    values = sorted({value for _, _, tags in features for value in tags.values()}, key=str)
    parts = [_field(1, name.encode())]
    for kind, lines, tags in features:
        numbers = [n for key, value in tags.items() for n in (keys.index(key), values.index(value))]
        shape = _geometry(kind, lines, z, x, y)
        packed = [b"".join(map(_varint, each)) for each in (numbers, shape)]
        parts.append(_field(2, _field(2, packed[0]) + _number(3, kind) + _field(4, packed[1])))
    parts += [_field(3, key.encode()) for key in keys]
    parts += [_field(4, _field(1, v.encode()) if isinstance(v, str) else _number(5, v)) for v in values]
    return b"".join([*parts, _number(5, _EXTENT), _number(15, 2)])


def _geometry(kind: int, lines: Lines, z: int, x: int, y: int) -> Iterator[int]:
    """Commands to move and to draw, each point relative to the one before."""
    at = (0, 0)
    for line in lines:
        for number, (lon, lat) in enumerate(line):
            across, down = _position(lon, lat, z)
            point = (round((across - x) * _EXTENT), round((down - y) * _EXTENT))
            if number < 2:
                yield (1 if number == 0 else 2) | (1 if number == 0 else len(line) - 1) << 3
            yield from (_zigzag(there - here) for here, there in zip(at, point, strict=True))
            at = point
        if kind == _POLYGON:
            yield 7 | 1 << 3


def _zigzag(number: int) -> int:
    return number << 1 ^ number >> 63


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])
