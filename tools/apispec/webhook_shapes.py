"""The shapes of webhooks: what the API answers about them, and what arrives at their addresses."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.domain.notifications.subscription import CASE_TYPES, PER_OFFICE, Disabled
from tools.apispec.vocabulary import AgencyId, CaseStatus, EventKind, PriorityName, Time, TrackingId, one_of, text

WebhookId = Annotated[str, text("The webhook's id.", "7F3K9Q2MXA0B")]
Secret = Annotated[str, text("Signs the messages. Never shown again.", pattern="^whsec_")]


class WebhookFailure(Struct):
    """The last failure."""

    at: Time
    failure: Annotated[str, text("A code: `timeout`, `tls`, `http_503` and the like.", "http_503")]


class Webhook(Struct):
    """A webhook of an office, and how its deliveries fare."""

    id: WebhookId
    url: Annotated[str, text("Where messages go.", format="uri")]
    types: Annotated[list[str], Meta(description="Types of messages; none means all.")]
    status: Annotated[str, one_of("Whether messages are sent.", ("enabled", "disabled"))]
    created_at: Time
    disabled_for: Annotated[str, one_of("Why nothing is sent.", Disabled)] | None
    disabled_at: Time | None
    failing_since: Annotated[Time | None, text("The first failure after the last success.")]
    last_success_at: Annotated[Time | None, text("Exact to the hour.")]
    last_failure: WebhookFailure | None


class NewWebhook(Webhook):
    """A webhook and its secret."""

    secret: Secret


class Webhooks(Struct):
    """The webhooks of an office."""

    items: Annotated[list[Webhook], Meta(max_length=PER_OFFICE)]


class RotatedSecret(Struct):
    """A new secret; the old one signs too for a day."""

    id: WebhookId
    secret: Secret
    old_secret_until: Time


class TestSent(Struct):
    """A test message under way."""

    id: WebhookId
    message_id: Annotated[str, text("Its `webhook-id`.", "msg_test_7F3K9Q2MXA0B")]


class MessageData(Struct):
    """Of which case. A message never holds a citizen's words or anybody's name."""

    agency: Annotated[AgencyId | None, text("With whom the case stands.")]
    tracking_id: TrackingId | UnsetType = UNSET
    seq: Annotated[int, Meta(description="The event's number; the highest seen counts.", ge=1)] | UnsetType = UNSET
    kind: EventKind | UnsetType = UNSET
    status: CaseStatus | UnsetType | None = UNSET
    priority: Annotated[PriorityName | UnsetType | None, Meta(description="Null for a former office.")] = UNSET
    tell: Annotated[
        str | UnsetType, Meta(description="The roles of the office that must hear of it at once, separated by blanks.")
    ] = UNSET
    citizen_due_at: Annotated[
        Time | UnsetType | None, Meta(description="The citizen's date as the event left it. Null for a former office.")
    ] = UNSET
    office_due_at: Annotated[
        Time | UnsetType | None, Meta(description="The office's date as the event left it. Null for a former office.")
    ] = UNSET
    url: Annotated[str | UnsetType, text("The case as this office sees it.", format="uri")] = UNSET


class Message(Struct):
    """What arrives at an address, by the Standard Webhooks specification."""

    type: Annotated[str, one_of("What happened.", (*CASE_TYPES, "webhook.test"))]
    timestamp: Time
    data: MessageData
