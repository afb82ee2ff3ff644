"""Renewal of receipts: a reporter who lost the secret asks for a one-time code, and gets a fresh secret for it. Nothing
here reads a contact: who carries out the order does (`services/notices/code_sending.py`)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import rate_limits
from chalicelib.domain.cases import lifecycle, renewal
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.cases.receipt import (
    RENEWED,
    RENEWED_BY,
    RENEWED_HASH,
    hash_secret,
    parse_receipt_key,
    renewed_secret,
    valid_hash,
)
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput, StaleVersion, UnknownCase, WrongCode
from chalicelib.domain.notices.code_order import CodeOrder
from chalicelib.domain.values import dataclass
from chalicelib.services.exchange import debts
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.access.rate_limiter import RateLimiter
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.code_keys import CodeKeys
    from chalicelib.services.ports.code_store import CodeStore
    from chalicelib.services.ports.notice_queue import NoticeQueue
    from chalicelib.services.stack import Entropy, Stack

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Renewed:
    """A case, its fresh secret, and the moment from which on no other holds."""

    case: Case
    secret: str
    at: datetime


@use_case
class RenewalService:
    """For reporters without their secret. `channels` are those by which the stack sends (`renewal.MAIL`, `SMS`)."""

    cases: CaseStore
    stack: Stack
    event_writer: EventWriter
    codes: CodeStore
    keys: CodeKeys
    queue: NoticeQueue
    rate_limiter: RateLimiter
    entropy: Entropy
    channels: tuple[str, ...]

    def ask(self, typed_id: str, typed_contact: str, now: datetime) -> str:
        """Have a code sent to the contact, if it is that of the case; answers the name of the request (hex), which goes
        with the code. Reads nothing of the case: that it exists, or whose it is, shows neither in the answer nor in its
        time.

        Raises InvalidInput for what is no number or no contact and for a channel that the stack does not send by,
        LivesElsewhere for another stack's number, where the contact is kept, TooManyRequests for a contact that is
        asked for too often.
        """
        tracking_id = self._own(typed_id)
        contact = renewal.read_wanted(typed_contact)
        if contact.by not in self.channels:
            raise InvalidInput(FieldError("/contact", "no_sms_here" if contact.by == renewal.SMS else "no_mails_here"))
        key = self.keys.get() or self.keys.make(self.entropy(renewal.KEY_BYTES))
        self.rate_limiter.take(rate_limits.CODES_FOR_A_CONTACT, renewal.name_of(contact, key), now)
        request = self.entropy(renewal.REQUEST_BYTES).hex()
        mark = renewal.mark_of(contact, tracking_id, key)
        self.queue.send_code(CodeOrder(tracking_id, contact.by, mark, request, now))
        return request

    def renew(self, typed_id: str, request: str, code: str, new_key: str, now: datetime) -> Renewed:
        """The fresh secret, which follows from the reporter's new key; the one before is void. Safe to repeat with the
        same key, also when the first answer was lost.

        Raises InvalidInput, LivesElsewhere, WrongCode, and StaleVersion if the case changed at every try.
        """
        tracking_id = self._own(typed_id)
        request, code = renewal.check_request(request), renewal.check_code(code)
        secret = renewed_secret(parse_receipt_key(new_key, "/new_key"), tracking_id)
        new_hash = hash_secret(tracking_id, secret)
        case = self._load(tracking_id)
        if case and valid_hash(case) == new_hash:
            # Whoever has the key has the secret: what it opens already needs no code.
            return self._renewed(tracking_id, secret)
        # A code that was never sent costs what a wrong one costs: one read, one write.
        tried, key = self.codes.count_try(tracking_id, request, now), self.keys.get()
        if not tried or key is None or not renewal.is_right(code, request, tracking_id, key):
            raise WrongCode
        if not self.codes.use(tracking_id, request, new_hash):
            raise WrongCode
        by = self._channel_of(tracking_id, request)
        return self._write(tracking_id, secret, new_hash, by, now)

    def _own(self, typed_id: str) -> str:
        """The number, of this stack: contacts stay where they were given."""
        tracking_id = parse_tracking_id(typed_id)
        if not tracking_id.startswith(f"{self.stack.province.prefix}-"):
            raise self.stack.not_found_error(tracking_id)
        return tracking_id

    def _channel_of(self, tracking_id: str, request: str) -> str:
        last = self.codes.last(tracking_id)
        if last is None or last.request != request:
            raise WrongCode
        return last.by

    def _load(self, tracking_id: str) -> Case | None:
        try:
            return self.cases.load(tracking_id)
        except UnknownCase:
            return None

    def _renewed(self, tracking_id: str, secret: str) -> Renewed:
        history = self.cases.load_history(tracking_id)
        last = next(event for event in reversed(history.events) if event.kind == RENEWED)
        return Renewed(history.case, secret, last.at)

    def _write(self, tracking_id: str, secret: str, new_hash: bytes, by: str, now: datetime) -> Renewed:
        for attempt in range(_TRIES):
            history = self.cases.load_history(tracking_id)
            if valid_hash(history.case) == new_hash:
                return self._renewed(tracking_id, secret)
            facts: lifecycle.Facts = {RENEWED_HASH: new_hash.hex(), RENEWED_BY: by}
            new_event = lifecycle.decide(history.case, Command.RENEW_RECEIPT, REPORTER, facts=facts)
            owed = debts.owed_by(history, self.stack.province)
            try:
                case, event = self.event_writer.write(history.case, new_event, REPORTER, now, owed=owed)
            except StaleVersion:
                if attempt == _TRIES - 1:
                    raise
            else:
                return Renewed(case, secret, event.at)
        raise AssertionError("unreachable: the last try returns or raises")
