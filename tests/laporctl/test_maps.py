"""The file of a stack's map: what the pages can draw is put whole, and anything else is refused before."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from click.testing import CliRunner
from moto import mock_aws
from pmtiles.tile import Compression, TileType

from laporctl import maps as operations
from laporctl.commands import map as command
from laporctl.stacks import Stack
from tests.support import maps

BUCKET = "site"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        monkeypatch.setattr(Stack, "client", lambda _self, _service: client)
        yield client


@pytest.fixture
def stack(s3: Any) -> Stack:
    return Stack("kaltim", "us-east-1", {"SiteBucket": BUCKET}, "http://127.0.0.1")


def keys(s3: Any) -> set[str]:
    return {each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def put(stack: Stack, path: Path) -> operations.MapFile:
    found = operations.inspect(path)
    operations.put(stack, path, found)
    return found


def test_a_file_is_told_by_its_zooms_size_place_and_whose_data_it_is(tmp_path: Path) -> None:
    done = CliRunner().invoke(command.map_, ["inspect", str(maps.write(tmp_path / "kaltim.pmtiles"))])
    assert done.exit_code == 0, done.output
    assert done.output == (
        "490 tiles of zoom 5 to 14, 0.2 MB\n113.800,-2.500,119.000,2.500\n© OpenStreetMap contributors\n"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tile_type": TileType.PNG}, "holds tiles of the kind PNG"),
        ({"tile_compression": Compression.BROTLI}, "compressed with BROTLI"),
        ({"zooms": range(5, 12)}, "ends at zoom 11"),
        ({"layers": ["transportation"]}, "lacks the layers earth, roads, water"),
        ({"attribution": "<b></b> "}, "does not say whose data it is"),
    ],
)
def test_a_file_that_the_pages_cannot_show_is_refused(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    path = maps.write(tmp_path / "map.pmtiles", **changed)
    with pytest.raises(operations.UnusableMap, match=said):
        operations.inspect(path)


@pytest.mark.parametrize("content", [b"", b"PMTiles", b"<html>not found</html>" * 20, b"PMTiles\x03" + bytes(200)])
def test_what_is_no_such_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.pmtiles"
    path.write_bytes(content)
    with pytest.raises(
        operations.UnusableMap, match=r"^map\.pmtiles is no PMTiles file of version 3, or a damaged one$"
    ):
        operations.inspect(path)


def test_a_file_that_was_cut_off_on_its_way_is_refused(tmp_path: Path) -> None:
    path = maps.write(tmp_path / "map.pmtiles")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(operations.UnusableMap, match="is cut off"):
        operations.inspect(path)


def test_a_file_that_no_phone_should_be_given_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "LARGEST", 1_000)
    with pytest.raises(operations.UnusableMap, match=r"1,000 are the most: cut it with a smaller --maxzoom"):
        operations.inspect(maps.write(tmp_path / "map.pmtiles"))


def test_an_operator_says_whose_data_it_is_where_the_file_does_not(tmp_path: Path) -> None:
    path = maps.write(tmp_path / "map.pmtiles", attribution="")
    assert operations.inspect(path, "© BIG, CC BY 4.0").attribution == "© BIG, CC BY 4.0"


def test_the_map_of_another_province_is_refused_with_how_to_cut_the_right_one(tmp_path: Path, stack: Stack) -> None:
    path = maps.write(tmp_path / "bali.pmtiles", bounds=(114.4, -8.9, 115.8, -8.0))
    done = CliRunner().invoke(command.map_, ["put", "kaltim", str(path)])
    assert isinstance(done.exception, operations.UnusableMap)
    assert "not within the province: cut it with --bbox=113.8,-2.6,119.0,2.7" in str(done.exception)


def test_the_pages_learn_of_a_file_after_it_is_there_and_by_a_name_made_from_it(
    tmp_path: Path, s3: Any, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = maps.write(tmp_path / "map.pmtiles")
    order: list[str] = []
    write = s3.put_object
    monkeypatch.setattr(s3, "put_object", lambda **named: (order.append(named["Key"]), write(**named))[1])
    found = put(stack, path)

    assert order == [found.key, "map.json"]
    stored = s3.get_object(Bucket=BUCKET, Key=found.key)
    assert stored["Body"].read() == path.read_bytes()
    assert stored["CacheControl"] == "public, max-age=31536000, immutable"
    manifest = json.loads(s3.get_object(Bucket=BUCKET, Key="map.json")["Body"].read())
    assert manifest == {
        "file": f"/{found.key}",
        "bytes": path.stat().st_size,
        "bounds": list(maps.BOUNDS),
        "min_zoom": 5,
        "max_zoom": 14,
        "attribution": "© OpenStreetMap contributors",
    }


def test_the_same_file_is_uploaded_once(tmp_path: Path, stack: Stack) -> None:
    path = maps.write(tmp_path / "map.pmtiles")
    found = operations.inspect(path)
    assert [operations.put(stack, path, found) for _ in range(2)] == [True, False]


def test_the_file_before_stays_for_open_pages_and_older_ones_go(tmp_path: Path, s3: Any, stack: Stack) -> None:
    s3.put_object(Bucket=BUCKET, Key="assets/map-view.js", Body=b"a script")
    first, second, third = (
        put(stack, maps.write(tmp_path / f"{number}.pmtiles", attribution=f"© {number}")) for number in range(3)
    )
    assert keys(s3) == {"assets/map-view.js", "map.json", second.key, third.key}
    assert first.key not in keys(s3)


def test_a_map_is_taken_away_and_asked_for_again_without_harm(tmp_path: Path, s3: Any, stack: Stack) -> None:
    put(stack, maps.write(tmp_path / "map.pmtiles"))
    assert [operations.remove(stack), operations.remove(stack)] == [True, False]
    assert keys(s3) == set()
    assert operations.current(stack) is None
