"""A redaction in one stack reaches every stack that has a copy of the case."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.api.labels import of_event
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import commands, public_form, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTABLE_WORDS, REDACTED, Actor, Case, Event, Role
from chalicelib.domain.errors import DomainError
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange.message_checks import check_message
from chalicelib.services.exchange.referral import UnknownSender
from chalicelib.services.ports.case_stream import CaseEvent
from laporctl.case_audit import find_alterations
from tests.support import pictures
from tests.support.budgets import examples
from tests.support.country import Country, referred
from tests.support.world import ROAD


@pytest.fixture
def country() -> Country:
    return Country()


PARTS = [*((part, 0) for part in REDACTABLE_WORDS), ("note", 3)]
"""What crosses a border: the last is the note of home's event `referred`, whose copy is that of `arrived`."""


def redact(country: Country, filed: Filed, here: str, part: str, seq: int = 0) -> Case:
    admin = Actor(Role.ADMIN, None, "Admin", "KEY")
    return country.worlds[here].do(filed, Command.REDACT, by=admin, note="Nama orang.", part=part, seq=str(seq))


def readable(country: Country, filed: Filed, here: str) -> set[str]:
    """The parts that went to the other stack with the case and are still readable in a stack."""
    history = country.worlds[here].cases.load_history(filed.case.id)
    note = history.events[2 if here == "KI" else 0].note
    words = {"title": history.case.filing.title, "text": history.content.text, "place": history.content.place}
    return {part for part, readable_text in {**words, "note": note}.items() if readable_text != REDACTED}


def gone_with(part: str) -> set[str]:
    """The parts that go with one: the report was filed without a title, so it was cut from the text."""
    return {"text", "title"} if part == "text" else {part}


def assert_whole(country: Country, filed: Filed) -> None:
    for history in country.records(filed).values():
        assert find_alterations(history) == []


@pytest.mark.parametrize(("part", "seq"), PARTS)
@pytest.mark.parametrize(("here", "there"), [("KI", "KU"), ("KU", "KI")])
def test_a_redaction_in_one_stack_reaches_every_copy(
    country: Country, part: str, seq: int, here: str, there: str
) -> None:
    filed = referred(country)
    redact(country, filed, here, part, seq if here == "KI" else min(seq, 1))
    country.settle()
    assert (
        readable(country, filed, here)
        == readable(country, filed, there)
        == {name for name, _ in PARTS} - gone_with(part)
    )
    event = country.worlds[there].cases.load_history(filed.case.id).events[-1]
    named = "words" if part == "text" else part
    assert (event.kind, event.data["part"], event.data["stack"], event.note) == ("redacted", named, here, "")
    assert of_event(event)["en"].startswith("Some words were redacted by LAPOR! Kalimantan")
    assert_whole(country, filed)


def test_a_redaction_reaches_a_third_stack_and_does_not_circulate(country: Country) -> None:
    filed = referred(country)
    country.refer(filed, "KU", "ID")
    country.settle()
    country.refer(filed, "ID", "KI")
    country.settle()
    redact(country, filed, "KI", "text")
    country.settle()
    country.settle()
    for history in country.records(filed).values():
        assert history.content.text == REDACTED
        assert [event.kind for event in history.events].count("redacted") == 1
    assert_whole(country, filed)


def test_a_message_about_a_redaction_that_comes_again_changes_nothing(country: Country) -> None:
    filed = referred(country)
    redact(country, filed, "KI", "text")
    country.publish()
    (sent,) = country.empty_all()
    assert REDACTED not in sent[1]
    assert [country.bring(*sent) for _ in range(3)] == ["redacted", "known", "known"]


def test_a_redaction_while_the_case_is_on_its_way_reaches_both_stacks(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    on_its_way = country.empty_all()
    redact(country, filed, "KI", "text")
    country.publish()
    assert country.empty_all() == []
    for message in on_its_way:
        country.bring(*message)
    assert "text" in readable(country, filed, "KU")
    country.settle()
    assert "text" not in readable(country, filed, "KU")
    assert_whole(country, filed)


def test_a_redaction_after_the_case_came_back_before_its_receipt_reaches_both_stacks(
    country: Country,
) -> None:
    """The case comes back before the receipt for its referral: no event here says `handed_over`."""
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    for message in country.empty_all():
        country.bring(*message)
    late = country.empty_all()
    redact(country, filed, "KI", "text")
    country.kaltara.services.route_case.route(filed.case.id, country.kaltara.now)
    country.refer(filed, "KU", "KI")
    country.settle()
    assert [country.bring(*message) for message in late] == ["known"]
    assert "text" not in readable(country, filed, "KU")
    assert_whole(country, filed)


def test_a_redaction_before_the_referral_needs_no_event_in_the_other_stack(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    redact(country, filed, "KI", "text")
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara.cases.load_history(filed.case.id)
    assert there.content.text == REDACTED
    assert "redacted" not in [event.kind for event in there.events]
    assert_whole(country, filed)


def test_the_next_message_makes_up_for_a_lost_one(country: Country) -> None:
    filed = referred(country)
    for part in ("text", "place"):
        redact(country, filed, "KI", part)
    country.publish()
    _, second = country.empty_all()
    country.bring(*second)
    assert readable(country, filed, "KU") == {"note"}


def test_a_redaction_is_retried_after_a_faster_change(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = referred(country)
    for part in ("title", "place"):
        redact(country, filed, "KI", part)
    country.publish()
    store, world = country.kaltara.cases, country.kaltara
    append, rivals = store.append, ["Dekat pasar.", "Dekat masjid."]

    def rival_first(after: Case, event: Event, *rest: Any) -> None:
        if event.kind == "redacted" and rivals:
            world.services.reporter.perform(
                reporter_commands.Reply(rivals.pop(), None), filed.case.id, filed.receipt.secret, world.now
            )
        append(after, event, *rest)

    monkeypatch.setattr(store, "append", rival_first)
    assert country.carry() == ["redacted", "known", "known", "acknowledged"]
    assert readable(country, filed, "KU") == {"text", "note"}
    assert_whole(country, filed)


def test_a_stack_that_does_not_share_the_case_cannot_redact_it(country: Country) -> None:
    filed = referred(country)
    message = {"kind": "redaction", "from": "ID", "from_name": country.pusat.stack.province.name, "chain": "00" * 32}
    message |= {"parts": ["text"], "notes": []}
    with pytest.raises(RefusedMessage, match="not_a_participant"):
        country.bring("inbox-KU", json.dumps(message | {"tracking_id": filed.case.id}))
    assert "text" in readable(country, filed, "KU")


def test_a_stack_that_can_be_reached_gets_the_message_even_if_another_cannot(country: Country) -> None:
    filed = referred(country)
    country.refer(filed, "KU", "ID")
    country.settle()
    del country.kaltara.stacks.inboxes["ID"]
    redact(country, filed, "KU", "text")
    event = country.kaltara.cases.load_history(filed.case.id).events[-1]
    event_again = CaseEvent(filed.case.id, event.seq, event.kind, event.at, None)
    with pytest.raises(UnknownSender):
        country.kaltara.services.referral.publish(event_again, country.kaltara.now)
    assert country.carry() == ["redacted"]
    assert "text" not in readable(country, filed, "KI")


def test_a_photo_stays_where_it_was_sent_and_its_removal_concerns_no_other_stack(country: Country) -> None:
    home, photo = country.kaltim, pictures.photo()
    filed = home.file_and_route()
    offer = Offer("image/jpeg", len(photo))
    made = home.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, home.now)
    home.services.sanitizer.clean(home.files.send(made.upload, photo), home.now)
    country.refer(filed, "KI", "KU")
    country.settle()
    assert not country.kaltara.files.kept
    assert attachments.attachments_of(country.kaltara.cases.load_history(filed.case.id).events) == ()
    redact(country, filed, "KI", attachments.PART, 3)
    assert attachments.attachments_of(home.cases.load_history(filed.case.id).events) == ()
    country.publish()
    assert country.empty_all() == []


def act(country: Country, filed: Filed, here: str, what: str) -> None:
    """Redact words, or refer the case to another stack."""
    if what == "note":
        events = country.worlds[here].cases.load_history(filed.case.id).events
        crossed = [event.seq for event in events if event.kind in ("referred", "arrived")]
        redact(country, filed, here, what, max(crossed, default=0))
    elif what == "text":
        redact(country, filed, here, what)
    else:
        country.refer(filed, here, what)


def crossing_notes(country: Country, filed: Filed) -> dict[str, set[str]]:
    """The texts of each note that went to another stack, in all stacks that hold it."""
    found: dict[str, set[str]] = {}
    for prefix, history in country.records(filed).items():
        for event in history.events:
            name = f"{prefix}/{event.seq}"
            if event.kind in ("arrived", "returned"):
                name = f"{event.data['stack']}/{str(event.command_id).rpartition('/')[2]}"
            found.setdefault(name, set()).add(event.note)
    return found


@given(
    st.lists(st.tuples(st.sampled_from(["KI", "KU", "ID"]), st.sampled_from(["KI", "KU", "ID", "text", "note"]))),
    st.randoms(use_true_random=False),
)
@settings(max_examples=examples(1.5))
def test_a_redaction_by_anybody_in_any_stack_reaches_every_copy(moves: list[tuple[str, str]], chance: object) -> None:
    """Messages come doubled, late and shuffled."""
    country = Country()
    filed = country.kaltim.file_and_route(ROAD)
    waiting: list[tuple[str, str]] = []
    for here, what in moves:
        with contextlib.suppress(DomainError):
            act(country, filed, here, what)
        country.publish()
        waiting += country.empty_all() * 2
        chance.shuffle(waiting)  # type: ignore[attr-defined]
        arriving, waiting = waiting[::2], waiting[1::2]
        for message in arriving:
            country.bring(*message)
    for message in waiting:
        country.bring(*message)
    country.settle()
    assert len({history.content.text for history in country.records(filed).values()}) == 1
    assert all(len(readable_text) == 1 for readable_text in crossing_notes(country, filed).values())
    assert_whole(country, filed)


def cover(country: Country, filed: Filed, here: str, words: str) -> Case:
    world = country.worlds[here]
    case = world.cases.load(filed.case.id)
    coordinator = Actor(Role.COORDINATOR, case.agency, "Diskominfo", "KEY")
    given = commands.Cover(words, "name")
    return world.services.casework.perform(given, case.id, case.version, coordinator, world.now)


def public_words(country: Country, filed: Filed) -> dict[str, str]:
    histories = country.records(filed)
    return {
        here: public_form.title(each.case, None) + public_form.content(each.case, each.content, None).text
        for here, each in histories.items()
    }


def test_what_is_covered_goes_with_the_case(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    word = ROAD.text.split()[0]
    cover(country, filed, "KI", word)
    country.kaltim.do(
        filed, Command.REFER, by=country.kaltim.coordinator("64.08-diskominfo"), stack="KU", note="Di sana."
    )
    country.settle()
    shown = public_words(country, filed)
    assert shown.keys() >= {"KI", "KU"}
    assert all(word not in words for words in shown.values()), shown
    assert_whole(country, filed)


@pytest.mark.parametrize("here", ["KI", "KU"])
def test_what_is_covered_in_one_stack_is_covered_in_every_copy(country: Country, here: str) -> None:
    filed = referred(country)
    word = ROAD.text.split()[0]
    assert all(word in words for words in public_words(country, filed).values())
    cover(country, filed, here, word)
    country.settle()
    assert all(word not in words for words in public_words(country, filed).values())
    there = {"KI": "KU", "KU": "KI"}[here]
    event = country.worlds[there].cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.data["stack"], event.actor.role) == ("covered", here, Role.SYSTEM)
    assert "LAPOR! Kalimantan" in of_event(event)["en"]
    assert_whole(country, filed)


def test_what_was_shown_again_in_a_stack_stays_so_when_the_message_comes_again(country: Country) -> None:
    filed = referred(country)
    word = ROAD.text.split()[0]
    cover(country, filed, "KI", word)
    country.settle()
    world = country.worlds["KU"]
    case = world.cases.load(filed.case.id)
    admin = Actor(Role.ADMIN, None, "Admin", "KEY")
    world.services.casework.perform(
        commands.Uncover(case.version, "Nama jalan."), case.id, case.version, admin, world.now
    )
    cover(country, filed, "KI", ROAD.text.split()[-1])
    country.settle()
    shown = public_words(country, filed)
    assert (word in shown["KI"], word in shown["KU"]) == (False, True)
    assert all(ROAD.text.split()[-1] not in words for words in shown.values())


@pytest.mark.parametrize(
    "fact", ["name:text:5-2", "opinion:text:0-2", "name:note/3:0-2", "name:text:0", 7, "name:title:0-2 " * 40]
)
def test_a_message_with_covers_of_another_form_is_refused(country: Country, fact: object) -> None:
    filed = referred(country)
    cover(country, filed, "KI", ROAD.text.split()[0])
    country.publish()
    (message,) = [json.loads(text) for _, text in country.kaltim.messenger.sent if "covers" in text]
    with pytest.raises(RefusedMessage):
        check_message(message | {"covers": fact}, country.kaltara.stack, country.kaltara.now)
