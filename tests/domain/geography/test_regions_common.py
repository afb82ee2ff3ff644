"""What holds several regions."""

import pytest

from chalicelib.domain.geography import regions


@pytest.mark.parametrize(
    ("codes", "area"),
    [
        (["64.08.01.2001"], "64.08.01.2001"),
        (["64.08.01.2001", "64.08.01.2001"], "64.08.01.2001"),
        (["64.08.01.2001", "64.08.01.2002"], "64.08.01"),
        (["64.08.01.2001", "64.08.01"], "64.08.01"),
        (["64.08.01.2001", "64.08.02.2001"], "64.08"),
        (["64.08", "64.08.02"], "64.08"),
        (["64.08", "64.09"], None),
        (["64", "64.09"], None),
        ([], None),
    ],
)
def test_the_finest_region_below_the_province_holds_them_all(codes: list[str], area: str | None) -> None:
    assert regions.common_area(codes) == area


@pytest.mark.parametrize(
    ("codes", "province"), [(["64.08", "64"], "64"), (["64.08", "65.01"], None), ([], None), (["64.71"], "64")]
)
def test_one_province_holds_them_or_none_does(codes: list[str], province: str | None) -> None:
    assert regions.common_province(codes) == province


@pytest.mark.parametrize(("code", "city"), [("64.08", False), ("64.70", False), ("64.71", True), ("64.99", True)])
def test_codes_of_a_kota_begin_at_seventy_one(code: str, city: bool) -> None:
    assert regions.is_city(code) is city
