"""What an audit can find, and that the operator is told what to do about it."""

import re

from laporctl.audit.findings import CHECKS, Finding
from laporctl.paths import ROOT


def test_the_page_of_the_operator_says_what_to_do_about_each() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    table = page.split("## Auditing a stack")[1].split("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    assert told == CHECKS.keys()


def test_a_finding_is_one_line_for_people_and_an_object_for_programs() -> None:
    finding = Finding("queue", "KI-7F3K-9Q2M-XA0B-C", "META", "QUEUE#64.08-pupr", "none")
    assert finding.line == "queue\tKI-7F3K-9Q2M-XA0B-C\tMETA\texpected QUEUE#64.08-pupr\tfound none"
    assert finding.as_dict()["found"] == "none"
