"""What a stack routes by, in the table: its own rules, its names and outlines, and which model is in use."""

from datetime import date

import pytest

from chalicelib.domain.geography.gazetteer import PlaceWords
from chalicelib.domain.routing.decision import Override
from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.storage import table_keys
from chalicelib.storage.model_register import DynamoModelRegister
from chalicelib.storage.models import Tables
from chalicelib.storage.place_finder import DynamoPlaceFinder
from chalicelib.storage.rule_book import REFRESH_SECONDS, USUAL_SHARE, DynamoRuleBook
from tests.storage.conftest import Stores
from tools.refdata.region_grids import draw


def outline(code: str, west: float, east: float, south: float = -1.0) -> dict:
    square = [[west, south], [east, south], [east, 0.0], [west, 0.0], [west, south]]
    return {"properties": {"k": code}, "geometry": {"type": "Polygon", "coordinates": [square]}}


OUTLINES = {"features": [outline("64.02", 116.0, 117.0), outline("65.01", 115.0, 116.0)]}
DISTRICTS = {
    "features": [
        outline("64.02.03", 116.0, 116.5),
        outline("64.02.04", 116.5, 117.0),
        outline("64.08.01", 117.0, 118.0),
    ]
}
RULE = Override("jalan-rusak", "64.08", "64.08-dlh", date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def tables(stores: Stores) -> Tables:
    if stores.tables is None:
        pytest.skip("one item each, which only tables hold")
    return stores.tables


def test_rules_read_back_and_are_read_again_after_a_while(tables: Tables) -> None:
    clock = [0.0]
    book = DynamoRuleBook(tables, lambda: clock[0])
    assert (tuple(book.overrides()), book.share()) == ((), USUAL_SHARE)
    DynamoRuleBook(tables).put([RULE, Override("ktp", "64", "64-pupr")], 0.95)
    assert tuple(book.overrides()) == ()
    clock[0] += REFRESH_SECONDS
    assert (tuple(book.overrides()), book.share()) == ((RULE, Override("ktp", "64", "64-pupr")), 0.95)


def test_a_stack_without_names_or_outlines_finds_no_place(tables: Tables) -> None:
    assert DynamoPlaceFinder(tables, PlaceWords).find("di Loa Janan", None, -0.5, 116.5) is None
    assert DynamoPlaceFinder(tables, PlaceWords).near(-0.5, 116.5) is None


def test_names_go_before_points_and_points_only_add_an_unknown_regency(tables: Tables) -> None:
    places = DynamoPlaceFinder(tables, PlaceWords)
    places.put_names([("64.02", "Kutai Kartanegara"), ("64.02.03", "Loa Janan")])
    places.put_outlines(draw(OUTLINES, "k", "64"))
    fresh = DynamoPlaceFinder(tables, PlaceWords)
    assert fresh.find("di loa janan", None, -0.5, 116.5) == FoundPlace("64.02.03", "loa janan")
    assert fresh.find("jalan rusak", None, -0.5, 116.5) == FoundPlace("64.02", "-0.500, 116.500")
    assert fresh.find("jalan rusak", "64.08", -0.5, 116.5) is None
    assert fresh.find("jalan rusak", None, 5.0, 116.5) is None
    assert fresh.find("jalan rusak", None, None, None) is None


def test_a_point_at_sea_finds_the_nearest_regency_near_the_coast_alone(tables: Tables) -> None:
    places = DynamoPlaceFinder(tables, PlaceWords)
    places.put_outlines(draw(OUTLINES, "k", "64"))
    assert places.find("jalan rusak", None, 0.03, 116.5) == FoundPlace("64.02", "0.030, 116.500")
    assert places.find("jalan rusak", "64.08", 0.03, 116.5) is None
    assert places.find("jalan rusak", None, 0.07, 116.5) is None
    assert set(places.near(0.07, 116.5) or {}) == {"64.02"}
    assert places.near(0.2, 116.5) == {}


def test_a_point_across_the_border_of_the_province_finds_the_region_there(tables: Tables) -> None:
    places = DynamoPlaceFinder(tables, PlaceWords)
    places.put_outlines(draw(OUTLINES, "k", "64"))
    assert places.find("jalan rusak", None, -0.5, 115.97) == FoundPlace("65.01", "-0.500, 115.970")
    assert places.find("jalan rusak", "64", -0.5, 115.97) is None
    assert places.find("jalan rusak", None, -0.5, 116.0) is None


def test_a_point_finds_a_kecamatan_where_there_are_outlines_of_those_and_on_a_border_what_holds_both(
    tables: Tables,
) -> None:
    places = DynamoPlaceFinder(tables, PlaceWords)
    places.put_outlines(draw(DISTRICTS, "k", "64"))
    assert places.find("jalan rusak", None, -0.5, 116.3) == FoundPlace("64.02.03", "-0.500, 116.300")
    assert places.find("jalan rusak", "64.02", -0.5, 116.7) == FoundPlace("64.02.04", "-0.500, 116.700")
    for region, lon, found in (
        (None, 116.5, "64.02"),
        (None, 117.0, "64"),
        ("64.02", 116.5, None),
        ("64", 117.0, None),
    ):
        assert getattr(places.find("jalan rusak", region, -0.5, lon), "region", None) == found


def test_models_are_promoted_and_rolled_back_one_by_one(stores: Stores) -> None:
    register = stores.models
    assert (register.live(), register.line()) == (None, ModelVersions())
    for version in ("v1", "v2"):
        assert register.put(register.line().promoted(version))
    assert register.live() == "v2"
    for expected in ("v1", None, None):
        assert register.put(register.line().rolled_back())
        assert (register.live(), register.line().live) == (expected, expected)


@pytest.mark.parametrize("before", [[], ["v1"]])
def test_of_two_promotions_at_once_the_second_is_refused(stores: Stores, before: list[str]) -> None:
    register = stores.models
    for version in before:
        assert register.put(register.line().promoted(version))
    mine, theirs = register.line(), register.line()
    assert register.put(theirs.promoted("theirs"))
    assert not register.put(mine.promoted("mine"))
    assert not register.put(mine.rolled_back())
    assert register.line().versions == (*before, "theirs")


def test_going_back_to_the_same_model_is_another_change(stores: Stores) -> None:
    register = stores.models
    seen = register.line()
    assert register.put(seen.promoted("v1"))
    assert register.put(register.line().rolled_back())
    assert not register.put(seen.promoted("v2"))
    assert register.live() is None


def test_a_register_from_before_changes_were_counted_is_continued(tables: Tables) -> None:
    tables.row(pk=table_keys.MODEL, sk=table_keys.META, data={"versions": ["v1"]}).save()
    register = DynamoModelRegister(tables)
    assert register.line() == ModelVersions(("v1",))
    assert register.put(register.line().promoted("v2"))
    assert register.line().versions == ("v1", "v2")
