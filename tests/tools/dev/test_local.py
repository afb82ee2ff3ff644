"""Any province runs on a laptop, with keys for offices that it has."""

import pytest

from laporctl.stack_settings import provinces
from tools.dev import local
from tools.refdata import directory, tables


@pytest.mark.parametrize("slug", [slug for slug in provinces() if slug != "pusat"])
def test_a_province_has_demo_keys_for_offices_of_its_directory(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = directory.of_province(next(p for p in tables.provinces() if p.slug == slug))
    monkeypatch.setattr(local, "directory_lines", lambda _: found.records())
    keys = local.demo_agencies(slug)

    assert keys.keys() == local.DEMO_AGENCIES["kaltim"].keys()
    offices = {agency.id for agency in found.agencies} | set(local.OVERSEERS.values())
    assert set(keys.values()) <= offices
