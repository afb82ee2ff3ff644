"""WhatsApp by the Cloud API, here its stand-in on this machine."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.channels.message import Button
from chalicelib.gateways.whatsapp import CloudApi, WhatsAppFailed
from chalicelib.services.ports.whatsapp import Photo, WhatsAppRefused, WindowClosed
from laporctl.whatsapp_stand_in import StandIn, stand_in

PHONE = "+6281200000000"
YES = Button("Ya", "YA KI-1")


@pytest.fixture
def meta() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


def api(meta: StandIn) -> CloudApi:
    return CloudApi(f"http://127.0.0.1:{meta.server_port}/v23.0", "108", lambda: "rahasia")


def test_texts_buttons_and_templates_go_out_with_token_and_tag(meta: StandIn) -> None:
    api(meta).send_text(PHONE, "satu")
    api(meta).send_text(PHONE, "dua", [YES], tag="KI-1-2")
    api(meta).send_text(PHONE, "tiga", asks_place=True)
    api(meta).send_template(PHONE, "lapor_closed", ["KI-1"], [YES], tag="KI-1-3")
    assert {(path, token) for path, token, _ in meta.came} == {("/v23.0/108/messages", "Bearer rahasia")}
    text, buttons, place, template = meta.messages_to(PHONE)
    assert (text["text"], text["to"]) == ({"body": "satu"}, "6281200000000")
    assert buttons["interactive"]["action"]["buttons"] == [{"type": "reply", "reply": {"id": "YA KI-1", "title": "Ya"}}]
    assert buttons["biz_opaque_callback_data"] == "KI-1-2"
    assert place["interactive"]["type"] == "location_request_message"
    assert (template["template"]["name"], template["template"]["language"]) == ("lapor_closed", {"code": "id"})
    body, below = template["template"]["components"]
    assert body["parameters"] == [{"type": "text", "text": "KI-1"}]
    assert below["parameters"] == [{"type": "payload", "payload": "YA KI-1"}]


@pytest.mark.parametrize(
    ("status", "code", "raised"),
    [
        (400, 131026, WhatsAppRefused),
        (400, 131047, WindowClosed),
        (400, 132001, WhatsAppFailed),
        (401, 190, WhatsAppFailed),
        (429, 130429, WhatsAppFailed),
        (500, 1, WhatsAppFailed),
    ],
)
def test_an_error_means_what_its_code_says_and_names_no_phone(
    meta: StandIn, status: int, code: int, raised: type[Exception]
) -> None:
    meta.status, meta.code = status, code
    with pytest.raises(raised) as error:
        api(meta).send_text(PHONE, "satu")
    assert "6281200000000" not in str(error.value)


def test_a_photo_is_fetched_unless_it_is_gone_or_too_large(meta: StandIn) -> None:
    meta.photos["77"] = ("image/jpeg", b"pixels")
    assert api(meta).fetch("77", 6) == Photo("image/jpeg", b"pixels")
    assert api(meta).fetch("77", 5) is None
    assert api(meta).fetch("78", 6) is None


def test_the_token_goes_to_no_other_host(meta: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CloudApi, "_ask", lambda *_, **__: (200, b'{"url": "https://elsewhere.example/x"}'))
    with pytest.raises(WhatsAppFailed, match="host"):
        api(meta).fetch("77", 6)


def test_in_production_the_connection_is_encrypted() -> None:
    from chalicelib.gateways import whatsapp

    connection = whatsapp._connection(whatsapp.urlsplit("https://graph.facebook.com/v23.0"))
    assert type(connection).__name__ == "HTTPSConnection"
