"""The centre's page over all stacks, in a real browser."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.exchange.summary import Figures, Summary
from tests.api.conftest import Api
from tests.api.test_stacks import centre
from tests.domain.exchange.test_summary import SUMMARY
from tests.support.desk import DESK, PHONE, Seat, sit_down
from tests.support.webstub import Stack

pytestmark = pytest.mark.browser

__all__ = ["centre"]

each_look = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])


@pytest.fixture
def stack() -> Stack:
    return Stack(slug="pusat")


@pytest.fixture
def sit(browser: Any, site: str, centre: Api) -> Iterator[Any]:
    world, seats = centre.world, list[Seat]()
    aceh = Figures(40, 12, 2, date(2026, 8, 1))
    world.summaries.put(Summary("AC", world.now - timedelta(hours=3), aceh, 30, SUMMARY.offices[:0]))
    world.summaries.put(replace(SUMMARY, stack="BA", figures=Figures(5, 0, 0, None), offices=(), at=world.now))

    def sit(**options: Any) -> Seat:
        seats.append(sit_down(browser, site, centre, Role.OVERSEER_KEMENPANRB, "00-panrb", **options))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.page.context.close()


def rows(seat: Seat) -> dict[str, str]:
    found = seat.page.locator("tbody tr").all()
    return {str(row.get_attribute("data-id")): row.inner_text() for row in found}


@each_look
def test_the_desk_of_the_centre_opens_with_every_stack_and_the_age_of_its_figures(sit: Any, viewport: Any) -> None:
    tuti = sit(viewport=viewport)
    tuti.page.locator("tbody tr").first.wait_for()
    found = rows(tuti)
    assert list(found)[:2] == ["aceh", "kaltim"]
    assert len(found) == 39
    assert "Data lama" in found["aceh"]
    assert "Data pukul 09.00" in found["kaltim"]
    assert "Data lama" not in found["kaltim"]
    assert "Belum ada data" in found["papua"]
    assert tuti.page.locator(".sum").inner_text() == "20 laporan terlambat dari 165 yang terbuka, di 3 dari 39 wilayah."
    assert tuti.page.get_by_text("1 wilayah dengan data lama.").is_visible()
    tuti.look("stacks-1-all")
    tuti.page.click("#language")
    assert "Old data" in rows(tuti)["aceh"]


@each_look
def test_a_stack_opens_with_its_late_offices_by_the_keyboard_and_closes_again(sit: Any, viewport: Any) -> None:
    tuti = sit(viewport=viewport)
    tuti.page.locator("tr[data-id=kaltim] a").focus()
    tuti.page.keyboard.press("Enter")
    tuti.page.get_by_role("heading", name="Kalimantan Timur").wait_for()
    assert list(rows(tuti)) == ["64.08-pupr"]
    assert "41 hari" in rows(tuti)["64.08-pupr"]
    assert tuti.page.get_attribute("#its-desk", "href") == "https://kaltim.example/meja/#/pengawasan"
    assert tuti.page.get_by_text("3 instansi terlambat lainnya").is_visible()
    tuti.look("stacks-2-offices")
    tuti.page.keyboard.press("Escape")
    tuti.page.locator("tr[data-id=aceh]").wait_for()


def test_the_list_is_a_file_too(sit: Any) -> None:
    tuti = sit()
    with tuti.page.expect_download() as download:
        tuti.page.click("#csv")
    lines = list(csv.reader(download.value.path().read_text("utf-8-sig").splitlines()))
    assert lines[0] == ["Wilayah", "Terbuka", "Terlambat", "Baru terlambat hari itu", "Terlama", "Data"]
    assert [line[:3] for line in lines[1:3]] == [["Aceh", "40", "12"], ["Kalimantan Timur", "120", "8"]]
    assert len(lines) == 40


def test_what_did_not_load_says_so_and_can_be_asked_again(sit: Any) -> None:
    tuti = sit(path="#/pengawasan")
    tuti.lost.append("/stacks")
    tuti.page.evaluate("location.hash = '#/wilayah'")
    tuti.page.get_by_text("Coba lagi").click()
    tuti.page.locator("tbody tr").first.wait_for()
