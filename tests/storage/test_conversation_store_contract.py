"""What every store of conversations must do."""

from dataclasses import replace
from datetime import date, timedelta

from chalicelib.domain.channels.conversation import Asked, Conversation
from chalicelib.domain.channels.message import Answer, Button, Outcome, Point
from chalicelib.domain.notices.ledger import LEASE
from chalicelib.services.ports.conversation_store import KeptPart
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

SENDER, OTHER = "a" * 32, "b" * 32
CASE = "KI-7F3K-9Q2M-XA0B-T"
SECOND = timedelta(seconds=1)


def test_a_sender_begins_with_nothing_and_is_known_again(stores: Stores) -> None:
    assert stores.conversations.load(SENDER) == Conversation()
    said = Conversation((CASE,), held_since=MONDAY).asking(Asked.PLACE, MONDAY, CASE)
    assert stores.conversations.save(SENDER, said, MONDAY)
    assert stores.conversations.load(SENDER) == replace(said, version=1)
    assert stores.conversations.load(OTHER) == Conversation()


def test_of_two_changes_of_one_conversation_the_first_stays(stores: Stores) -> None:
    assert stores.conversations.save(SENDER, Conversation((CASE,)), MONDAY)
    assert not stores.conversations.save(SENDER, Conversation(), MONDAY)
    assert stores.conversations.save(SENDER, Conversation((), version=1), MONDAY)
    assert stores.conversations.load(SENDER) == Conversation(version=2)


def test_messages_are_counted_by_sender_and_day(stores: Stores) -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    counted = [(SENDER, monday), (SENDER, monday), (OTHER, monday), (SENDER, tuesday), (SENDER, monday)]
    assert [stores.conversations.count(*each, MONDAY) for each in counted] == [1, 2, 1, 1, 3]


def test_the_first_plan_of_a_message_holds_until_it_is_answered(stores: Stores) -> None:
    assert stores.conversations.plan(SENDER, "m", CASE, MONDAY) == CASE
    assert stores.conversations.plan(SENDER, "m", "report", MONDAY) == CASE
    assert stores.conversations.plan(SENDER, "n", "report", MONDAY) == "report"
    assert stores.conversations.answer_to(SENDER, "m") is None


def test_the_first_answer_to_a_message_stays(stores: Stores) -> None:
    first, second = Answer(Outcome.FILED, ("one", "two")), Answer(Outcome.DONE)
    stores.conversations.plan(SENDER, "m", CASE, MONDAY)
    assert stores.conversations.remember(SENDER, "m", first, MONDAY)
    assert not stores.conversations.remember(SENDER, "m", second, MONDAY)
    assert stores.conversations.answer_to(SENDER, "m") == first
    assert stores.conversations.answer_to(OTHER, "m") is None
    assert stores.conversations.remember(OTHER, "m", second, MONDAY)
    assert stores.conversations.answer_to(OTHER, "m") == second


def test_of_two_that_replace_the_same_answer_one_does(stores: Stores) -> None:
    first, second, third = (Answer(Outcome.FILED, ("place", when)) for when in ("1", "2", "3"))
    assert not stores.conversations.remember(SENDER, "m", second, MONDAY, before=first), "there is none yet"
    assert stores.conversations.remember(SENDER, "m", first, MONDAY)
    assert stores.conversations.remember(SENDER, "m", second, MONDAY, before=first)
    assert not stores.conversations.remember(SENDER, "m", third, MONDAY, before=first)
    assert stores.conversations.answer_to(SENDER, "m") == second


def test_parts_come_in_their_order_a_later_one_in_the_place_of_an_earlier(stores: Stores) -> None:
    first, second = KeptPart(1, "a", "jalan ", MONDAY), KeptPart(2, "b", "rusak", MONDAY + SECOND)
    for part in (second, first, replace_text(first), replace_text(first)):
        stores.conversations.keep_part(SENDER, "7", part)
    stores.conversations.keep_part(SENDER, "8", first)
    stores.conversations.keep_part(OTHER, "7", first)
    assert stores.conversations.parts(SENDER, "7", MONDAY) == (replace_text(first), second)
    assert stores.conversations.parts(SENDER, "7", MONDAY + timedelta(days=1)) == (second,)


def replace_text(part: KeptPart) -> KeptPart:
    return part._replace(text="jembatan ")


def test_an_answer_that_is_sent_later_is_kept_whole(stores: Stores) -> None:
    answer = Answer(Outcome.FILED, ("one",), (Button("Ya", "YA"),), asks_place=True, about=CASE, photos=("7",))
    stores.conversations.remember(SENDER, "m", answer, MONDAY)
    assert stores.conversations.answer_to(SENDER, "m") == answer


def test_an_answer_is_taken_by_one_until_the_lease_ends_and_sent_once(stores: Stores) -> None:
    late = MONDAY + LEASE + SECOND
    assert not stores.conversations.claim_answer(SENDER, "m", MONDAY), "there is none"
    stores.conversations.remember(SENDER, "m", Answer(Outcome.FILED, ("one",)), MONDAY)
    assert [stores.conversations.claim_answer(SENDER, "m", at) for at in (MONDAY, MONDAY, late)] == [True, False, True]
    assert not stores.conversations.was_sent(SENDER, "m")
    stores.conversations.sent_answer(SENDER, "m")
    assert stores.conversations.was_sent(SENDER, "m")
    assert not stores.conversations.claim_answer(SENDER, "m", late + LEASE + SECOND)


def test_what_came_before_a_report_waits_for_it(stores: Stores) -> None:
    said = Conversation().holding(("7",), Point(-0.5021, 117.1536, "Pasar"), MONDAY)
    stores.conversations.save(SENDER, said, MONDAY)
    assert stores.conversations.load(SENDER) == replace(said, version=1)
    assert said.held(MONDAY + timedelta(hours=24)) == said
    assert said.held(MONDAY + timedelta(hours=25)) == Conversation()


def test_somebody_wrote_of_a_case_within_a_day(stores: Stores) -> None:
    day = timedelta(days=1)
    assert not stores.conversations.wrote_within(CASE, MONDAY)
    stores.conversations.wrote(CASE, MONDAY)
    assert [stores.conversations.wrote_within(CASE, MONDAY + each) for each in (day - SECOND, day)] == [True, False]


def test_the_number_of_a_sender_is_known_for_a_day(stores: Stores) -> None:
    day = timedelta(days=1)
    assert stores.sender_phones.phone_of(SENDER, MONDAY) is None
    stores.sender_phones.keep(SENDER, "+6281200000000", MONDAY)
    assert stores.sender_phones.phone_of(SENDER, MONDAY + day - SECOND) == "+6281200000000"
    assert stores.sender_phones.phone_of(SENDER, MONDAY + day) is None
    assert stores.sender_phones.phone_of(OTHER, MONDAY) is None
