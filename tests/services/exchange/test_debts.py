"""What one stack owes to others stays due: any message, any receipt and any record of a stream may be lost."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, Actor, Role
from chalicelib.domain.exchange.debt import repeated
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange.referral import UnknownSender
from tests.support.country import Country
from tests.support.erasures import NAMED, assert_forgotten, erase, send_photo
from tests.support.world import MONDAY

ADMIN = Actor(Role.ADMIN, None, "Admin", "KEY")
DAYS = 90


@dataclass
class LossyCountry(Country):
    """Three stacks between which messages and records of streams get lost. `lose` says which, by their number; both
    are counted on."""

    lose_message: Callable[[int], bool] = lambda number: False
    lose_record: Callable[[int], bool] = lambda number: False
    messages: int = 0
    passed: int = 0
    kinds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        for world in self.worlds.values():
            dispatcher = world.services.event_dispatcher
            world.services.event_dispatcher = Losing(dispatcher.publish, self)  # type: ignore[assignment]

    def bring(self, inbox: str, message: str) -> str:
        number, self.messages = self.messages, self.messages + 1
        self.kinds.append(json.loads(message)["kind"])
        return "lost" if self.lose_message(number) else super().bring(inbox, message)

    def sweep(self) -> list[tuple[str, str, str]]:
        unanswered = []
        for world in self.worlds.values():
            result = world.services.sweep.run(world.now, lambda: True)
            assert result.failures == []
            unanswered += result.unanswered
        return unanswered

    def live(self, days: int = DAYS, sweeps_a_day: int = 2) -> list[tuple[str, str, str]]:
        """Days of sweeps; answers what an operator was told of."""
        told = []
        for _ in range(days * sweeps_a_day):
            self.later(hours=24 / sweeps_a_day)
            told += self.sweep()
            self.settle()
        return told

    def owed(self) -> int:
        return sum(len(list(world.debts.open())) for world in self.worlds.values())


@dataclass
class Losing:
    """The stream's dispatcher, in a country that loses some of its records."""

    publish_really: Callable[..., int]
    country: LossyCountry

    def publish(self, *record: object) -> int:
        number, self.country.passed = self.country.passed, self.country.passed + 1
        return 0 if self.country.lose_record(number) else self.publish_really(*record)


def story(country: LossyCountry) -> Filed:
    """A report goes from Kalimantan Timur by Kalimantan Utara to the centre; there words are redacted, and the reporter
    asks to be forgotten. The case is closed where it was worked."""
    filed = country.kaltim.file_and_route(NAMED)
    send_photo(country, filed, "KI")
    country.refer(filed, "KI", "KU")
    reach(country, filed, "KU")
    send_photo(country, filed, "KU")
    country.refer(filed, "KU", "ID")
    reach(country, filed, "ID")
    country.pusat.do(filed, Command.REDACT, by=ADMIN, note="Nama orang.", part="text")
    reporter = country.pusat.services.reporter
    reporter.perform(reporter_commands.Withdraw("Sudah."), filed.case.id, filed.receipt.secret, country.pusat.now)
    erase(country, filed, "ID")
    country.settle()
    return filed


def reach(country: LossyCountry, filed: Filed, prefix: str) -> None:
    """Let time pass until a case has arrived in a stack."""
    country.settle()
    while filed.case.id not in country.worlds[prefix].cases.kept:
        country.live(days=1)
    country.settle()


def assert_done(country: LossyCountry, filed: Filed) -> None:
    """Every stack has the case, has done everything, and owes nothing any more."""
    records = country.records(filed)
    assert set(records) == {"KI", "KU", "ID"}
    assert {record.content.text for record in records.values()} == {REDACTED}
    assert_forgotten(country, filed)
    assert country.owed() == 0


WHOLE = LossyCountry()
story(WHOLE)


def test_the_story_has_every_kind_of_message() -> None:
    assert set(WHOLE.kinds) == {"referral", "receipt", "redaction", "erasure", "acknowledgement"}
    assert WHOLE.owed() == 0


@pytest.mark.parametrize("number", range(WHOLE.messages), ids=lambda number: f"{number}-{WHOLE.kinds[number]}")
def test_any_one_message_may_be_lost(number: int) -> None:
    country = LossyCountry(lose_message=lambda each: each == number)
    filed = story(country)
    country.live()
    assert_done(country, filed)


@pytest.mark.parametrize("number", range(WHOLE.passed))
def test_any_one_record_of_a_stream_may_be_lost(number: int) -> None:
    country = LossyCountry(lose_record=lambda each: each == number)
    filed = story(country)
    country.live()
    assert_done(country, filed)


class CutOff(LossyCountry):
    """Kalimantan Utara's inbox cannot be reached for nine days."""

    def bring(self, inbox: str, message: str) -> str:
        cut = inbox == "inbox-KU" and self.kaltim.now < MONDAY + timedelta(days=9)
        return "lost" if cut else super().bring(inbox, message)


def test_a_stack_that_cannot_be_reached_for_days_catches_up_within_a_week() -> None:
    country = CutOff()
    filed = story(country)
    assert country.kaltim.now > MONDAY + timedelta(days=8), "the case waited for Kalimantan Utara"
    country.live(days=8)
    assert_done(country, filed)


@pytest.mark.parametrize("seed", range(8))
def test_half_of_everything_may_be_lost_for_a_month(seed: int) -> None:
    chance = random.Random(seed)
    country = LossyCountry()

    def loses(number: int) -> bool:
        return country.kaltim.now < MONDAY + timedelta(days=30) and chance.random() < 1 / 2

    country.lose_message = country.lose_record = loses
    filed = story(country)
    country.live()
    assert_done(country, filed)


def test_a_message_that_is_never_lost_is_never_repeated() -> None:
    country = LossyCountry()
    story(country)
    sent = country.messages
    country.live()
    assert country.messages == sent


def test_an_operator_is_told_which_stack_does_not_answer_within_three_days() -> None:
    country = LossyCountry()
    filed = story(country)
    country.lose_message = lambda number: True
    erase(country, filed, "ID", ADMIN)
    country.settle()
    assert country.live(days=3, sweeps_a_day=24) == [(filed.case.id, "erasure", "KU")]
    (debt,) = country.pusat.debts.open()
    assert debt.unanswered
    country.lose_message = lambda number: False
    assert country.pusat.services.debts.repeat_all(country.pusat.now) == 1
    country.settle()
    assert_done(country, filed)


def test_a_stack_without_an_inbox_is_told_once_it_has_one() -> None:
    country = LossyCountry()
    filed = story(country)
    inbox = country.pusat.stacks.inboxes.pop("KU")
    erase(country, filed, "ID", ADMIN)
    with pytest.raises(UnknownSender):
        country.publish()
    country.seen[f"ID/{filed.case.id}"] = len(country.pusat.cases.load_history(filed.case.id).events)
    country.pusat.stacks.inboxes["KU"] = inbox
    country.live(days=1)
    assert_done(country, filed)


def test_an_acknowledgement_closes_only_the_debt_to_its_sender_and_none_for_a_later_event() -> None:
    country = LossyCountry()
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    erase(country, filed, "KI")
    country.publish()
    ((inbox, body),) = country.empty_all()
    said = json.loads(body)
    answer = {"kind": "acknowledgement", "tracking_id": filed.case.id, "receipt": said["receipt"]}
    senders = {prefix: {"from": prefix, "from_name": w.stack.province.name} for prefix, w in country.worlds.items()}
    assert country.bring("inbox-KI", json.dumps(answer | senders["ID"])) == "known"
    erase(country, filed, "KI", ADMIN)
    assert country.bring("inbox-KI", json.dumps(answer | senders["KU"])) == "known"
    assert country.owed() == 1
    assert country.bring(inbox, body) == "erased"
    country.settle()
    assert country.owed() == 0


@pytest.mark.parametrize("kind", ["redaction", "erasure"])
def test_a_message_of_a_stack_that_keeps_no_debts_is_understood_and_not_answered(kind: str) -> None:
    country = LossyCountry()
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    if kind == "erasure":
        erase(country, filed, "KI")
    else:
        country.kaltim.do(filed, Command.REDACT, by=ADMIN, note="Nama orang.", part="text")
    country.publish()
    ((inbox, body),) = country.empty_all()
    said = json.loads(body)
    del said["receipt"]
    assert country.bring(inbox, json.dumps(said)) == {"redaction": "redacted", "erasure": "erased"}[kind]
    assert country.empty_all() == []


def with_a_lost_erasure() -> LossyCountry:
    """An erasure in Kalimantan Timur of which Kalimantan Utara was told two hours ago, in vain."""
    country = LossyCountry()
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    erase(country, filed, "KI")
    country.publish()
    country.empty_all()
    country.later(hours=2)
    return country


def test_a_sweep_says_how_many_it_repeated() -> None:
    country = with_a_lost_erasure()
    repeats = [country.kaltim.services.sweep.run(country.kaltim.now, lambda: True).repeated for _ in range(2)]
    assert repeats == [1, 0]


def test_a_debt_is_repeated_once_by_two_sweeps_at_once() -> None:
    country = with_a_lost_erasure()
    (due,) = country.kaltim.debts.due(country.kaltim.now)
    after = repeated(due, country.kaltim.now)
    assert [country.kaltim.debts.repeat(due, after) for _ in range(2)] == [True, False]
