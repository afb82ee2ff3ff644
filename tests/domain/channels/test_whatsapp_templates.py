"""Templates as Meta takes them, in both languages, with the longest values."""

import re
from dataclasses import replace

import pytest

from chalicelib.domain.channels.whatsapp_answers import BODY_LONGEST
from chalicelib.domain.channels.whatsapp_templates import VALUE_LONGEST, parameters, template
from chalicelib.domain.notices.kinds import Kind, Notice
from chalicelib.domain.notices.text import LANGUAGES
from chalicelib.runtime.reference import load_notices, load_whatsapp_texts
from laporctl import whatsapp
from tests.support.notices import FACTS

TEXTS, NOTICES = load_whatsapp_texts(), load_notices()
EVERY = [(kind, language) for kind in Kind for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_template_fits_with_its_longest_values(kind: Kind, language: str) -> None:
    found = template(TEXTS, NOTICES, kind, language)
    assert re.fullmatch(r"[a-z0-9_]{1,512}", found.name)
    assert re.findall(r"\{\{(\d+)\}\}", found.body) == [str(number + 1) for number in range(len(found.fields))]
    assert not found.body.startswith("{{")
    assert not found.body.endswith("}}")
    assert not re.search(r"\}\}\s*\{\{", found.body)
    assert len(found.titles) <= 3
    words = "kata " * 200
    notice = Notice(kind, hidden=kind is Kind.NEWS, office=words, next_office=words, words=words, other=FACTS.number)
    values = parameters(TEXTS, NOTICES, notice, FACTS, language)
    body = found.body
    for number, value in enumerate(values, 1):
        assert 0 < len(value) <= VALUE_LONGEST
        assert not re.search(r"\n|\t| {4}", value)
        body = body.replace(f"{{{{{number}}}}}", value)
    assert len(body) <= BODY_LONGEST


@pytest.mark.parametrize("kind", Kind)
def test_what_nobody_knows_leaves_no_value_empty(kind: Kind) -> None:
    notice = Notice(kind, hidden=kind is Kind.NEWS)
    assert all(parameters(TEXTS, NOTICES, notice, replace(FACTS, due=None)))


def test_a_hidden_case_is_not_named() -> None:
    assert "no" not in template(TEXTS, NOTICES, Kind.NEWS, "id").fields


def test_every_template_can_be_handed_in_for_approval() -> None:
    found = whatsapp.templates()
    assert len({(each["name"], each["language"]) for each in found}) == len(EVERY)
    assert {each["category"] for each in found} == {"UTILITY"}
