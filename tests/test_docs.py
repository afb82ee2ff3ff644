"""Promises of the documentation, held to the code."""

import re
from pathlib import Path

import pytest

from chalicelib.api import labels, status_labels
from chalicelib.api.casework import ACTIONS
from chalicelib.api.http import field_messages, messages
from chalicelib.api.http.problems import TABLE
from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.model import Actor, Event, Role, Status
from chalicelib.domain.errors import DomainError
from chalicelib.runtime.settings import Settings
from tests.support.loops import at_least_one
from tests.support.world import MONDAY
from tools.apispec.command_table import render

ROOT = Path(__file__).parent.parent
HTTP = (ROOT / "docs" / "http.md").read_text()


def documented(heading: str) -> set[str]:
    """The codes in the first column of the table below a heading."""
    section = HTTP.split(f"## {heading}")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))


def test_every_error_code_is_documented_and_no_other() -> None:
    assert documented("Errors") == set(messages.PROBLEMS)


def test_what_api_gateway_answers_by_itself_is_documented() -> None:
    template = (ROOT / ".chalice" / "template.yaml").read_text()
    made = set(re.findall(r'"code": "([a-z_-]+)"', template))
    assert made
    for code in made:
        assert f"`{code}`" in HTTP


def test_every_problem_has_a_title() -> None:
    assert set(messages.TITLES) == set(messages.PROBLEMS)


def test_every_field_code_is_documented() -> None:
    listed = set(re.findall(r"`([a-z_]+)`", HTTP.split("Field codes:")[1]))
    assert listed == set(field_messages.FIELDS)


def test_every_route_is_documented() -> None:
    import app

    for path, methods in at_least_one(app.app.routes.items()):
        for method in at_least_one(methods.keys() - {"HEAD"}):
            # CloudFront adds the stage's name to what comes for Open311.
            public = path if path.startswith("/open311/") else f"/v1{path}"
            assert f"| `{method} {public}` |" in HTTP, f"docs/http.md does not mention {method} {public}"


def test_every_domain_error_has_a_place_in_the_table_of_problems() -> None:
    assert set(DomainError.__subclasses__()) == set(TABLE)


@pytest.mark.parametrize("catalogue", [messages.TITLES, messages.PROBLEMS, field_messages.FIELDS])
def test_every_message_speaks_both_languages(catalogue: dict[str, dict[str, str]]) -> None:
    for code, texts in at_least_one(catalogue.items()):
        assert set(texts) == {"id", "en"}, code
        names = [set(re.findall(r"{(\w+)}", text)) for text in texts.values()]
        assert names[0] == names[1], code


def test_every_status_and_event_has_a_label() -> None:
    assert set(status_labels._STATUS) == set(status_labels._STATUS_WORD) == set(Status)
    assert set(labels._ROLE_WORD) == set(Role)
    assert set(labels._EVENT) == set(EVENT_KINDS)


@pytest.mark.parametrize("kind", sorted(labels._EVENT))
@pytest.mark.parametrize("clock", ["verify", "tier/desa", ""])
def test_every_event_can_be_told(kind: str, clock: str) -> None:
    data = {"to": "64-pupr", "to_name": "Dinas", "rating": 4, "into": "KI", "agency_name": "Dinas", "clock": clock}
    event = Event(2, kind, MONDAY, Actor(Role.SYSTEM), "", data, b"", b"")
    told = labels.of_event(event)
    assert set(told) == {"id", "en"}
    assert not any("{" in text for text in told.values())


def test_the_table_of_commands_is_current() -> None:
    current = (ROOT / "docs" / "commands.md").read_text()
    assert current == render(), "print it again: python -m tools.apispec.command_table > docs/commands.md"


def test_every_action_is_documented() -> None:
    for action in at_least_one(ACTIONS):
        assert f"| `{action}` |" in HTTP


def test_every_setting_is_documented() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text()
    for name in at_least_one(Settings.__slots__):
        assert f"`{name.upper()}`" in operations


def test_every_file_that_the_readme_points_to_exists() -> None:
    files = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(file, target) for file in files for target in re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text())]
    for file, target in at_least_one(links):
        assert (file.parent / target).exists(), f"{file.relative_to(ROOT)} points to {target}"
