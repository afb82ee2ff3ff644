"""Admission: which messages of other stacks are dealt with, and where the others go.

A message is let in if the stack it names as its sender has signed it, and if it says nothing that could not be. Every
other one is kept for the operator with the reason; it is not tried again by itself, because it would be refused again.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.exchange import summary
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.exchange.signature import opened
from chalicelib.services.exchange.message_checks import check_message
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.exchange.referral import ReferralService
    from chalicelib.services.exchange.summaries import SummaryBook
    from chalicelib.services.ports.refused_messages import RefusedMessages
    from chalicelib.services.ports.stack_secrets import StackSecrets
    from chalicelib.services.stack import Stack

REFUSED = "refused"
"""The outcome of a message that was not let in."""


@use_case
class AdmissionService:
    """Receives what lies in the inbox."""

    stack: Stack
    secrets: StackSecrets
    refused: RefusedMessages
    referral: ReferralService
    summaries: SummaryBook

    def receive(self, envelope: str, now: datetime) -> str:
        """Process one envelope; answers the outcome (that of the service that receives it), or `refused`. Raises what
        must be tried again: StaleVersion, UnknownCase for a message that was faster than its case, and failures
        below."""
        try:
            message = opened(envelope, self.secrets.of_sender)
            check_message(message, self.stack, now)
            if message["kind"] == summary.KIND:
                return self.summaries.receive(message, now)
            return self.referral.receive(message, now)
        except RefusedMessage as refusal:
            self.refused.keep(envelope, refusal.reason, now)
            return REFUSED
