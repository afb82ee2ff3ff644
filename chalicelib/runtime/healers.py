"""Puts together what the sweep has made up for when an event was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.deadlines.sweep import Healer
    from chalicelib.services.notifications.webhook_publisher import WebhookPublisher


def healers(adapters: Adapters, publisher: WebhookPublisher) -> dict[str, Healer]:
    """By the name under which the sweep counts them."""
    from chalicelib.services.attachments.waiting_files import WaitingFiles
    from chalicelib.services.notifications.webhook_reconciler import WebhookReconciler

    found: dict[str, Healer] = {
        "webhooks": WebhookReconciler(adapters.webhooks, adapters.feeds, adapters.webhook_ledger, publisher),
        "photos": WaitingFiles(adapters.files, adapters.start_cleaning),
    }
    if adapters.settings.mail_function:
        from chalicelib.services.channels.mail_inbound import ARRIVED

        found["mails"] = WaitingFiles(adapters.files, adapters.start_reading, ARRIVED, str)
    return found
