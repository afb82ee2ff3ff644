"""What is said when a case is handed over reaches the other stack; each handing over is told from those before."""

import json
from typing import Any

from chalicelib.domain.cases.commands import Command
from chalicelib.services.cases.filing import Filed
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
