"""The desk's pages beyond the queue, in a real browser, with the app itself behind them."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE, act
from tests.support import pictures
from tests.support.desk import DESK, PHONE, Seat, in_the_end, sit_down

pytestmark = pytest.mark.browser

COORDINATOR = "64-diskominfo"
LINA = {"name": "Lina Contoh", "email": "lina@contoh.go.id", "decree": "SK 9/2026", "valid_until": "2027-12-31"}
each_look = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])


@pytest.fixture
def sit(browser: Any, site: str, api: Api) -> Iterator[Any]:
    seats: list[Seat] = []

    def sit(role: Role, agency: str, **options: Any) -> Seat:
        seats.append(sit_down(browser, site, api, role, agency, **options))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.page.context.close()


def kinds(api: Api, number: str) -> list[str]:
    return [event.kind for event in api.world.cases.load_history(number).events]


def drafted(api: Api, words: str = "Lubang kami tutup kemarin, oleh tim pemeliharaan.") -> str:
    number = str(api.file(text="Jalan berlubang di depan pasar. Tiap pagi ada yang jatuh.")["tracking_id"])
    act(api, number, "accept", {})
    act(api, number, "draft", {"note": words})
    return number


def in_triage(api: Api, count: int) -> list[str]:
    """Cases that no rule decides: they say neither what nor where."""
    texts = [f"Air di gang kami keruh sudah {each + 2} minggu" for each in range(count)]
    return [str(api.file(text=text, category="", region="")["tracking_id"]) for text in texts]


def late(api: Api, **fields: Any) -> str:
    number = str(api.file(**fields)["tracking_id"])
    api.world.later(days=31)
    api.world.sweep()
    return number


@each_look
def test_an_approver_sends_a_draft_back_and_releases_the_next(api: Api, sit: Any, viewport: Any) -> None:
    number = drafted(api)
    budi = sit(Role.APPROVER, OFFICE, viewport=viewport)
    page = budi.page
    page.wait_for_selector(f"[data-id={number}]")
    budi.look("approvals-1-list")
    page.click(f"[data-id={number}] a")
    page.wait_for_selector(".draft")
    assert "oleh tim pemeliharaan" in page.inner_text(".draft")
    budi.look("approvals-2-draft")
    page.keyboard.press("b")
    page.keyboard.type("Tulis juga tanggalnya.")
    budi.look("approvals-3-send-back")
    page.keyboard.press("Control+Enter")
    page.locator("#said").get_by_text("Kembalikan: tersimpan.").wait_for()
    assert kinds(api, number)[-1] == "sent_back"
    page.locator(".draft").get_by_text("Tulis juga tanggalnya.").wait_for()
    act(api, number, "draft", {"note": "Lubang kami tutup pada 22 November 2026."})
    page.reload()
    page.wait_for_selector("[data-action=approval]")
    page.keyboard.press("a")
    page.wait_for_selector(".act-form .primary")
    page.keyboard.press("Enter")
    page.locator("#said").get_by_text("Setujui dan kirim: tersimpan.").wait_for()
    assert kinds(api, number)[-2:] == ["approved", "responded"]


def test_no_draft_waits_and_the_page_says_so(sit: Any) -> None:
    budi = sit(Role.APPROVER, OFFICE)
    budi.page.get_by_text("Tidak ada rancangan menunggu.").wait_for()
    budi.look("approvals-0-empty")


def test_the_writer_sees_in_the_queue_that_a_draft_came_back(api: Api, sit: Any) -> None:
    number = drafted(api)
    act(api, number, "send-back", {"note": "Tulis juga tanggalnya."}, Role.APPROVER)
    rina = sit(Role.OFFICER, OFFICE, path="#/antrean/dikerjakan")
    rina.page.locator(f"[data-id={number}]").get_by_text("Rancangan dikembalikan").wait_for()
    rina.look("queue-sent-back")


def test_twenty_are_accepted_at_once_but_nothing_that_is_hidden(api: Api, sit: Any) -> None:
    numbers = [str(api.file()["tracking_id"]) for _ in range(3)]
    hidden = str(api.file(secret=True)["tracking_id"])
    rina = sit(Role.OFFICER, OFFICE)
    page = rina.page
    page.wait_for_selector(f"[data-id={hidden}]")
    assert page.locator(f"[data-id={hidden}] input").count() == 0
    for _ in range(4):
        page.keyboard.press("j")
        page.keyboard.press("x")
    rina.look("queue-marked")
    page.click("#accept-many")
    page.locator("#said").get_by_text("3 diterima.").wait_for()
    assert {kinds(api, number)[-1] for number in numbers} == {"accepted"}
    assert kinds(api, hidden)[-1] == "routed"


@each_look
def test_a_coordinator_hands_over_by_one_key_and_takes_it_back(api: Api, sit: Any, viewport: Any) -> None:
    first, second = in_triage(api, 2)
    dewi = sit(Role.COORDINATOR, COORDINATOR, viewport=viewport)
    page = dewi.page
    page.wait_for_selector(f"[data-id={first}]")
    dewi.look("triage-1-list")
    page.click(f"[data-id={first}] a")
    page.wait_for_selector("#hand-over")
    dewi.look("triage-2-case")
    page.click(".candidates summary")
    page.wait_for_selector("#correct-category")
    dewi.look("triage-3-correct")
    page.fill("#other-office", "64.08-pupr")
    page.click("#hand-over")
    page.wait_for_selector("#undo")
    page.locator(".case").get_by_text(second).wait_for()
    page.keyboard.press("z") if viewport == DESK else page.click("#undo")
    page.locator("#said").get_by_text("Diurungkan.").wait_for()
    page.locator(".case").get_by_text(first).wait_for()
    page.clock.run_for(9_000)
    assert kinds(api, first)[-1] == "routed"
    page.fill("#other-office", "64.08-pupr")
    page.click("#hand-over")
    page.wait_for_selector("#undo")
    # Now, when nothing depends on the eight seconds any more.
    dewi.look("triage-4-undo")
    page.clock.run_for(9_000)
    page.wait_for_function(f"() => document.querySelector('[data-id={first}]') === null")
    # The line leaves the list before the order has reached the server.
    in_the_end(page, lambda: kinds(api, first)[-1] == "disposed")
    assert api.world.cases.load(first).agency == OFFICE


@each_look
def test_what_offices_refused_stands_apart(api: Api, sit: Any, viewport: Any) -> None:
    number = str(api.file()["tracking_id"])
    act(api, number, "refusal", {"reason": "Bukan kami.", "target": "64.08-dlh"})
    act(api, number, "refusal", {"reason": "Bukan kami juga.", "target": "64-pupr"}, agency="64.08-dlh")
    act(api, number, "refusal", {"reason": "Ini urusan Satpol PP.", "target": "64.08-satpolpp"}, agency="64-pupr")
    coordinator = api.world.cases.load(number).agency
    assert coordinator
    dewi = sit(Role.COORDINATOR, coordinator, path="#/koordinator/ditolak", viewport=viewport)
    page = dewi.page
    page.locator(f"[data-id={number}]").get_by_text("Pindah 3 kali").wait_for()
    dewi.look("triage-5-refused-twice")
    page.click(f"[data-id={number}] a")
    page.locator("#candidate-1").get_by_text("Satpol PP Kabupaten Kutai Timur").wait_for()
    dewi.look("triage-6-candidate")
    page.keyboard.press("1")
    page.locator("#said").get_by_text("Diserahkan ke Satpol PP Kabupaten Kutai Timur.").wait_for()
    page.clock.run_for(9_000)
    page.get_by_text("Tidak ada yang dua kali ditolak.").wait_for()
    in_the_end(page, lambda: api.world.cases.load(number).agency == "64.08-satpolpp")


@each_look
def test_oversight_lists_what_is_late_and_saves_what_it_shows(api: Api, sit: Any, viewport: Any) -> None:
    number = late(api, text="=Jembatan gantung hampir putus")
    joko = sit(Role.AUDITOR, "64-inspektorat", viewport=viewport)
    page = joko.page
    page.wait_for_selector(f"[data-id={number}]")
    page.locator("#late").get_by_text("Dinas PUPR Kabupaten Kutai Timur").wait_for()
    joko.look("oversight-1-list")
    with page.expect_download() as saved:
        page.click("#csv")
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text("utf-8-sig"))))
    assert rows[1][0] == number
    assert rows[1][1].startswith("'=")
    page.click(f"[data-id={number}] a")
    page.wait_for_selector("#case-title")
    joko.look("oversight-2-case")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"[data-id={number}]")


def test_on_the_first_days_of_a_month_oversight_lists_the_month_before(api: Api, sit: Any) -> None:
    number = late(api, text="Jembatan gantung hampir putus")
    api.world.now = api.world.now.replace(day=28) + timedelta(days=5)
    page = sit(Role.AUDITOR, "64-inspektorat").page
    page.wait_for_selector(f"[data-id={number}]")
    page.goto(page.url.split("#")[0] + "#/pengawasan/janji")
    page.get_by_text("Tidak ada yang terlambat pada bulan ini.").wait_for()
    assert page.locator("#month").input_value() == f"{api.world.now:%Y-%m}", "each list begins with the month that runs"
    page.goto(page.url.split("#")[0] + "#/pengawasan/batas")
    page.wait_for_selector(f"[data-id={number}]")
    page.select_option("#month", index=0)
    page.get_by_text("Tidak ada yang terlambat pada bulan ini.").wait_for()


def test_who_reads_no_words_gets_no_title_of_a_hidden_case(api: Api, sit: Any) -> None:
    late(api, text="Lurah meminta uang", secret=True)
    tuti = sit(Role.OVERSEER_KEMENPANRB, "00-panrb")
    tuti.page.get_by_text("(judul tidak ditampilkan)").wait_for()
    assert "Lurah" not in tuti.page.content()
    tuti.look("oversight-3-hidden")


@each_look
def test_a_liaison_invites_somebody_and_ends_the_grant(api: Api, sit: Any, viewport: Any) -> None:
    sari = sit(Role.LIAISON, OFFICE, path="#/instansi", viewport=viewport)
    page = sari.page
    page.locator("#people").get_by_text("Sari Contoh").wait_for()
    page.click("#invite")
    page.click(".act-form .primary")
    page.get_by_text("Isi dulu: nama.").wait_for()
    for name, value in LINA.items():
        page.fill(f"#grant-{name}", value)
    sari.look("people-1-invite")
    sari.lost.append("/grants")
    page.click(".act-form .primary")
    page.get_by_text("Belum terkirim.").wait_for()
    page.click(".act-form .primary")
    page.locator("#people").get_by_text("Lina Contoh").wait_for()
    sari.look("people-2-list")
    lina = page.locator("#people tr", has_text="Lina Contoh")
    assert lina.count() == 1
    lina.get_by_role("button").click()
    lina.get_by_text("Ya, akhiri penugasan").click()
    lina.get_by_text("Berakhir").wait_for()


@each_look
def test_an_auditor_reads_who_opened_a_hidden_case(api: Api, sit: Any, viewport: Any) -> None:
    number = str(api.file(secret=True)["tracking_id"])
    api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE))
    joko = sit(Role.AUDITOR, "64-inspektorat", path="#/catatan-akses", viewport=viewport)
    page = joko.page
    page.fill("#access-number", number)
    page.keyboard.press("Enter")
    page.locator("#accesses").get_by_text("Laporan", exact=True).first.wait_for()
    joko.look("accesses-1-list")
    page.fill("#access-number", "KI-0000-0000-0000-0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#accesses [role=alert]")


def test_an_answer_that_comes_while_the_case_is_drawn_anew_keeps_its_problem_and_the_words(api: Api, sit: Any) -> None:
    number = str(api.file()["tracking_id"])
    act(api, number, "accept", {})
    rina = sit(Role.OFFICER, OFFICE, path=f"#/kasus/{number}")
    page = rina.page
    page.wait_for_selector("[data-action=progress]")
    page.keyboard.press("p")
    page.fill("#act-note", "Tim kami sudah mengukur lubangnya.")
    rina.lost.append("/progress")
    page.evaluate("document.querySelector('.act-form').requestSubmit(); document.querySelector('#language').click()")
    page.get_by_text("Not sent. What you typed is kept.").wait_for()
    assert page.input_value("#act-note") == "Tim kami sudah mengukur lubangnya."
    page.keyboard.press("Control+Enter")
    page.locator("#said").get_by_text("Record progress: saved.").wait_for()
    assert kinds(api, number).count("progressed") == 1


@each_look
def test_progress_goes_with_a_photo_that_a_lost_connection_only_delays(api: Api, sit: Any, viewport: Any) -> None:
    number = str(api.file(text="Jalan berlubang di depan pasar. Tiap pagi ada yang jatuh.")["tracking_id"])
    act(api, number, "accept", {})
    rina = sit(Role.OFFICER, OFFICE, path=f"#/kasus/{number}", viewport=viewport, bypass_csp=True)
    page = rina.page
    page.wait_for_selector("[data-action=progress]")
    page.click("[data-action=progress]")
    page.fill("#act-note", "Tim kami menutup lubang itu hari ini.")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo(width=400, height=300)}
    page.set_input_files("#act-photos", [photo])
    page.get_by_text("ikut terkirim bersama kata-kata Anda").wait_for()
    rina.look("case-progress-1-photo")
    rina.lost.append("/")
    page.click(".act-form .primary")
    page.locator("#said").get_by_text("Catat kemajuan: tersimpan.").wait_for()
    page.get_by_text("belum terkirim, sambungan terputus").wait_for()
    assert kinds(api, number)[-1] == "progressed"
    rina.look("case-progress-2-lost")
    page.locator(".tray").get_by_text("Coba lagi").click()
    page.get_by_text("sudah sampai, sedang diperiksa").wait_for()
    page.clock.run_for(2_000)
    page.wait_for_selector(".photos img")
    assert page.locator(".tray li").count() == 0
    assert kinds(api, number)[-2:] == ["progressed", "attached"]
    rina.look("case-progress-3-shown")


def test_an_answer_about_a_repair_takes_a_photo_or_a_reason_and_the_photo_is_reason_enough(api: Api, sit: Any) -> None:
    number = str(api.file()["tracking_id"])
    act(api, number, "accept", {})
    rina = sit(Role.OFFICER, OFFICE, path=f"#/kasus/{number}")
    page = rina.page
    page.wait_for_selector("[data-action=response]")
    page.keyboard.press("r")
    page.fill("#act-note", "Lubang kami tutup kemarin, oleh tim pemeliharaan.")
    page.fill("#act-by", "Tim pemeliharaan")
    page.fill("#act-on", "2026-11-23")
    page.keyboard.press("Control+Enter")
    page.locator("#act-fault").get_by_text("Pilih dulu").wait_for()
    assert page.evaluate("document.activeElement.id") == "act-photo"
    assert kinds(api, number)[-1] == "accepted"
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo(width=400, height=300)}
    page.set_input_files("#act-photos", [photo])
    page.get_by_text("ikut terkirim").wait_for()
    rina.look("case-answer-photo")
    page.click(".act-form .primary")
    page.locator("#said").get_by_text("tersimpan.").wait_for()
    answered = next(each for each in api.world.cases.load_history(number).events if each.kind == "responded")
    assert answered.data["photo"] == "follows"


def test_photos_that_were_chosen_for_an_act_that_was_left_are_not_sent(api: Api, sit: Any) -> None:
    number = str(api.file()["tracking_id"])
    act(api, number, "accept", {})
    rina = sit(Role.OFFICER, OFFICE, path=f"#/kasus/{number}")
    page = rina.page
    page.wait_for_selector("[data-action=progress]")
    page.keyboard.press("p")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo(width=400, height=300)}
    page.set_input_files("#act-photos", [photo])
    page.get_by_text("ikut terkirim").wait_for()
    page.locator(".act-form").get_by_text("Batal").click()
    page.keyboard.press("q")
    page.keyboard.type("Di jalan mana tepatnya?")
    page.keyboard.press("Control+Enter")
    page.locator("#said").get_by_text("Tanya pelapor: tersimpan.").wait_for()
    assert not [each for each in rina.asked if each.endswith("/attachments")]
