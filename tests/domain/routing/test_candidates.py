"""The offices that a coordinator is offered for a case in triage."""

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.routing.candidates import NAMED, WORDS, Candidate, candidates_of
from tests.support.case_states import event

OFFICE = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY")
ROUTED = event("routed", 2, said={"alternatives": "64.08-pupr:61 64.08-dlh:22 64-pupr:9 64-dlh:2"})


def test_the_likeliest_three_are_offered_with_their_chance() -> None:
    assert candidates_of([event("filed", 1), ROUTED]) == (
        Candidate("64.08-pupr", WORDS, 61),
        Candidate("64.08-dlh", WORDS, 22),
        Candidate("64-pupr", WORDS, 9),
    )


def test_what_an_office_named_stands_first_and_who_refused_is_none() -> None:
    refused = event("refused", 3, actor=OFFICE, said={"proposed": "64-satpolpp"})
    assert candidates_of([ROUTED, refused])[:2] == (
        Candidate("64-satpolpp", NAMED, by="Dinas PUPR"),
        Candidate("64.08-dlh", WORDS, 22),
    )
    assert "64.08-pupr" not in [each.agency for each in candidates_of([ROUTED, refused])]


def test_an_office_is_offered_once_for_its_last_reason() -> None:
    named = event("refused", 3, actor=OFFICE, said={"proposed": "64.08-dlh"})
    assert [each.agency for each in candidates_of([ROUTED, named])] == ["64.08-dlh", "64-pupr", "64-dlh"]


def test_a_case_that_a_rule_routed_has_none() -> None:
    assert candidates_of([event("filed", 1), event("routed", 2)]) == ()
