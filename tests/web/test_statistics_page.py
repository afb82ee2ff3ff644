import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support import webstatistics
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser


def opened(open_page: OpenPage) -> Any:
    page = open_page("/statistik.html")
    page.wait_for_selector("text=Menurut instansi")
    return page


def test_a_sentence_says_it_and_tables_show_it(open_page: OpenPage) -> None:
    page = opened(open_page)
    assert "8 dari 10" in page.inner_text(".said-large")
    assert "3.000 laporan" in page.inner_text(".said-large")
    captions = page.eval_on_selector_all("table caption", "all => all.map(one => one.textContent)")
    assert len(captions) == 4
    cells = page.inner_text("table >> nth=0 >> tr >> nth=1").split()
    assert cells[:3] == ["Agustus", "2026", "300"]
    assert "82 %" in page.inner_text("table >> nth=0")
    assert page.inner_text("table >> nth=2 >> tr >> nth=2").count("–") == 2, "too few to say"


def test_a_sentence_says_where_it_goes(open_page: OpenPage) -> None:
    page = opened(open_page)
    page.clock.set_fixed_time(datetime(2026, 11, 20, 3, tzinfo=UTC))
    page.reload()
    page.wait_for_selector("#trend")
    first, second = page.inner_text("#trend").split(". ")
    assert first == "Oktober 2026: 900 laporan, 300 lebih banyak daripada September 2026"
    assert second == "Tepat waktu 82 %, sebulan sebelumnya 82 %."


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers(open_page: OpenPage) -> None:
    page = opened(open_page)
    widths = page.eval_on_selector_all(
        "table:first-of-type .bar rect", "all => all.map(one => +one.getAttribute('width'))"
    )
    assert widths[:4] == [25, 50, 75, 100]


def test_a_month_can_be_chosen_for_the_details(open_page: OpenPage) -> None:
    page = opened(open_page)
    assert "4.000" in page.inner_text("#places")
    page.select_option("#month", label="Oktober 2026")
    page.wait_for_selector("#places td:text-is('400')")
    assert page.input_value("#month") == "2026-10"
    assert "Dan 12 lagi" in page.inner_text("#places")


def test_the_data_files_are_one_press_away(open_page: OpenPage) -> None:
    page = opened(open_page)
    links = page.eval_on_selector_all("#files a", "all => all.map(one => one.getAttribute('href'))")
    assert links == [
        "/data/statistics-2026-11.csv",
        "/data/statistics-2026-11.excel.csv",
        "/data/complaints-2026-11.csv",
        "/data/complaints-2026-11.excel.csv",
    ]


def test_the_page_speaks_english_too(open_page: OpenPage) -> None:
    page = opened(open_page)
    page.click("#language")
    assert "3,000 reports" in page.inner_text(".said-large")
    assert page.inner_text("table >> nth=0 >> tr >> nth=1").startswith("August 2026")


def test_a_stack_that_has_counted_nothing_says_so(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = {
        "items": [],
        "found": 0,
        "total": webstatistics.answer({"by": ["month"], "from": ["x"], "to": ["x"]})["total"],
    }
    monkeypatch.setattr(webstatistics, "answer", lambda _: empty)
    page = open_page("/statistik.html")
    page.wait_for_selector("text=Belum ada yang dapat dihitung.")


def test_without_a_connection_the_page_offers_to_try_again(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/lacak.html")
    page.route("**/v1/statistics*", lambda route: route.abort())
    page.goto(page.url.replace("lacak", "statistik"))
    page.wait_for_selector("#months button")
    page.unroute("**/v1/statistics*")
    page.click("#months button")
    page.wait_for_selector("text=Menurut instansi")


def test_each_table_says_its_point_first_and_what_its_shares_are_shares_of(open_page: OpenPage) -> None:
    page = opened(open_page)
    points = page.eval_on_selector_all("#places .point", "all => all.map(one => one.textContent)")
    in_time = "8 dari 10 yang ditanggapi, ditanggapi tepat waktu."
    assert points[0] == f"Terbanyak dari Kota Samarinda: 4.000 laporan. {in_time}"
    assert "2.460 dari 3.000" in page.inner_text("#places table >> nth=0")
    few = page.locator("#places table >> nth=1 >> tr >> nth=2")
    assert "Terlalu sedikit untuk disebut" in few.text_content()
    assert "dari" not in few.locator("td >> nth=1").text_content(), "the parts would say what the share may not"


def test_a_table_is_taken_away_for_a_spreadsheet_and_as_a_picture(open_page: OpenPage, tmp_path: Path) -> None:
    page = opened(open_page)
    with page.expect_download() as table:
        page.click("#places section:nth-of-type(3) >> text=Unduh tabel")
    assert re.fullmatch(r"statistik-agency-\d{4}-\d\d-\d{4}-\d\d\.csv", table.value.suggested_filename)
    rows = list(csv.reader(io.StringIO(Path(table.value.path()).read_text("utf-8-sig"))))
    assert rows[0] == ["Nama", "Masuk", "Ditanggapi", "Ditanggapi tepat waktu", "Tepat waktu", "Median hari"]
    assert rows[1][1:4] == ["4000", "3000", "2460"]
    with page.expect_download() as picture:
        page.click("#places section:nth-of-type(3) >> text=Simpan sebagai gambar")
    assert picture.value.suggested_filename.endswith(".png")
    with Image.open(picture.value.path()) as drawn:
        assert drawn.width == 1080
        assert len(drawn.convert("RGB").getcolors(maxcolors=1_000_000) or []) > 10, "something is drawn"


def test_the_summary_prints_on_one_page(open_page: OpenPage) -> None:
    page = opened(open_page)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages == 1
