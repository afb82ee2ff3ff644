"""A receipt that is renewed is so in every stack that has the case."""

import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.labels import of_event
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.receipt import hash_secret, renewed_secret
from chalicelib.domain.errors import WrongSecret
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange import receipts
from chalicelib.services.exchange.message_checks import check_message
from laporctl.case_audit import find_alterations
from tests.support.country import Country
from tests.support.world import ROAD, World

ADDRESS = "pelapor@contoh.id"
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", None, ADDRESS))


@pytest.fixture
def country() -> Country:
    return Country()


def renew(country: Country, filed: Filed, key: str) -> str:
    home = country.kaltim
    request = home.services.renewals.ask(filed.case.id, ADDRESS, home.now)
    home.services.code_sender.carry_out(home.notice_queue.codes[-1], home.now)
    code = re.findall(r"[0-9]{6}", home.mailer.sent[-1].mail.body)[0]
    return home.services.renewals.renew(filed.case.id, request, code, key * 32, home.now).secret


def opens(world: World, filed: Filed, secret: str) -> bool:
    try:
        world.services.reporter.look_up(filed.case.id, None, world.now, secret)
    except WrongSecret:
        return False
    return True


def assert_holds_everywhere(country: Country, filed: Filed, secret: str, *void: str) -> None:
    for world in (country.kaltim, country.kaltara):
        assert opens(world, filed, secret)
        assert not any(opens(world, filed, each) for each in (filed.receipt.secret, *void))
        assert find_alterations(world.cases.load_history(filed.case.id)) == []


def renewals(world: World, filed: Filed) -> list[Any]:
    return [each for each in world.cases.load_history(filed.case.id).events if each.kind == "receipt_renewed"]


def test_the_secret_that_holds_goes_with_the_case(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    secret = renew(country, filed, "1")
    country.refer(filed, "KI", "KU")
    country.settle()
    assert_holds_everywhere(country, filed, secret)
    assert renewals(country.kaltara, filed) == []


def test_what_is_renewed_later_follows_and_the_other_stack_says_who_did_it(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    first = renew(country, filed, "1")
    country.settle()
    assert_holds_everywhere(country, filed, first)
    second = renew(country, filed, "2")
    country.settle()
    assert_holds_everywhere(country, filed, second, first)
    assert [each.data["stack"] for each in renewals(country.kaltara, filed)] == ["KI", "KI"]
    assert of_event(renewals(country.kaltara, filed)[0])["id"].startswith("Kode rahasia")


def test_a_case_that_comes_back_keeps_the_newest_secret(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    secret = renew(country, filed, "1")
    country.refer(filed, "KU", "KI")
    country.settle()
    assert_holds_everywhere(country, filed, secret)


def message(filed: Filed, country: Country, key: str, number: int) -> dict[str, Any]:
    secret = renewed_secret(bytes.fromhex(key * 32), filed.case.id)
    home = country.kaltim.stack.province
    return {
        "kind": "redaction",
        "from": home.prefix,
        "from_name": home.name,
        "tracking_id": filed.case.id,
        "chain": "0" * 64,
        "parts": [],
        "notes": [],
        receipts.HASH: hash_secret(filed.case.id, secret).hex(),
        receipts.NUMBER: number,
    }


def test_messages_twice_and_in_the_wrong_order_leave_the_newest(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara
    old = message(filed, country, "1", 4)
    new = message(filed, country, "2", 6)
    outcomes = [there.services.referral.receive(each, there.now) for each in (new, old, new, old)]
    assert outcomes == ["receipt_renewed", "known", "known", "known"]
    assert opens(there, filed, renewed_secret(bytes.fromhex("2" * 32), filed.case.id))


def test_nobody_tells_the_stack_of_the_filing_which_secret_holds(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara.stack.province
    forged = message(filed, country, "1", 4) | {"from": there.prefix, "from_name": there.name}
    assert country.kaltim.services.referral.receive(forged, country.kaltim.now) == "known"
    assert opens(country.kaltim, filed, filed.receipt.secret)


@pytest.mark.parametrize(
    ("field", "value"),
    [(receipts.HASH, "0" * 63), (receipts.NUMBER, "1"), (receipts.NUMBER, 0), (receipts.NUMBER, None)],
)
def test_a_message_that_says_it_wrongly_is_refused(country: Country, field: str, value: object) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    sent = message(filed, country, "1", 4) | {field: value}
    with pytest.raises(RefusedMessage):
        check_message(sent, country.kaltara.stack, country.kaltara.now)
