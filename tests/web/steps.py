"""What a citizen does on the form, for tests that are about something else."""

import json
from collections.abc import Callable
from typing import Any

from tests.support import webcases

WORDS = "Jalan berlubang di depan pasar sudah tiga minggu."


def press_next(page: Any) -> None:
    """The one primary button."""
    page.click("#next")


def follow(page: Any, link: str) -> None:
    """Presses a link and waits until the page it leads to is whole: its words stand before its script has run."""
    with page.expect_navigation(wait_until="load"):
        page.click(link)


def go_to_check(page: Any, words: str = WORDS, region: str | None = None) -> None:
    """Writes only words, chooses a region if one is named, and walks to the last step."""
    page.fill("#text", words)
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
        if heading == "place" and region:
            page.select_option("#region-0", label=region)


def open_map(page: Any) -> Any:
    """The map behind the button of a page, ready for fingers and keys."""
    page.click("#show-map")
    page.wait_for_selector("#map .leaflet-control-zoom")
    return page.locator("#map .map")


def map_of_place(page: Any) -> None:
    """A report whose place is about to be shown on a map."""
    page.fill("#text", WORDS)
    press_next(page)
    page.wait_for_selector("#place-heading:visible")
    open_map(page)


def map_of_reports(page: Any) -> None:
    """The public list with its map."""
    page.wait_for_selector("#reports li >> nth=2")
    open_map(page)
    page.wait_for_selector(".map-mark")


def choose_photos(page: Any, *photos: bytes, kind: str = "image/jpeg") -> None:
    """What the phone's own chooser hands over; bytes that are no photo come as a PDF would."""
    files = [{"name": f"IMG_{n}.jpg", "mimeType": kind, "buffer": data} for n, data in enumerate(photos)]
    page.set_input_files("#photo-file", files)


def number_on(page: Any) -> str:
    """The tracking id that the receipt shows."""
    page.wait_for_selector(".big-number")
    return str(page.inner_text(".big-number")).replace("\n", "")


def open_with_code(open_page: Callable[..., Any], number: str) -> Any:
    """The case as its reporter sees it on the phone that filed it."""
    page = open_page("/lacak.html")
    kept = [
        {"trackingId": number, "secret": webcases.SECRET, "at": webcases.FILED_AT, "excerpt": "", "state": "received"}
    ]
    page.evaluate("kept => localStorage.setItem('lapor.receipts', kept)", json.dumps(kept))
    page.goto(page.url + f"?id={number}")
    page.wait_for_selector("#status")
    return page


def lost_code(page: Any) -> None:
    """A code was asked for by whoever lost the secret of the case that is shown."""
    page.click("text=Kehilangan kode rahasia?")
    page.fill("#lost-contact", "pelapor@contoh.id")
    page.click("text=Kirim kode")
    page.wait_for_selector("#lost-code")
