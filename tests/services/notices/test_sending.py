"""An order becomes one mail to the reporter, or none, and how it ended is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.notices.sending import Sent
from tests.support.world import ROAD, World

ADDRESS = "pelapor@contoh.id"
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", "0811000111", ADDRESS))
MINUTE = timedelta(minutes=1)


def carry_out(world: World, filed: Filed, seq: int | None = None) -> Sent:
    """Carry out the order of an event, by default of the last one."""
    order = NoticeOrder(filed.case.id, seq or world.case(filed).version)
    return world.services.notice_sender.carry_out(order, world.now)


def answered(world: World, submission: Submission = NAMED) -> Filed:
    """A case that an office has answered, an hour after it was filed."""
    filed = world.file_and_route(submission)
    world.later(hours=1)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    return filed


def test_the_reporter_gets_one_mail_of_an_answer_however_often_it_is_ordered() -> None:
    world = World()
    filed = answered(world)
    assert [carry_out(world, filed).outcome for _ in range(3)] == [Outcome.SENT] * 3
    (sent,) = world.mailer.sent
    assert sent.to == ADDRESS
    assert filed.case.id in sent.mail.body
    assert f"https://kaltim.example/lacak.html?id={filed.case.id}" in sent.mail.body
    assert sent.stop in sent.mail.body
    assert sent.order == f"{filed.case.id}-{world.case(filed).version}"


def test_no_mail_holds_the_secret_or_the_reporters_own_contact() -> None:
    world = World()
    filed = answered(world)
    carry_out(world, filed)
    text = str(world.mailer.sent[0].mail)
    for private in (filed.receipt.secret, "Pelapor Contoh", "811000111", ADDRESS, ROAD.text):
        assert private not in text


def test_a_filing_waits_for_its_routing_and_the_mail_says_both() -> None:
    world = World()
    filed = world.file(NAMED)
    waiting = carry_out(world, filed, 1)
    assert (waiting.outcome, waiting.wait) == (None, MINUTE)
    assert world.services.route_case.route(filed.case.id, world.now)
    world.later(minutes=1)
    assert carry_out(world, filed, 1).outcome is Outcome.SENT
    assert carry_out(world, filed, 2).outcome is Outcome.NOTHING
    (sent,) = world.mailer.sent
    assert "Dinas PUPR Kabupaten Kutai Timur" in sent.mail.body


def test_what_happens_at_night_is_told_in_the_morning() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    world.later(hours=11)  # 21.00 in Samarinda
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    assert carry_out(world, filed) == Sent(None, timedelta(hours=10))
    world.later(hours=10)
    assert carry_out(world, filed).outcome is Outcome.SENT


@pytest.mark.parametrize(
    ("submission", "outcome"),
    [
        (ROAD, Outcome.NO_CONTACT),
        (replace(ROAD, reporter=Reporter(phone="0811000111")), Outcome.NO_CONTACT),
        (replace(NAMED, anonymous=True), Outcome.NOTHING),
        (replace(NAMED, secret=True), Outcome.UNSAFE),
        (replace(NAMED, secret=True, anonymous=True, safe_to_tell=True), Outcome.NOTHING),
    ],
)
def test_who_gave_no_address_or_must_not_be_written_to_gets_nothing(submission: Submission, outcome: Outcome) -> None:
    world = World()
    filed = answered(world, submission)
    assert carry_out(world, filed).outcome is outcome
    assert world.mailer.sent == []


HIDDEN = replace(NAMED, secret=True, safe_to_tell=True)


def test_who_says_that_it_is_safe_is_told_of_a_hidden_case_that_there_is_news_and_nothing_else() -> None:
    world = World()
    filed = answered(world, HIDDEN)
    assert carry_out(world, filed).outcome is Outcome.SENT
    (sent,) = world.mailer.sent
    assert sent.mail.subject == "Ada kabar untuk Anda"
    assert sent.mail.body == (
        "Ada kabar untuk Anda. Buka kaltim.example saat aman.\n\n"
        "News for you. Open kaltim.example when safe.\n\n"
        f"Berhenti dikabari: {sent.stop}\nStop messages: {sent.stop}\n"
    )


def test_news_of_a_hidden_case_does_not_count_as_having_told_what_it_waits_for() -> None:
    world = World()
    filed = answered(world, HIDDEN)
    carry_out(world, filed)
    assert list(world.notice_ledger.unsettled(world.now + timedelta(days=2))) == []


def test_the_consent_is_sealed_in_the_first_event_of_a_hidden_case_alone() -> None:
    world = World()
    facts = [
        world.cases.load_history(world.file(each).case.id).events[0].data.get("safe_to_tell")
        for each in (
            HIDDEN,
            replace(HIDDEN, secret=False),
            replace(HIDDEN, anonymous=True),
            replace(HIDDEN, safe_to_tell=False),
        )
    ]
    assert facts == [True, None, None, None]


def test_a_reporter_who_was_forgotten_gets_nothing() -> None:
    world = World()
    filed = answered(world)
    world.identities.erase(filed.case.id)
    assert carry_out(world, filed).outcome is Outcome.NO_CONTACT
    assert world.mailer.sent == []


def test_a_mailer_that_fails_is_tried_again_and_the_mail_goes_out_once() -> None:
    world = World()
    filed = answered(world)
    world.mailer.failing = 2
    for _ in range(2):
        with pytest.raises(ConnectionError):
            carry_out(world, filed)
        assert carry_out(world, filed) == Sent(None, LEASE), "whoever died may still be sending"
        world.now += LEASE + MINUTE
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert len(world.mailer.sent) == 1


def test_two_functions_with_one_order_send_one_mail() -> None:
    world = World()
    filed = answered(world)
    order = NoticeOrder(filed.case.id, world.case(filed).version)
    assert world.notice_ledger.claim(order, world.now)
    assert carry_out(world, filed) == Sent(None, LEASE)
    assert world.mailer.sent == []


def test_an_address_that_no_mailer_takes_is_never_written_to_again() -> None:
    world = World()
    filed = answered(world)
    world.mailer.refusing = True
    assert carry_out(world, filed).outcome is Outcome.REFUSED
    world.mailer.refusing = False
    world.do(filed, Command.CORRECT)
    assert carry_out(world, filed).outcome is Outcome.STOPPED
    assert world.mailer.sent == []
    assert world.notice_ledger.stops == {filed.case.id: Stop.REFUSED}


def test_whoever_stopped_the_mails_of_a_case_gets_none_and_resumes_them_by_the_same_link() -> None:
    world = World()
    filed = answered(world)
    carry_out(world, filed)
    token = world.mailer.sent[0].stop.rpartition("/")[2]
    stopped = world.services.stops.stop(token, world.now)
    assert stopped
    assert stopped.stopped is Stop.ASKED
    world.later(hours=1)
    world.do(filed, Command.CORRECT)
    assert carry_out(world, filed).outcome is Outcome.STOPPED
    resumed = world.services.stops.resume(token)
    assert resumed
    assert resumed.stopped is None
    world.later(hours=1)
    world.do(filed, Command.CORRECT)
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert world.mailer.sent[1].stop == world.mailer.sent[0].stop


def test_an_order_of_a_case_that_is_gone_ends() -> None:
    world = World()
    gone = NoticeOrder("KI-7F3K-9Q2M-XA0B-C", 3)
    assert world.services.notice_sender.carry_out(gone, world.now).outcome is Outcome.NOTHING


def test_after_two_notices_of_a_day_only_what_needs_an_answer_is_told() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    world.later(minutes=1)
    assert carry_out(world, filed, 1).outcome is Outcome.SENT
    world.do(filed, Command.ACCEPT)
    outcomes = []
    for command in (Command.PROGRESS, Command.PROGRESS, Command.RESPOND):
        world.later(minutes=30)
        world.do(filed, command)
        world.later(minutes=11)
        outcomes.append(carry_out(world, filed).outcome)
    assert outcomes == [Outcome.SENT, Outcome.ENOUGH, Outcome.SENT]
