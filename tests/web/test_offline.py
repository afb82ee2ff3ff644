"""The pages on a phone without a connection: kept after one visit, renewed without disturbing anybody, taken back."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import pictures
from tests.support.webstub import DIST, Stack
from tests.web.conftest import OpenPage, phone
from tests.web.steps import WORDS, go_to_check, number_on, press_next

pytestmark = pytest.mark.browser

ACTIVE = "navigator.serviceWorker.controller?.state === 'activated'"
EDITION = "document.querySelector('meta[name=edition]').content"


def until(page: Any, promised: str) -> None:
    """Waits in the page until what is promised comes true; a minute at most, on a machine that is busy."""
    page.evaluate(
        f"""async () => {{
            for (let times = 0; !(await ({promised})); times += 1) {{
                if (times === 1200) throw new Error('not within a minute');
                await new Promise(done => setTimeout(done, 50));
            }}
        }}"""
    )


@pytest.fixture
def visited(browser: Any, site: str) -> Iterator[OpenPage]:
    """Opens a page on a phone that keeps the site, and waits until it does."""
    with phone(browser, site) as open_page:

        def visit(path: str = "/") -> Any:
            page = open_page(path, service_workers="allow")
            until(page, ACTIVE)
            return page

        yield visit


def renewed(page: Any, stack: Stack) -> None:
    """A new edition of the site is there, and this phone has fetched it."""
    stack.edition = "2"
    page.evaluate("navigator.serviceWorker.getRegistration().then(each => { window.former = each.active })")
    page.evaluate("navigator.serviceWorker.getRegistration().then(each => each.update())")


WAITING = "navigator.serviceWorker.getRegistration().then(each => each.waiting !== null)"
TAKEN_OVER = (
    "navigator.serviceWorker.getRegistration().then(each => "
    "each.active !== window.former && !each.waiting && each.active.state === 'activated')"
)


def test_a_report_written_in_pages_opened_without_a_connection_is_filed_once(visited: OpenPage, stack: Stack) -> None:
    page = visited()
    page.context.set_offline(True)
    later = page.context.new_page()
    later.goto(page.url)
    later.wait_for_selector("#language:not([hidden])")
    go_to_check(later, region="Kabupaten Kutai Timur")
    press_next(later)
    number = number_on(later)
    for path in ("/lacak.html?id=KI-N4MY-SXYG-J405-C", "/statistik.html", "/bantuan.html", f"/terima.html#{number}"):
        later.goto(page.url.rstrip("/") + path)
        later.wait_for_selector("#language:not([hidden])")
    later.wait_for_selector("text=Tersimpan di ponsel ini")
    assert stack.filed == []
    page.context.set_offline(False)
    later.wait_for_selector("text=Laporan Anda kami terima")
    assert [each["text"] for each in stack.filed] == [WORDS]
    assert number_on(later) == number

    # Nor was anything kept that is the API's, the desk's, or changes by the hour.
    kept = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat()"""
    )
    assert {"/", "/lacak.html", "/terima.html", "/categories.json", "/regions/64.json"} <= set(kept)
    assert [
        path for path in kept if path.startswith(("/v1", "/open311", "/data", "/meja", "/stack.json", "/api"))
    ] == []


def test_the_desk_registers_no_worker() -> None:
    scripts = [each.read_text() for each in (DIST / "assets").glob("*.js")]
    assert sum("/sw.js" in each for each in scripts) == 1
    start_page = next(each.name for each in (DIST / "assets").glob("start_page-*.js"))
    assert "/sw.js" in (DIST / "assets" / start_page).read_text()
    assert start_page not in (DIST / "meja" / "index.html").read_text()


def test_a_new_edition_waits_while_a_form_is_being_written_and_loses_nothing(visited: OpenPage, stack: Stack) -> None:
    page = visited()
    page.fill("#text", WORDS)
    press_next(page)
    page.fill("#place", "Depan pasar")
    renewed(page, stack)
    until(page, WAITING)
    page.reload()
    page.wait_for_selector("#place-heading:visible")
    assert page.evaluate(EDITION) == "1", "it still waits: the draft is not sent"
    assert page.evaluate(WAITING)
    assert page.input_value("#place") == "Depan pasar"
    for heading in ("person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    page.goto(page.url.partition("/terima")[0] + "/lacak.html")
    until(page, "navigator.serviceWorker.getRegistration().then(each => each.waiting === null)")
    page.reload()
    assert page.evaluate(EDITION) == "2", "nothing is being written any more"
    assert [(each["text"], each["place"]) for each in stack.filed] == [(WORDS, "Depan pasar")]


def test_a_new_edition_takes_over_where_nothing_is_written_and_touches_no_open_page(
    visited: OpenPage, stack: Stack
) -> None:
    page = visited("/lacak.html")
    page.evaluate("window.untouched = true")
    renewed(page, stack)
    until(page, TAKEN_OVER)
    assert page.evaluate("window.untouched")
    page.reload()
    assert page.evaluate(EDITION) == "2"


def test_a_stack_that_takes_it_back_frees_phones_and_keeps_what_they_hold(visited: OpenPage, stack: Stack) -> None:
    page = visited()
    page.fill("#text", WORDS)
    page.evaluate("caches.open('lapor-photos').then(each => each.put('/bagikan/draft/1-0', new Response('foto')))")
    stack.offline = False
    page.evaluate("navigator.serviceWorker.getRegistration().then(each => each.update())")
    until(page, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    assert page.input_value("#text") == WORDS
    page.reload()
    page.wait_for_selector("#shared:has-text('Foto dari galeri: 1')")
    assert page.input_value("#text") == WORDS
    assert page.evaluate("caches.keys()") == ["lapor-photos"]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


SHARE = """photo => {
    const bytes = Uint8Array.from(atob(photo), each => each.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'IMG_1.jpg', {type: 'image/jpeg'}));
    files.items.add(new File(['x'], 'x.pdf', {type: 'application/pdf'}));
    const form = document.createElement('form');
    Object.assign(form, {method: 'post', action: '/bagikan', enctype: 'multipart/form-data'});
    const field = document.createElement('input');
    Object.assign(field, {type: 'file', name: 'photos', multiple: true, files: files.files});
    form.append(field);
    document.body.append(form);
    form.submit();
}"""
"""What the phone does when somebody shares a photo and a paper with the installed site."""


def share_a_photo(page: Any) -> None:
    page.evaluate(SHARE, base64.b64encode(pictures.road()).decode())
    page.wait_for_selector("#shared:has-text('Foto dari galeri: 1')")


def test_a_photo_shared_without_a_connection_goes_with_the_report(visited: OpenPage, stack: Stack) -> None:
    page = visited()
    page.context.set_offline(True)
    share_a_photo(page)
    go_to_check(page)
    press_next(page)
    number = number_on(page)
    assert page.inner_text("#shared") == ""
    page.context.set_offline(False)
    page.wait_for_selector("#photo-1")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#photo-add")
    page.wait_for_selector("#photo-1:has-text('sudah ada')")
    assert other.locator("#photo-1").count() == 0, "the first tab sends it"
    assert [key.split("/")[1] for key, _ in stack.received] == [number]
    assert page.evaluate("caches.open('lapor-photos').then(each => each.keys()).then(each => each.length)") == 0
    assert len(stack.received) == 1


def test_shared_photos_can_be_left_out_and_go_with_a_cleared_draft(visited: OpenPage) -> None:
    page = visited()
    share_a_photo(page)
    page.click("#drop-photos")
    page.wait_for_selector("#shared:empty", state="attached")
    share_a_photo(page)
    page.fill("#text", WORDS)
    page.click("#clear")
    page.click("#clear")
    page.wait_for_selector("#shared:empty", state="attached")
    page.reload()
    page.wait_for_selector("#language:not([hidden])")
    assert page.inner_text("#shared") == ""
