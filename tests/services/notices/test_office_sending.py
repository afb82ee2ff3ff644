"""An order for an office becomes one mail to each person it concerns, and to nobody else."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.reporter_commands import Reply
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.order import OFFICE, NoticeOrder
from chalicelib.domain.notices.sent import Sent
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.assignee_store import Assignee
from tests.services.notices.test_publisher import event_of
from tests.support.people import appointed, id_of
from tests.support.world import ROAD, World

PUPR = "64.08-pupr"
RINA, BUDI, APPROVER, GREEN = "rina@contoh.go.id", "budi@contoh.go.id", "wati@contoh.go.id", "hijau@contoh.go.id"


def office(**more: Any) -> World:
    """An office with two officers and an approver, and somebody of another office."""
    world = World(**more)
    for address in (RINA, BUDI):
        appointed(world, address)
    appointed(world, APPROVER, "approver")
    appointed(world, GREEN, agency="64.08-dlh")
    return world


def say(world: World, filed: Filed, words: str) -> None:
    world.services.reporter.perform(Reply(words), filed.case.id, filed.receipt.secret, world.now)


def carry_out(world: World, filed: Filed, seq: int = 0, to: str = OFFICE) -> Sent:
    order = NoticeOrder(filed.case.id, seq or world.case(filed).version, to)
    return world.services.notice_sender.carry_out(order, world.now)


def test_each_officer_gets_one_mail_of_a_new_case_however_often_it_is_ordered() -> None:
    world = office()
    filed = world.file_and_route()
    assert [carry_out(world, filed).outcome for _ in range(3)] == [Outcome.SENT] * 3
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]
    assert {each.order for each in world.mailer.sent} == {f"person-{id_of(each)}" for each in (RINA, BUDI)}
    assert "Laporan baru: Jalan berlubang" in world.mailer.sent[0].mail.subject


def test_who_has_two_grants_gets_one_mail_and_who_has_none_any_more_none() -> None:
    world = office()
    appointed(world, RINA, decree="SK 2/2026")
    ended = appointed(world, "lama@contoh.go.id")
    world.people.end(ended, world.now, "operator")
    appointed(world, "nanti@contoh.go.id", valid_from=world.now + timedelta(days=3))
    carry_out(world, world.file_and_route())
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]


def test_a_draft_is_for_the_approvers_and_not_for_who_wrote_it() -> None:
    world = office()
    appointed(world, RINA, "approver", decree="SK 2/2026")
    filed = world.file_and_route()
    writer = replace(world.officer(PUPR), key=id_of(RINA))
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.DRAFT, by=writer)
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert [each.to for each in world.mailer.sent] == [APPROVER]


def test_a_reply_is_told_to_who_has_the_case_and_to_all_officers_where_nobody_does() -> None:
    world = office()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    say(world, filed, "Masih berlubang.")
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]
    world.mailer.sent.clear()
    world.assignees.give(PUPR, Assignee(filed.case.id, id_of(RINA), world.now, "KEY"), None)
    say(world, filed, "Sekarang dua lubang.")
    assert carry_out(world, filed).outcome is Outcome.SENT
    (sent,) = world.mailer.sent
    assert (sent.to, sent.mail.subject.partition(":")[0]) == (RINA, "Pelapor menjawab")
    world.people.end(world.people.of_person(id_of(RINA))[0], world.now, "operator")
    say(world, filed, "Tiga.")
    carry_out(world, filed)
    assert [each.to for each in world.mailer.sent[1:]] == [BUDI], "who had it works there no more"


def test_a_draft_that_came_back_is_for_who_wrote_it() -> None:
    world = office()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.DRAFT, by=replace(world.officer(PUPR), key=id_of(BUDI)))
    world.do(filed, Command.SEND_BACK, by=replace(world.officer(PUPR), role=Role.APPROVER, key=id_of(APPROVER)))
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert [each.to for each in world.mailer.sent] == [BUDI]


def test_twice_late_and_shuffled_orders_tell_each_person_once() -> None:
    world = office()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.DRAFT)
    orders = []
    for seq in range(1, 5):
        world.services.notice_publishers()[0].publish(event_of(world, filed, seq), world.now)
    orders = [order for order, _ in world.notice_queue.orders if order.to != "reporter"] * 3
    random.Random(7).shuffle(orders)
    for order in orders:
        world.services.notice_sender.carry_out(order, world.now)
    # The case was taken on before its arrival was told; what waits is the draft.
    assert [each.to for each in world.mailer.sent] == [APPROVER]


def test_what_happens_in_the_evening_is_told_in_the_morning_and_danger_at_once() -> None:
    world = office()
    filed = world.file_and_route()
    world.later(hours=8)  # 18.00 in Samarinda
    assert carry_out(world, filed) == Sent(None, timedelta(hours=13, minutes=30))
    world.do(filed, Command.PRIORITISE, by=world.coordinator("64.08-diskominfo"), priority="emergency")
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA, APPROVER]
    assert all(each.mail.subject.startswith("Darurat: ") for each in world.mailer.sent)


def test_one_mail_that_fails_keeps_nobody_from_theirs_and_is_made_up_for() -> None:
    world = office()
    filed = world.file_and_route()
    world.mailer.failing = 1
    with pytest.raises(ConnectionError):
        carry_out(world, filed)
    assert len(world.mailer.sent) == 1
    assert carry_out(world, filed) == Sent(None, LEASE), "whoever died may still be sending"
    world.now += LEASE + timedelta(seconds=1)
    assert carry_out(world, filed).outcome is Outcome.SENT
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]


def test_what_is_off_is_not_sent_and_danger_cannot_be_off() -> None:
    world = office()
    world.services.stops.choose(id_of(RINA), [Topic.NEW])
    filed = world.file_and_route()
    carry_out(world, filed)
    assert [each.to for each in world.mailer.sent] == [BUDI]
    token = world.mailer.sent[0].stop.rpartition("/")[2]
    world.services.stops.stop(token, world.now)
    world.do(filed, Command.PRIORITISE, by=world.coordinator("64.08-diskominfo"), priority="emergency")
    carry_out(world, filed)
    assert sorted(each.to for each in world.mailer.sent[1:]) == [BUDI, RINA, APPROVER]


@pytest.mark.parametrize("why", [Stop.BOUNCED, Stop.REFUSED])
def test_whoever_no_mail_reaches_gets_none_until_they_choose_again(why: Stop) -> None:
    world = office()
    if why is Stop.REFUSED:
        world.mailer.refusing = True
        carry_out(world, world.file_and_route())
        world.mailer.refusing = False
    else:
        for address in (RINA, BUDI):
            world.services.returns.came_back_from(id_of(address), why, world.now)
    again = replace(ROAD, text="Lampu jalan mati di depan sekolah sejak kemarin.")
    assert carry_out(world, world.file_and_route(again)).outcome is Outcome.NO_CONTACT
    world.services.stops.choose(id_of(RINA), [])
    third = replace(ROAD, text="Jembatan kayu di gang kami patah dua papan.")
    assert carry_out(world, world.file_and_route(third)).outcome is Outcome.SENT
    assert [each.to for each in world.mailer.sent] == [RINA]


def test_a_full_mailbox_stops_nothing() -> None:
    world = office()
    world.services.returns.came_back_from(id_of(RINA), None, world.now)
    carry_out(world, world.file_and_route())
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]


def test_an_account_that_is_locked_has_no_address() -> None:
    world = office()
    world.accounts.locked |= {RINA, BUDI}
    assert carry_out(world, world.file_and_route()).outcome is Outcome.NO_CONTACT


def test_of_a_hidden_case_an_office_reads_only_that_there_is_news() -> None:
    world = office()
    filed = world.file_and_route(replace(ROAD, secret=True))
    assert carry_out(world, filed).outcome is Outcome.SENT
    text = str(world.mailer.sent[0].mail)
    for private in (filed.case.id, "berlubang", "PUPR", "Kutai"):
        assert private not in text


def test_a_case_that_is_not_here_is_told_to_nobody() -> None:
    world = office()
    order = NoticeOrder("KI-7F3K-9Q2M-XA0B-C", 2, OFFICE)
    assert world.services.notice_sender.carry_out(order, world.now).outcome is Outcome.NOTHING
