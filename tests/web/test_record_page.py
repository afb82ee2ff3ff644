"""The public window: reports found by words and place, what was counted of them, and what one takes along."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import follow, number_on, open_with_code, press_next

pytestmark = pytest.mark.browser


def titles(page: Any) -> list[str]:
    found = page.locator("#reports > li > a").all_inner_texts()
    assert isinstance(found, list)
    return found


def test_words_are_searched_by_the_api_and_stand_in_the_address(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/publik.html")
    page.wait_for_selector("#reports li >> nth=2")
    page.fill("#kata", "jembatan")
    page.select_option("#bulan", index=1)
    page.click("#search")
    page.wait_for_selector("#reports > li:only-child")
    assert titles(page) == ["Jembatan kayu ambruk"]
    assert page.evaluate("document.activeElement.id") == "search"
    asked = parse_qs(urlsplit([path for _, path, _ in stack.requests if path.startswith("/v1/complaints?")][-1]).query)
    assert asked["words"] == ["jembatan"]
    assert asked["filed_from"][0].endswith("-01")
    shared = parse_qs(urlsplit(page.url).query)
    assert (shared["kata"], len(shared["bulan"][0])) == (["jembatan"], 7)
    page.go_back()
    page.wait_for_selector("#reports li >> nth=2")
    assert page.input_value("#kata") == ""


def test_a_search_that_found_nothing_yet_says_so_and_goes_on(open_page: OpenPage) -> None:
    page = open_page("/publik.html?kata=lampu")
    page.click("text=Cari di laporan yang lebih lama")
    page.wait_for_selector("#reports li")
    assert titles(page) == ["Lampu jalan padam"]
    assert page.inner_text("#found") == "1 laporan ditampilkan."
    page.goto(page.url.replace("lampu", "zzz"))
    page.wait_for_selector("text=Tidak ada laporan terbuka yang cocok.")
    assert page.locator("#more button").count() == 0


def test_a_district_has_its_name_figures_feed_and_code_for_its_own_site(open_page: OpenPage, site: str) -> None:
    page = open_page("/statistik.html")
    follow(page, "th a:text-is('Kabupaten Kutai Timur')")
    page.wait_for_selector("#figures h2:text-is('Kabupaten Kutai Timur')")
    assert re.search(
        r"laporan masuk dalam 12 bulan terakhir\. \d dari 10 yang ditanggapi", page.inner_text("#figures .said-large")
    )
    page.click("#follow summary")
    assert page.input_value("#feed-address") == f"{site}/v1/complaints.atom?region=64.08"
    code = page.input_value("#embed-code")
    assert f'<a href="{site}/publik.html?wilayah=64.08">' in code
    assert not re.search(r"<script|style=|<iframe|<img", code)


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("instansi=64.08-pupr", "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"),
        ("wilayah=64.08.04", "Kecamatan Sangatta Utara"),
    ],
)
def test_an_office_and_a_kecamatan_have_a_page_too(open_page: OpenPage, query: str, heading: str) -> None:
    page = open_page(f"/publik.html?{query}")
    page.wait_for_selector(f"#figures h2:text-is('{heading}')")


def test_what_is_being_typed_survives_the_switch_of_language(open_page: OpenPage) -> None:
    page = open_page("/publik.html")
    page.wait_for_selector("#reports li")
    page.fill("#kata", "jalan")
    page.click("#language")
    page.wait_for_selector("h1:text-is('What citizens report')")
    assert page.input_value("#kata") == "jalan"


def test_a_sign_prints_on_one_sheet_of_a5_and_leads_to_the_form_about_its_place(
    open_page: OpenPage, stack: Stack, site: str
) -> None:
    page = open_page("/papan.html")
    page.fill("#sign-place", "Jembatan Mahakam II, Samarinda")
    page.select_option("#category-choice", "lampu-jalan")
    assert "Ada yang tidak beres di Jembatan Mahakam II, Samarinda?" in page.inner_text(".sheet")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    (width, height) = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper).groups()  # type: ignore[union-attr]
    assert (round(float(width)), round(float(height))) in {(420, 595), (419, 595), (420, 596)}
    assert not any("Mahakam" in path for _, path, _ in stack.requests), "what is typed stays here"

    page.goto(f"{site}/?tempat=Jembatan+Mahakam+II%2C+Samarinda&kategori=lampu-jalan")
    page.wait_for_selector("#from-sign:has-text('Jembatan Mahakam II, Samarinda')")
    assert urlsplit(page.url).query == ""
    page.fill("#text", "Lampunya padam semua sejak kemarin.")
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
    press_next(page)
    number_on(page)
    assert [(each["place"], each["category"]) for each in stack.filed] == [
        ("Jembatan Mahakam II, Samarinda", "lampu-jalan")
    ]
    assert page.inner_text("#from-sign") == ""


def test_a_sign_does_not_replace_the_place_of_a_draft(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.fill("#text", "Ada lubang.")
    press_next(page)
    page.fill("#place", "Pasar Pagi")
    page.goto(f"{site}/?tempat=Jembatan+Mahakam+II")
    page.wait_for_selector("#language:not([hidden])")
    page.wait_for_url(f"{site}/")
    assert page.input_value("#place") == "Pasar Pagi"
    assert page.inner_text("#from-sign") == ""


def test_a_public_case_is_shared_without_its_secret_and_a_secret_one_is_not(open_page: OpenPage, site: str) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.evaluate("navigator.share = async what => { window.shared = what }")
    page.click("#share-case")
    assert page.evaluate("window.shared.url") == f"{site}/lacak.html?id={webcases.RESPONDED}"
    page.evaluate("delete navigator.share; navigator.share = undefined")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#share-case")
    page.wait_for_selector("text=Alamat laporan disalin.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/lacak.html?id={webcases.RESPONDED}"
    hidden = open_with_code(open_page, webcases.SECRET_CASE)
    assert hidden.locator("#share-case").count() == 0
