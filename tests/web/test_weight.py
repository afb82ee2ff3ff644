"""The pages stay light: what a cheap phone loads on a bad network, after gzip."""

import gzip
import re
from pathlib import Path

import pytest

from laporctl import offline, paths
from tests.support.webstub import DIST

pytestmark = pytest.mark.browser

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "web.md").read_text()


def weight(path: str) -> int:
    return len(gzip.compress((DIST / path).read_bytes()))


def kilobytes(sentence: str) -> int:
    """The budget that `docs/web.md` gives in a sentence."""
    (found,) = re.findall(sentence, PAGE)
    return int(found) * 1000


def test_script_and_style_of_the_form_stay_within_their_budget() -> None:
    html = (DIST / "index.html").read_text()
    assets = set(re.findall(r"assets/[\w-]+\.(?:js|css)", html))
    assert assets
    assert sum(map(weight, assets)) <= kilobytes(r"of the form page after gzip: at most (\d+) KB")
    assert weight("index.html") <= kilobytes(r"Its HTML: at most (\d+) KB")


def test_what_phones_keep_stays_within_its_budget() -> None:
    files = {each.relative_to(DIST).as_posix(): each.read_bytes() for each in DIST.rglob("*") if each.is_file()}
    files["categories.json"] = (paths.BUILD / "categories.json").read_bytes()
    kept = [str(each["url"])[1:] or "index.html" for each in offline.kept(files, "64")]
    assert {"index.html", "bantuan.html", "categories.json"} < set(kept)
    total = sum(len(gzip.compress(files[path])) for path in kept)
    assert total <= kilobytes(r"what the worker keeps: at most (\d+) KB after gzip")


def test_maps_stay_within_their_budget_and_outside_of_what_pages_load_and_phones_keep() -> None:
    names = {each.name for each in (DIST / "assets").iterdir()}
    maps = {name for name in names if name.startswith("map-")}
    tiles = {name for name in maps if "tile_layer" in name}
    assert sum(weight(f"assets/{name}") for name in maps - tiles) <= kilobytes(r"A map: at most (\d+) KB")
    assert sum(weight(f"assets/{name}") for name in tiles) <= kilobytes(r"tiles at most (\d+) KB more")
    leaflet = {each.name for each in (DIST / "assets").glob("*.[jc]s*") if "leaflet-" in each.read_text()}
    assert leaflet
    assert leaflet <= maps, "a script of a map under another name would be kept by phones"
    assert not any(name in (DIST / "index.html").read_text() for name in maps)


def test_the_desk_stays_within_its_budget() -> None:
    """Its first page needs nothing else but the stack's name and the queue itself."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "desk.md").read_text()
    (assets_budget, html_budget) = re.search(r"at most (\d+) KB; its HTML: at most (\d+) KB", page).groups()  # type: ignore[union-attr]
    html = (DIST / "meja" / "index.html").read_text()
    assets = set(re.findall(r"assets/[\w-]+\.(?:js|css)", html))
    assert sum(map(weight, assets)) <= int(assets_budget) * 1000
    assert weight("meja/index.html") <= int(html_budget) * 1000


def test_the_reference_of_the_api_stays_within_its_budget() -> None:
    assert weight("api.html") <= kilobytes(r"read as well without any: at most (\d+) KB after gzip")
