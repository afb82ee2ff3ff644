"""Pages and tables that are printed from the code are current, and tables that people write say what the code says."""

import re
from collections.abc import Callable

import pytest

from chalicelib.api.http.problems import TABLE
from chalicelib.domain import rate_limits
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import TYPES, Role, Status
from chalicelib.domain.deadlines.clock import Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS
from chalicelib.domain.rate_limits import RateLimit
from tests.docs.samples import ROOT
from tests.support.loops import at_least_one
from tools.apispec import command_table, field_table, status_table
from tools.apispec.problems import OF_HTTP
from tools.dev import rights_table

PRINTED: dict[str, Callable[[], str]] = {
    "statuses": status_table.render,
    "case-fields": field_table.render,
    "rights": rights_table.render,
}
"""`docs/commands.md` and `docs/access.md` have their test in `tests/test_docs.py` and `tests/api/test_access.py`."""


@pytest.mark.parametrize("page", PRINTED)
def test_a_printed_page_is_current(page: str) -> None:
    module = PRINTED[page].__module__
    current = (ROOT / "docs" / f"{page}.md").read_text()
    assert current == PRINTED[page](), f"print it again: python -m {module} > docs/{page}.md"


def test_every_status_and_every_expiry_has_a_meaning() -> None:
    assert set(status_table.MEANINGS) == set(Status)
    assert set(status_table.EXPIRIES) == set(Expiry)


def test_every_command_that_reporters_and_offices_give_is_in_the_table_of_requests() -> None:
    named = {command for commands in command_table.OF_REPORTERS.values() for command in commands}
    assert {command for command in Command if RULES[command].roles == (Role.REPORTER,)} <= named


def test_every_clock_that_can_run_is_in_the_decision_about_clocks() -> None:
    decision = (ROOT / "docs" / "decisions" / "0005-clocks.md").read_text()
    listed = {name.partition("/")[0] for name in re.findall(r"^\| `([a-z/.]+)`", decision, re.MULTILINE)}
    assert listed == {name.partition("/")[0] for name, clock in CLOCKS.items() if clock.expiry is not Expiry.FORGET}


def test_every_limit_is_in_the_table_of_limits_with_its_number() -> None:
    table = (ROOT / "docs" / "http.md").read_text().split("## Limits")[1].split("\n## ")[0]
    told = sorted(
        int(number.replace(",", "")) for number in re.findall(r"^\|[^|]+\| ([\d,]+)[^|]*\|", table, re.MULTILINE)
    )
    limits = [value for value in vars(rate_limits).values() if isinstance(value, RateLimit)]
    assert told == sorted(limit.most for limit in limits)


def test_every_code_has_its_status_in_the_table_of_errors() -> None:
    page = (ROOT / "docs" / "http.md").read_text()
    for status, code in at_least_one([*TABLE.values(), *((status, code) for code, status in OF_HTTP.items())]):
        assert f"| `{code}` | {int(status)} |" in page, code


def test_the_glossary_has_every_role_and_type_and_points_to_the_clocks() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text()
    roles = {role.value for role in Role} - {"system", "admin"}
    for word in at_least_one([*roles, *TYPES]):
        assert word.replace("_", " ").removeprefix("overseer ").lower() in page.lower(), word
