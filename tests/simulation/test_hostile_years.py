"""Offices that do nothing, feign, archive, merge, promise and refuse bury no report."""

import json

import pytest

from bench.hostile_outcome import DILIGENT, HOSTILE, RESULTS, SILENT, table
from bench.hostile_years import HostileProvince
from chalicelib.domain.errors import NotInThisStatus
from chalicelib.services.cases.reporter import ReporterService
from laporctl.paths import ROOT
from tests.support.world import KALTIM


@pytest.mark.parametrize("seed", [2, 5])
def test_no_report_is_buried_whatever_a_tenth_of_the_offices_does(seed: int) -> None:
    outcome = HostileProvince(seed, regencies=4).run(days=300, cases_a_day=0.7)
    assert outcome.shut == []
    assert outcome.unnamed == []
    assert outcome.cases > 150
    assert outcome.solved > outcome.cases // 3
    assert outcome.late
    assert outcome.named


def test_the_offices_are_hostile_silent_and_diligent_in_their_shares_and_do_what_these_do() -> None:
    outcome = HostileProvince(1).run(days=120, cases_a_day=2)
    assert (outcome.tempers[HOSTILE], outcome.tempers[SILENT], outcome.tempers[DILIGENT]) == (4, 13, 27)
    done = {"archive_proposed", "archived", "merged", "parted", "promise_proposed", "postponed", "refused", "retyped"}
    assert done | {"objected", "reopened", "breached"} <= set(outcome.events)


def test_a_reporter_who_is_refused_counts_as_buried(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotInThisStatus("object", "archived", ())

    monkeypatch.setattr(ReporterService, "perform", refuse)
    assert HostileProvince(1).run(days=60, cases_a_day=2).buried


def test_a_late_report_that_nobody_was_told_of_counts_as_buried() -> None:
    earlier = {name: getattr(KALTIM, name) for name in KALTIM.__slots__} | {"policy": KALTIM.policies["progress-30@4"]}
    outcome = HostileProvince(2, regencies=3, stack=type(KALTIM)(**earlier)).run(days=240, cases_a_day=0.5)
    assert outcome.unnamed, "a policy without a ladder tells nobody"


def test_the_table_of_the_documentation_is_that_of_the_long_run() -> None:
    found = json.loads(RESULTS.read_text("utf-8"))
    assert found["buried"] == 0
    assert table(found) in (ROOT / "docs" / "testing.md").read_text("utf-8")
