"""The first hour of an admin: the steps in the order in which they need each other, each with its section."""

import re

from tests.docs.samples import ROOT
from tests.support.loops import at_least_one

STEPS = (
    *("account", "rights", "region", "domain", "deploy", "agencies"),
    *("link", "keys", "first case", "alarms", "cost"),
)
PAGE = (ROOT / "docs" / "first-hour.md").read_text()
CHECKLIST = (ROOT / "docs" / "only-on-aws.md").read_text()


def test_the_steps_stand_in_their_order_in_the_table_and_in_the_sections() -> None:
    table = re.findall(r"^\| \d:\d\d \| \[([a-z ]+)\]", PAGE, re.MULTILINE)
    sections = [title.lower() for title in re.findall(r"^## \d:\d\d (.+)$", PAGE, re.MULTILINE)]
    assert tuple(table) == tuple(sections) == STEPS


def test_the_minutes_of_table_and_sections_agree_and_go_up_to_an_hour() -> None:
    table = re.findall(r"^\| (\d:\d\d) \|", PAGE, re.MULTILINE)
    assert table == re.findall(r"^## (\d:\d\d) ", PAGE, re.MULTILINE)
    assert table == sorted(table)
    assert table[-1] < "1:00"


def test_an_admin_finds_it_from_the_first_page_and_from_operations() -> None:
    for page in ("README.md", "docs/operations.md"):
        assert "first-hour.md" in (ROOT / page).read_text(), page
    assert "only-on-aws.md" in PAGE


def test_every_row_of_the_checklist_says_what_to_expect() -> None:
    rows = [line for line in CHECKLIST.splitlines() if line.startswith("| ☐")]
    for row in at_least_one(rows):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert all(cells), row
    assert len(rows) > 20


def test_the_outputs_that_the_checklist_names_are_outputs_of_a_stack() -> None:
    template = (ROOT / ".chalice" / "template.yaml").read_text().split("\nOutputs:\n")[1]
    named = re.findall(r"`\$[A-Z]+` is `(\w+)`", CHECKLIST)
    assert named == ["SiteUrl", "ApiUrl", "ComplaintsTable"]
    assert all(f"\n  {name}:" in f"\n{template}" for name in named)
