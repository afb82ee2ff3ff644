"""The help page: plain words, rights, and pictures of the pages as they are."""

import re

import pytest

from tests.support.webstub import DIST
from tests.web.conftest import OpenPage
from tests.web.take_pictures import IN_HELP

pytestmark = pytest.mark.browser


def test_the_pictures_are_those_that_the_tests_take_and_they_are_light(open_page: OpenPage) -> None:
    shown = re.findall(r'<img src="/(bantuan-\w+)\.png"', (DIST / "bantuan.html").read_text())
    assert sorted(shown) == sorted(IN_HELP.values())
    page = open_page("/bantuan.html")
    for image in page.locator(".shot img").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth === 360", arg=image.element_handle())
    assert all((DIST / f"{name}.png").stat().st_size < 30_000 for name in shown)


def test_every_page_leads_to_it_and_it_to_the_form(open_page: OpenPage, site: str) -> None:
    page = open_page("/lacak.html")
    page.click("footer >> text=Bantuan dan hak Anda")
    assert page.inner_text("h1") == "Bantuan"
    page.click("main a.button")
    page.wait_for_url(f"{site}/")


@pytest.mark.parametrize("script", [True, False])
def test_it_tells_the_rights_also_without_script(open_page: OpenPage, script: bool) -> None:
    page = open_page("/bantuan.html", java_script_enabled=script)
    rights = page.inner_text("section[aria-labelledby=rights-heading]")
    for word in ("Anonim:", "Rahasia:", "Keberatan:", "Ombudsman:", "137"):
        assert word in rights


def test_it_speaks_english_at_its_address(open_page: OpenPage) -> None:
    page = open_page("/bantuan.html?bahasa=en")
    assert page.inner_text("h1") == "Help"
    assert "Ombudsman of the Republic of Indonesia" in page.inner_text("main")
    assert page.locator("main [data-t]:has-text('Laporan diteruskan')").count() == 0
