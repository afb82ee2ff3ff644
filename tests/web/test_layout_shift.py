"""Nothing jumps away under a thumb: the layout shift of each page while it loads, and of the form while it is used."""

from typing import Any

import pytest

from tests.support import webcases
from tests.web.conftest import PHONE, OpenPage
from tests.web.steps import WORDS, press_next

pytestmark = pytest.mark.browser

LIMIT = 0.1
"""What browsers count as good."""

MEASURE = """() => {
    window.shifted = [];
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) {
            if (each.hadRecentInput) continue;
            const where = each.sources.map(({node}) => node?.id || node?.className || node?.nodeName);
            window.shifted.push([each.value, where.join(' ')]);
        }
    }).observe({type: 'layout-shift', buffered: true});
}"""

PAGES = {
    "form": ("/", "#location:not([hidden]) , #step-words"),
    "tracking": ("/lacak.html", "#lookup"),
    "case": (f"/lacak.html?id={webcases.RESPONDED}", "#status"),
    "late case": (f"/lacak.html?id={webcases.BREACHED}", "#status"),
    "no receipts": ("/terima.html", "h1"),
    "statistics": ("/statistik.html", "text=Menurut instansi"),
    "record": ("/publik.html?wilayah=64.08", "#figures .said-large"),
    "sign": ("/papan.html", "#category-choice"),
    "reference": ("/api.html", "#fileComplaint"),
}


def shifts(page: Any) -> list[Any]:
    """Each shift with what moved, after the page has come to rest."""
    page.wait_for_timeout(600)
    found = page.evaluate("window.shifted")
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("width", [PHONE["width"], 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_loads_stays_where_it_is(browser: Any, site: str, name: str, width: int) -> None:
    path, whole = PAGES[name]
    context = browser.new_context(viewport={"width": width, "height": 740})
    context.add_init_script(f"({MEASURE})()")
    page = context.new_page()
    page.goto(site + path)
    page.wait_for_selector(whole)
    found = shifts(page)
    context.close()
    assert sum(value for value, _ in found) < LIMIT, found


def test_the_form_stays_where_it_is_while_it_is_written(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(MEASURE)
    page.type("#text", WORDS, delay=10)
    page.wait_for_selector("#going:not(:empty)")
    press_next(page)
    press_next(page)
    found = shifts(page)
    assert sum(value for value, _ in found) < LIMIT, found
