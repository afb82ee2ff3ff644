"""Channels: what the gateway of an aggregator hands over."""

from chalicelib.api import schemas
from tools.apispec import shapes
from tools.apispec.model import Answer, Operation

OPERATIONS = (
    Operation(
        id="receiveSms",
        method="POST",
        path="/channels/sms/plain",
        route="/channels/sms/{gateway}",
        tag="channels",
        summary="Hand over an SMS that somebody sent",
        description="For the gateway that the stack is connected with, which sends the answers to who wrote. A message"
        " that comes again is recognised by its `id` and answered as the first time. A gateway whose fields have other"
        " names has another address, `/channels/sms/` and the name of its form.",
        parameters=("Gateway-Signature", "Accept-Language"),
        body=schemas.SmsIn,
        answers={200: Answer("What became of it.", shapes.SmsAnswer, ("Cache-Control",))},
        problems=("unknown_gateway", "wrong_signature", "malformed_json", "body_too_large"),
        examples={
            "a report": {
                "id": "7312",
                "from": "+628120000000",
                "text": "LAPOR jalan berlubang di depan Pasar Induk Sangatta",
            },
        },
    ),
    Operation(
        id="verifyWhatsApp",
        method="GET",
        path="/channels/whatsapp",
        tag="channels",
        summary="Prove that the address is the stack's",
        description="Meta asks once, before it delivers messages.",
        parameters=("hub.mode", "hub.verify_token", "hub.challenge", "Accept-Language"),
        answers={200: Answer("The challenge.", {"type": "string"}, ("Cache-Control",), media_type="text/plain")},
        problems=("unknown_gateway", "wrong_signature"),
    ),
    Operation(
        id="receiveWhatsApp",
        method="POST",
        path="/channels/whatsapp",
        tag="channels",
        summary="Deliver WhatsApp messages, and what became of others",
        description="For Meta, whose Cloud API delivers what people write to the stack's phone. A message that comes"
        " again is recognised by its id. Its answer goes out by WhatsApp, and not with the answer to the request.",
        parameters=("X-Hub-Signature-256", "Accept-Language"),
        body=schemas.WhatsAppIn,
        answers={200: Answer("What became of each message.", shapes.Delivered, ("Cache-Control",))},
        problems=("unknown_gateway", "wrong_signature", "malformed_json", "body_too_large"),
        examples={"nothing": {"entry": []}},
    ),
)
