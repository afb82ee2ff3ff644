"""Which offices a new case passes over: those where nobody is, if somebody is above."""

import pytest

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing.decision import Decision
from chalicelib.domain.routing.passing_over import gone_higher, passed_over

DESA, CAMAT, PUPR, CHIEF = "64.08.01.2001-desa", "64.08.01-kecamatan", "64.08-pupr", "64.08-diskominfo"
KNOWN = {each: Agency(each, each, Tier.OPD, coordinates=each == CHIEF) for each in (DESA, CAMAT, PUPR, CHIEF)}
WAY = (DESA, CAMAT, PUPR, CHIEF)


@pytest.mark.parametrize(
    ("live", "over"),
    [
        ((), ()),
        ((DESA,), ()),
        ((CAMAT,), (DESA,)),
        ((PUPR,), (DESA, CAMAT)),
        ((CHIEF,), (DESA, CAMAT, PUPR)),
        ((DESA, PUPR), (CAMAT,)),
    ],
)
def test_an_office_is_passed_over_where_somebody_is_above(live: tuple[str, ...], over: tuple[str, ...]) -> None:
    assert passed_over([WAY], KNOWN, live) == set(over)


def test_an_office_that_is_the_last_of_another_way_stays() -> None:
    assert passed_over([(PUPR, CHIEF), (PUPR,)], KNOWN, {CHIEF}) == set()


def test_what_the_directory_lacks_is_neither_passed_over_nor_above() -> None:
    assert passed_over([(DESA, "64-none")], KNOWN, {"64-none"}) == set()


def test_a_decision_that_went_higher_says_so() -> None:
    lower = Decision(KNOWN[PUPR], False, "rule")
    to_a_person = gone_higher(lower, Decision(KNOWN[CHIEF], True, "no_office"))
    assert (to_a_person.reason, to_a_person.passed_over) == ("nobody_there", KNOWN[PUPR])
    assert [(each.code, dict(each.facts)) for each in to_a_person.reasons] == [("passed_over", {"office": PUPR})]
    by_rule = gone_higher(Decision(KNOWN[DESA], False, "rule"), Decision(KNOWN[CAMAT], False, "rule"))
    assert (by_rule.reason, by_rule.passed_over) == ("rule", KNOWN[DESA])
    assert gone_higher(lower, lower) is lower
