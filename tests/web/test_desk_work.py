"""Whose a case is, several cases at once, and answer templates, in a real browser with the app itself behind it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.answer_templates import Template, Templates
from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.assignee_store import Assignee
from chalicelib.services.ports.people_store import Grant
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE, act
from tests.support.desk import DESK, PHONE, Seat, in_the_end, sit_down

pytestmark = pytest.mark.browser

each_look = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
ME = "officer-person"
MENDED = Template(
    "Lubang ditutup",
    "{instansi} menutup lubang di [[tempat]] pada {tanggal}, oleh [[siapa]]. Nomor laporan Anda {nomor}.",
)


@pytest.fixture
def sit(browser: Any, site: str, api: Api) -> Iterator[Any]:
    seats: list[Seat] = []

    def sit(role: Role, agency: str = OFFICE, **options: Any) -> Seat:
        seats.append(sit_down(browser, site, api, role, agency, **options))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.page.context.close()


def colleague(api: Api, person: str, name: str) -> None:
    world = api.world
    until = world.now + timedelta(days=90)
    office = world.directory.offices[OFFICE].name
    world.people.add(
        Grant(f"G-{person}", person, name, Role.OFFICER, OFFICE, office, "SK 4/2026", world.now, world.now, until, "A")
    )


def in_work(api: Api, **fields: Any) -> str:
    number = str(api.file(**fields)["tracking_id"])
    act(api, number, "accept", {})
    return number


def holder(api: Api, number: str) -> str | None:
    return api.world.assignees.person_of(OFFICE, number)


@each_look
def test_an_officer_takes_a_case_hands_it_on_and_takes_that_back(api: Api, sit: Any, viewport: Any) -> None:
    colleague(api, "sari", "Sari Contoh")
    number = str(api.file(text="Jalan amblas di depan sekolah. Anak-anak memutar lewat sawah.")["tracking_id"])
    rina = sit(Role.OFFICER, viewport=viewport)
    page = rina.page
    page.click(f"[data-id={number}] a")
    page.locator(".holder").get_by_text("Belum ada").wait_for()
    rina.look("holder-1-nobody")
    page.keyboard.press("i")
    page.locator(".holder").get_by_text("Anda").wait_for()
    assert holder(api, number) == ME
    page.keyboard.press("s")
    page.wait_for_selector("#holder option[value=sari]", state="attached")
    rina.look("holder-2-choose")
    page.select_option("#holder", "sari")
    page.click("#holder-give")
    page.locator("#said").get_by_text("1 laporan sekarang pada Sari Contoh.").wait_for()
    page.locator(".holder").get_by_text("Sari Contoh").wait_for()
    assert holder(api, number) == "sari"
    page.keyboard.press("z")
    page.locator(".holder").get_by_text("Anda").wait_for()
    assert holder(api, number) == ME
    assert api.world.cases.load(number).version == 2, "no event"


def test_mine_are_found_and_those_of_nobody(api: Api, sit: Any) -> None:
    colleague(api, "sari", "Sari Contoh")
    numbers = [str(api.file()["tracking_id"]) for _ in range(3)]
    for number, person in zip(numbers, (ME, "sari"), strict=False):
        api.world.assignees.give(OFFICE, Assignee(number, person, api.world.now, "liaison"), None)
    page = sit(Role.OFFICER).page
    page.locator(f"[data-id={numbers[1]}]").get_by_text("Petugas: Sari Contoh").wait_for()
    shown = page.locator("ol.queue > li")
    for value, wanted in ((ME, numbers[0]), ("sari", numbers[1]), ("none", numbers[2])):
        page.select_option("#holder-filter", value)
        assert [each.get_attribute("data-id") for each in shown.all()] == [wanted]


def test_a_case_that_a_colleague_took_meanwhile_is_not_taken_from_them(api: Api, sit: Any) -> None:
    colleague(api, "sari", "Sari Contoh")
    number = str(api.file()["tracking_id"])
    page = sit(Role.OFFICER).page
    page.click(f"[data-id={number}] a")
    page.wait_for_selector("#take")
    api.world.assignees.give(OFFICE, Assignee(number, "sari", api.world.now, "sari"), None)
    page.keyboard.press("i")
    page.locator("#said").get_by_text("sudah diambil orang lain").wait_for()
    page.locator(".holder").get_by_text("Sari Contoh").wait_for()
    assert holder(api, number) == "sari"


@each_look
def test_several_are_handed_to_a_colleague_at_once(api: Api, sit: Any, viewport: Any) -> None:
    colleague(api, "sari", "Sari Contoh")
    numbers = [str(api.file()["tracking_id"]) for _ in range(3)]
    rina = sit(Role.OFFICER, viewport=viewport)
    page = rina.page
    for number in numbers[:2]:
        page.check(f"[data-id={number}] input")
    rina.look("many-1-marked")
    page.click("#give-many")
    page.wait_for_selector("#many-holder")
    page.select_option("#many-holder", "sari")
    rina.look("many-2-hand-on")
    page.click("#many .primary")
    page.locator("#said").get_by_text("2 laporan sekarang pada Sari Contoh.").wait_for()
    assert [holder(api, number) for number in numbers] == ["sari", "sari", None]
    page.click("#undo")
    in_the_end(page, lambda: holder(api, numbers[0]) is None and holder(api, numbers[1]) is None)


@each_look
def test_like_cases_get_the_same_answer_each_by_itself(api: Api, sit: Any, viewport: Any) -> None:
    api.world.templates.replace(OFFICE, Templates(1, (MENDED,)))
    numbers = [in_work(api) for _ in range(3)]
    rina = sit(Role.OFFICER, path="#/antrean/dikerjakan", viewport=viewport)
    page = rina.page
    for number in numbers:
        page.check(f"[data-id={number}] input")
    page.click("#same-many")
    page.wait_for_selector("#same-template")
    page.select_option("#same-template", label="Lubang ditutup")
    page.keyboard.type("Jalan Melati")
    page.click("#same-send")
    page.locator("#same-fault").get_by_text("Isi dulu: siapa.").wait_for()
    rina.look("same-1-blank")
    page.keyboard.type("regu pemeliharaan")
    act(api, numbers[2], "progress", {"note": "Regu kami meninjau lokasi pada 22 November 2026."})
    page.click("#same-send")
    page.get_by_role("button", name="Ya, kirim ke 3 pelapor").wait_for()
    rina.look("same-2-sure")
    page.keyboard.press("Enter")
    page.get_by_text("2 terkirim, 1 belum.").wait_for()
    rina.look("same-3-sent")
    for number in numbers[:2]:
        last = api.world.cases.load_history(number).events[-1]
        assert last.kind == "responded"
        assert "di Jalan Melati pada Senin, 23 November 2026, oleh regu pemeliharaan." in (last.note or "")
        assert f"Nomor laporan Anda {number}." in (last.note or "")
    assert api.world.cases.load(numbers[2]).status == "in_progress", "it has changed since it was marked"
    answers = [api.world.cases.load_history(number).events[-1] for number in numbers[:2]]
    assert [each.data.get("copied") for each in sorted(answers, key=lambda each: each.at)].count(True) == 1
    page.click("#same-close")
    page.wait_for_selector(f"[data-id={numbers[2]}]")
    assert page.locator("#many .many").count() == 0


def test_cases_that_are_not_alike_get_no_common_answer(api: Api, sit: Any) -> None:
    in_work(api)
    in_work(api, text="Sampah menumpuk di tepi jalan pasar", category="jembatan-rusak")
    page = sit(Role.OFFICER, path="#/antrean/dikerjakan").page
    page.locator("ol.queue input").nth(1).wait_for()
    for place in range(2):
        page.locator("ol.queue input").nth(place).check()
    page.click("#same-many")
    page.locator("#said").get_by_text("hanya untuk laporan sejenis").wait_for()
    assert page.locator("#same-words").count() == 0


@each_look
def test_an_answer_begins_with_a_template_and_no_blank_is_sent(api: Api, sit: Any, viewport: Any) -> None:
    api.world.templates.replace(OFFICE, Templates(1, (MENDED,)))
    number = in_work(api)
    rina = sit(Role.OFFICER, path=f"#/kasus/{number}", viewport=viewport)
    page = rina.page
    page.wait_for_selector("[data-action=response]")
    page.keyboard.press("r")
    page.select_option("#act-template", label="Lubang ditutup")
    assert page.evaluate("getSelection().toString()") == "[[tempat]]"
    rina.look("template-1-chosen")
    page.keyboard.type("Jalan Melati")
    page.select_option("#act-photo", "follows")
    page.keyboard.press("Control+Enter")
    page.locator("#act-fault").get_by_text("Isi dulu: siapa.").wait_for()
    rina.look("template-2-blank")
    page.keyboard.type("regu pemeliharaan")
    page.keyboard.press("Control+Enter")
    page.locator("#said").get_by_text("tersimpan").wait_for()
    note = api.world.cases.load_history(number).events[-1].note or ""
    office = api.world.directory.offices[OFFICE].name
    assert note == (
        f"{office} menutup lubang di Jalan Melati pada Senin, 23 November 2026, oleh regu pemeliharaan."
        f" Nomor laporan Anda {number}."
    )


def test_tab_goes_from_blank_to_blank_and_then_on(api: Api, sit: Any) -> None:
    api.world.templates.replace(OFFICE, Templates(1, (MENDED,)))
    page = sit(Role.OFFICER, path=f"#/kasus/{in_work(api)}").page
    page.wait_for_selector("[data-action=response]")
    page.keyboard.press("r")
    page.select_option("#act-template", label="Lubang ditutup")
    page.keyboard.press("Tab")
    assert page.evaluate("getSelection().toString()") == "[[siapa]]"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != "act-note"


@each_look
def test_a_liaison_writes_templates_and_reads_what_a_citizen_will(api: Api, sit: Any, viewport: Any) -> None:
    sari = sit(Role.LIAISON, path="#/templat", viewport=viewport)
    page = sari.page
    page.get_by_text("Belum ada templat.").wait_for()
    sari.look("templates-0-none")
    page.click("#template-add")
    page.fill("#template-name", "Lubang ditutup")
    page.fill("#template-text", "Sudah, {nomor}.")
    page.click(".template-form .primary")
    page.locator("#template-fault").get_by_text("paling sedikit").wait_for()
    page.fill("#template-text", MENDED.text)
    page.locator("#template-example").get_by_text("Nomor laporan Anda KI-7F3K-9Q2M-XA0B-C.").wait_for()
    sari.look("templates-1-written")
    page.click(".template-form .primary")
    page.locator("#said").get_by_text("Templat tersimpan.").wait_for()
    assert api.world.templates.of_office(OFFICE) == Templates(1, (MENDED,))
    other = Template("Dijadwalkan", "Regu kami memperbaikinya pada 1 Desember 2026, sebelum siang.")
    api.world.templates.replace(OFFICE, Templates(2, (MENDED, other)))
    page.click("#edit-0")
    page.fill("#template-name", "Lubang sudah ditutup")
    page.click(".template-form .primary")
    page.locator("#template-fault").get_by_text("Rekan Anda mengubah templat").wait_for()
    assert page.input_value("#template-name") == "Lubang sudah ditutup"
    page.click(".template-form .primary")
    page.wait_for_selector("#edit-1")
    assert [each.name for each in api.world.templates.of_office(OFFICE).items] == [
        "Lubang sudah ditutup",
        "Dijadwalkan",
    ]
    sari.look("templates-2-list")
    page.click("#remove-1")
    page.get_by_role("button", name="Ya, hapus").click()
    in_the_end(page, lambda: len(api.world.templates.of_office(OFFICE).items) == 1)
