"""The coast of each province: it holds the province, shows land where land is, and weighs next to nothing."""

import gzip
import json
from typing import Any

import pytest

from tests.tools.refdata.test_land_mask import CAPITALS
from tools.refdata import coast, tables

PROVINCES = [province.code for province in tables.provinces()]


def is_land(found: dict[str, Any], lat: float, lon: float) -> bool:
    row = found["rows"][int((lat - found["south"]) / found["step"])]
    column = int((lon - found["west"]) / found["step"])
    return any(start <= column < end for start, end in zip(row[::2], row[1::2], strict=True))


def in_frame(found: dict[str, Any], lat: float, lon: float) -> bool:
    return bool(found["south"] <= lat <= found["north"] and found["west"] <= lon <= found["east"])


def test_every_stack_has_a_frame() -> None:
    assert list(tables.frames()) == PROVINCES


@pytest.mark.parametrize("capital", CAPITALS)
def test_a_capital_lies_in_the_frame_of_a_province_and_on_or_beside_its_land(capital: str) -> None:
    lat, lon = CAPITALS[capital]
    provinces = [code for code in PROVINCES[1:] if in_frame(coast.of(code), lat, lon)]
    assert provinces
    beside = (-0.02, 0.0, 0.02)
    for found in map(coast.of, provinces):
        assert any(
            is_land(found, lat + north, lon + east)
            for north in beside
            for east in beside
            if in_frame(found, lat + north, lon + east)
        )


@pytest.mark.parametrize("code", PROVINCES)
def test_a_coast_has_a_row_for_each_step_and_stays_within_its_columns(code: str) -> None:
    found = coast.of(code)
    assert len(found["rows"]) == round((found["north"] - found["south"]) / found["step"])
    columns = round((found["east"] - found["west"]) / found["step"])
    for row in found["rows"]:
        assert row == sorted(set(row))
        assert len(row) % 2 == 0
        assert all(0 <= edge <= columns for edge in row)
    assert any(found["rows"])
    assert len(gzip.compress(json.dumps(found).encode())) < 10_000


def test_the_open_sea_is_no_land_and_the_strait_of_makassar_neither() -> None:
    assert not is_land(coast.of("64"), 0.3, 118.8)
    assert not is_land(coast.of("00"), -5.0, 110.0)
    assert is_land(coast.of("64"), -0.5022, 117.1536)
