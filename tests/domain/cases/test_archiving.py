"""Which report is evidently a test, and who may agree to put a case away."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases import archiving
from chalicelib.domain.cases.marks import Proposal
from chalicelib.domain.cases.model import Actor, Content, Event, Role
from chalicelib.domain.errors import NoProposal, SameHands
from tests.support.case_states import LATER, worked_on

HEAD = Actor(Role.APPROVER, "64.08-pupr", "PUPR", "HEAD")
PROPOSED = worked_on(proposals=(Proposal("archive", 2, "KEY"),))


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("tes", True),
        ("Uji coba saja, 1 2 3", True),
        ("coba coba coba coba coba coba", True),
        ("coba coba coba coba coba coba coba", False),
        ("Hanya laporan tes", True),
        ("Lampu mati", False),
        ("Coba perbaiki jembatan putus ini", False),
        ("Tes: rumah terbakar", False),
        ("1 2 3", False),
        ("Protes warga", False),
    ],
)
def test_a_test_says_so_and_nothing_else(text: str, test: bool) -> None:
    assert archiving.is_evident_test(Content(text, "", (), None, None, None, b"s")) is test


def test_a_second_person_has_another_key_than_the_first() -> None:
    assert archiving.check_second_person(PROPOSED, HEAD).seq == 2
    for same in (replace(HEAD, key="KEY"), replace(HEAD, key=None)):
        with pytest.raises(SameHands):
            archiving.check_second_person(PROPOSED, same)
    with pytest.raises(NoProposal):
        archiving.check_second_person(worked_on(), HEAD)


def test_what_was_proposed_is_what_is_agreed_to() -> None:
    data: dict[str, Any] = {"reason": "in_court"}
    first = Event(1, "filed", LATER, HEAD, "", {}, b"", b"")
    asked = Event(2, "archive_proposed", LATER, Actor(Role.COORDINATOR, "64.08-kominfo"), "Kata.", data, b"", b"")
    words, facts = archiving.agreed(PROPOSED, [first, asked], HEAD)
    assert words == "Kata."
    assert facts == {"reason": "in_court", "proposal": 2, "proposed_by": "64.08-kominfo"}
