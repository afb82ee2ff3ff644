"""Any province runs on a laptop, with keys for offices that it has; after a kill it says what is lost."""

from datetime import UTC, datetime

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


def test_after_a_kill_it_says_since_when_everything_is_lost() -> None:
    kept = datetime(2026, 11, 29, 8, 15, 3, tzinfo=UTC)
    warning = local.unclean_warning(kept)
    assert f"filed or changed since {kept.astimezone():%Y-%m-%d %H:%M:%S} is lost" in warning
    assert "laporctl audit SLUG --local" in warning


def test_a_run_that_was_killed_before_it_saved_lost_all_of_it() -> None:
    assert "filed or changed in it is lost" in local.unclean_warning(None)
