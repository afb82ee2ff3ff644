"""The ten tasks of the desk, each played by one hand that counts what it presses.

`tests/web/test_desk_tasks.py` plays them and leaves what it measured in `build/desk-tasks/`; `python -m
tests.web.desk_tasks` writes that into the table of docs/desk.md.
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.cases.model import Role
from laporctl import paths
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE, act
from tests.support import pictures
from tests.support.desk import PHONE, Seat, in_the_end

MEASURED = paths.ROOT / "build" / "desk-tasks"
PAGE = paths.ROOT / "docs" / "desk.md"
_TABLE = re.compile(r"(?<=<!-- tasks -->\n).*?(?=<!-- end of tasks -->)", re.DOTALL)

SitDown = Callable[..., Seat]


@dataclass
class Hand:
    """Somebody at a page: keys at a screen, taps on a phone. Letters that are written are no presses."""

    seat: Seat
    presses: int = 0
    letters: int = 0
    words: int = 0
    _seen: set[str] = field(default_factory=set)

    @property
    def page(self) -> Any:
        return self.seat.page

    @property
    def taps(self) -> bool:
        return bool(self.page.viewport_size == PHONE)

    def read(self) -> None:
        """What stands there and did not before."""
        lines = str(self.page.inner_text("main")).split("\n")
        self.words += sum(len(line.split()) for line in lines if line not in self._seen)
        self._seen.update(lines)

    def press(self, key: str, tap: str = "") -> None:
        """A key, or on a phone what is tapped in its place."""
        self.presses += 1
        if self.taps and tap:
            self.page.locator(tap).first.click()
        else:
            self.page.keyboard.press(key)

    def tap(self, what: str) -> None:
        """What has no key of its own."""
        self.presses += 1
        self.page.locator(what).first.click()

    def choose(self, value: str, of: str) -> None:
        self.presses += 1
        self.page.select_option(of, value)

    def write(self, text: str, into: str = "") -> None:
        self.letters += len(text)
        if into:
            self.page.fill(into, text)
        else:
            self.page.keyboard.type(text)

    def see(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()
        self.read()

    def open(self, number: str) -> None:
        """The case of this number, the first of the list."""
        self.page.wait_for_selector(f"[data-id={number}]")
        self.read()
        if not self.taps:
            self.press("j")
        self.press("Enter", f"[data-id={number}] a")
        self.page.wait_for_selector("#case-title:visible")
        self.read()

    def send(self) -> None:
        self.press("Control+Enter", ".act-form .primary")


def _file(api: Api, **fields: Any) -> str:
    return str(api.file(**fields)["tracking_id"])


def _accepted(api: Api) -> str:
    number = _file(api, text="Jalan berlubang di depan pasar. Tiap pagi ada yang jatuh.")
    act(api, number, "accept", {})
    return number


def _working(sit: SitDown, number: str) -> Hand:
    hand = Hand(sit(Role.OFFICER, OFFICE, path=f"#/kasus/{number}"))
    hand.page.wait_for_selector("[data-action=progress]", state="attached")
    return hand


def sign_in_and_accept_the_first(api: Api, sit: SitDown) -> Hand:
    number = _file(api)
    hand = Hand(sit(Role.OFFICER, OFFICE, outside=True))
    hand.read()
    hand.tap("#sign-in")
    hand.page.wait_for_selector("[name=username]")
    hand.read()
    hand.write("rina@contoh.go.id", "[name=username]")
    hand.write("Kuda-lumping-27", "[name=password]")
    hand.page.focus("[name=password]")
    hand.press("Enter", "button")
    hand.page.wait_for_selector(f"[data-id={number}]")
    hand.open(number)
    hand.press("a", "[data-action=accept]")
    hand.page.locator("#said").get_by_text("Terima: tersimpan.").wait_for()
    return hand


def find_the_bridge(api: Api, sit: SitDown) -> Hand:
    for _ in range(78):
        _file(api)
    bridge = _file(api, text="Jembatan gantung ke sekolah hampir putus.")
    hand = Hand(sit(Role.OFFICER, OFFICE))
    hand.page.wait_for_selector(".line")
    hand.press("/", "#search")
    hand.write("jembatan")
    hand.page.wait_for_function("() => document.querySelectorAll('.line').length === 1")
    hand.read()
    assert hand.page.locator(".line").get_attribute("data-id") == bridge
    return hand


def accept_ten(api: Api, sit: SitDown) -> Hand:
    numbers = [_file(api) for _ in range(10)]
    hand = Hand(sit(Role.OFFICER, OFFICE))
    hand.page.wait_for_selector(f"[data-id={numbers[-1]}]")
    hand.read()
    for number in numbers:
        if not hand.taps:
            hand.press("j")
        hand.press("x", f"[data-id={number}] input")
    hand.tap("#accept-many")
    hand.page.locator("#said").get_by_text("10 diterima.").wait_for()
    return hand


def explain_both_dates(api: Api, sit: SitDown) -> Hand:
    number = _file(api)
    hand = Hand(sit(Role.OFFICER, OFFICE))
    hand.open(number)
    hand.tap(".dates details summary")
    hand.see("Batas warga")
    assert hand.page.locator(".dates details[open]").inner_text().count("\n") > 1
    return hand


def ask_the_reporter(api: Api, sit: SitDown) -> Hand:
    hand = _working(sit, _accepted(api))
    hand.read()
    if hand.taps and not hand.page.locator("[data-action=postponement]").is_visible():
        hand.tap(".more-acts summary")
    hand.press("q", "[data-action=postponement]")
    hand.write("Lubangnya di sisi mana dari pasar?")
    hand.read()
    hand.send()
    hand.page.locator("#said").get_by_text("Tanya pelapor: tersimpan.").wait_for()
    return hand


def progress_on_a_lost_connection(api: Api, sit: SitDown) -> Hand:
    number = _accepted(api)
    hand = _working(sit, number)
    hand.read()
    hand.press("p", "[data-action=progress]")
    hand.write("Tim kami menutup lubang itu hari ini.")
    hand.presses += 1
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo(width=400, height=300)}
    hand.page.set_input_files("#act-photos", [photo])
    hand.see("ikut terkirim")
    hand.seat.lost.append("/progress")
    hand.send()
    hand.see("Belum terkirim.")
    hand.send()
    hand.page.locator("#said").get_by_text("Catat kemajuan: tersimpan.").wait_for()
    hand.page.locator(".tray").get_by_text("sudah sampai").wait_for()
    kinds = [event.kind for event in api.world.cases.load_history(number).events]
    assert (kinds.count("progressed"), kinds.count("attached")) == (1, 1)
    return hand


def release_a_mended_draft(api: Api, sit: SitDown) -> Hand:
    number = _accepted(api)
    rina = _working(sit, number)
    _draft(rina, "Lubang kami tutup kemarin, oleh tim pemeliharaan.")
    budi = Hand(sit(Role.APPROVER, OFFICE))
    budi.open(number)
    budi.press("b", "[data-action=send-back]")
    budi.write("Tulis juga tanggalnya.")
    budi.send()
    budi.page.locator("#said").get_by_text("Kembalikan: tersimpan.").wait_for()
    again = _working(sit, number)
    again.see("Tulis juga tanggalnya.")
    _draft(again, "Lubang kami tutup pada 22 November 2026, oleh tim pemeliharaan.")
    last = Hand(sit(Role.APPROVER, OFFICE))
    last.open(number)
    last.press("a", "[data-action=approval]")
    last.press("Enter", ".act-form .primary")
    last.page.locator("#said").get_by_text("Setujui dan kirim: tersimpan.").wait_for()
    for each in (budi, again, last):
        rina.presses += each.presses
        rina.letters += each.letters
        rina.words += each.words
    return rina


def _draft(hand: Hand, words: str) -> None:
    button = hand.page.locator("[data-action=draft]")
    if not button.is_visible():
        hand.tap(".more-acts summary")
    hand.tap("[data-action=draft]")
    hand.write(words)
    hand.choose("follows", "#act-photo")
    hand.send()
    hand.page.locator("#said").get_by_text("Ajukan jawaban: tersimpan.").wait_for()


def decide_twenty(api: Api, sit: SitDown) -> Hand:
    numbers = [_file(api) for _ in range(20)]
    for number in numbers:
        act(api, number, "refusal", {"reason": "Bukan kami.", "target": "64.08-dlh"})
        act(api, number, "refusal", {"reason": "Bukan kami juga.", "target": "64-pupr"}, agency="64.08-dlh")
        act(api, number, "refusal", {"reason": "Satpol PP.", "target": "64.08-satpolpp"}, agency="64-pupr")
    seat = str(api.world.cases.load(numbers[0]).agency)
    hand = Hand(sit(Role.COORDINATOR, seat, path="#/koordinator/ditolak"))
    hand.page.wait_for_selector(f"[data-id={numbers[-1]}]")
    first = str(hand.page.locator(".line").first.get_attribute("data-id"))
    hand.open(first)
    for step in range(20):
        hand.page.locator("#candidate-1").wait_for()
        hand.read()
        at = hand.page.inner_text(".case .hint")
        hand.press("1", "#candidate-1")
        hand.page.wait_for_selector("#undo")
        if step == 4:
            hand.press("z", "#undo")
            hand.page.locator("#said").get_by_text("Diurungkan.").wait_for()
            hand.page.locator("#candidate-1").wait_for()
            hand.press("1", "#candidate-1")
        if step < 19:
            hand.page.wait_for_function("at => document.querySelector('.case .hint')?.innerText !== at", arg=at)
    hand.page.clock.run_for(9_000)
    hand.page.get_by_text("Tidak ada yang dua kali ditolak.").wait_for(state="attached")
    in_the_end(hand.page, lambda: {api.world.cases.load(number).agency for number in numbers} == {"64.08-satpolpp"})
    return hand


def open_an_accusation(api: Api, sit: SitDown) -> Hand:
    number = _file(api, text="Lurah meminta uang untuk surat domisili.", secret=True)
    api.world.later(days=31)
    api.world.sweep()
    rina = Hand(sit(Role.OFFICER, "64.08-dlh"))
    rina.page.get_by_text("Tidak ada laporan baru.").wait_for()
    hand = Hand(sit(Role.AUDITOR, "64-inspektorat"))
    hand.page.wait_for_selector(f"[data-id={number}]")
    hand.read()
    hand.tap(f"[data-id={number}] a")
    hand.page.wait_for_selector("#case-title")
    hand.see("Lurah meminta uang")
    return hand


def meet_a_change_in_mid_sentence(api: Api, sit: SitDown) -> Hand:
    number = _accepted(api)
    hand = _working(sit, number)
    hand.read()
    hand.press("p", "[data-action=progress]")
    hand.write("Tim kami sudah mengukur lubang")
    act(api, number, "progress", {"note": "Kami memesan aspal hari ini."})
    hand.send()
    hand.see("berubah sejak Anda buka")
    hand.see("Kami memesan aspal hari ini.")
    assert hand.page.input_value("#act-note") == "Tim kami sudah mengukur lubang"
    hand.send()
    hand.page.locator("#said").get_by_text("Catat kemajuan: tersimpan.").wait_for()
    return hand


TASKS: dict[str, Callable[[Api, SitDown], Hand]] = {
    "sign in, and accept the first case": sign_in_and_accept_the_first,
    "find the bridge among 79": find_the_bridge,
    "accept ten": accept_ten,
    "which date counts for whom, and why": explain_both_dates,
    "ask the reporter a question": ask_the_reporter,
    "progress with a photo, the connection lost once": progress_on_a_lost_connection,
    "draft, send back, mend, release": release_a_mended_draft,
    "a coordinator decides twenty, takes one back": decide_twenty,
    "an inspector opens an accusation": open_an_accusation,
    "a change in mid-sentence": meet_a_change_in_mid_sentence,
}


def play(name: str, api: Api, sit: SitDown, width: int) -> dict[str, Any]:
    """Plays a task, and leaves what it took. The seconds are the machine's: nobody reads or thinks in them."""
    began = time.perf_counter()
    hand = TASKS[name](api, sit)
    seconds = round(time.perf_counter() - began, 1)
    found = {"presses": hand.presses, "letters": hand.letters, "words": hand.words, "seconds": seconds}
    MEASURED.mkdir(parents=True, exist_ok=True)
    (MEASURED / f"{list(TASKS).index(name)}-{width}.json").write_text(json.dumps(found))
    return found


def presses_in_docs() -> dict[str, dict[int, int]]:
    """Task -> width -> how many presses the table of the documentation says."""
    rows = [line.strip("| ").split(" | ") for line in _table().splitlines()[2:] if line]
    return {row[0]: {1280: int(row[1]), 360: int(row[2])} for row in rows}


def _table() -> str:
    (table,) = _TABLE.findall(PAGE.read_text())
    return str(table)


def main() -> None:
    head = "| task | presses, 1280 | presses, 360 | letters written | words to read, 1280 | 360 | seconds, 1280 | 360 |"
    rows = [head, "|---|" + "--:|" * 7]
    for at, name in enumerate(TASKS):
        wide, narrow = (json.loads((MEASURED / f"{at}-{width}.json").read_text()) for width in (1280, 360))
        figures = [wide["presses"], narrow["presses"], wide["letters"], wide["words"], narrow["words"]]
        rows.append(f"| {' | '.join([name, *map(str, figures), str(wide['seconds']), str(narrow['seconds'])])} |")
    PAGE.write_text(_TABLE.sub(lambda _: "\n".join(rows) + "\n", PAGE.read_text()))


if __name__ == "__main__":
    main()
