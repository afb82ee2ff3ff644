"""The order of a code becomes one message to the reporter's own contact, or none."""

import re
from dataclasses import replace

import pytest

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Case
from chalicelib.domain.cases.receipt import derive
from chalicelib.domain.cases.renewal import MOST_A_DAY, VALID_FOR
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.notices.code_sending import AskedMeanwhile, CodeOutcome
from tests.support.world import ROAD, SETTINGS, World

ADDRESS, PHONE = "Pelapor@contoh.id", "0811000111"
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", PHONE, ADDRESS))
SECRET = replace(NAMED, secret=True)


def ask(world: World, filed: Filed, contact: str) -> CodeOutcome:
    world.services.renewals.ask(filed.case.id, contact, world.now)
    return world.services.code_sender.carry_out(world.notice_queue.codes[-1], world.now)


def nothing_sent(world: World) -> bool:
    return not (world.mailer.sent or world.sms_sender.sent or world.code_store.sent)


def test_who_types_the_address_of_the_report_gets_a_code_there() -> None:
    world = World()
    filed = world.file(NAMED)
    assert ask(world, filed, "<PELAPOR@contoh.id>") is CodeOutcome.SENT
    (sent,) = world.mailer.sent
    assert (sent.to, sent.stop, sent.order) == (ADDRESS, None, f"{filed.case.id}-0")
    assert sent.mail.subject == "Kode sekali pakai"
    assert re.search(r"Kode sekali pakai: [0-9]{6}\. Berlaku 15 menit\.", sent.mail.body)
    assert re.search(r"One-time code: [0-9]{6}\. Valid for 15 minutes\.", sent.mail.body)
    for private in (filed.case.id, filed.receipt.secret, "Pelapor Contoh", ROAD.text):
        assert private not in str(sent.mail)


def test_who_types_the_phone_gets_it_by_sms_in_one_part() -> None:
    world = World()
    filed = world.file(NAMED)
    assert ask(world, filed, "+62 811-000-111") is CodeOutcome.SENT
    ((phone, text, order),) = world.sms_sender.sent
    assert phone == "+62811000111"
    assert re.fullmatch(r"LAPOR!: Kode sekali pakai: [0-9]{6}\. Berlaku 15 menit\..+", text)
    assert len(text) <= 160
    assert order == f"{filed.case.id}-{world.notice_queue.codes[-1].request}"


@pytest.mark.parametrize(
    ("submission", "contact"),
    [
        (NAMED, "orang-lain@contoh.id"),
        (NAMED, "0811000112"),
        (ROAD, ADDRESS),
        (replace(NAMED, reporter=Reporter("Pelapor", PHONE, None)), ADDRESS),
        (replace(NAMED, anonymous=True), ADDRESS),
    ],
)
def test_nobody_else_gets_one_and_nothing_is_noted(submission: Submission, contact: str) -> None:
    world = World()
    filed = world.file(submission)
    assert ask(world, filed, contact) is CodeOutcome.NOT_THEIRS
    assert nothing_sent(world)


def test_a_number_without_a_case_sends_nothing() -> None:
    world = World()
    world.services.renewals.ask(derive(bytes(16), "KI").tracking_id, ADDRESS, world.now)
    assert world.services.code_sender.carry_out(world.notice_queue.codes[-1], world.now) is CodeOutcome.NOT_THEIRS


def test_who_was_forgotten_is_sent_nothing() -> None:
    world = World()
    filed = world.file(NAMED)
    world.identities.erase(filed.case.id)
    assert ask(world, filed, ADDRESS) is CodeOutcome.NOT_THEIRS
    kept = world.file(replace(NAMED, text="Lampu jalan di depan pasar padam."))
    identity = world.identities.get(kept.case.id)
    assert identity
    assert identity.until
    world.now = identity.until
    assert ask(world, kept, ADDRESS) is CodeOutcome.NOT_THEIRS


def test_of_a_hidden_case_only_who_said_that_it_is_safe_gets_one_and_it_says_of_nothing() -> None:
    world = World()
    hidden = world.file(SECRET)
    assert ask(world, hidden, ADDRESS) is CodeOutcome.UNSAFE
    assert nothing_sent(world)
    safe = world.file(replace(SECRET, text="Laporan lain yang rahasia.", safe_to_tell=True))
    assert [ask(world, safe, each) for each in (ADDRESS, PHONE)] == [CodeOutcome.SENT] * 2
    said = str(world.mailer.sent[0].mail) + world.sms_sender.sent[0][1]
    assert not re.search(f"lapor!|sp4n|{safe.case.id}|{world.stack.brand}", said, re.IGNORECASE)


def test_of_a_case_that_was_hidden_later_nobody_gets_one() -> None:
    world = World()
    filed = world.file(NAMED)

    def hide(case: Case) -> Case:
        return replace(case, filing=replace(case.filing, sensitive=True))

    kept = world.cases.kept[filed.case.id]
    world.cases.kept[filed.case.id] = replace(kept, case=hide(kept.case))
    assert ask(world, filed, ADDRESS) is CodeOutcome.UNSAFE
    assert nothing_sent(world)


def test_an_order_that_comes_twice_sends_the_same_code_and_gives_no_more_tries() -> None:
    world = World()
    filed = world.file(NAMED)
    ask(world, filed, ADDRESS)
    order = world.notice_queue.codes[-1]
    world.code_store.count_try(filed.case.id, order.request, world.now)
    assert world.services.code_sender.carry_out(order, world.now) is CodeOutcome.SENT
    assert world.mailer.sent[0].mail == world.mailer.sent[1].mail
    assert world.code_store.tries[filed.case.id] == 1


def test_a_code_comes_at_night_and_whatever_was_stopped() -> None:
    world = World()
    filed = world.file(NAMED)
    world.later(hours=12)
    assert ask(world, filed, ADDRESS) is CodeOutcome.SENT


def test_five_go_out_a_day_and_others_guesses_cost_none_of_them() -> None:
    world = World()
    filed = world.file(NAMED)
    for _ in range(MOST_A_DAY):
        assert ask(world, filed, "orang-lain@contoh.id") is CodeOutcome.NOT_THEIRS
        assert ask(world, filed, ADDRESS) is CodeOutcome.SENT
        world.later(minutes=11)
    assert ask(world, filed, ADDRESS) is CodeOutcome.ENOUGH
    assert len(world.mailer.sent) == MOST_A_DAY
    world.later(days=1)
    assert ask(world, filed, ADDRESS) is CodeOutcome.SENT


def test_an_order_whose_time_is_over_sends_nothing() -> None:
    world = World()
    filed = world.file(NAMED)
    world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
    late = world.now + VALID_FOR
    assert world.services.code_sender.carry_out(world.notice_queue.codes[-1], late) is CodeOutcome.LATE
    assert nothing_sent(world)


def test_two_requests_in_one_moment_are_both_counted() -> None:
    world = World()
    filed = world.file(NAMED)
    for _ in range(2):
        world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
    first, second = world.notice_queue.codes
    sender = world.services.code_sender
    last, world.code_store.last = world.code_store.last, lambda tracking_id: None  # type: ignore[method-assign]
    assert sender.carry_out(first, world.now) is CodeOutcome.SENT
    with pytest.raises(AskedMeanwhile):
        sender.carry_out(second, world.now)
    world.code_store.last = last  # type: ignore[method-assign]
    assert sender.carry_out(second, world.now) is CodeOutcome.SENT
    assert world.code_store.sent[filed.case.id].today == 2


@pytest.mark.parametrize("contact", [ADDRESS, PHONE])
def test_what_no_channel_takes_ends(contact: str) -> None:
    world = World()
    world.mailer.refusing = world.sms_sender.refusing = True
    assert ask(world, world.file(NAMED), contact) is CodeOutcome.REFUSED


def test_a_stack_without_sms_sends_mails() -> None:
    world = World(settings=replace(SETTINGS, sms_send_url=""))
    assert ask(world, world.file(NAMED), ADDRESS) is CodeOutcome.SENT
