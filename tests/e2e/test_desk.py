"""Officers at their desk, in a real browser at the real site: they sign in, work by the keyboard, and a second person
approves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from laporctl import paths
from laporctl.grants import add_grant
from laporctl.stacks import Stack
from tests.support import browser as browsers
from tests.support.pictures import photo
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo_people import PASSWORD

pytestmark = pytest.mark.browser

SCREENSHOTS = paths.ROOT / "build" / "screenshots"
AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHOTO_MS = 120_000
"""A photo passes the bucket's event and the function that cleans it."""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.running() as browser:
        yield browser


class Officer:
    """Somebody at the desk, in a browser of their own."""

    def __init__(self, browser: Any, stack: Stack, viewport: dict[str, int], scheme: str = "light") -> None:
        self.stack = stack
        self.errors: list[str] = []
        self.page = browsers.new_page(browser, viewport=viewport, color_scheme=scheme, bypass_csp=False)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.stack.site}/meja/")
        self.page.click("#sign-in")
        self.enter(email)

    def enter(self, email: str) -> None:
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("button[type=submit], input[type=submit]")

    def look(self, name: str) -> None:
        """Keep a picture, and hold the page to what holds for every page."""
        page = self.page
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"desk-{name}-{page.viewport_size['width']}.png", animations="disabled")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run({runOnly: rules})", AXE_RULES)["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], name

    def end(self) -> None:
        assert self.errors == []
        self.page.context.close()


def press(page: Any, action: str) -> None:
    """Presses the button of an act, which may be folded away with others."""
    button = page.locator(f"[data-action={action}]")
    button.wait_for(state="attached")
    if not button.is_visible():
        page.click(".more-acts summary")
    button.click()


@pytest.fixture
def receipt(world: World) -> Receipt:
    citizen = world.citizen()
    receipt = citizen.file(ROAD)
    citizen.wait_for_routing(receipt)
    return receipt


@pytest.fixture
def filed(receipt: Receipt) -> str:
    return str(receipt.id)


def statuses(world: World, number: str) -> list[str]:
    return [event["kind"] for event in world.citizen().look_up(number).must_be(200).json["timeline"]]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_officer_works_a_case_and_a_second_person_approves(
    browser: Any, world: World, kaltim: Stack, receipt: Receipt, viewport: dict[str, int]
) -> None:
    filed = receipt.id
    rina = Officer(browser, kaltim, viewport, "dark" if viewport == PHONE else "light")
    page = rina.page
    rina.page.goto(f"{kaltim.site}/meja/")
    page.wait_for_selector("#sign-in")
    rina.look("1-way-in")
    page.click("#sign-in")
    rina.enter("rina@contoh.go.id")
    page.wait_for_selector(f"[data-id={filed}]")
    rina.look("2-queue")

    page.keyboard.press("/")
    page.keyboard.type(filed)
    assert page.locator(".line").count() == 1
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#case-title")
    rina.look("3-case")
    page.keyboard.press("a")
    page.wait_for_selector("[data-action=postponement]", state="attached")
    assert statuses(world, filed)[-1] == "accepted"

    page.keyboard.press("q")
    page.keyboard.type("Lubangnya di sisi mana?")
    rina.look("4-ask")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-action=resumption]", state="attached")
    press(page, "resumption")
    page.click(".act-form .primary")
    page.wait_for_selector("[data-action=postponement]", state="attached")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    page.keyboard.type("Tim sudah mengukur lubangnya.")
    page.set_input_files("#act-photos", [{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    page.get_by_text("ikut terkirim bersama kata-kata Anda").wait_for()
    page.locator("#act-note").press("Control+Enter")
    page.locator("#said").get_by_text("Catat kemajuan: tersimpan.").wait_for()
    page.locator(".journey").get_by_text("Tim sudah mengukur").wait_for()
    page.wait_for_selector(".photos img", timeout=PHOTO_MS)
    press(page, "draft")
    page.keyboard.type("Lubang kami tutup kemarin, oleh tim pemeliharaan.")
    page.keyboard.press("Control+Enter")
    page.locator(".journey").get_by_text("oleh tim pemeliharaan").wait_for()

    budi = Officer(browser, kaltim, viewport)
    budi.sign_in("budi@contoh.go.id")
    budi.page.click(f"[data-id={filed}] a")
    budi.page.wait_for_selector("[data-action=approval]", state="attached")
    budi.look("5-approval")
    budi.page.keyboard.press("b")
    budi.page.keyboard.type("Tulis juga tanggalnya.")
    budi.page.keyboard.press("Control+Enter")
    budi.page.locator("#said").get_by_text("Kembalikan: tersimpan.").wait_for()

    page.reload()
    page.get_by_text("Tulis juga tanggalnya.").first.wait_for()
    press(page, "draft")
    page.keyboard.press("Control+a")
    page.keyboard.type("Lubang kami tutup pada 23 November 2026, oleh tim pemeliharaan.")
    page.keyboard.press("Control+Enter")
    page.locator(".journey").get_by_text("23 November 2026").wait_for()
    rina.end()

    budi.page.reload()
    budi.page.wait_for_selector("[data-action=approval]", state="attached")
    press(budi.page, "approval")
    budi.page.click(".act-form .primary")
    budi.page.locator("#said").get_by_text("Setujui dan kirim: tersimpan.").wait_for()
    budi.page.locator(".journey").get_by_text("menyetujui rancangan tanggapan").first.wait_for()
    budi.end()
    assert statuses(world, filed)[-1] == "responded"

    citizen = Officer(browser, kaltim, viewport)
    citizen.page.goto(f"{kaltim.site}/lacak.html?id={filed}")
    citizen.page.get_by_text("23 November 2026").first.wait_for()
    citizen.end()
    objection = {"text": "Lubangnya masih ada, hanya ditutup tanah."}
    path, proof = f"/v1/complaints/{filed}/appeal", {"Receipt-Secret": receipt.secret}
    world.citizen().post(path, objection, **proof).must_be(201)
    dewi = Officer(browser, kaltim, viewport)
    dewi.sign_in("dewi@contoh.go.id")
    dewi.page.wait_for_selector("nav")
    dewi.page.goto(f"{kaltim.site}/meja/#/kasus/{filed}")
    dewi.page.locator(".journey").get_by_text("hanya ditutup tanah").wait_for()
    dewi.end()


def test_what_was_typed_outlives_a_change_of_the_case_and_the_end_of_the_session(
    browser: Any, world: World, kaltim: Stack, filed: str
) -> None:
    rina = Officer(browser, kaltim, DESK)
    page = rina.page
    rina.sign_in("rina@contoh.go.id")
    page.wait_for_selector(f"[data-id={filed}]")
    page.click(f"[data-id={filed}] a")
    page.wait_for_selector("[data-action=refusal]", state="attached")
    world.office(ROAD_OFFICE).act(filed, "accept")
    press(page, "refusal")
    page.fill("#act-reason", "Jalan ini milik provinsi.")
    page.click(".act-form .primary")
    page.get_by_text("berubah sejak Anda buka").first.wait_for()
    assert page.input_value("#act-reason") == "Jalan ini milik provinsi."

    held = page.evaluate("sessionStorage.getItem('lapor.desk.session')")
    ended = json.dumps(json.loads(held) | {"key": f"sesi_{'0' * 12}_{'0' * 32}"})
    page.evaluate("text => sessionStorage.setItem('lapor.desk.session', text)", ended)
    page.reload()
    page.click("#again")
    rina.enter("rina@contoh.go.id")
    page.wait_for_selector("[data-action=refusal]", state="attached")
    press(page, "refusal")
    assert page.input_value("#act-reason") == "Jalan ini milik provinsi."
    page.click("#sign-out")
    page.wait_for_selector("#sign-in")
    assert page.evaluate("sessionStorage.length") == 0
    rina.end()


def test_a_grant_is_chosen_and_an_authenticator_set_up(browser: Any, kaltim: Stack) -> None:
    email, pool = "lina@contoh.go.id", kaltim.outputs["UserPool"]
    for role in ("officer", "approver"):
        add_grant(kaltim, ROAD_OFFICE, role, email, "Lina Contoh", "SK CONTOH 7/2026")
    client = kaltim.client("cognito-idp")
    client.admin_set_user_password(UserPoolId=pool, Username=email, Password=PASSWORD, Permanent=True)
    lina = Officer(browser, kaltim, PHONE)
    lina.sign_in(email)
    lina.page.wait_for_selector(".grants")
    lina.look("6-grants")
    lina.page.get_by_text("penyetuju", exact=False).first.click()
    lina.page.wait_for_selector("#factor-key")
    lina.look("7-authenticator")
    lina.page.fill("#factor-code", "000000")
    lina.page.click(".primary")
    lina.page.get_by_text("tidak cocok").wait_for()
    lina.page.fill("#factor-code", code_of(lina.page.inner_text("#factor-key")))
    lina.page.click(".primary")
    lina.enter(email)
    lina.page.get_by_text("penyetuju", exact=False).first.click()
    lina.page.wait_for_selector(".tabs")
    lina.end()


def code_of(key: str) -> str:
    """The six digits of an authenticator now (RFC 6238)."""
    import base64
    import hashlib
    import hmac
    import time

    counter = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(key + "=" * (-len(key) % 8)), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_wrong_password_stays_at_the_door(browser: Any, kaltim: Stack) -> None:
    somebody = Officer(browser, kaltim, PHONE)
    somebody.page.goto(f"{kaltim.site}/meja/")
    somebody.page.click("#sign-in")
    somebody.page.fill("input[name=username]", "rina@contoh.go.id")
    somebody.page.fill("input[name=password]", "Bukan-Sandi-2026")
    somebody.page.click("button[type=submit], input[type=submit]")
    somebody.page.wait_for_selector("input[name=password]")
    somebody.page.goto(f"{kaltim.site}/meja/")
    somebody.page.wait_for_selector("#sign-in")
    somebody.end()
