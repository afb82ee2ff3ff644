"""A stack's own name, words, logo and colours on its pages: Kalimantan Timur's, as they are deployed."""

from typing import Any

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.test_every_page import AXE, AXE_RULES

pytestmark = pytest.mark.browser


@pytest.fixture
def stack() -> Stack:
    return Stack(slug="kaltim")


def head(page: Any) -> str:
    return str(page.inner_text(".brand"))


def test_the_pages_carry_name_words_and_logo_in_both_languages(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.wait_for_selector(".top.band")
    assert (page.title(), head(page)) == (
        "Buat laporan - LAPOR WAL!",
        "LAPOR WAL!\nPengaduan dan aspirasi Kalimantan Timur",
    )
    assert page.evaluate("document.querySelector('.brand img').naturalWidth > 0")
    page.click("#language")
    page.goto(f"{site}/lacak.html?id={webcases.ROUTED}")
    page.wait_for_selector("#status")
    assert (page.title(), head(page)) == (
        "Track a report - LAPOR WAL!",
        "LAPOR WAL!\nComplaints and ideas, East Kalimantan",
    )
    assert "as part of SP4N-LAPOR!" in page.inner_text(".bottom")


def test_name_words_and_logo_are_there_without_script(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    assert page.title() == "Buat laporan - LAPOR WAL!"
    assert head(page) == "LAPOR WAL!\nPengaduan dan aspirasi Kalimantan Timur"
    assert page.locator(".brand img").get_attribute("src") == "/icon.svg"
    assert page.locator(".bottom p").first.inner_text().startswith("LAPOR WAL! adalah")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_about_in_the_band(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.wait_for_selector(".top.band")
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == "rgb(11, 93, 75)"
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run({runOnly: tags}).then(({violations}) => violations)", AXE_RULES)
    assert found == []


def test_with_indonesian_alone_there_is_nothing_to_switch(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#language")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.evaluate(
        """() => {
            const stack = JSON.parse(localStorage['lapor.stack']);
            localStorage['lapor.stack'] = JSON.stringify({...stack, languages: ['id']});
        }"""
    )
    page.route("**/stack.json", lambda route: route.abort())
    page.reload()
    page.wait_for_function("document.querySelector('#language').hidden")
    assert page.evaluate("document.documentElement.lang") == "id"
    assert page.inner_text("#words-heading") == "Apa yang terjadi?"
