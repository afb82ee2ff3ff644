"""What holds for all pages: both languages, all widths, both colour schemes, no help from outside.

A scene is played once, and then looked at in every way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import pictures, webcases
from tests.support.webstub import Stack, serve
from tests.web.conftest import PHONE, OpenPage, phone
from tests.web.steps import (
    WORDS,
    choose_photos,
    go_to_check,
    lost_code,
    map_of_place,
    map_of_reports,
    press_next,
)

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def words_step(page: Any) -> None:
    page.fill("#text", f"{WORDS} Ada yang terluka.")
    page.click("#kind summary")
    page.wait_for_selector("#category-search")


def suggested(page: Any) -> None:
    page.fill("#text", WORDS)
    page.wait_for_selector("#going:not(:empty)")
    page.click(".chip >> nth=0")
    page.check("text=Jalan provinsi")


def protected(page: Any) -> None:
    alarms = [webcases.BLOW, webcases.BRIBE]
    page.route("**/v1/suggestions", lambda route: route.fulfill(json={**webcases.SUGGESTION, "alarms": alarms}))
    page.fill("#text", "Anak saya dipukul petugas yang meminta pungli.")
    page.wait_for_selector("#protected .notice")


def violence(page: Any) -> None:
    page.fill("#text", "Saya dipukul suami saya setiap malam.")
    page.check("#untraced-box")


def violence_sent(page: Any) -> None:
    violence(page)
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
    press_next(page)
    page.wait_for_selector("#receipt .notice.soon")


def words_refused(page: Any) -> None:
    press_next(page)


def place_step(page: Any) -> None:
    page.fill("#text", WORDS)
    press_next(page)
    page.select_option("#region-0", label="Kabupaten Kutai Timur")
    page.wait_for_selector("#region-1")


def person_step(page: Any) -> None:
    page.fill("#text", WORDS)
    press_next(page)
    press_next(page)


def receipt(page: Any) -> None:
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")


def receipt_waiting(page: Any) -> None:
    go_to_check(page)
    page.context.set_offline(True)
    press_next(page)
    page.wait_for_selector(".notice.soon")


def typo(page: Any) -> None:
    page.fill("#id", "KI-N4MY-SXYG-J406-C")
    page.click("#lookup .primary")


def case(page: Any) -> None:
    page.wait_for_selector("#status")
    page.click("text=Bagaimana tanggal ini dihitung?")


def give_code(page: Any) -> None:
    page.fill("#code", webcases.SECRET)
    page.click("text=Pakai kode ini")
    page.wait_for_selector("#erase")


def judging(page: Any) -> None:
    give_code(page)
    page.click("text=Kirim penilaian")
    page.click("text=Tidak puas?")
    page.click("text=Minta instansi lain memeriksa >> nth=-1")
    page.wait_for_selector("text=Tulis dulu apa yang perlu diperiksa lagi.")


def taking_back(page: Any) -> None:
    give_code(page)
    for fold, button in (
        ("#withdraw", "Tarik laporan"),
        ("#own-words", "Hapus kata-kata saya"),
        ("#erase", "Hapus semua tentang saya"),
    ):
        page.click(f"{fold} summary")
        page.click(f"{fold} button:text-is('{button}')")


def statistics(page: Any) -> None:
    page.wait_for_selector("text=Menurut instansi")


def already_reported(page: Any) -> None:
    go_to_check(page, region="Kabupaten Kutai Timur")
    page.click("#similar button >> nth=0")


def photos_on_the_way(page: Any) -> None:
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("#photo-add")
    choose_photos(page, pictures.road(), pictures.road(), b"Bukan foto" * 900_000)
    page.wait_for_selector("#photo-2:has-text('sudah ada')")
    page.context.set_offline(True)
    choose_photos(page, pictures.road())
    page.wait_for_selector("#photo-4-retry")


def record(page: Any) -> None:
    page.wait_for_selector("#reports li >> nth=2")
    page.wait_for_selector("#figures .said-large")
    page.click("#follow summary")


def sign(page: Any) -> None:
    page.fill("#sign-place", "Jembatan Mahakam II, Samarinda")
    page.wait_for_selector("#category-choice")


def photo_shared(page: Any) -> None:
    page.evaluate("caches.open('lapor-photos').then(each => each.put('/bagikan/draft/1-0', new Response('foto')))")
    page.reload()
    page.wait_for_selector("#drop-photos")


def photos_shown(page: Any) -> None:
    give_code(page)
    page.locator(".photo >> nth=-1").scroll_into_view_if_needed()
    page.wait_for_selector(".photo img[src] >> nth=2")
    page.click(".photo >> nth=0")
    page.wait_for_selector(".photo-of a img")


def nothing(page: Any) -> None:
    page.wait_for_selector("main")


def plain_reply(page: Any) -> None:
    page.fill("#secret", webcases.SECRET)
    page.click("text=Buka sebagai pelapor")
    page.fill("#text", "Masih berlubang di tepi jalan.")
    page.click("text=Kirim balasan")
    page.wait_for_selector(".said")


def unfolded(page: Any) -> None:
    page.wait_for_selector("#fileComplaint")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


SCENES = {
    "words": ("/", words_step),
    "violence": ("/", violence),
    "violence sent": ("/", violence_sent),
    "words refused": ("/", words_refused),
    "suggested": ("/", suggested),
    "protected": ("/", protected),
    "place": ("/", place_step),
    "map": ("/", map_of_place),
    "person": ("/", person_step),
    "check": ("/", go_to_check),
    "already reported": ("/", already_reported),
    "photo shared": ("/", photo_shared),
    "receipt": ("/", receipt),
    "photos on the way": ("/", photos_on_the_way),
    "receipt waiting": ("/", receipt_waiting),
    "my reports": ("/terima.html", nothing),
    "track": ("/lacak.html", typo),
    "case": (f"/lacak.html?id={webcases.RESPONDED}", case),
    "late case": (f"/lacak.html?id={webcases.BREACHED}", case),
    "photos": (f"/lacak.html?id={webcases.WITH_PHOTOS}", photos_shown),
    "lost code": (f"/lacak.html?id={webcases.RESPONDED}", lost_code),
    "judging": (f"/lacak.html?id={webcases.RESPONDED}", judging),
    "taking back": (f"/lacak.html?id={webcases.ROUTED}", taking_back),
    "case elsewhere": (f"/lacak.html?id={webcases.REFERRED}", nothing),
    "statistics": ("/statistik.html", statistics),
    "record": ("/publik.html?wilayah=64.08", record),
    "map of reports": ("/publik.html", map_of_reports),
    "nothing found": ("/publik.html?kata=zzz", nothing),
    "sign": ("/papan.html", sign),
    "form from a sign": ("/?tempat=Jembatan+Mahakam+II", nothing),
    "reference": ("/api.html", unfolded),
    "help": ("/bantuan.html", nothing),
    "plain case": (f"/v1/track?id={webcases.ROUTED}", nothing),
    "plain reply": (f"/v1/track?id={webcases.RESPONDED}", plain_reply),
    "plain problem": ("/v1/track?id=KI-0000-0000-0000-0", nothing),
    "unknown address": ("/tidak-ada", nothing),
    "number elsewhere": ("/lacak.html?id=KU-XRBR-PVBP-FVZ6-K", nothing),
}


@dataclass(frozen=True)
class Scene:
    """A page after what its citizen did, the addresses of its site and its bucket, and what it asked for so far."""

    page: Any
    site: str
    bucket: str
    asked: list[str]


@pytest.fixture(scope="module", params=SCENES)
def played(request: pytest.FixtureRequest, browser: Any) -> Iterator[Scene]:
    path, act = SCENES[request.param]
    asked: list[str] = []
    stack = Stack()
    with serve(stack) as site, phone(browser, site, asked) as open_page:
        page = open_page(path)
        act(page)
        yield Scene(page, site, stack.bucket, asked)


@pytest.fixture
def scene(played: Scene) -> Iterator[Scene]:
    """Left as it was found: a phone, with text of the usual size, in no particular colours."""
    yield played
    played.page.set_viewport_size(PHONE)
    played.page.evaluate("document.documentElement.style.removeProperty('font-size')")
    played.page.emulate_media(color_scheme="null", reduced_motion="null")


def test_axe_finds_nothing_to_complain_about_in_light_and_dark(scene: Scene) -> None:
    page = scene.page
    page.evaluate(AXE.read_text())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # Without resultTypes axe also describes each of the thousands of places where it found nothing.
        found = page.evaluate(
            """tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(results =>
                results.violations.map(each => [each.id, each.nodes.map(node => node.html)]))""",
            AXE_RULES,
        )
        assert found == [], f"in {scheme}"


def test_no_page_scrolls_sideways_nor_with_text_at_twice_its_size(scene: Scene) -> None:
    page = scene.page
    for width, text in ((320, "18px"), (360, "18px"), (360, "36px"), (1280, "18px"), (1600, "18px")):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("size => document.documentElement.style.fontSize = size", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px with text of {text}"


def test_every_target_is_large_enough_for_a_thumb(scene: Scene) -> None:
    small = scene.page.evaluate(
        """() => [...document.querySelectorAll(
                'button, summary, select, input, textarea, nav a, .button, .row-of-links a')]
            .filter(one => one.offsetParent !== null)
            .map(one => one.closest('label.choice') ?? one)
            .filter(one => one.getBoundingClientRect().height < 43.5)
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_nothing_is_asked_of_anybody_else(scene: Scene) -> None:
    own = (scene.site, scene.bucket, "data:", "blob:")
    assert [url for url in scene.asked if not url.startswith(own)] == []


def test_the_stack_gives_its_name_and_colour(open_page: OpenPage) -> None:
    page = open_page()
    page.wait_for_selector("text=LAPOR! Kalimantan Timur")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--stack-accent')") == "#0b5d4b"


def test_a_stack_that_does_not_answer_leaves_the_form_usable(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.route("**/*.json", lambda route: route.abort())
    page.evaluate("localStorage.clear()")
    page.reload()
    page.wait_for_selector("#progress:not(:empty)")
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("#problems:has-text('belum termuat lengkap')")
    page.unroute("**/*.json")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert len(stack.filed) == 1
