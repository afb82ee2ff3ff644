"""The page of the desk that writes a report down for somebody, in a real browser on a phone."""

import re
from typing import Any

import pytest

from chalicelib.domain.cases.channels import ASSISTED
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE
from tests.support import pictures
from tests.support.desk import DESK, PHONE, sit_down

pytestmark = pytest.mark.browser

WORDS = "Jembatan gantung ke sekolah hampir putus sejak kemarin."
POST = "https://www.facebook.com/warga.contoh/posts/123"
FORM = "#assisted"


def write(page: Any, words: str = WORDS) -> None:
    page.wait_for_selector(FORM)
    page.fill("#text", words)
    page.fill("#place", "Dekat SD 12")
    page.fill("#name", "Nama Contoh")


def save(page: Any) -> None:
    page.click(f"{FORM} button[type=submit]")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_report_at_the_counter_ends_in_a_slip_for_paper(browser: Any, site: str, api: Api, viewport: Any) -> None:
    clerk = sit_down(browser, site, api, Role.OFFICER, OFFICE, path="#/catat", viewport=viewport)
    page = clerk.page
    write(page)
    save(page)
    page.get_by_text("Pilih bagaimana laporan ini sampai.").first.wait_for()
    page.check("#came-walk_in")
    clerk.look("assisted-1-form")
    save(page)
    page.wait_for_selector(".slip")
    (number,) = api.world.cases.kept
    case = api.world.cases.load(number)
    assert case.channel == ASSISTED
    slip = page.locator(".slip")
    assert number in slip.inner_text().replace("\n", "")
    assert "Dicatat Dinas PUPR Kabupaten Kutai Timur. Ada yang salah? Minta diperbaiki." in slip.inner_text()
    assert not page.locator(".slip-secret").is_visible()
    clerk.look("assisted-2-slip")
    page.emulate_media(media="print")
    assert page.locator(".slip-secret").is_visible()
    assert not page.locator("#slip-print").is_visible()
    secret = (
        page.locator(".slip-secret").inner_text().removeprefix("Kode rahasia: ").removesuffix(". Hanya untuk Anda.")
    )
    proven = api.get(f"/complaints/{number}", Receipt_Secret=secret)
    assert proven.status_code == 200
    assert proven.json_body["timeline"][0]["data"]["came_by"] == "walk_in"
    sheets = re.findall(rb"/Type /Page\n.*?/MediaBox \[([0-9 .]+)\]", page.pdf(prefer_css_page_size=True), re.DOTALL)
    assert [[round(float(side) / 72 * 25.4) for side in each.split()] for each in sheets] == [[0, 0, 105, 148]]
    page.emulate_media(media="screen")
    page.click("#slip-reveal")
    assert page.locator(".slip-secret").is_visible()
    page.click("#slip-next")
    page.wait_for_selector(FORM)
    assert page.input_value("#text") == ""
    kept = page.evaluate("JSON.stringify([sessionStorage, localStorage])")
    assert secret not in kept
    assert WORDS not in kept
    page.context.close()


def test_a_lost_answer_files_once_and_loses_nothing(browser: Any, site: str, api: Api) -> None:
    clerk = sit_down(browser, site, api, Role.OFFICER, OFFICE, path="#/catat", viewport=PHONE)
    page = clerk.page
    write(page)
    page.check("#came-phone")
    clerk.lost.append("/assisted")
    save(page)
    page.get_by_text("Belum terkirim.").wait_for()
    page.reload()
    page.wait_for_selector(FORM)
    assert page.input_value("#text") == WORDS
    assert page.is_checked("#came-phone")
    save(page)
    page.wait_for_selector(".slip")
    assert len(api.world.cases.kept) == 1
    page.context.close()


def test_a_post_keeps_its_link_and_its_screenshot(browser: Any, site: str, api: Api) -> None:
    clerk = sit_down(browser, site, api, Role.LIAISON, OFFICE, path="#/catat", viewport=PHONE, bypass_csp=True)
    page = clerk.page
    write(page)
    assert not page.locator("#link").is_visible()
    page.check("#came-social_media")
    page.fill("#link", "facebook")
    page.set_input_files(
        "#photos", {"name": "layar.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo(width=400, height=300)}
    )
    save(page)
    page.get_by_text("Salin tautan kiriman itu").first.wait_for()
    page.fill("#link", POST)
    save(page)
    page.get_by_text("1 foto terkirim dan sedang diperiksa.").wait_for()
    (number,) = api.world.cases.kept
    identity = api.world.identities.get(number)
    assert identity
    assert (identity.name, identity.post) == ("Nama Contoh", POST)
    page.context.close()


def test_a_hidden_report_has_a_slip_without_title_and_office(browser: Any, site: str, api: Api) -> None:
    clerk = sit_down(browser, site, api, Role.COORDINATOR, "64.08-diskominfo", path="#/catat", viewport=PHONE)
    page = clerk.page
    write(page)
    page.check("#came-letter")
    assert not page.locator("#safe_to_tell").is_visible()
    page.check("#secret")
    page.check("#safe_to_tell")
    save(page)
    page.wait_for_selector(".slip")
    (number,) = api.world.cases.kept
    assert api.world.cases.load_history(number).events[0].data["safe_to_tell"] is True
    assert "Jembatan" not in page.locator(".slip").inner_text()
    page.context.close()
