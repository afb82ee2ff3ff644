"""What every store of what people want to be told must do."""

import pytest

from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.wishes import SWITCHABLE, Wishes
from chalicelib.storage import notice_wishes
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

RINA, BUDI = "8a6f0c1e-0000-4000-8000-3f2f5b9d7c11", "8a6f0c1e-0000-4000-8000-3f2f5b9d7c12"


def test_a_choice_replaces_the_one_before_and_keeps_the_token(stores: Stores) -> None:
    assert stores.wishes.issue_token(RINA, "token", MONDAY) == "token"
    stores.wishes.switch_off(RINA, [Topic.NEW, Topic.LATE])
    stores.wishes.switch_off(RINA, [Topic.DRAFT])
    assert stores.wishes.of_people([RINA, BUDI]) == {RINA: Wishes(frozenset({Topic.DRAFT}), "token")}
    stores.wishes.switch_off(BUDI, [])
    assert stores.wishes.of_people([BUDI]) == {BUDI: Wishes()}
    assert stores.wishes.of_people([]) == {}


def test_a_person_has_one_token_and_every_one_that_was_issued_leads_to_them(stores: Stores) -> None:
    assert [stores.wishes.issue_token(RINA, each, MONDAY) for each in ("first", "second")] == ["first", "first"]
    assert [stores.wishes.person_of_token(each) for each in ("first", "second", "none")] == [RINA, RINA, None]


def test_no_token_of_a_person_is_one_of_a_case(stores: Stores) -> None:
    stores.wishes.issue_token(RINA, "a person's", MONDAY)
    stores.notices.issue_stop("KI-7F3K-9Q2M-XA0B-C", "a case's", MONDAY)
    assert stores.notices.case_of_stop("a person's") is None
    assert stores.wishes.person_of_token("a case's") is None


def test_the_first_reason_to_stop_stays_until_mails_go_out_again(stores: Stores) -> None:
    stores.wishes.resume(RINA)
    assert stores.wishes.of_people([RINA]) == {}
    for why in (Stop.BOUNCED, Stop.COMPLAINED):
        stores.wishes.stop(RINA, why, MONDAY)
    assert stores.wishes.of_people([RINA])[RINA].stopped is Stop.BOUNCED
    for _ in range(2):
        stores.wishes.resume(RINA)
    assert stores.wishes.of_people([RINA])[RINA].stopped is None


def test_who_switched_everything_off_is_told_nothing_that_is_added_later(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_wishes, "SWITCHABLE", tuple(each for each in SWITCHABLE if each is not Topic.REPLY))
    stores.wishes.switch_off(RINA, notice_wishes.SWITCHABLE)
    stores.wishes.switch_off(BUDI, [Topic.NEW])
    monkeypatch.undo()
    if isinstance(stores.wishes, notice_wishes.DynamoNoticeWishes):
        assert not stores.wishes.of_people([RINA])[RINA].wants(Topic.REPLY)
    assert stores.wishes.of_people([BUDI])[BUDI].wants(Topic.REPLY)
