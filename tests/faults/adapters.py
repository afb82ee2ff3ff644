"""The adapters of a stack whose time is the test's."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from chalicelib.runtime.adapters import Adapters
from chalicelib.runtime.settings import Settings
from chalicelib.services.ports.case_store import CaseStore
from chalicelib.services.ports.mailer import Mailer
from chalicelib.services.ports.webhook_sender import WebhookSender
from chalicelib.services.stack import Entropy
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.models import Tables


class TimedAdapters(Adapters):
    """The adapters of a deployed stack, but for the clock that orders the feeds, the receivers of webhooks and the
    readers of mails."""

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        clock: Callable[[], datetime],
        entropy: Entropy,
        sender: WebhookSender,
        mailer: Mailer,
    ) -> None:
        super().__init__(settings, tables)
        self._clock, self._entropy, self._sender, self._mailer = clock, entropy, sender, mailer

    @cached_property
    def cases(self) -> CaseStore:
        return DynamoCaseStore(self.tables, self._clock, self._entropy)

    @cached_property
    def mailer(self) -> Mailer:
        return self._mailer

    @cached_property
    def webhook_sender(self) -> WebhookSender:
        return self._sender
