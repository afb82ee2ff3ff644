"""Maps: nothing of them is loaded before a tap, a finger and a key do the same, and no page depends on one."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.support import webcases, webmap, webrecord
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage, phone
from tests.web.steps import WORDS, open_map, press_next

pytestmark = pytest.mark.browser

SAMARINDA = {"latitude": -0.5022, "longitude": 117.1536, "accuracy": 40}
HERE = {"geolocation": SAMARINDA, "permissions": ["geolocation"]}
OF_A_MAP = ("map", "coast", "tile_layer")


def asked_for_a_map(stack: Stack) -> list[str]:
    return [path for _, path, _ in stack.requests if any(word in path for word in OF_A_MAP)]


def at_place(page: Any) -> None:
    page.fill("#text", WORDS)
    press_next(page)
    page.wait_for_selector("#place-heading:visible")


def draft_point(page: Any) -> dict[str, float] | None:
    found: dict[str, float] | None = page.evaluate("JSON.parse(localStorage['lapor.draft']).draft.coordinates")
    return found


def settled(page: Any, before: dict[str, float] | None) -> dict[str, float]:
    page.wait_for_function(
        "before => JSON.stringify(JSON.parse(localStorage['lapor.draft']).draft.coordinates) !== before",
        arg=page.evaluate("point => JSON.stringify(point)", before),
    )
    point = draft_point(page)
    assert point is not None
    return point


def test_nothing_of_a_map_is_loaded_before_the_tap(open_page: OpenPage, stack: Stack) -> None:
    stack.tiles = webmap.tiles()
    page = open_page("/")
    at_place(page)
    page.wait_for_selector("#show-map")
    assert asked_for_a_map(stack) == []
    open_map(page)
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 0")
    paths = asked_for_a_map(stack)
    assert {"/map.json", "/coast.json"} <= set(paths)
    assert any(path.startswith("/assets/map-tile_layer-") for path in paths)
    page.get_by_role("link", name="Peta: © OpenStreetMap contributors").wait_for()


def test_tiles_are_read_in_pieces_of_one_file(open_page: OpenPage, stack: Stack) -> None:
    stack.tiles = webmap.tiles()
    page = open_page("/", **HERE)
    at_place(page)
    page.click("#coordinates")
    page.wait_for_selector("text=Titik ini ikut dikirim")
    open_map(page)
    page.wait_for_function("() => document.querySelectorAll('canvas.leaflet-tile-loaded').length > 4")
    pieces = [headers["Range"] for _, path, headers in stack.requests if path.endswith(".pmtiles")]
    assert pieces[0] == "bytes=0-16383"
    assert len(pieces) > 1


def test_a_stack_without_tiles_shows_its_coast_and_loads_nothing_to_draw_tiles(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_page("/")
    at_place(page)
    open_map(page)
    page.wait_for_selector("text=Peta rinci belum ada di sini")
    assert not any("tile_layer" in path for path in asked_for_a_map(stack))


def test_a_tap_comes_nearer_and_then_sets_the_point_that_is_filed(open_page: OpenPage, stack: Stack) -> None:
    stack.tiles = webmap.tiles()
    page = open_page("/")
    at_place(page)
    map_ = open_map(page)
    map_.click(position={"x": 220, "y": 230})
    page.wait_for_selector("text=Perbesar dulu")
    assert draft_point(page) is None, "from so far a finger may mean another town"
    for _ in range(3):
        page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
        map_.click()
    page.wait_for_selector("text=Titik ini ikut dikirim")
    point = draft_point(page)
    assert point is not None
    press_next(page)
    press_next(page)
    page.wait_for_selector("text=Titik lokasi disertakan.")
    press_next(page)
    page.wait_for_selector("#receipt h1")
    assert stack.filed[0]["coordinates"] == {"lat": point["lat"], "lon": point["lon"]}


def test_arrow_keys_move_the_pin_and_a_zoom_alone_does_not(open_page: OpenPage) -> None:
    page = open_page("/", **HERE)
    at_place(page)
    page.click("#coordinates")
    page.wait_for_selector("text=Titik ini ikut dikirim")
    open_map(page)
    page.wait_for_function("() => document.activeElement.classList.contains('map')")
    located = draft_point(page)
    page.keyboard.press("-")
    page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    assert draft_point(page) == located
    page.keyboard.press("ArrowUp")
    moved = settled(page, located)
    assert located is not None
    assert moved["lat"] > located["lat"]
    assert moved["lon"] == pytest.approx(located["lon"], abs=0.0001)
    assert moved["metres"] >= located["metres"], "the fix that it was moved from was no more exact"


def test_the_map_follows_the_phones_position_and_its_removal(open_page: OpenPage) -> None:
    page = open_page("/", **HERE)
    at_place(page)
    open_map(page)
    page.click("#coordinates")
    page.wait_for_selector("text=Titik -0.5022, 117.1536.")
    page.wait_for_selector(".map-accuracy", state="attached")
    page.click("#coordinates")
    page.wait_for_selector(".map-accuracy", state="detached")
    assert draft_point(page) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [(0.3, 118.8, "Titik ini di laut"), (-7.25, 112.75, "Titik ini di luar wilayah yang kami layani")],
)
def test_a_point_at_sea_or_elsewhere_is_said_on_the_map(
    open_page: OpenPage, latitude: float, longitude: float, said: str
) -> None:
    place = {"latitude": latitude, "longitude": longitude}
    page = open_page("/", geolocation=place, permissions=["geolocation"])
    at_place(page)
    page.click("#coordinates")
    page.wait_for_selector("text=Titik ini ikut dikirim")
    open_map(page)
    page.wait_for_selector(f"text={said}")


def test_without_a_connection_the_form_says_so_and_goes_on(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/")
    at_place(page)
    page.context.set_offline(True)
    page.click("#show-map")
    page.wait_for_selector("text=Peta memerlukan sambungan internet. Tulis saja tempatnya.")
    assert asked_for_a_map(stack) == []
    page.fill("#place", "depan pasar")
    press_next(page)
    page.wait_for_selector("#person-heading:visible")
    page.context.set_offline(False)
    page.click("#back")
    open_map(page)


def test_reports_near_a_pin_are_shown_where_it_was_set_and_followed_there(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/", **HERE)
    at_place(page)
    open_map(page)
    page.click("#coordinates")
    page.wait_for_selector("#step-place #similar .cards")
    first = webcases.SIMILAR[0]["tracking_id"]
    page.click(f"#follow-{first}")
    page.wait_for_selector("#step-place #similar li.chosen")
    assert page.evaluate("JSON.parse(localStorage['lapor.draft']).draft.follows") == first
    press_next(page)
    press_next(page)
    page.wait_for_selector("#step-check #similar li.chosen")


def test_words_on_an_open_map_follow_the_switch_of_language(open_page: OpenPage) -> None:
    page = open_page("/")
    at_place(page)
    open_map(page)
    page.click("#language")
    page.wait_for_selector("text=There is no detailed map here yet")
    assert page.get_attribute("#map .map", "aria-label") == "Map to point at the place"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def watched(browser: Any, site: str, asked: list[str]) -> Iterator[OpenPage]:
    with phone(browser, site, asked) as open_:
        yield open_


def test_maps_ask_nothing_of_another_host(watched: OpenPage, asked: list[str], stack: Stack, site: str) -> None:
    stack.tiles = webmap.tiles()
    page = watched("/", **HERE)
    at_place(page)
    page.click("#coordinates")
    page.wait_for_selector("text=Titik ini ikut dikirim")
    open_map(page)
    page.wait_for_function("() => document.querySelectorAll('canvas.leaflet-tile-loaded').length > 4")
    assert any(address.endswith(".pmtiles") for address in asked)
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(site).netloc}


def test_the_list_of_reports_is_shown_on_a_map_by_the_points_that_are_public(open_page: OpenPage, stack: Stack) -> None:
    stack.tiles = webmap.tiles()
    page = open_page("/publik.html")
    page.wait_for_selector("#reports li >> nth=2")
    assert asked_for_a_map(stack) == []
    open_map(page)
    page.wait_for_selector("text=2 dari 3 laporan dalam daftar punya titik.")
    (asked,) = [path for _, path, _ in stack.requests if path.startswith(webrecord.POINTS)]
    assert len(unquote(asked).split(",")) == 3
    page.click(".map-mark >> nth=0")
    page.click(".leaflet-popup a:has-text('Jalan berlubang di depan pasar')")
    page.wait_for_url("**/lacak.html?id=*")


def test_more_of_the_list_is_more_on_the_map_and_far_reports_are_marks_of_their_own(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_page("/publik.html")
    page.wait_for_selector("#reports li >> nth=2")
    open_map(page)
    page.wait_for_selector(".map-mark")
    page.click("#more button")
    page.wait_for_selector("text=3 dari 4 laporan dalam daftar punya titik.")
    marks = page.locator(".map-mark")
    assert sorted(marks.all_inner_texts()) == ["", "2"]
    marks.filter(has_text="2").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.map-mark').length === 3")
    asked = [path for _, path, _ in stack.requests if path.startswith(webrecord.POINTS)]
    assert len(asked) == 2, "what is known is not asked for again"
