"""Code sending: compares what somebody typed with the contact of a case, and sends a one-time code to it if they are
the same."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases import renewal
from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.notices import sms, text
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.ports.sms_sender import SmsRefused
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity
    from chalicelib.domain.notices.code_order import CodeOrder
    from chalicelib.domain.notices.text import Texts
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.code_keys import CodeKeys
    from chalicelib.services.ports.code_store import CodeStore
    from chalicelib.services.ports.identity_store import IdentityStore
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.ports.sms_sender import SmsSender
    from chalicelib.services.stack import Stack

_TAG_OF_A_CODE = 0
"""What a bounce of such a mail is named by, in the place of an event's number, which begin with 1."""


class CodeOutcome(StrEnum):
    """How the order of a code ended. `not_theirs`: no such case, none that has a contact, or another one. `unsafe`: of
    a hidden case whose reporter did not say that nobody else reads along. `late`: its time was over before it could
    be sent."""

    SENT = "sent"
    NOT_THEIRS = "not_theirs"
    UNSAFE = "unsafe"
    ENOUGH = "enough"
    REFUSED = "refused"
    LATE = "late"


class AskedMeanwhile(Exception):
    """Raised when another code went out for the case in this moment: to be tried again."""


@use_case
class CodeSender:
    """Sends one-time codes, at any hour, because whoever asked waits for it."""

    cases: CaseStore
    identities: IdentityStore
    codes: CodeStore
    keys: CodeKeys
    mailer: Mailer
    stack: Stack
    texts: Texts
    sms: SmsSender | None = None
    """None for a stack that sends none."""

    def carry_out(self, order: CodeOrder, now: datetime) -> CodeOutcome:
        """Carry out an order. Carried out twice it sends the same code again, and gives no more tries. Any error may be
        gone in a moment."""
        key = self.keys.get()
        if key is None or now >= order.at + renewal.VALID_FOR:
            return CodeOutcome.LATE
        try:
            history = self.cases.load_history(order.tracking_id)
        except UnknownCase:
            return CodeOutcome.NOT_THEIRS
        identity = self._identity(order, now)
        contact = renewal.kept(identity, order.by) if identity else None
        if not (identity and contact and renewal.is_same(order.mark, contact, order.tracking_id, key)):
            return CodeOutcome.NOT_THEIRS
        if history.case.filing.anonymous:
            return CodeOutcome.NOT_THEIRS
        if not renewal.is_safe(history.case, history.events):
            return CodeOutcome.UNSAFE
        if not self._put(order, now):
            return CodeOutcome.ENOUGH
        code = renewal.code_of(order.request, order.tracking_id, key)
        to = identity.email if order.by == renewal.MAIL else contact.value
        return self._send(order, history, to or "", code)

    def _identity(self, order: CodeOrder, now: datetime) -> Identity | None:
        identity = self.identities.get(order.tracking_id)
        # DynamoDB deletes an identity a day or two after it has expired.
        return None if identity is None or (identity.until and identity.until <= now) else identity

    def _put(self, order: CodeOrder, now: datetime) -> bool:
        """Whether the code may go out: enough of a case did that day otherwise."""
        before, day = self.codes.last(order.tracking_id), self.stack.calendar.local_date
        same_day = before is not None and day(before.at) == day(now)
        sent = renewal.next_code(before, order.request, order.by, now, same_day=same_day)
        if sent is None:
            return False
        if sent != before and not self.codes.put(order.tracking_id, sent, before):
            raise AskedMeanwhile
        return True

    def _send(self, order: CodeOrder, history: CaseHistory, to: str, code: str) -> CodeOutcome:
        minutes, hidden = int(renewal.VALID_FOR.total_seconds() // 60), not history.case.filing.public
        try:
            if order.by == renewal.MAIL:
                mail = text.code_mail(self.texts, code, minutes, "" if hidden else self.stack.brand)
                self.mailer.send(to, mail, None, f"{order.tracking_id}-{_TAG_OF_A_CODE}")
            elif self.sms:
                words = sms.code_sms(self.texts, code, minutes, hidden=hidden)
                self.sms.send(to, words, f"{order.tracking_id}-{order.request}")
        except (MailRefused, SmsRefused):
            return CodeOutcome.REFUSED
        return CodeOutcome.SENT
