"""Every enumeration of the description is a table of the code: none is typed a second time, and none is missing."""

from collections.abc import Iterator
from typing import Any

from chalicelib.api.duplicates import _REASONS
from chalicelib.domain.attachments import repair_photos
from chalicelib.domain.attachments.rules import FAILURE_REASONS, MEDIA_TYPES
from chalicelib.domain.cases import access_log, covering
from chalicelib.domain.cases.audience import Part
from chalicelib.domain.cases.channels import CAME_BY
from chalicelib.domain.cases.hints import HintCode
from chalicelib.domain.cases.identity_access import PURPOSES
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS, EVENT_KINDS, PROGRESS_KINDS, RULES
from chalicelib.domain.cases.marks import DraftState
from chalicelib.domain.cases.model import TYPES, Priority, Role, Status
from chalicelib.domain.cases.public_form import PARTS
from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.cases.type_life import FORUMS
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.notifications.subscription import CASE_TYPES, Disabled
from chalicelib.domain.routing import candidates
from chalicelib.domain.routing.readiness import Readiness
from chalicelib.domain.text.number_kinds import Kind
from chalicelib.services.access.keys import Standing
from chalicelib.services.access.people import PEOPLES_ROLES
from chalicelib.services.cases.casework import REDACTABLE
from chalicelib.services.cases.own_words import REPORTER_REDACTS
from chalicelib.services.exchange import participants
from chalicelib.services.statistics.query import FILTERS
from tools.apispec import document
from tools.apispec.parameters import BOTH_LANGUAGES

TABLES: dict[str, frozenset[str]] = {
    name: frozenset(map(str, values))
    for name, values in {
        "statuses": Status,
        "hints": HintCode,
        "types": TYPES,
        "priorities": Priority,
        "states of drafts": DraftState,
        "tiers": [tier.label for tier in Tier],
        "roles": Role,
        "roles of people": PEOPLES_ROLES,
        "kinds of events": EVENT_KINDS,
        "messages": (*CASE_TYPES, "webhook.test"),
        "reasons to archive": ARCHIVE_REASONS,
        "rounds of planning": FORUMS,
        "media types": MEDIA_TYPES,
        "reasons why a file failed": FAILURE_REASONS,
        "kinds of progress": PROGRESS_KINDS,
        "reasons to cover": covering.REASONS,
        "purposes": PURPOSES,
        "photos": repair_photos.SAID,
        "kinds of access": access_log.Kind,
        "parts to redact": REDACTABLE,
        "parts that hold words": PARTS,
        "kinds of personal data": Kind,
        "parts for reporters to redact": REPORTER_REDACTS,
        "parts in a case": Part,
        "steps of the ladder": Step,
        "how far offices are": Readiness,
        "why an office is a candidate": candidates.REASONS,
        "how a reporter came to an office": CAME_BY,
        "standings of keys": Standing,
        "reasons for likeness": _REASONS,
        "groups of statistics": FILTERS,
        "reasons to disable a webhook": Disabled,
    }.items()
}

ONLY_HERE = {
    frozenset(("enabled", "disabled")): "made by api/webhooks.py of a truth value",
    frozenset(("true", "false")): "a parameter of the queue",
    frozenset("1"): "a parameter",
    frozenset(("id", "en", BOTH_LANGUAGES)): "the languages of messages",
    frozenset(
        ("category", "words", "place", "override", "office", "suspected", "passed_over", "coordinator")
    ): "of_reason knows them",
}


def enumerations(thing: Any, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(thing, dict):
        if isinstance(thing.get("enum"), list) and all(each is None or isinstance(each, str) for each in thing["enum"]):
            yield place, frozenset(each for each in thing["enum"] if each)
        for key, each in thing.items():
            yield from enumerations(each, f"{place}/{key}")
    elif isinstance(thing, list):
        for number, each in enumerate(thing):
            yield from enumerations(each, f"{place}/{number}")


def test_every_enumeration_equals_a_table_of_the_code() -> None:
    found = list(enumerations(document.build()["components"]))
    assert len(found) > len(TABLES)
    known = {values: name for name, values in TABLES.items()}
    strange = {place: sorted(values) for place, values in found if values not in known and values not in ONLY_HERE}
    assert not strange, "take the values from the domain, and name its table here"
    described = {known[values] for _, values in found if values in known}
    assert described == TABLES.keys(), "a table that the description no longer has"


def test_the_kinds_of_events_are_all_that_commands_leave_and_the_two_that_begin_a_case() -> None:
    assert set(EVENT_KINDS) == {rule.event for rule in RULES.values()} | {"filed", "arrived"}
    assert len(EVENT_KINDS) == len(set(EVENT_KINDS))
    assert {*participants.CAME, "handed_over"} <= set(EVENT_KINDS)
    assert {f"complaint.{kind}" for kind in EVENT_KINDS} == set(CASE_TYPES)
