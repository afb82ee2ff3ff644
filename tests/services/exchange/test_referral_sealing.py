"""What a case from another stack seals: what it was filed with, removed parts included."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import filing_seal
from chalicelib.domain.cases.commands import Command
from laporctl.case_audit import find_alterations
from tests.support.country import Country
from tests.support.world import ROAD


@pytest.fixture
def country() -> Country:
    return Country()


def test_a_case_of_an_older_stack_is_sealed_anew(country: Country) -> None:
    """It sends one salt for everything, and knows nothing of parts."""
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    history = country.kaltim.cases.load_history(filed.case.id)
    message = country.kaltim.services.referral._referral(history)
    message["content"]["salt"] = "00" * 16
    del message["content"]["commitments"]
    country.kaltara.services.referral.receive(message, country.kaltara.now)
    there = country.kaltara.cases.load_history(filed.case.id)
    assert find_alterations(there) == []
    assert len(there.content.salt) == filing_seal.ALL_SALTS_BYTES


@pytest.mark.parametrize("part", ["title", "text", "place"])
def test_what_was_removed_before_a_case_moved_stays_removed_and_sealed(country: Country, part: str) -> None:
    filed = country.kaltim.file_and_route(replace(ROAD, place="Depan pasar"))
    country.kaltim.do(filed, Command.REDACT, by=country.kaltim.coordinator("64.08-diskominfo"), part=part)
    country.refer(filed, "KI", "KU")
    country.settle()
    home, there = (world.cases.load_history(filed.case.id) for world in (country.kaltim, country.kaltara))
    assert find_alterations(home) == find_alterations(there) == []
    assert there.content.commitments == home.content.commitments
    assert there.events[0].data["content"] == home.events[0].data["content"]
