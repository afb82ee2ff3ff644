"""Known vulnerabilities stop a release, silence is not taken for safety, and what is allowed is so for a time."""

import json
from datetime import UTC, date, datetime

from tools.dev.audit import (
    ALLOWED,
    LONGEST,
    Allowance,
    Finding,
    Report,
    load_allowances,
    not_allowed,
    report_of_python,
    report_of_site,
)

TODAY = date(2026, 11, 28)
FOUND = Finding("pillow", "GHSA-1")


def test_every_allowance_has_a_reason_and_has_not_run_out() -> None:
    today = datetime.now(UTC).date()
    for each in load_allowances(ALLOWED.read_text()):
        assert today <= each.until <= today + LONGEST, f"{each.finding}: look at it again"
        assert len(each.reason) > 20, each.finding


def test_a_finding_is_allowed_by_its_own_name_until_the_day_is_over() -> None:
    allowances = load_allowances(
        '[[allowed]]\npackage = "pillow"\nid = "GHSA-1"\nuntil = 2026-11-28\nreason = "Only PSD files."\n'
    )
    assert allowances == (Allowance(FOUND, TODAY, "Only PSD files."),)
    other = Finding("pillow", "GHSA-2")
    assert not_allowed([FOUND, other], allowances, TODAY) == [other]
    assert not_allowed([FOUND], allowances, date(2026, 11, 29)) == [FOUND]


def test_a_package_that_was_skipped_is_not_known_to_be_safe() -> None:
    answer = {
        "dependencies": [
            {"name": "pillow", "version": "1", "vulns": [{"id": "GHSA-1"}]},
            {"name": "six", "skip_reason": "Dependency not found"},
            {"name": "botocore", "version": "1", "vulns": []},
        ]
    }
    assert report_of_python(json.dumps(answer)) == Report((FOUND,), ("six",))


def test_no_answer_is_no_answer() -> None:
    for silence in ("", "{}", "Internal Server Error"):
        assert report_of_python(silence).unknown
        assert report_of_site(silence).unknown
    assert report_of_site('{"error": {"code": "ENOAUDIT"}}').unknown


def test_an_advisory_of_the_site_is_named_by_its_id_once_for_its_own_package() -> None:
    advisory = {"url": "https://example.org/advisories/GHSA-1"}
    answer = {"vulnerabilities": {"pillow": {"via": [advisory]}, "user-of-it": {"via": ["pillow"]}}}
    assert report_of_site(json.dumps(answer)) == Report((FOUND,))
    assert report_of_site('{"vulnerabilities": {}}') == Report()
