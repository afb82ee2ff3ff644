"""What a phone keeps of a site, and the site as an app."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from laporctl import offline, paths, site
from laporctl.stack_config import StackConfig
from laporctl.stacks import load_config

FILES = {
    "index.html": b'<script src="/assets/a-1.js">',
    "lacak.html": b'<link href="/assets/a-2.css">',
    "api.html": b'<script src="/assets/api-3.js">',
    "meja/index.html": b'<script src="/assets/desk-4.js">',
    "assets/a-1.js": b'import"./b-5.js"',
    "assets/b-5.js": b'import("./map-pin-6.js"),["assets/map-pin-6.css"]',
    "assets/map-pin-6.js": b"",
    "assets/map-pin-6.css": b"",
    "assets/a-2.css": b"",
    "assets/api-3.js": b"",
    "assets/desk-4.js": b"",
    "stack.json": b"{}",
    "categories.json": b"[]",
    "regions/64.json": b"[]",
    "regions/64.08.json": b"[]",
    "sw.js": b"p(self.__WB_MANIFEST)",
    "sw-removal.js": b"leave()",
}


def test_the_pages_with_all_that_they_load_are_kept_and_neither_desk_nor_reference_nor_maps() -> None:
    assert [each["url"] for each in offline.kept(FILES, "64")] == [
        *("/", "/lacak.html", "/categories.json", "/regions/64.json"),
        *("/assets/a-1.js", "/assets/a-2.css", "/assets/b-5.js"),
    ]


def test_a_revision_follows_the_content_and_hashed_names_need_none() -> None:
    before = {each["url"]: each["revision"] for each in offline.kept(FILES, "64")}
    after = {each["url"]: each["revision"] for each in offline.kept(FILES | {"lacak.html": b"new"}, "64")}
    assert before["/"] == after["/"] is not None
    assert before["/lacak.html"] != after["/lacak.html"]
    assert before["/assets/a-1.js"] is None


@pytest.mark.parametrize("wanted", [True, False])
def test_the_worker_has_its_list_or_is_the_one_that_takes_it_back(wanted: bool) -> None:
    files = offline.with_worker(FILES, "64", wanted)
    assert "sw-removal.js" not in files
    if not wanted:
        assert files["sw.js"] == b"leave()"
        return
    listed = re.fullmatch(rb"p\((.*)\)", files["sw.js"])
    assert listed
    assert json.loads(listed[1]) == offline.kept(FILES, "64")


def test_the_worker_comes_after_the_pages_and_they_after_their_scripts() -> None:
    uploaded: list[dict[str, Any]] = []

    class Bucket:
        def get_paginator(self, _: str) -> "Bucket":
            return self

        def paginate(self, **_: str) -> list[dict[str, Any]]:
            return [{}]

        def put_object(self, **each: Any) -> None:
            uploaded.append(each)

    class Deployed:
        outputs = {"SiteBucket": "site"}  # noqa: RUF012
        endpoint = "http://localhost"

        def client(self, _: str) -> Bucket:
            return Bucket()

    site.upload_files(Deployed(), FILES | {"manifest.webmanifest": b"{}"})  # type: ignore[arg-type]
    order = [each["Key"] for each in uploaded]
    assert order[-1] == "sw.js"
    assert order.index("index.html") > order.index("assets/b-5.js")
    told = {each["Key"]: (each["ContentType"], each["CacheControl"]) for each in uploaded}
    assert told["sw.js"] == ("text/javascript; charset=utf-8", "no-cache")
    assert told["manifest.webmanifest"] == ("application/manifest+json; charset=utf-8", "no-cache")


def app(config: StackConfig) -> Any:
    return json.loads(offline.manifest(config))


def test_the_app_has_the_name_words_colours_and_logo_of_its_stack() -> None:
    own = app(load_config("kaltim"))
    assert (own["name"], own["short_name"], own["theme_color"]) == ("LAPOR WAL!", "LAPOR WAL!", "#0b5d4b")
    assert own["description"] == "Pengaduan dan aspirasi Kalimantan Timur"
    assert own["icons"][0]["type"] == "image/svg+xml"
    assert {(each["sizes"], each.get("purpose")) for each in own["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "maskable"),
    }
    other = app(load_config("kaltara"))
    assert len(other["short_name"]) <= 12
    assert all(each["type"] == "image/png" for each in other["icons"])


def test_what_the_app_leads_to_exists() -> None:
    own = app(load_config("kaltim"))
    pages = [each["url"].lstrip("/") or "index.html" for each in own["shortcuts"]]
    assert all((paths.WEB / page).is_file() for page in pages)
    drawn = offline.icons(load_config("kaltim"))
    named = {each["src"][1:] for each in own["icons"]} - {"icon.svg"}
    assert named | {"icon-180.png"} == drawn.keys(), "the smallest is what iOS asks for"
    assert "/icon-180.png" in (paths.WEB / "partials" / "head.html").read_text()


def test_photos_are_shared_only_with_a_stack_that_has_the_worker() -> None:
    config = load_config("kaltim")
    assert app(config)["share_target"]["params"]["files"] == [{"name": "photos", "accept": ["image/*"]}]
    assert "share_target" not in app(replace(config, offline=False))


@pytest.mark.parametrize("slug", ["kaltim", "kaltara"])
def test_icons_are_light_the_same_each_time_and_whole_when_cut_to_a_circle(slug: str) -> None:
    config = load_config(slug)
    drawn = offline.icons(config)
    assert drawn == offline.icons(config), "so that they are uploaded once"
    for name, content in drawn.items():
        assert len(content) < 8_000
        image = Image.open(io.BytesIO(content)).convert("RGB")
        size = int(name[5:-4])
        assert image.size == (size, size)
        ground = image.getpixel((1, 1))
        # What a mask leaves for certain is a circle of four fifths.
        centre, far = size // 2, int(0.4 * size)
        on_the_edge = [(x, y) for x in range(0, size, 3) for y in (centre - far, centre + far)]
        assert {image.getpixel(each) for each in on_the_edge} == {ground}
        assert {image.getpixel((y, x)) for x, y in on_the_edge} == {ground}
