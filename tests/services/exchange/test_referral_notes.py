"""What is said when a case is handed over reaches the other stack; each handing over is told from those before."""

import json
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange.referral import UnknownSender
from chalicelib.services.ports.case_stream import CaseEvent
from tests.support.country import Country


def hand_over(country: Country, filed: Filed, here: str, to: str, note: str) -> dict[str, Any]:
    """Refers the case with a note; answers the message that this stack sent."""
    world = country.worlds[here]
    coordinator = world.coordinator(world.services.agencies.coordinator_of(world.case(filed)).id)
    world.do(filed, Command.REFER, by=coordinator, note=note, stack=to)
    country.publish()
    (sent,) = [json.loads(text) for _, text in world.messenger.sent if json.loads(text)["kind"] == "referral"]
    country.settle()
    return sent  # type: ignore[no-any-return]


def test_the_reason_of_a_referral_is_what_the_other_stack_reads_first() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    sent = hand_over(country, filed, "KI", "KU", "Jalan itu di Bulungan.")
    first = country.kaltara.cases.load_history(filed.case.id).events[0]
    assert (sent["note"], first.kind, first.note) == ("Jalan itu di Bulungan.", "arrived", "Jalan itu di Bulungan.")


def test_the_reason_of_a_return_is_what_the_first_stack_reads() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    hand_over(country, filed, "KI", "KU", "Jalan itu di Bulungan.")
    hand_over(country, filed, "KU", "KI", "Jalan itu di Berau.")
    last = country.kaltim.cases.load_history(filed.case.id).events[-1]
    assert (last.kind, last.note) == ("returned", "Jalan itu di Berau.")


def test_a_second_referral_has_its_own_reason_and_its_own_token() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    first = hand_over(country, filed, "KI", "KU", "Jalan itu di Bulungan.")
    hand_over(country, filed, "KU", "KI", "Jalan itu di Berau.")
    second = hand_over(country, filed, "KI", "ID", "Jalan nasional.")
    referred = [each.seq for each in country.kaltim.cases.load_history(filed.case.id).events if each.kind == "referred"]
    assert [first["token"], second["token"]] == [f"{filed.case.id}/{seq}" for seq in referred]
    assert second["note"] == "Jalan nasional."
    assert country.pusat.cases.load_history(filed.case.id).events[0].note == "Jalan nasional."
    assert country.kaltim.case(filed).handed_over


def test_an_event_that_concerns_no_other_stack_is_not_passed_on() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    event = CaseEvent(filed.case.id, 2, "routed", country.kaltim.now, None)
    assert country.kaltim.services.referral.publish(event, country.kaltim.now) is False
    assert country.kaltim.messenger.sent == []


def test_a_case_for_a_stack_that_is_not_linked_any_more_is_no_silent_loss() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    del country.kaltim.stacks.inboxes["KU"]
    event = CaseEvent(filed.case.id, country.kaltim.case(filed).version, "referred", country.kaltim.now, None)
    with pytest.raises(UnknownSender, match="KU"):
        country.kaltim.services.referral.publish(event, country.kaltim.now)


def test_a_case_that_the_other_stack_has_is_not_sent_again() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    event = CaseEvent(filed.case.id, country.kaltim.case(filed).version, "referred", country.kaltim.now, None)
    assert country.kaltim.services.referral.publish(event, country.kaltim.now) is True
    country.settle()
    assert country.kaltim.services.referral.publish(event, country.kaltim.now) is False


def test_a_receipt_of_an_earlier_referral_confirms_no_later_one() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    first = hand_over(country, filed, "KI", "KU", "Jalan itu di Bulungan.")
    hand_over(country, filed, "KU", "KI", "Jalan itu di Berau.")
    country.refer(filed, "KI", "ID")
    late = {"kind": "receipt", "from": "ID", "from_name": "Pusat", "tracking_id": filed.case.id, "chain": "00" * 32}
    receive, now = country.kaltim.services.referral.receive, country.kaltim.now
    assert receive(late | {"token": first["token"]}, now) == "known"
    assert not country.kaltim.case(filed).handed_over
    token = f"{filed.case.id}/{country.kaltim.case(filed).version}"
    assert receive(late | {"token": token}, now) == "handed_over"


@pytest.mark.parametrize(("stack", "code"), [("nowhere", "unknown_stack"), ("KI", "unknown_stack")])
def test_a_stack_that_a_case_cannot_go_to_is_named_as_unknown(stack: str, code: str) -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    with pytest.raises(InvalidInput) as caught:
        country.refer(filed, "KI", stack)
    assert [(each.field, each.code) for each in caught.value.errors] == [("/stack", code)]
