"""The publishing and the receiving function against events as Lambda brings them."""

import json
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.domain.cases.model import REPORTER, Actor, Role, Status
from chalicelib.gateways.vault import VaultFailed
from chalicelib.services.ports.case_store import AlreadyFiled
from chalicelib.storage.case_stream import DynamoCaseStream
from chalicelib.workers.publish_events import publish_batch
from chalicelib.workers.receive_referral import receive_batch
from tests.services.exchange.test_referral import Country
from tests.support.admission import envelope_of


class Failing:
    """A vault that does not answer."""

    def forget(self, erasure: object) -> int | None:
        raise VaultFailed("Failed")


def record_of(case_id: str, seq: int, kind: str) -> dict[str, Any]:
    keys = {"pk": {"S": f"C#{case_id}"}, "sk": {"S": f"EVENT#{seq:05d}"}}
    attributes = {"seq": {"N": str(seq)}, "kind": {"S": kind}, "at": {"S": "2026-11-23T02:00:00.000Z"}}
    return {
        "eventName": "INSERT",
        "dynamodb": {
            "Keys": keys,
            "NewImage": keys | attributes | {"agency_pk": {"S": "FEED#64.08-pupr"}},
            "SequenceNumber": f"{seq:021d}",
        },
    }


def publish(country: Country, *records: dict[str, Any]) -> list[str]:
    world = country.kaltim
    event = {"Records": list(records)}
    services = world.services
    stream, dispatcher = DynamoCaseStream(), services.event_dispatcher
    response = publish_batch(event, stream, dispatcher, services.referral, lambda: world.now, Logger())
    return [failure["itemIdentifier"] for failure in response["batchItemFailures"]]


def messages(*bodies: str) -> dict[str, Any]:
    """What lies in Kalimantan Utara's inbox, each message signed by the stack that it is from."""
    signed = [envelope_of(body, "KU") for body in bodies]
    return {"Records": [{"messageId": str(n), "body": body, "eventSource": "aws:sqs"} for n, body in enumerate(signed)]}


def receive(country: Country, event: dict[str, Any]) -> list[str]:
    world = country.kaltara
    response = receive_batch(event, world.services.admission, lambda: world.now, Logger())
    return [failure["itemIdentifier"] for failure in response["batchItemFailures"]]


def test_a_referral_in_the_stream_becomes_a_case_at_the_other_stack() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    assert publish(country, record_of(filed.case.id, 3, "referred")) == []
    ((_, body),) = country.kaltim.messenger.sent
    assert receive(country, messages(body, body)) == []
    assert country.kaltara.case(filed).status is Status.RECEIVED
    assert [inbox for inbox, _ in country.kaltara.messenger.sent] == ["inbox-KI", "inbox-KI"]


def test_an_event_of_a_restored_case_is_no_news() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.kaltim.later(hours=23)
    assert publish(country, record_of(filed.case.id, 3, "referred")) == []
    assert len(country.kaltim.messenger.sent) == 1, "as late as the stream may bring it"
    country.kaltim.later(hours=1)
    assert publish(country, record_of(filed.case.id, 3, "referred")) == []
    assert len(country.kaltim.messenger.sent) == 1


def test_an_ordinary_event_causes_no_message_to_another_stack() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    assert publish(country, record_of(filed.case.id, 2, "routed")) == []
    assert country.kaltim.messenger.sent == []


def test_a_message_that_fails_is_named_and_the_others_are_received() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    ((_, body),) = country.kaltim.messenger.sent
    early = json.dumps(json.loads(body) | {"kind": "receipt", "tracking_id": filed.case.id})
    stranger = json.dumps({"kind": "receipt", "from": "ZZ"})
    assert receive(country, messages(early, stranger, body)) == ["0"]
    assert country.kaltara.case(filed).status is Status.RECEIVED
    assert [reason for _, reason in country.kaltara.refused_messages.kept] == ["unknown_sender"]


def test_an_erasure_in_the_stream_reaches_the_other_stack_and_only_a_failing_vault_keeps_its_message() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.settle()
    country.kaltim.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, country.kaltim.now)
    seq = country.kaltim.case(filed).version
    assert publish(country, record_of(filed.case.id, seq, "erased")) == []
    ((_, body),) = country.empty_all()
    whole, world = country.kaltara.forgetting, country.kaltara
    world.services.referral.vault = Failing()  # type: ignore[misc]
    assert receive(country, messages(body)) == ["0"]
    world.services.referral.vault = whole  # type: ignore[misc]
    stranger = json.dumps({"kind": "erasure", "from": "ZZ"})
    assert receive(country, messages(stranger, body, body)) == []
    assert [event.kind for event in world.cases.load_history(filed.case.id).events].count("erased") == 1


def test_two_deliveries_of_one_message_at_the_same_moment_make_one_case() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    ((_, body),) = country.kaltim.messenger.sent
    store = country.kaltara.cases
    file = store.file

    def beaten(*given: Any) -> None:
        file(*given)
        raise AlreadyFiled

    store.file = beaten  # type: ignore[method-assign]
    assert receive(country, messages(body)) == []
    assert len(store.load_history(filed.case.id).events) == 1


def debt_record(case_id: str, tries: int, *, open_: bool = True) -> dict[str, Any]:
    keys = {"pk": {"S": f"C#{case_id}"}, "sk": {"S": "OWED#erasure#KU"}}
    attributes = {"seq": {"N": "5"}, "at": {"S": "2026-11-23T02:00:00.000Z"}}
    if tries:
        attributes["requests"] = {"N": str(tries)}
    place = {"clock_pk": {"S": "OWED"}, "clock_sk": {"S": f"2026-11-23T03:00:00.000Z#{case_id}"}} if open_ else {}
    image = keys | attributes | place
    return {"eventName": "MODIFY", "dynamodb": {"Keys": keys, "NewImage": image, "SequenceNumber": f"{1:021d}"}}


def test_a_debt_in_the_stream_is_sent_again_if_it_was_repeated_and_is_open() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.settle()
    country.kaltim.services.vault_service.erase(filed.case.id, Actor(Role.ADMIN), None, country.kaltim.now)
    assert publish(country, debt_record(filed.case.id, 0), debt_record(filed.case.id, 2, open_=False)) == []
    assert country.kaltim.messenger.sent == []
    assert publish(country, debt_record(filed.case.id, 1)) == []
    ((inbox, body),) = country.kaltim.messenger.sent
    assert (inbox, json.loads(body)["receipt"]) == ("inbox-KU", "erasure/5")
