"""Takes the pictures of the pages that the documentation shows, from the built site and the stand-in for the API.

`python -m tests.web.take_pictures [name ...]` writes docs/pictures/<name>.png; without names, all of them. The pages
must be built first: `npm run build` in web/.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from tests.support import browser as chromium
from tests.support import webcases, webmap
from tests.support.webstub import Stack, serve
from tests.web.steps import WORDS, map_of_place
from tests.web.test_every_page import SCENES

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PUBLIC = Path(__file__).resolve().parents[2] / "web" / "public"
PHONE, DESK = {"width": 360, "height": 900}, {"width": 1280, "height": 900}
_SHARPNESS = {360: 1.5, 1280: 1}
_FIRE = "Rumah tetangga kebakaran, api sudah ke atap."


def _write(words: str) -> Callable[[Any], None]:
    return lambda page: page.fill("#text", words)


def _urgent(page: Any) -> None:
    page.fill("#text", _FIRE)
    page.wait_for_selector("text=Telepon sekarang")


def _in_english(page: Any) -> None:
    page.wait_for_selector("#status")
    page.fill("#code", webcases.SECRET)
    page.click("text=Pakai kode ini")
    page.wait_for_selector("#erase")
    page.click("#language")
    page.wait_for_selector("text=Answered")


def _at_a_place(page: Any) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -0.4985, "longitude": 117.155, "accuracy": 20})
    map_of_place(page)
    page.click("#coordinates")
    page.wait_for_selector(".map-accuracy", state="attached")
    for _ in range(2):
        page.click(".leaflet-control-zoom-out")
        page.wait_for_timeout(700)


def _scene(name: str) -> tuple[str, Callable[[Any], None]]:
    return SCENES[name]


@dataclass(frozen=True)
class Picture:
    """What is opened and done, which element stands at the top of the picture (without one, the page's head), whose
    brand it has, and whether its map has tiles."""

    path: str
    act: Callable[[Any], None]
    at: str | None = None
    view: dict[str, int] | None = None
    slug: str = ""
    tiles: bool = False


ALL: dict[str, Picture] = {
    "file-360": Picture("/", _write(WORDS)),
    "urgent-360": Picture("/", _urgent),
    "suggested-360": Picture(*_scene("suggested"), at="#text"),
    "protected-360": Picture(*_scene("protected"), at="#text"),
    "exit-360": Picture(*_scene("violence"), at="#text"),
    "similar-360": Picture(*_scene("already reported"), at="#similar"),
    "receipt-360": Picture(*_scene("receipt")),
    "photos-360": Picture(*_scene("photos on the way"), at="#photo-1"),
    "track-360": Picture(f"/lacak.html?id={webcases.ROUTED}", _scene("case")[1]),
    "map-360": Picture("/", _at_a_place, at="#location", tiles=True),
    "coast-360": Picture(*_scene("map"), at="#map"),
    "record-map-360": Picture(*_scene("map of reports"), at="#map"),
    "record-360": Picture("/publik.html?wilayah=64.08", SCENES["nothing found"][1]),
    "record-1280": Picture(*_scene("record"), view=DESK),
    "sign-1280": Picture(*_scene("sign"), view=DESK),
    "shared-360": Picture(*_scene("photo shared")),
    "late-360": Picture(*_scene("late case")),
    "elsewhere-360": Picture(*_scene("case elsewhere")),
    "timeline-360": Picture(*_scene("photos"), at=".photo-of"),
    "statistics-360": Picture(*_scene("statistics")),
    "api-360": Picture("/api.html", _scene("reference")[1], at="#fileComplaint"),
    "plain-case-360": Picture(*_scene("plain reply")),
    "help-360": Picture("/bantuan.html", SCENES["help"][1]),
    "unknown-360": Picture(*_scene("unknown address")),
    "file-1280": Picture("/", _write(WORDS), view=DESK),
    "receipt-1280": Picture(*_scene("receipt"), view=DESK),
    "late-1280": Picture(*_scene("late case"), view=DESK),
    "answered-en-1280": Picture(f"/lacak.html?id={webcases.RESPONDED}", _in_english, view=DESK),
    "brand-360": Picture("/", _write(WORDS), slug="kaltim"),
    "brand-1280": Picture(*_scene("late case"), view=DESK, slug="kaltim"),
    "api-1280": Picture("/api.html", _scene("reference")[1], at="#fileComplaint", view=DESK),
}
"""Name of the file -> what it shows."""


IN_HELP = {"file-360": "bantuan-lapor", "receipt-360": "bantuan-nomor", "track-360": "bantuan-lacak"}
"""The pictures that stand in the help page too, by their names there: half as sharp, so that they weigh little."""

_HELP_SIZE = (360, 600)


def _for_help(picture: Path, name: str) -> None:
    with Image.open(picture) as whole:
        top = whole.crop((0, 0, whole.width, whole.width * _HELP_SIZE[1] // _HELP_SIZE[0]))
        small = top.convert("RGB").resize(_HELP_SIZE, Image.Resampling.LANCZOS)
        few_colours = small.convert("P", palette=Image.Palette.ADAPTIVE, colors=16)
        few_colours.save(PUBLIC / f"{name}.png", optimize=True)


def take(browser: Any, name: str) -> None:
    """Write one picture, of a stack of its own."""
    picture, view = ALL[name], ALL[name].view or PHONE
    with serve(Stack(slug=picture.slug, tiles=webmap.tiles() if picture.tiles else None)) as address:
        page = browser.new_page(
            viewport=view, device_scale_factor=_SHARPNESS[view["width"]], locale="id-ID", reduced_motion="reduce"
        )
        page.goto(address + picture.path)
        if page.locator("#language").count():
            page.wait_for_selector("#language:not([hidden])")
        picture.act(page)
        page.context.set_offline(False)
        page.evaluate("document.activeElement?.blur()")
        page.evaluate("scrollTo(0, 0)")
        if picture.at:
            page.locator(picture.at).first.evaluate("each => scrollTo(0, each.getBoundingClientRect().top - 90)")
        page.wait_for_timeout(300)
        page.screenshot(path=str(PICTURES / f"{name}.png"), animations="disabled")
        if name in IN_HELP:
            _for_help(PICTURES / f"{name}.png", IN_HELP[name])
        page.close()


def main(names: list[str]) -> None:
    with chromium.running() as browser:
        for name in names or list(ALL):
            take(browser, name)
            print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
