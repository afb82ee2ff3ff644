"""The secrets that sign messages, by their keys: the secrets themselves are never read."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.storage import channel_keys, code_keys, table_keys
from chalicelib.storage.models import Row
from laporctl.audit.case_items import NOTHING, PATIENCE
from laporctl.audit.findings import Finding
from laporctl.audit.passes import Page, Position
from laporctl.audit.subject import Subject

_SIGNS = table_keys.webhook_secrets("")
OTHERS = (
    *(table_keys.early_webhook_secret(""), table_keys.stack("")),
    *(channel_keys.CHANNEL, channel_keys.SENDING, channel_keys.REPLYING, code_keys.CODES),
)
"""Beginnings of partitions that do not say what they belong to, or belong to another stack, or to the stack itself."""


class SecretsPass:
    """Every item of the table of secrets: a webhook's goes with the webhook."""

    name = "secrets"

    def __init__(self, subject: Subject, page_size: int) -> None:
        self._subject = subject
        self._page_size = page_size

    def page(self, position: Position) -> Page:
        """One page of a scan of keys."""
        start = {"ExclusiveStartKey": position["after"]} if position.get("after") else {}
        answer = self._subject.client.scan(
            TableName=self._subject.secrets, Limit=self._page_size, ProjectionExpression="pk", **start
        )
        partitions = dict.fromkeys(item["pk"]["S"] for item in answer["Items"])
        after = answer.get("LastEvaluatedKey")
        return Page([(pk, self.again(pk)) for pk in partitions], {"after": after} if after else None)

    def again(self, key: str) -> list[Finding]:
        """The secrets of one webhook."""
        return list(self._check(key))

    def _check(self, pk: str) -> Iterator[Finding]:
        if not pk.startswith(_SIGNS):
            if not pk.startswith(OTHERS):
                yield Finding("unknown", pk, "secrets", NOTHING, "an item")
            return
        webhook_id = pk.removeprefix(_SIGNS)
        for agency in dict.fromkeys(self._subject.offices_of_secrets(webhook_id)):
            webhook = self._subject.item(table_keys.webhooks(agency), webhook_id)
            if webhook is None or self._is_long_gone(webhook):
                yield Finding("secret", webhook_id, agency, "a webhook", NOTHING)

    def _is_long_gone(self, webhook: Row) -> bool:
        """Whether it was removed, and so long ago that the last message must have arrived."""
        return bool(webhook.expires_at) and webhook.expires_at < (self._subject.now() - PATIENCE).timestamp()
