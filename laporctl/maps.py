"""The tiles of a stack's map: one file in its site's bucket, of which pages read pieces by range requests."""

import hashlib
import html
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported, TileType

from laporctl.errors import OperatorError
from laporctl.site import ALWAYS_ASK, FOREVER
from laporctl.stacks import Stack

MANIFEST = "map.json"
"""What the pages ask for first: which file there is."""
_KEY = "assets/map-{digest}.pmtiles"
_NAMES = "assets/map-"
LARGEST = 1_500_000_000
"""Bytes: what a province needs at zoom 15 is a tenth of it."""
_LAYERS = frozenset({"earth", "roads", "water"})
"""What the pages draw first of the schema that they know."""
_COARSEST = 12
"""Streets begin to show at this zoom."""
_BESIDE = 1.0
"""Degrees by which a file may reach over the frame of its province."""
_E7 = 10_000_000
_TAG = re.compile(r"<[^>]*>")


class UnusableMap(OperatorError):
    """The file cannot be a stack's map; the message says why."""


@dataclass(frozen=True)
class MapFile:
    """A file of tiles: `size` in bytes, `bounds` (west, south, east, north) in degrees, `attribution` says whose
    data it is, without any markup."""

    size: int
    digest: str
    bounds: tuple[float, float, float, float]
    min_zoom: int
    max_zoom: int
    tiles: int
    attribution: str

    @property
    def key(self) -> str:
        """Where it lies in the bucket: another content has another name, so nobody reads pieces of two."""
        return _KEY.format(digest=self.digest)

    def manifest(self) -> bytes:
        """The content of `map.json`."""
        said = {
            "file": f"/{self.key}",
            "bytes": self.size,
            "bounds": self.bounds,
            "min_zoom": self.min_zoom,
            "max_zoom": self.max_zoom,
            "attribution": self.attribution,
        }
        return json.dumps(said, ensure_ascii=False, indent=2).encode()


def inspect(path: Path, attribution: str | None = None) -> MapFile:
    """What a PMTiles file is. `attribution` takes the place of the file's own. Raises UnusableMap for one that the
    pages cannot draw or that does not say whose data it is."""
    size = path.stat().st_size
    if size > LARGEST:
        raise UnusableMap(f"{path.name} has {size:,} bytes, {LARGEST:,} are the most: cut it with a smaller --maxzoom")
    with path.open("rb") as file:
        try:
            reader = Reader(MmapSource(file))
            header, metadata = reader.header(), reader.metadata()
        except (
            MagicNumberNotFound,
            SpecVersionUnsupported,
            UnicodeDecodeError,
            IndexError,
            ValueError,
            OSError,
        ) as error:
            raise UnusableMap(f"{path.name} is no PMTiles file of version 3, or a damaged one") from error
        _check(path.name, size, header, metadata)
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    said = attribution or _without_markup(str(metadata.get("attribution") or ""))
    if not said:
        raise UnusableMap(
            f"{path.name} does not say whose data it is: give --attribution, for example"
            ' "© OpenStreetMap contributors, ODbL"'
        )
    sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    west, south, east, north = (header[side] / _E7 for side in sides)
    zooms, tiles = (header["min_zoom"], header["max_zoom"]), header["addressed_tiles_count"]
    return MapFile(size, digest, (west, south, east, north), *zooms, tiles, said)


def check_place(found: MapFile, frame: tuple[float, float, float, float]) -> None:
    """Raises UnusableMap if the tiles are those of another place than the frame (west, south, east, north) around the
    stack's province."""
    west, south, east, north = frame
    left, bottom, right, top = found.bounds
    inside = west - _BESIDE <= left and right <= east + _BESIDE and south - _BESIDE <= bottom and top <= north + _BESIDE
    if not inside:
        raise UnusableMap(
            f"the file covers {left:.2f},{bottom:.2f},{right:.2f},{top:.2f}, which is not within the province:"
            f" cut it with --bbox={west},{south},{east},{north}"
        )


def put(stack: Stack, path: Path, found: MapFile) -> bool:
    """Make the file the map of a stack; returns whether it had to be uploaded. The pages learn of it when all of it is
    there. The file before stays for pages that are open; those before that one go."""
    s3, bucket = stack.client("s3"), stack.outputs["SiteBucket"]
    before = current(stack)
    uploaded = not _is_there(s3, bucket, found)
    if uploaded:
        kept = {"ContentType": "application/vnd.pmtiles", "CacheControl": FOREVER}
        s3.upload_file(str(path), bucket, found.key, ExtraArgs=kept)
    s3.put_object(
        Bucket=bucket, Key=MANIFEST, Body=found.manifest(), ContentType="application/json", CacheControl=ALWAYS_ASK
    )
    _forget(stack)
    _remove_others(s3, bucket, {found.key, *([str(before["file"])[1:]] if before else [])})
    return uploaded


def remove(stack: Stack) -> bool:
    """Leave a stack without tiles; returns whether it had any. Its pages go on with the coast."""
    s3, bucket = stack.client("s3"), stack.outputs["SiteBucket"]
    had = current(stack) is not None
    s3.delete_object(Bucket=bucket, Key=MANIFEST)
    _forget(stack)
    _remove_others(s3, bucket, set())
    return had


def current(stack: Stack) -> Mapping[str, Any] | None:
    """What `map.json` of a stack says, None if it has none."""
    try:
        answer = stack.client("s3").get_object(Bucket=stack.outputs["SiteBucket"], Key=MANIFEST)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return None
        raise
    found: Mapping[str, Any] = json.loads(answer["Body"].read())
    return found


def _check(name: str, size: int, header: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
    if header["tile_type"] is not TileType.MVT:
        raise UnusableMap(
            f"{name} holds tiles of the kind {header['tile_type'].name}: the pages draw vector tiles (MVT)"
        )
    if header["tile_compression"] not in (Compression.GZIP, Compression.NONE):
        raise UnusableMap(f"{name} is compressed with {header['tile_compression'].name}: browsers unpack GZIP alone")
    if header["tile_data_offset"] + header["tile_data_length"] > size:
        raise UnusableMap(
            f"{name} is cut off: {size:,} bytes of {header['tile_data_offset'] + header['tile_data_length']:,}"
        )
    layers = {str(each.get("id")) for each in metadata.get("vector_layers", [])}
    if missing := _LAYERS - layers:
        raise UnusableMap(f"{name} lacks the layers {', '.join(sorted(missing))}: it is not in the Protomaps schema")
    if header["max_zoom"] < _COARSEST:
        raise UnusableMap(f"{name} ends at zoom {header['max_zoom']}, where no street shows: {_COARSEST} is the least")


def _without_markup(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _is_there(s3: Any, bucket: str, found: MapFile) -> bool:
    """Whether all of the file is in the bucket: an upload in parts appears whole or not at all."""
    try:
        return bool(s3.head_object(Bucket=bucket, Key=found.key)["ContentLength"] == found.size)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return False
        raise


def _remove_others(s3: Any, bucket: str, kept: set[str]) -> None:
    listed = s3.list_objects_v2(Bucket=bucket, Prefix=_NAMES).get("Contents", [])
    for key in (each["Key"] for each in listed):
        if key.endswith(".pmtiles") and key not in kept:
            s3.delete_object(Bucket=bucket, Key=key)


def _forget(stack: Stack) -> None:
    """Let CloudFront ask for the manifest anew."""
    if stack.endpoint is None:
        stack.client("cloudfront").create_invalidation(
            DistributionId=stack.outputs["DistributionId"],
            InvalidationBatch={
                "Paths": {"Quantity": 1, "Items": [f"/{MANIFEST}"]},
                "CallerReference": str(time.time()),
            },
        )
