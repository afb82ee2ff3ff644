"""Those who oversee, at their desks in a real browser, IAM on: the centre warns an office of another stack, and an
inspector opens an accusation that nobody else finds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from laporctl.remote import COUNTING, SWEEP, invoke
from laporctl.stacks import Stack
from tests.e2e.test_desk import DESK, PHONE, Officer, press
from tests.support import browser as browsers
from tests.support.emulator import System
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD
from tools.dev.demo.oversight import file_earlier
from tools.dev.demo.steps import until
from tools.dev.demo_people import Person, appoint

pytestmark = pytest.mark.browser

PANRB, INSPECTORATE = "00-panrb", "64.08-inspektorat"
WORDS = "Laporan ini sudah lewat batas waktu, mohon dijawab."


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.running() as browser:
        yield browser


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_centre_warns_an_office_of_another_stack(
    browser: Any, world: World, kaltim: Stack, system: System, viewport: dict[str, int]
) -> None:
    late = file_earlier(world, ROAD, timedelta(days=31))
    world.citizen().wait_for_routing(late)
    invoke(kaltim, SWEEP)
    until(lambda: world.citizen().see(late), lambda seen: bool(seen["breached"]))
    assert invoke(kaltim, COUNTING)["summary"] == "sent"
    email = f"tuti-{viewport['width']}@contoh.go.id"
    for stack in (system["pusat"], kaltim):
        appoint(stack, Person(email, "Tuti Contoh", "overseer_kemenpanrb", PANRB))
    tuti = Officer(browser, system["pusat"], viewport)
    tuti.sign_in(email)
    page = tuti.page
    page.click("tr[data-id=kaltim] a")
    page.wait_for_selector("#its-desk")
    tuti.look("8-centre-late-offices")
    page.click("#its-desk")
    page.wait_for_selector("#sign-in")
    page.click("#sign-in")
    tuti.enter(email)
    page.wait_for_selector("#open-only")
    page.click(f"[data-id={late.id}] a")
    page.wait_for_selector("#case-title")
    press(page, "warning")
    page.locator("#act-note").fill(WORDS)
    tuti.look("9-centre-warns")
    page.locator("#act-note").press("Control+Enter")
    page.locator(".journey").get_by_text(WORDS).wait_for()
    tuti.end()
    held_by = world.citizen().see(late)["agency"]["id"]
    assert "warned" in str(world.office(held_by).holds(late.id))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_inspector_opens_an_accusation_that_nobody_else_finds(
    browser: Any, world: World, kaltim: Stack, viewport: dict[str, int]
) -> None:
    citizen = world.citizen()
    report = {"category": "pungli", "text": "Petugas desa minta uang untuk surat pengantar.", "region": "64.08.01.2001"}
    accusation = citizen.file(report)
    view, _ = citizen.wait_for_routing(accusation)
    assert view["agency"]["id"] == INSPECTORATE
    joko = Officer(browser, kaltim, viewport)
    email = f"joko-{viewport['width']}@contoh.go.id"
    appoint(kaltim, Person(email, "Joko Contoh", "officer", INSPECTORATE))
    joko.sign_in(email)
    joko.page.click(f"[data-id={accusation.id}] a")
    joko.page.wait_for_selector("#case-title")
    joko.page.locator("#beside").get_by_text("minta uang untuk surat pengantar").first.wait_for()
    joko.look("10-accusation")
    joko.end()
    village = Officer(browser, kaltim, viewport)
    village.sign_in("agus@contoh.go.id")
    village.page.wait_for_selector(".tabs")
    village.page.goto(f"{kaltim.site}/meja/#/kasus/{accusation.id}")
    village.page.get_by_text("Laporan ini tidak ada").wait_for()
    assert "minta uang" not in village.page.content()
    village.end()
