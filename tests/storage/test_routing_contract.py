"""What a stack routes by, in the table: its own rules, its names and outlines, and which model is in use."""

from datetime import date

import pytest

from chalicelib.domain.deciding import Override
from chalicelib.services.ports.reading import FoundPlace
from chalicelib.storage.routing import (
    REFRESH_SECONDS,
    USUAL_SHARE,
    DynamoModelRegister,
    DynamoPlaces,
    DynamoRuleBook,
)
from chalicelib.storage.row import Tables
from laporctl.refdata.outlines import draw
from tests.storage.conftest import Stores

SQUARE = [[116.0, -1.0], [117.0, -1.0], [117.0, 0.0], [116.0, 0.0], [116.0, -1.0]]
OUTLINES = {"features": [{"properties": {"k": "64.02"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}]}
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
    assert DynamoPlaces(tables).find("di Loa Janan", None, -0.5, 116.5) is None


def test_names_go_before_points_and_points_tell_only_what_is_not_known(tables: Tables) -> None:
    places = DynamoPlaces(tables)
    places.put_names([("64.02", "Kutai Kartanegara"), ("64.02.03", "Loa Janan")])
    places.put_outlines(draw(OUTLINES, "k", "64"))
    fresh = DynamoPlaces(tables)
    assert fresh.find("di loa janan", None, -0.5, 116.5) == FoundPlace("64.02.03", "loa janan")
    assert fresh.find("jalan rusak", None, -0.5, 116.5) == FoundPlace("64.02", "-0.500, 116.500")
    assert fresh.find("jalan rusak", "64.08", -0.5, 116.5) is None
    assert fresh.find("jalan rusak", None, 5.0, 116.5) is None
    assert fresh.find("jalan rusak", None, None, None) is None


def test_models_are_promoted_and_rolled_back_one_by_one(tables: Tables) -> None:
    register = DynamoModelRegister(tables)
    assert register.live() is None
    for version in ("v1", "v2", "v2"):
        register.promote(version)
    assert register.live() == "v2"
    assert (register.roll_back(), register.live()) == ("v1", "v1")
    assert (register.roll_back(), register.roll_back(), register.live()) == (None, None, None)
