"""The letter to a province without a stack, in a real browser: alone, on one sheet."""

from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.support.desk import DESK, sit_down

pytestmark = pytest.mark.browser


def test_a_letter_that_is_open_is_printed_alone_and_one_that_is_folded_not_at_all(
    browser: Any, site: str, api: Api
) -> None:
    text = "Jalan berlubang di depan pasar, hubungi saya di 0812 3456 7890."
    number = api.file(text=text, category="jalan-rusak", region="65.01", place="Depan pasar")["tracking_id"]
    page = sit_down(browser, site, api, Role.COORDINATOR, "64-diskominfo", viewport=DESK).page
    page.goto(f"{page.url.partition('#')[0]}#/kasus/{number}")
    page.wait_for_selector(".letter")
    page.emulate_media(media="print")
    assert not page.is_visible(".letter .sheet")
    assert page.is_visible("#case-title")
    page.emulate_media(media="screen")
    page.click(".letter summary")
    page.emulate_media(media="print")
    printed = page.inner_text("body")
    assert "Dinas Komunikasi dan Informatika Provinsi Kalimantan Utara" in printed
    assert number in printed
    assert "3456" not in printed
    for hidden in ("#case-title", ".journey", ".letter button", "header", "nav"):
        assert not page.is_visible(hidden), hidden
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    page.context.close()
