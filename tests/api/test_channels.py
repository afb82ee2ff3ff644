"""SMS that a gateway hands over."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.api.channels import message_in
from chalicelib.domain.channels.message import InboundMessage, Part
from chalicelib.domain.errors import FieldError, InvalidInput, WrongSignature
from chalicelib.domain.rate_limits import MESSAGES
from chalicelib.runtime.reference import load_gateways
from tests.api.conftest import Api, assert_problem
from tests.support.world import MONDAY, World

SECRET, BEFORE = b"g" * 32, b"h" * 32
PATH = "/channels/sms/plain"
SMS = {"id": "7312", "from": "081234567890", "text": "LAPOR jalan berlubang dalam di depan pasar"}


def signed(api: Api, body: Any, secret: bytes = SECRET, path: str = PATH) -> HTTPResponse:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signature = hmac.digest(secret, raw, hashlib.sha256).hex()
    return api.post(path, raw, Content_Type="application/json", Gateway_Signature=signature)


def connected(api: Api, gateway: str) -> None:
    api.world.settings = replace(api.world.settings, sms_gateway=gateway)


def test_an_sms_is_filed_once_and_answered_each_time(api: Api) -> None:
    answers = [signed(api, SMS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[0].json_body["outcome"] == "filed"
    assert len({answer.body for answer in answers}) == 1
    (kept,) = api.world.cases.kept.values()
    assert kept.case.channel == "sms"
    assert kept.case.id in answers[0].json_body["answers"][0]


def test_parts_are_joined(api: Api) -> None:
    parts = [{**SMS, "id": str(number), "part_ref": "9", "part_number": number, "part_total": 2} for number in (2, 1)]
    assert [signed(api, each).json_body["outcome"] for each in parts] == ["held", "filed"]


def test_a_gateway_with_names_of_its_own_and_a_token() -> None:
    form = load_gateways()["flat"]
    body = {"message_id": "7312", "msisdn": "6281234567890", "message": "BANTUAN", "operator": "Telkomsel"}
    body |= {"received_at": "2026-11-23T10:00:00+08:00", "concat_ref": "9", "concat_part": "2", "concat_total": "3"}
    message = message_in(form, json.dumps(body).encode(), MONDAY)
    part = Part("9", 2, 3)
    assert message == InboundMessage("sms", "7312", "6281234567890", "BANTUAN", message.sent_at, part)
    assert message.sent_at == MONDAY
    with pytest.raises(InvalidInput) as refused:
        message_in(form, b'{"message_id": "1", "message": "BANTUAN"}', MONDAY)
    assert refused.value.errors == (FieldError("/msisdn", "missing"),)
    door = World().services.gateway_door
    door.check("sms", form, b"whatever", SECRET.hex())
    for wrong in ("", "x", BEFORE.hex()):
        with pytest.raises(WrongSignature):
            door.check("sms", form, b"whatever", wrong)


def test_only_the_gateway_is_let_in_by_the_secret_of_now_or_the_one_before(api: Api) -> None:
    api.world.channel_secrets.gateways["sms"] = (SECRET, BEFORE)
    assert signed(api, SMS, BEFORE).status_code == 200
    for answer in (
        signed(api, SMS, b"x" * 32),
        api.post(PATH, SMS),
        api.post(PATH, SMS, Gateway_Signature="é"),
        api.post(PATH, SMS, Gateway_Signature=SECRET.hex()),
    ):
        assert_problem(answer, 403, "wrong_signature")
    api.world.channel_secrets.gateways.clear()
    assert_problem(signed(api, SMS), 403, "wrong_signature")


@pytest.mark.parametrize("gateway", ["", "flat"])
def test_another_gateway_than_the_stacks_is_unknown(api: Api, gateway: str) -> None:
    connected(api, gateway)
    assert_problem(signed(api, SMS), 404, "unknown_gateway")


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"id": ""}, "id", "too_short"),
        ({"id": "1" * 201}, "id", "too_long"),
        ({"from": "1" * 201}, "from", "too_long"),
        ({"from": None}, "from", "wrong_type"),
        ({"sent_at": "gestern"}, "sent_at", "wrong_type"),
        ({"sent_at": "2026-11-23T10:00:00"}, "sent_at", "wrong_type"),
        ({"part_number": 3, "part_total": 2}, "part_number", "limit_range"),
        ({"part_number": 1, "part_total": 21}, "part_number", "limit_range"),
        ({"nama": "x"}, "nama", "unknown_field"),
    ],
)
def test_a_field_that_is_wrong_is_named(api: Api, wrong: dict[str, Any], field: str, code: str) -> None:
    assert_problem(signed(api, SMS | wrong), 400, "invalid_input", **{field: code})
    assert not api.world.cases.kept


def test_what_is_no_message_is_refused(api: Api) -> None:
    assert_problem(signed(api, b"{"), 400, "malformed_json")
    assert_problem(signed(api, b"[]"), 400, "invalid_input")
    assert_problem(signed(api, b" " * 200_000), 413, "body_too_large")


def test_a_message_that_cannot_be_taken_now_is_to_be_sent_again(api: Api) -> None:
    api.world.channel_secrets.senders = None
    answer = signed(api, SMS)
    assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_gateway_is_counted_by_its_address(api: Api) -> None:
    api.world.settings = replace(api.world.settings, limit_factor=1 / MESSAGES.most)
    assert signed(api, SMS).status_code == 200
    assert_problem(signed(api, SMS | {"id": "2"}), 429, "too_many_requests")
    api.world.later(seconds=timedelta(hours=1).total_seconds())
    assert signed(api, SMS | {"id": "2"}).status_code == 200
