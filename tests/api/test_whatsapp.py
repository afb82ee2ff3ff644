"""What Meta delivers of WhatsApp."""

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.api.whatsapp import messages_in, statuses_in
from chalicelib.domain.cases.tracking_id import make_tracking_id
from chalicelib.domain.channels.message import Extra, Point
from chalicelib.domain.channels.orders import AnswerOrder
from chalicelib.domain.notices.order import NoticeOrder
from tests.api.conftest import Api, assert_problem
from tests.support.world import MONDAY

SECRET = b"w" * 32
PATH = "/channels/whatsapp"
NUMBER = "108"
TRACKING_ID = make_tracking_id("KI", 7 << 40) or ""
TEXT = {
    "from": "6281234567890",
    "id": "wamid.1",
    "type": "text",
    "text": {"body": "jalan berlubang dalam di depan pasar"},
}


def delivery(*messages: Any, statuses: Any = (), number: str = NUMBER) -> dict[str, Any]:
    value = {"metadata": {"phone_number_id": number}, "messages": list(messages), "statuses": list(statuses)}
    return {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": value}]}]}


def signed(api: Api, body: Any, secret: bytes = SECRET) -> HTTPResponse:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signature = f"sha256={hmac.digest(secret, raw, hashlib.sha256).hex()}"
    return api.post(PATH, raw, Content_Type="application/json", X_Hub_Signature_256=signature)


def only(content: dict[str, Any], kind: str) -> Any:
    (message,) = messages_in(delivery({"from": "1", "id": "2", "type": kind, kind: content})["entry"], NUMBER, MONDAY)
    return message


def test_a_message_is_filed_once_and_its_answer_ordered(api: Api) -> None:
    assert [signed(api, delivery(TEXT)).json_body for _ in range(3)] == [{"outcomes": ["filed"]}] * 3
    (kept,) = api.world.cases.kept.values()
    assert kept.case.channel == "whatsapp"
    (order,) = set(api.world.notice_queue.for_channels)
    assert isinstance(order, AnswerOrder)
    assert "81234567890" not in repr(order)


def test_only_what_meta_signed_is_let_in_and_nothing_else_kept(api: Api) -> None:
    body = json.dumps(delivery(TEXT)).encode()
    right = hmac.digest(SECRET, body, hashlib.sha256).hex()
    for answer in (
        signed(api, delivery(TEXT), b"x"),
        api.post(PATH, body),
        api.post(PATH, body, X_Hub_Signature_256=right),
        api.post(PATH, body + b" ", X_Hub_Signature_256=f"sha256={right}"),
        api.post(PATH, body, X_Hub_Signature_256="sha256=é"),
    ):
        assert_problem(answer, 403, "wrong_signature")
    assert not api.world.cases.kept
    assert not api.world.sender_phones.kept


def test_a_stack_without_whatsapp_knows_no_such_door(api: Api) -> None:
    api.world.settings = replace(api.world.settings, whatsapp_number="")
    assert_problem(signed(api, delivery(TEXT)), 404, "unknown_gateway")
    assert_problem(api.get(f"{PATH}?hub.mode=subscribe"), 404, "unknown_gateway")


def test_meta_verifies_the_address_by_the_word(api: Api) -> None:
    word = (b"v" * 16).hex()
    asked = f"{PATH}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    answer = api.get(asked + word)
    assert (answer.status_code, answer.body) == (200, b"1158201444")
    assert answer.headers["Content-Type"] == "text/plain"
    assert_problem(api.get(f"{asked}x"), 403, "wrong_signature")
    assert_problem(api.get(f"{PATH}?hub.mode=other&hub.challenge=1&hub.verify_token={word}"), 400, "invalid_input")
    page = f"{PATH}?hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token={word}"
    assert_problem(api.get(page), 400, "invalid_input")


def test_what_a_message_holds() -> None:
    assert only({"body": "CEK"}, "text").text == "CEK"
    assert only({"button_reply": {"id": "YA KI-1", "title": "Ya"}}, "interactive").text == "YA KI-1"
    assert only({"payload": "BELUM KI-1", "text": "Belum"}, "button").text == "BELUM KI-1"
    photo = only({"id": "77", "caption": "rusak"}, "image")
    assert (photo.text, photo.photos) == ("rusak", ("77",))
    assert only({"latitude": -0.5, "longitude": 117.1, "name": "Pasar"}, "location").point == Point(
        -0.5, 117.1, "Pasar"
    )
    for kind, extra in (
        ("audio", Extra.VOICE),
        ("video", Extra.FILE),
        ("document", Extra.FILE),
        ("sticker", Extra.TRIFLE),
        ("contacts", Extra.UNKNOWN),
        ("what_comes_next_year", Extra.UNKNOWN),
    ):
        assert only({"id": "1"}, kind).extra is extra


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", None),
        ("text", {"body": 7}),
        ("image", {"id": "../secret"}),
        ("location", {"latitude": "x", "longitude": 1}),
        ("location", {"latitude": 91, "longitude": 1}),
        ("interactive", {"button_reply": 1}),
    ],
)
def test_what_cannot_be_read_is_answered_kindly(kind: str, content: Any) -> None:
    assert only(content, kind).extra is Extra.UNKNOWN


@pytest.mark.parametrize("body", [{}, {"entry": [1, {"changes": [{"field": "x"}, {"field": "messages"}]}]}])
def test_what_is_no_message_is_no_error(api: Api, body: Any) -> None:
    assert signed(api, body).json_body == {"outcomes": []}


def test_what_is_for_another_phone_or_says_nothing_is_left_out() -> None:
    reaction = {"from": "1", "id": "2", "type": "reaction", "reaction": {"emoji": "x"}}
    assert not list(messages_in(delivery(reaction, {"id": "3", "type": "text"}, 7)["entry"], NUMBER, MONDAY))
    assert not list(messages_in(delivery(TEXT, number="109")["entry"], NUMBER, MONDAY))


def test_statuses_name_the_notice_that_they_are_of() -> None:
    tag = f"{TRACKING_ID}-5"
    said = [{"status": each, "biz_opaque_callback_data": tag} for each in ("sent", "delivered")]
    said += [{"status": "failed", "biz_opaque_callback_data": tag, "errors": [{"code": 131026}]}]
    said += [{"status": "failed", "biz_opaque_callback_data": each} for each in ("", "x", "KI-1-2")] + [{}]
    found = list(statuses_in(delivery(statuses=said)["entry"], NUMBER))
    order = NoticeOrder(TRACKING_ID, 5)
    assert [tuple(each) for each in found] == [(order, True, None), (order, False, 131026)]


def test_a_message_that_cannot_be_taken_now_is_to_be_delivered_again(api: Api) -> None:
    api.world.channel_secrets.senders = None
    assert_problem(signed(api, delivery(TEXT)), 503, "unavailable")
