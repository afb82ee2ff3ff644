"""The page of how offices stand, in a real browser: own figures and webhooks, and who reads at which office."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.statistics.counts import Cell
from tests.api.conftest import Api
from tests.api.test_webhooks import add
from tests.api.test_whole_case import OFFICE
from tests.support.desk import DESK, PHONE, Seat, sit_down

pytestmark = pytest.mark.browser

each_look = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])


@pytest.fixture
def sit(browser: Any, site: str, api: Api) -> Iterator[Any]:
    seats: list[Seat] = []

    def sit(role: Role, agency: str, **options: Any) -> Seat:
        seats.append(sit_down(browser, site, api, role, agency, path="#/keadaan", **options))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.page.context.close()


@each_look
def test_a_liaison_reads_own_figures_and_how_webhooks_fare(api: Api, sit: Any, viewport: Any) -> None:
    tally = {"routed": Counter({0: 40}), "answered": Counter({3: 30}), "in_time": Counter({0: 24})}
    api.world.statistics_store.put_month("2026-11", {Cell("agency", OFFICE, False): tally})
    store, now = api.world.hooks.store, api.world.now
    works, fails = add(api), add(api, url="https://kanal.example.go.id/hook")
    store.note_success(OFFICE, works["id"], now)
    store.note_failure(OFFICE, fails["id"], "http_500", now)
    sari = sit(Role.LIAISON, OFFICE, viewport=viewport)
    sentences = sari.page.locator(".sentences li")
    sentences.first.wait_for()
    assert sentences.nth(0).inner_text() == "8 dari 10 laporan dijawab tepat waktu (24 dari 30)."
    assert sentences.nth(1).inner_text().startswith("40 laporan masuk.")
    rows = [row.inner_text() for row in sari.page.locator("tbody tr").all()]
    assert len(rows) == 2
    assert ["Sampai" in row for row in rows].count(True) == 1
    assert ["Gagal sejak Senin, 23 November 2026" in row and "(http_500)" in row for row in rows].count(True) == 1
    sari.look("state-1-own")


@each_look
def test_a_coordinator_sees_where_nobody_reads_first(api: Api, sit: Any, viewport: Any) -> None:
    world = api.world
    for agency in ("64.08-pupr", "64.08-dlh"):
        world.presence.note_appointed(agency, world.now.date())
    world.presence.note_seen("64.08-pupr", world.now.date())
    dewi = sit(Role.COORDINATOR, "64.08-diskominfo", viewport=viewport)
    dewi.page.locator("tbody tr").first.wait_for()
    rows = [row.inner_text() for row in dewi.page.locator("tbody tr").all()]
    assert "Dinas Lingkungan Hidup Kabupaten Kutai Timur" in rows[0]
    assert "Dilatih" in rows[0]
    assert "Aktif" in rows[-1]
    assert not [row for row in rows if "Provinsi" in row], "another region's"
    dewi.look("state-2-readiness")


def test_what_did_not_load_says_so_and_can_be_asked_again(api: Api, sit: Any) -> None:
    dewi = sit(Role.COORDINATOR, "64.08-diskominfo")
    dewi.page.locator("tbody tr").first.wait_for()
    dewi.lost.append("/readiness")
    dewi.page.evaluate("location.hash = '#/instansi'")
    dewi.page.wait_for_selector("#people")
    dewi.page.evaluate("location.hash = '#/keadaan'")
    dewi.page.get_by_text("Coba lagi").click()
    dewi.page.locator("tbody tr").first.wait_for()
