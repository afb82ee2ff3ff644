"""A citizen with a real browser at the real site: files, holds the receipt, sees which office has the report."""

from collections.abc import Iterator
from typing import Any

import pytest

from laporctl import paths
from laporctl.stacks import Stack
from tests.support import browser as browsers
from tests.support import photo_cases, pictures
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import until

pytestmark = pytest.mark.browser

SCREENSHOTS = paths.ROOT / "build" / "screenshots"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
WORDS = "Jalan rusak di depan pasar, lubangnya sedalam lutut. Sudah tiga minggu."
OFFICE = "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, which knows that every name below localhost is this machine."""
    with browsers.running() as browser:
        yield browser


def picture(page: Any, name: str) -> None:
    """Keep what the citizen sees, whole page, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(
        path=SCREENSHOTS / f"e2e-{name}-{page.viewport_size['width']}.png", full_page=True, animations="disabled"
    )


def assert_fits(page: Any) -> None:
    """Nothing to scroll sideways for."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_citizen_files_and_follows_a_report(
    browser: Any, world: World, kaltim: Stack, viewport: dict[str, int]
) -> None:
    errors: list[str] = []
    page = browsers.new_page(browser, viewport=viewport)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)

    page.goto(kaltim.site)
    page.fill("#text", WORDS)
    page.click("#kind > summary")
    page.check("input[value=jalan-rusak]")
    picture(page, "1-words")
    page.click("#next")
    page.select_option("#region-0", label="Kabupaten Kutai Timur")
    page.select_option("#region-1", label="Kecamatan Muara Ancalong")
    page.select_option("#region-2", label="Desa Senyiur")
    page.fill("#place", "Depan pasar, dekat jembatan kayu")
    picture(page, "2-place")
    page.click("#next")
    page.fill("#name", "Pelapor Contoh")
    page.check("#anonymous")
    picture(page, "3-person")
    page.click("#next")
    page.wait_for_selector("#check-heading:visible")
    picture(page, "4-check")
    page.click("#next")
    number = page.inner_text(".big-number").replace("\n", "")
    page.locator("#receipt").get_by_text(OFFICE).first.wait_for()
    picture(page, "5-receipt")
    assert_fits(page)

    page.click("#receipt a[href*='lacak.html?id=']")
    page.wait_for_selector("#status")
    assert OFFICE in page.inner_text("#case")
    assert WORDS in page.inner_text("#case")
    picture(page, "6-track")
    assert_fits(page)
    page.context.close()
    assert errors == []

    view = world.citizen().look_up(number).must_be(200).json
    assert (view["agency"]["id"], view["region"]["code"], view["anonymous"]) == ("64.08-pupr", "64.08.01.2001", True)


def test_a_citizen_checks_the_history_and_judges_the_answer(browser: Any, world: World, kaltim: Stack) -> None:
    receipt = world.citizen().file(ROAD)
    world.citizen().wait_for_routing(receipt)
    office = world.office(ROAD_OFFICE)
    office.act(receipt.id, "accept")
    office.act(receipt.id, "response", note="Lubang sudah kami tutup kemarin.")
    page = browsers.new_page(browser, viewport=PHONE)

    page.goto(f"{kaltim.site}/lacak.html?id={receipt.id}")
    page.get_by_label("Kode rahasia").fill(receipt.secret)
    page.get_by_text("Pakai kode ini").click()
    # Only the reporter sees it: from here on the page is drawn with the code.
    page.wait_for_selector("#stars-2")
    page.click("#check-proof")
    page.get_by_text("utuh dan konsisten: 5 catatan").wait_for()
    page.check("#stars-2")
    page.get_by_text("Kirim penilaian").click()
    page.wait_for_selector("#rated")
    picture(page, "9-judged")
    assert_fits(page)
    page.context.close()
    assert world.citizen().see(receipt)["rating"] == 2


def width_of(page: Any, image: str) -> int:
    """How many pixels wide a picture is that has arrived."""
    return int(
        page.evaluate(
            "one => document.querySelector(one).decode().then(() => document.querySelector(one).naturalWidth)", image
        )
    )


def test_a_citizen_adds_a_photo_and_sees_it_in_the_timeline(browser: Any, world: World, kaltim: Stack) -> None:
    receipt = world.citizen().file(ROAD)
    world.citizen().wait_for_routing(receipt)
    errors: list[str] = []
    page = browsers.new_page(browser, viewport=PHONE)
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)

    page.goto(f"{kaltim.site}/lacak.html?id={receipt.id}")
    page.get_by_label("Kode rahasia").fill(receipt.secret)
    page.get_by_text("Pakai kode ini").click()
    page.wait_for_selector("#photo-add")
    page.check("#photo-private")
    sent = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": pictures.road()}
    page.set_input_files("#photo-file", [sent])
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")
    page.locator(".photo").scroll_into_view_if_needed()
    page.wait_for_selector(".photo img[src]")
    assert width_of(page, ".photo img") == 480
    page.click(".photo")
    page.wait_for_selector(".photo-of a img")
    assert width_of(page, ".photo-of a img") == 1200
    picture(page, "10-photo")
    assert_fits(page)
    page.context.close()
    assert errors == []
    assert world.citizen().look_up(receipt.id).must_be(200).json["attachments"] == [], "for the officer alone"


def open_as_reporter(page: Any, stack: Stack, receipt: Receipt) -> None:
    """The tracking page of a case, with its secret code typed in."""
    page.goto(f"{stack.site}/lacak.html?id={receipt.id}")
    page.get_by_label("Kode rahasia").fill(receipt.secret)
    page.get_by_text("Pakai kode ini").click()
    page.wait_for_selector("#photo-add")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_citizen_is_told_at_once_which_photo_could_not_be_used(
    browser: Any, world: World, kaltim: Stack, viewport: dict[str, int]
) -> None:
    receipt = world.citizen().file(ROAD)
    world.citizen().wait_for_routing(receipt)
    page = browsers.new_page(browser, viewport=viewport)
    open_as_reporter(page, kaltim, receipt)
    sent = [("IMG_0001.jpg", photo_cases.heic()), ("IMG_0002.jpg", pictures.road())]
    page.set_input_files(
        "#photo-file", [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in sent]
    )
    page.wait_for_selector("#photo-1.wrong:has-text('bukan foto JPEG, PNG, atau WebP')")
    page.wait_for_selector("#photo-2.good:has-text('sudah ada di laporan Anda')")
    page.locator("#photos").scroll_into_view_if_needed()
    picture(page, "11-photo-failed")
    assert_fits(page)
    open_as_reporter(page, kaltim, receipt)
    page.wait_for_selector(".photo-list li.wrong:has-text('bukan foto JPEG, PNG, atau WebP')")
    picture(page, "12-photo-failed-later")
    assert_fits(page)
    page.context.close()


def test_a_citizen_files_without_javascript(browser: Any, world: World, kaltim: Stack) -> None:
    page = browsers.new_page(browser, viewport=PHONE, java_script_enabled=False)

    page.goto(kaltim.site)
    page.fill("#text", WORDS)
    page.fill("#place", "Depan pasar, dekat jembatan kayu")
    picture(page, "7-plain-form")
    page.click("#next")
    page.wait_for_url("**/receipt")
    number, secret = page.locator(".number").all_inner_texts()
    picture(page, "8-plain-receipt")
    page.context.close()

    citizen = world.citizen()
    assert citizen.look_up(number, secret).must_be(200).json["text"] == WORDS
    # Without a category only a coordinator can tell whose it is.
    view = until(lambda: citizen.look_up(number).json, lambda view: view["status"] != "received")
    assert (view["status"], view["agency"]["id"]) == ("triage", "64-diskominfo")


def test_a_mistake_without_javascript_is_explained(browser: Any, kaltim: Stack) -> None:
    page = browsers.new_page(browser, viewport=PHONE, java_script_enabled=False)

    page.goto(kaltim.site)
    page.fill("#text", WORDS)
    page.fill("#incident_date", "2199-01-01")
    page.click("#next")
    page.wait_for_selector("h1")
    picture(page, "9-plain-mistake")

    assert page.inner_text("h1") == "Laporan belum terkirim"
    assert "Tanggal kejadian: Tanggal kejadian paling lambat hari ini" in page.inner_text("main")
    page.go_back()
    assert page.input_value("#text") == WORDS
    page.context.close()
