"""An office's own webhooks."""

from chalicelib.api import schemas
from tools.apispec import webhook_shapes as shapes
from tools.apispec.model import KEY, Answer, Operation
from tools.apispec.operations import samples

_ALL = "/agencies/{agency_id}/webhooks"
_ONE = f"{_ALL}/{{webhook_id}}"
_HEADERS = ("Cache-Control",)


def _on_one(
    name: str,
    method: str,
    end: str,
    summary: str,
    description: str,
    status: int,
    answer: Answer,
    parameters: tuple[str, ...] = (),
) -> Operation:
    return Operation(
        id=name,
        method=method,
        path=_ONE + end,
        tag="webhooks",
        summary=summary,
        description=description,
        proof=KEY,
        parameters=(*parameters, "Accept-Language"),
        answers={status: answer},
        problems=("unknown_webhook",),
    )


OPERATIONS = (
    Operation(
        id="listWebhooks",
        method="GET",
        path=_ALL,
        tag="webhooks",
        summary="List the webhooks of an office, and how their deliveries fare",
        description="Without secrets, which nobody can look up.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The webhooks.", shapes.Webhooks, _HEADERS, example={"items": [samples.WEBHOOK]})},
    ),
    Operation(
        id="addWebhook",
        method="POST",
        path=_ALL,
        tag="webhooks",
        summary="Add a webhook",
        description="At most four to an office. The secret is shown this once. Repeated with the same `Idempotency-Key`"
        " the same webhook is answered, with a new secret; the one before signs for another day.",
        proof=KEY,
        parameters=("Idempotency-Key", "Accept-Language"),
        body=schemas.WebhookIn,
        answers={
            201: Answer(
                "Added.", shapes.NewWebhook, _HEADERS, example=samples.WEBHOOK | {"secret": "whsec_cmFoYXNpYQ=="}
            )
        },
        problems=("too_many_webhooks",),
        examples={
            "some messages": {
                "url": "https://laporan.instansi.go.id/webhook",
                "types": ["complaint.routed", "complaint.replied"],
            }
        },
    ),
    _on_one(
        "removeWebhook",
        "DELETE",
        "",
        "No longer",
        "Forgets the secret. Messages under way are not sent.",
        204,
        Answer("Removed.", None, _HEADERS),
    ),
    _on_one(
        "rotateWebhookSecret",
        "POST",
        "/rotate",
        "A new secret",
        "Messages carry both signatures for a day. A second rotation ends the oldest at once; one that is repeated with"
        " the same `Idempotency-Key` answers a new secret in the place of the last one, and the one before signs on.",
        200,
        Answer("The new secret.", shapes.RotatedSecret, _HEADERS),
        ("Idempotency-Key",),
    ),
    _on_one(
        "testWebhook",
        "POST",
        "/test",
        "Send a test message",
        "Of type `webhook.test`, tried once, also to a webhook that is disabled.",
        202,
        Answer("It is on its way.", shapes.TestSent, _HEADERS),
    ),
    _on_one(
        "enableWebhook",
        "POST",
        "/enable",
        "Send again",
        "What happened meanwhile is not sent: the feed has it.",
        200,
        Answer("The webhook.", shapes.Webhook, _HEADERS),
    ),
    _on_one(
        "disableWebhook",
        "POST",
        "/disable",
        "Send nothing for now",
        "Until it is enabled.",
        200,
        Answer("The webhook.", shapes.Webhook, _HEADERS),
    ),
)
