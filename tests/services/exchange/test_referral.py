"""A referral moves a case to another stack, whatever happens to the messages on the way."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases import fold, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import DomainError, InvalidInput, LivesElsewhere
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.routing.decision import Classification, Prediction
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.place_finder import FoundPlace
from laporctl.case_audit import find_alterations
from tests.support.budgets import examples
from tests.support.country import KALTARA, Country, referred
from tests.support.world import ROAD, VILLAGE

ELSEWHERE = Submission(text="Jalan berlubang dekat pelabuhan.", category="jalan-rusak", region="65.01")


@pytest.fixture
def country() -> Country:
    return Country()


def test_the_other_stack_works_the_case_under_the_same_number(country: Country) -> None:
    filed = referred(country)
    home, there = country.kaltim.case(filed), country.kaltara.case(filed)
    assert (home.status, home.referred_to, home.handed_over) == (Status.REFERRED, "KU", True)
    assert (there.status, there.filing.title) == (Status.TRIAGE, home.filing.title)
    assert there.agency == "65-diskominfo"


def test_the_receipt_holds_at_the_other_stack(country: Country) -> None:
    filed = referred(country)
    history = country.kaltara.services.reporter.perform(
        reporter_commands.Reply("Dekat pasar.", None), filed.case.id, filed.receipt.secret, country.kaltara.now
    )
    assert history.events[-1].note == "Dekat pasar."
    with pytest.raises(LivesElsewhere):
        country.kaltim.services.reporter.perform(
            reporter_commands.Reply("Dekat pasar.", None), filed.case.id, filed.receipt.secret, country.kaltim.now
        )


def test_a_report_about_another_province_goes_there_by_itself_and_to_the_competent_office(country: Country) -> None:
    filed = country.kaltim.file(ELSEWHERE)
    country.settle()
    assert country.kaltim.case(filed).handed_over
    assert country.kaltara.case(filed).agency == "65.01-pupr"


def test_a_matter_of_the_centre_goes_there_by_itself(country: Country) -> None:
    filed = country.kaltim.file(Submission(text="Listrik padam tiap malam.", category="listrik-padam", region="64.08"))
    country.settle()
    assert country.pusat.case(filed).agency == "00-pln"


def test_the_centre_passes_a_matter_of_a_province_down_by_itself(country: Country) -> None:
    filed = country.pusat.file(ROAD)
    country.settle()
    assert country.pusat.cases.load_history(filed.case.id).events[1].data["reason"] == "outside_province"
    assert country.kaltim.case(filed).agency == "64.08-pupr"


def test_without_that_provinces_stack_the_centres_coordinator_has_the_case(country: Country) -> None:
    del country.pusat.stacks.inboxes["KI"]
    filed = country.pusat.file(ROAD)
    country.settle()
    assert (country.pusat.case(filed).status, country.pusat.case(filed).agency) == (Status.TRIAGE, "00-panrb")


def test_a_report_about_a_province_without_a_stack_goes_to_the_centres_list(country: Country) -> None:
    del country.kaltim.stacks.inboxes["KU"]
    filed = country.kaltim.file(ELSEWHERE)
    country.settle()
    assert (country.pusat.case(filed).agency, country.pusat.case(filed).region) == ("00-panrb", "65.01")


def test_a_case_that_a_province_sent_up_is_not_passed_down_by_itself(country: Country) -> None:
    filed = country.kaltim.file_and_route(ROAD)
    country.refer(filed, "KI", "ID")
    country.settle()
    central = country.pusat.cases.load_history(filed.case.id)
    assert (central.case.status, central.events[1].data["reason"]) == (Status.TRIAGE, "outside_province")
    assert country.kaltim.case(filed).handed_over


def test_the_centre_hands_a_case_down_to_the_province(country: Country) -> None:
    filed = country.pusat.file(Submission(text="Jalan berlubang di depan pasar.", category="jalan-rusak"))
    country.pusat.services.route_case.route(filed.case.id, country.pusat.now)
    country.refer(filed, "ID", "KI")
    country.settle()
    there = country.kaltim.case(filed)
    assert (there.status, there.agency) == (Status.TRIAGE, "64-diskominfo")


def test_without_the_other_stack_the_coordinator_has_the_case(country: Country) -> None:
    country.kaltim.stacks.inboxes.clear()
    filed = country.kaltim.file(ELSEWHERE)
    country.settle()
    assert country.kaltim.case(filed).status is Status.TRIAGE


@pytest.mark.parametrize("named", ["", "kaltim", "KI", "nowhere", "jakarta"])
def test_a_case_is_referred_only_to_another_stack_that_is_known(country: Country, named: str) -> None:
    filed = country.kaltim.file_and_route()
    with pytest.raises(InvalidInput) as caught:
        country.refer(filed, "KI", named)
    assert caught.value.errors[0].field == "/stack"


def test_a_referral_restarts_no_clock(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.later(days=20)
    country.kaltim.sweep()
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara.case(filed)
    assert there.filing.filed_at == filed.case.filing.filed_at
    assert there.clock_from == filed.case.clock_from
    assert "verify" in there.lapsed
    country.later(days=11)
    country.kaltara.sweep()
    assert country.kaltara.case(filed).breached


def test_a_case_that_comes_back_waits_for_the_coordinator_and_is_not_sent_there_again(country: Country) -> None:
    filed = referred(country)
    country.refer(filed, "KU", "kaltim")
    country.settle()
    home = country.kaltim.case(filed)
    assert (home.status, home.agency, home.referred_to) == (Status.TRIAGE, "64.08-diskominfo", None)
    assert country.kaltara.case(filed).handed_over
    assert home.hops == 2
    with pytest.raises(InvalidInput) as caught:
        country.refer(filed, "KI", "KU")
    assert caught.value.errors[0].code == "already_referred"


def test_a_case_that_nobody_receives_is_sent_again_every_day(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    country.kaltim.messenger.sent.clear()
    country.later(hours=25)
    assert country.kaltim.sweep() == 1
    country.settle()
    assert country.kaltim.case(filed).handed_over
    assert country.kaltara.case(filed).status is Status.TRIAGE
    assert country.kaltim.sweep() == 0


def test_decisions_of_the_first_stack_are_kept_by_the_second(country: Country) -> None:
    """Neither the category that a coordinator gave nor the place that was found in the words was ever filed."""
    country.kaltim.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    filed = country.kaltim.file_and_route(Submission(text="Ban motor saya kena terus di situ."))
    coordinator = country.kaltim.coordinator("64.08-diskominfo")
    country.kaltim.do(filed, Command.DISPOSE, by=coordinator, target="64.08-pupr", category="jalan-rusak.provinsi")
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara.cases.load_history(filed.case.id)
    assert (there.case.filing.category, there.case.filing.region) == (None, None)
    assert (there.case.category, there.case.region) == ("jalan-rusak.provinsi", VILLAGE)
    assert find_alterations(there) == []
    assert there.events[1].data["reason"] == "outside_province"
    assert fold.fold(there.case.filing, there.events) == there.case


def test_decisions_of_the_other_stack_come_back_with_the_case(country: Country) -> None:
    filed = country.kaltim.file_and_route(Submission(text="Ban motor saya kena terus di situ.", region="64.08"))
    country.refer(filed, "KI", "KU")
    country.settle()
    coordinator = country.kaltara.coordinator("65-diskominfo")
    country.kaltara.do(filed, Command.DISPOSE, by=coordinator, target="65-diskominfo", category="jalan-rusak")
    country.refer(filed, "KU", "KI")
    country.settle()
    home = country.kaltim.cases.load_history(filed.case.id)
    assert (home.case.status, home.case.category, home.case.region) == (Status.TRIAGE, "jalan-rusak", "64.08")
    assert fold.fold(home.case.filing, home.events) == home.case


def test_a_sure_classification_goes_along_with_an_automatic_referral(country: Country) -> None:
    country.kaltim.text_classifier.classification = Classification(
        (Prediction("listrik-padam", 0.95),), ("padam",), "v1"
    )
    filed = country.kaltim.file(Submission(text="Padam tiap malam.", region="64.08"))
    country.settle()
    assert country.kaltim.case(filed).category == "listrik-padam"
    there = country.pusat.case(filed)
    assert (there.agency, there.category, there.filing.category) == ("00-pln", "listrik-padam", None)


def test_an_old_message_without_category_and_region_is_understood(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    for inbox, message in country.empty_all():
        sent = json.loads(message)
        del sent["transfer_state"]["category"], sent["transfer_state"]["region"]
        assert country.bring(inbox, json.dumps(sent)) == "arrived"
    there = country.kaltara.case(filed)
    assert (there.category, there.region) == ("jalan-rusak", "64.08")
    assert find_alterations(country.kaltara.cases.load_history(filed.case.id)) == []


def test_a_category_that_the_other_stack_lacks_is_ignored_and_the_words_are_classified(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    for inbox, message in country.empty_all():
        sent = json.loads(message)
        sent["transfer_state"]["category"] = sent["filing"]["category"] = "belum-ada"
        country.bring(inbox, json.dumps(sent))
    country.kaltara.services.route_case.route(filed.case.id, country.kaltara.now)
    there = country.kaltara.cases.load_history(filed.case.id)
    assert (there.case.status, there.events[1].data["reason"]) == (Status.TRIAGE, "no_category")
    assert there.case.category == "belum-ada"
    coordinator = country.kaltara.coordinator(there.case.agency or "")
    country.kaltara.do(filed, Command.DISPOSE, by=coordinator, target="65-pupr", category="jalan-rusak")
    assert country.kaltara.case(filed).category == "jalan-rusak"


def test_a_secret_case_stays_secret(country: Country) -> None:
    filed = country.kaltim.file_and_route(Submission(text="Jalan berlubang di depan pasar.", secret=True))
    country.refer(filed, "KI", "KU")
    country.settle()
    assert not country.kaltara.case(filed).filing.public


def test_the_identity_stays_in_the_vault_of_the_first_stack(country: Country) -> None:
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    assert not country.kaltara.cases.identities
    assert all('"name"' not in message and '"phone"' not in message for _, message in country.kaltim.messenger.sent)


def test_both_chains_are_whole_and_the_second_begins_with_the_firsts_hash(country: Country) -> None:
    filed = referred(country)
    home = country.kaltim.cases.load_history(filed.case.id)
    there = country.kaltara.cases.load_history(filed.case.id)
    assert find_alterations(home) == find_alterations(there) == []
    sent_on = next(event for event in home.events if event.kind == "referred")
    assert there.events[0].data["chain"] == sent_on.hash.hex()
    assert fold.fold(there.case.filing, there.events) == there.case


def test_two_stacks_may_hand_a_case_to_a_third_by_events_of_the_same_number(country: Country) -> None:
    filed = referred(country)
    coordinator = country.kaltara.coordinator("65-diskominfo")
    for _ in range(3):
        country.kaltara.do(filed, Command.DISPOSE, by=coordinator, target="65-diskominfo")
    country.refer(filed, "KU", "ID")
    country.settle()
    country.refer(filed, "ID", "KI")
    country.settle()
    country.refer(filed, "KI", "ID")
    sent = [world.cases.load_history(filed.case.id).events for world in (country.kaltim, country.kaltara)]
    assert [max(event.seq for event in events if event.kind == "referred") for events in sent] == [6, 6]
    country.settle()
    assert country.pusat.case(filed).status is Status.TRIAGE
    assert country.kaltim.case(filed).handed_over


def test_a_message_from_an_unknown_stack_is_refused(country: Country) -> None:
    with pytest.raises(RefusedMessage, match="unknown_sender"):
        country.kaltim.services.referral.receive({"kind": "receipt", "from": "ZZ"}, country.kaltim.now)


@given(
    st.sampled_from(["KI", "KU", "ID"]),
    st.sampled_from([None, *KALTARA.categories]),
    st.sampled_from([None, "64.08", VILLAGE, "65.01", "31.74"]),
    st.sampled_from([None, *KALTARA.categories]),
    st.sampled_from([0.5, 0.95]),
)
@settings(max_examples=examples(1.5))
def test_by_itself_a_case_goes_to_one_other_stack_and_never_to_and_fro(
    at: str, category: str | None, region: str | None, predicted: str | None, confidence: float
) -> None:
    country = Country()
    for world in country.worlds.values():
        world.text_classifier.classification = Classification(
            (Prediction(predicted, confidence),) if predicted else (), (), "v1"
        )
    submission = Submission(text="Tolong ditangani, sudah lama begini.", category=category, region=region)
    filed = country.worlds[at].file(submission)
    country.settle()
    histories = list(country.records(filed).values())
    assert len(histories) <= 2
    assert sum(event.kind == "referred" for history in histories for event in history.events) == len(histories) - 1
    assert [history.case.status is Status.REFERRED for history in histories].count(False) == 1
    assert all(history.case.status is not Status.RECEIVED for history in histories)


CHANCES = st.lists(
    st.tuples(st.sampled_from(["KI", "KU", "ID"]), st.sampled_from(["KI", "KU", "ID"]), st.integers(0, 3)), max_size=8
)


@given(CHANCES, st.randoms(use_true_random=False))
@settings(max_examples=examples(1.5))
def test_lost_doubled_late_and_shuffled_messages_leave_exactly_one_stack_responsible(
    moves: list[tuple[str, str, int]], chance: object
) -> None:
    country = Country()
    filed = country.kaltim.file_and_route(ROAD)
    late: list[tuple[str, str]] = []
    for here, to, fate in moves:
        try:
            country.refer(filed, here, to)
        except DomainError:
            continue
        country.publish()
        sent = country.empty_all()
        chance.shuffle(sent)  # type: ignore[attr-defined]
        for message in sent * fate:
            country.bring(*message)
        late += sent
    for _ in range(6):
        country.later(hours=25)
        for world in country.worlds.values():
            world.sweep()
        country.settle()
    for message in late:
        country.bring(*message)
    country.settle()
    histories = list(country.records(filed).values())
    assert sum(history.case.status is not Status.REFERRED for history in histories) == 1
    assert all(history.case.handed_over for history in histories if history.case.status is Status.REFERRED)
    assert all(find_alterations(history) == [] for history in histories)


def test_every_field_of_what_was_filed_reaches_the_other_stack(country: Country) -> None:
    whole = replace(ROAD, region="64.08.01.2001", place="Depan pasar", lat=0.5, lon=117.5, title="Lubang")
    filed = country.kaltim.file_and_route(replace(whole, incident_date=date(2026, 11, 20), anonymous=True))
    country.refer(filed, "KI", "KU")
    country.settle()
    home, there = country.records(filed)["KI"], country.records(filed)["KU"]
    assert home.content == there.content
    assert home.case.filing == there.case.filing
    empty = {field.name for field in fields(home.content) if getattr(home.content, field.name) in (None, "", ())}
    assert empty == set(), "a field that is empty here proves nothing: give it a value above"
