"""A cover is owed to every stack that has the case, as a redaction is, until it has acknowledged it."""

from chalicelib.domain.cases.commands import Command
from chalicelib.services.cases.filing import Filed
from tests.support.country import Country, referred
from tests.support.erasures import assert_forgotten, erase


def cover(country: Country, filed: Filed) -> None:
    coordinator = country.kaltara.coordinator("65-diskominfo")
    country.kaltara.do(filed, Command.COVER, by=coordinator, note="pasar")


def owed(country: Country) -> list[tuple[str, str]]:
    return [(debt.kind, debt.to) for debt in country.kaltara.debts.open()]


def test_a_cover_is_owed_to_the_stack_that_the_case_came_from_until_it_has_it() -> None:
    country = Country()
    filed = referred(country)
    cover(country, filed)
    assert owed(country) == [("redaction", "KI")]
    country.settle()
    assert owed(country) == []
    home = country.kaltim.case(filed)
    assert [(each.part, each.start, each.end) for each in home.covers if each.part == "text"] == [
        (each.part, each.start, each.end) for each in country.kaltara.case(filed).covers if each.part == "text"
    ]
    assert home.covers


def test_a_cover_whose_message_is_lost_is_told_again_by_the_sweep() -> None:
    country = Country()
    filed = referred(country)
    cover(country, filed)
    country.publish()
    country.empty_all()
    assert not country.kaltim.case(filed).covers
    country.later(hours=2)
    country.kaltara.services.sweep.run(country.kaltara.now, lambda: True)
    country.settle()
    assert country.kaltim.case(filed).covers
    assert owed(country) == []


def test_a_cover_of_words_that_were_erased_before_it_was_told_is_owed_no_longer() -> None:
    country = Country()
    filed = referred(country)
    cover(country, filed)
    country.publish()
    country.empty_all()
    erase(country, filed, "KU")
    assert ("redaction", "KI") in owed(country)
    for _ in range(8):
        country.later(hours=12)
        country.kaltara.services.sweep.run(country.kaltara.now, lambda: True)
        country.settle()
    assert owed(country) == []
    assert_forgotten(country, filed)
