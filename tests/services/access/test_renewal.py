"""A reporter without the secret asks for a code, and gets a fresh secret for it, once."""

import re
from dataclasses import replace

import pytest

from chalicelib.domain.cases import integrity
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import REPORTER, Status
from chalicelib.domain.cases.receipt import derive
from chalicelib.domain.cases.renewal import MOST_TRIES, VALID_FOR
from chalicelib.domain.cases.reporter_commands import Reply
from chalicelib.domain.errors import (
    InvalidInput,
    LivesElsewhere,
    StaleVersion,
    TooManyRequests,
    WrongCode,
    WrongSecret,
)
from chalicelib.domain.notices.ledger import Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.access.renewal import Renewed
from chalicelib.services.cases.filing import Filed
from tests.support.world import ROAD, SETTINGS, World

ADDRESS, PHONE = "pelapor@contoh.id", "0811000111"
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", PHONE, ADDRESS))
NEW_KEY, OTHER_KEY = "1" * 32, "2" * 32


def asked(world: World, filed: Filed, contact: str = ADDRESS) -> tuple[str, str]:
    """The request, and the code that came of it."""
    request = world.services.renewals.ask(filed.case.id, contact, world.now)
    world.services.code_sender.carry_out(world.notice_queue.codes[-1], world.now)
    said = world.mailer.sent[-1].mail.body if "@" in contact else world.sms_sender.sent[-1][1]
    return request, re.findall(r"[0-9]{6}", said)[0]


def renew(world: World, filed: Filed, request: str, code: str, key: str = NEW_KEY) -> Renewed:
    return world.services.renewals.renew(filed.case.id, request, code, key, world.now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def opens(world: World, filed: Filed, secret: str) -> bool:
    try:
        world.services.reporter.look_up(filed.case.id, None, world.now, secret)
    except WrongSecret:
        return False
    return True


def told(world: World, filed: Filed) -> Outcome | None:
    order = NoticeOrder(filed.case.id, world.case(filed).version)
    return world.services.notice_sender.carry_out(order, world.now).outcome


def test_the_code_gives_a_fresh_secret_and_the_old_one_is_void_at_once() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    renewed = renew(world, filed, *asked(world, filed))
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", renewed.secret)
    assert [opens(world, filed, each) for each in (filed.receipt.secret, renewed.secret)] == [False, True]
    with pytest.raises(WrongSecret):
        world.vault.erase(filed.case.id, REPORTER, filed.receipt.secret)
    with pytest.raises(WrongSecret):
        world.services.reporter.perform(Reply("Masih berlubang."), filed.case.id, filed.receipt.secret, world.now)
    world.services.reporter.perform(Reply("Masih berlubang."), filed.case.id, renewed.secret, world.now)


def test_the_event_is_sealed_and_what_was_filed_stays() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    renew(world, filed, *asked(world, filed))
    history = world.cases.load_history(filed.case.id)
    assert history.events[-1].kind == "receipt_renewed"
    assert history.case.filing.secret_hash == filed.receipt.secret_hash
    assert integrity.find_alterations(history.case, history.content, history.events) == []
    forged = replace(history.case, renewed_hash=None)
    assert integrity.find_alterations(forged, history.content, history.events)


def test_a_repetition_answers_the_same_secret_and_leaves_one_event() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    request, code = asked(world, filed)
    first = renew(world, filed, request, code)
    world.later(hours=1)
    again = renew(world, filed, request, code)
    assert (again.secret, again.at) == (first.secret, first.at)
    kinds = [event.kind for event in world.cases.load_history(filed.case.id).events]
    assert kinds.count("receipt_renewed") == 1


def test_a_code_makes_no_second_secret() -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    first = renew(world, filed, request, code)
    with pytest.raises(WrongCode):
        renew(world, filed, request, code, OTHER_KEY)
    assert opens(world, filed, first.secret)


def test_who_lost_it_again_renews_it_again() -> None:
    world = World()
    filed = world.file(NAMED)
    first = renew(world, filed, *asked(world, filed))
    second = renew(world, filed, *asked(world, filed), OTHER_KEY)
    assert [opens(world, filed, each.secret) for each in (first, second)] == [False, True]
    with pytest.raises(WrongCode):
        # The key of the secret before opens nothing any more.
        renew(world, filed, "a" * 32, "000000")


def test_after_five_wrong_ones_the_right_one_is_wrong_too() -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongCode):
            renew(world, filed, request, wrong(code))
    with pytest.raises(WrongCode):
        renew(world, filed, request, code)
    assert opens(world, filed, filed.receipt.secret)
    assert renew(world, filed, *asked(world, filed))


def test_a_stranger_who_guesses_uses_up_nobodys_tries() -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    for _ in range(2 * MOST_TRIES):
        with pytest.raises(WrongCode):
            renew(world, filed, "f" * 32, code, OTHER_KEY)
    assert renew(world, filed, request, code)


def test_after_a_quarter_of_an_hour_a_code_holds_no_more() -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    world.now += VALID_FOR
    with pytest.raises(WrongCode):
        renew(world, filed, request, code)


def test_the_newest_code_holds_and_none_before_it() -> None:
    world = World()
    filed = world.file(NAMED)
    first, second = asked(world, filed), asked(world, filed)
    with pytest.raises(WrongCode):
        renew(world, filed, *first)
    assert renew(world, filed, *second)


def test_a_function_that_died_after_the_code_was_used_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    append = world.cases.append
    monkeypatch.setattr(world.cases, "append", lambda *given: (_ for _ in ()).throw(ConnectionError))
    with pytest.raises(ConnectionError):
        renew(world, filed, request, code)
    monkeypatch.setattr(world.cases, "append", append)
    assert opens(world, filed, filed.receipt.secret)
    assert opens(world, filed, renew(world, filed, request, code).secret)


def test_a_change_by_somebody_else_meanwhile_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file(NAMED)
    request, code = asked(world, filed)
    append, failures = world.cases.append, iter((StaleVersion(1, 2),))

    def slow(*given: object) -> None:
        for failure in failures:
            raise failure
        append(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", slow)
    assert opens(world, filed, renew(world, filed, request, code).secret)


@pytest.mark.parametrize("status", [Status.RESPONDED, Status.CLOSED])
def test_a_receipt_is_renewed_in_every_status_and_changes_none(status: Status) -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    if status is Status.CLOSED:
        world.services.reporter.perform(Reply("", True), filed.case.id, filed.receipt.secret, world.now)
    before = world.case(filed)
    renew(world, filed, *asked(world, filed))
    after = world.case(filed)
    assert (after.status, after.since, after.told_at) == (status, before.since, before.told_at)


def test_asking_reads_no_case_and_queues_no_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file(NAMED)
    for name in ("load", "load_history"):
        monkeypatch.setattr(world.cases, name, None)
    monkeypatch.setattr(world.identities, "get", None)
    for number in (filed.case.id, derive(bytes(16), "KI").tracking_id):
        for contact in (ADDRESS, "orang-lain@contoh.id", PHONE):
            world.services.renewals.ask(number, contact, world.now)
    assert len(world.notice_queue.codes) == 6
    assert not re.search("pelapor|orang-lain|811000111", str(world.notice_queue.codes))


def test_another_stacks_number_is_asked_for_there() -> None:
    world, elsewhere = World(), derive(bytes(16), "KU").tracking_id
    for call in (
        lambda: world.services.renewals.ask(elsewhere, ADDRESS, world.now),
        lambda: world.services.renewals.renew(elsewhere, "a" * 32, "123456", NEW_KEY, world.now),
    ):
        with pytest.raises(LivesElsewhere):
            call()
    assert not world.notice_queue.codes


@pytest.mark.parametrize(
    ("settings", "contact", "code"),
    [
        (replace(SETTINGS, sms_send_url=""), PHONE, "no_sms_here"),
        (replace(SETTINGS, notice_queue=""), ADDRESS, "no_mails_here"),
        (replace(SETTINGS, notice_queue=""), PHONE, "no_sms_here"),
    ],
)
def test_a_channel_that_the_stack_does_not_send_by_is_named(settings: object, contact: str, code: str) -> None:
    world = World(settings=settings)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refused:
        world.services.renewals.ask(world.file(NAMED).case.id, contact, world.now)
    assert (refused.value.errors[0].field, refused.value.errors[0].code) == ("/contact", code)
    assert not world.notice_queue.codes


def test_a_contact_is_asked_for_five_times_in_a_window_and_others_are_no_hindrance() -> None:
    world = World()
    filed = world.file(NAMED)
    for number in range(20):
        world.services.renewals.ask(filed.case.id, f"orang-{number}@contoh.id", world.now)
    for _ in range(5):
        world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
    with pytest.raises(TooManyRequests):
        world.services.renewals.ask(world.file(ROAD).case.id, ADDRESS, world.now)


def test_the_other_contact_is_told_at_any_hour_and_whatever_was_stopped() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    world.later(hours=12)
    world.notice_ledger.stop(filed.case.id, Stop.ASKED, world.now)
    renewed = renew(world, filed, *asked(world, filed))
    assert told(world, filed) is Outcome.SENT
    ((phone, text, _),) = world.sms_sender.sent
    assert phone == "+62811000111"
    assert text == (
        f"LAPOR! {filed.case.id}: Kode rahasia laporan Anda diganti. Bukan Anda? Minta kode baru di kaltim.example."
    )
    assert renewed.secret not in text


def test_by_the_phone_proven_the_address_is_told() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    renew(world, filed, *asked(world, filed, PHONE))
    assert told(world, filed) is Outcome.SENT
    (sent,) = world.mailer.sent
    assert (sent.to, sent.mail.subject) == (ADDRESS, "Kode rahasia laporan Anda diganti")
    assert len(world.sms_sender.sent) == 1


@pytest.mark.parametrize(
    ("contact", "reporter"), [(ADDRESS, Reporter("P", None, ADDRESS)), (PHONE, Reporter("P", PHONE))]
)
def test_without_another_contact_the_same_one_is_told(contact: str, reporter: Reporter) -> None:
    world = World()
    filed = world.file_and_route(replace(NAMED, reporter=reporter))
    renew(world, filed, *asked(world, filed, contact))
    assert told(world, filed) is Outcome.SENT
    assert (len(world.mailer.sent), len(world.sms_sender.sent)) == ((2, 0) if contact == ADDRESS else (0, 2))


def test_of_a_hidden_case_the_other_contact_is_told_that_there_is_news() -> None:
    world = World()
    filed = world.file_and_route(replace(NAMED, secret=True, safe_to_tell=True))
    renew(world, filed, *asked(world, filed))
    assert told(world, filed) is Outcome.SENT
    assert world.sms_sender.sent[-1][1] == "Ada kabar untuk Anda. Buka kaltim.example saat aman."
