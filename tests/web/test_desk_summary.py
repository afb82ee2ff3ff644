"""The page of a month for the head of a region, in a real browser."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.statistics.counts import Cell, Cells
from chalicelib.services.ports.statistics_store import StatisticsProgress
from tests.api.conftest import Api
from tests.support.desk import DESK, PHONE, sit_down

pytestmark = pytest.mark.browser

SEAT = "64-diskominfo"
OFFICES = {
    "64.08-pupr": (120, 60),
    "64.08-dlh": (40, 38),
    "64.08-satpolpp": (12, 12),
    "64-pupr": (30, 12),
    "64-satpolpp": (9, 0),
}
REGIONS = {"64.08": (171, 113), "64.72": (50, 20), "64": (0, 0)}


def tally(answered: int, in_time: int) -> dict[str, Counter[int]]:
    return {
        "filed": Counter({0: answered + 20}),
        "routed": Counter({0: answered + 25}),
        "answered": Counter({4: answered}),
        "in_time": Counter({0: in_time}),
        "closed": Counter({9: answered // 2}),
        "breached": Counter({0: answered - in_time}),
    }


def cells(share: float = 1.0) -> Cells:
    places = [("agency", OFFICES), ("region", REGIONS)]
    return {
        Cell(dimension, key, False): tally(whole, int(part * share))
        for dimension, figures in places
        for key, (whole, part) in figures.items()
        if whole
    }


@pytest.fixture
def counted(api: Api) -> Api:
    store, now = api.world.statistics_store, api.world.now
    store.put_month("2026-11", cells())
    store.put_month("2026-10", cells(0.8))
    store.put_standing(StatisticsProgress(now.date(), now.date() + timedelta(days=1)))
    return api


@pytest.fixture
def open_summary(browser: Any, site: str, counted: Api) -> Iterator[Any]:
    seats = []

    def open_(agency: str = SEAT, **options: Any) -> Any:
        seats.append(sit_down(browser, site, counted, Role.REGION_HEAD, agency, **options))
        seats[-1].page.wait_for_selector(".sentences")
        return seats[-1]

    yield open_
    for seat in seats:
        seat.page.context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_a_head_of_region_reads_a_month_beside_the_one_before(open_summary: Any, viewport: Any) -> None:
    wati = open_summary(viewport=viewport)
    page = wati.page
    assert page.locator(".sentences li").count() == 5
    assert page.locator(".sentences li").first.inner_text() == (
        "6 dari 10 laporan dijawab tepat waktu (133 dari 221). Bulan lalu 5."
    )
    best, worst = page.locator(".ranks table").all()
    assert "Satpol PP Kabupaten Kutai Timur" in best.inner_text()
    assert "12 dari 30 (40 %)" in worst.inner_text()
    assert "Satpol PP Provinsi" not in page.inner_text(".ranks"), "nine answers are not ranked"
    page.get_by_text("1 instansi dengan kurang dari 10 jawaban tidak diperingkat.").wait_for()
    page.get_by_text("Menurut kabupaten dan kota").wait_for()
    wati.look("summary-1")
    assert wati.asked
    assert all(each.startswith("GET /statistics?") for each in wati.asked)


def test_the_month_is_one_sheet_of_paper(open_summary: Any) -> None:
    sheet = open_summary().page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page/") + sheet.count(b"/Type/Page/") == 1


def test_within_a_regency_only_its_own_offices_are_compared(open_summary: Any) -> None:
    wati = open_summary("64.08-diskominfo")
    text = wati.page.inner_text(".summary")
    assert "Dinas PUPR Provinsi" not in text
    assert "Menurut kabupaten dan kota" not in text
    assert all("region=64.08" in each for each in wati.asked if "by=" in each)
