"""Sending: carries out the order of a notice, once: by SMS or WhatsApp who reported so, by mail everybody else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.domain.cases import channels
from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.notices import text
from chalicelib.domain.notices.decision import decide
from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.order import REPORTER
from chalicelib.domain.notices.sent import Sent
from chalicelib.domain.notifications import told
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Identity
    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.domain.notices.text import Texts
    from chalicelib.services.channels.reply_addresses import ReplyAddresses
    from chalicelib.services.notices.by_phone import PhoneNotices
    from chalicelib.services.notices.office_sending import OfficeNoticeSender
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.identity_store import IdentityStore
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.stack import Entropy, Stack

MAIL = "mail"
_TOKEN_BYTES = 16


@use_case
class NoticeSender:
    """Sends notices to reporters. Of all that is stored it reads a case, what is known of its notices, and the contact
    of its reporter, which it hands to the mailer and nobody else."""

    cases: CaseStore
    identities: IdentityStore
    ledger: NoticeLedger
    mailer: Mailer
    stack: Stack
    texts: Texts
    entropy: Entropy
    site: str
    offices: OfficeNoticeSender
    by_phone: Mapping[str, PhoneNotices]
    """By channel, those that the stack sends by. A report that came by another is told of by mail."""
    replies: ReplyAddresses | None = None
    """What makes the addresses that mails are replied to."""

    def carry_out(self, order: NoticeOrder, now: datetime) -> Sent:
        """Carry out an order. A mail goes out once, unless the function dies, or is told nothing, between sending it
        and noting that: then again after a lease. Any error but MailRefused may be gone in a moment. What is for an
        office is sent by `offices`."""
        if order.to != REPORTER:
            return self.offices.carry_out(order, now)
        notified = self.ledger.of_case(order.tracking_id)
        known = notified.of(order)
        if known and known.outcome is not Outcome.SENDING:
            return Sent(known.outcome)
        try:
            history = self.cases.load_history(order.tracking_id)
        except UnknownCase:
            return Sent(Outcome.NOTHING)
        decision = decide(order, history.case, history.events, notified, self.stack.calendar, now)
        if decision.until:
            return Sent(None, decision.until - now)
        if decision.notice is None:
            return self._ended(order, decision.outcome or Outcome.NOTHING, now)
        return self._tell(order, history, decision.notice, notified, now)

    def _tell(
        self, order: NoticeOrder, history: CaseHistory, notice: Notice, notified: Notified, now: datetime
    ) -> Sent:
        identity = self.identities.get(order.tracking_id)
        channel, phone, email = self._contacts(history, notice, identity) if identity else ("", None, None)
        if not (phone or email):
            return self._ended(order, Outcome.NO_CONTACT, now)
        if not self.ledger.claim(order, now):
            return Sent(None, LEASE)
        name = f"{order.tracking_id}-{order.seq}"
        # If that phone will never be reached, the next channel has its turn.
        if phone and self.by_phone[channel].tell(phone, notice, self._facts(history, ""), name, now):
            return self._sent(order, history, notice, channel, now)
        if not email:
            return self._refused(order, now)
        token = notified.stop_token or self.ledger.issue_stop(order.tracking_id, self.entropy(_TOKEN_BYTES).hex(), now)
        facts = self._facts(history, token)
        reply_to = self.replies.issue(order.tracking_id, email, now) if self.replies else None
        mail = text.mail(self.texts, notice, facts, can_reply=reply_to is not None)
        try:
            self.mailer.send(email, mail, facts.stop, name, reply_to)
        except MailRefused:
            return self._refused(order, now)
        return self._sent(order, history, notice, MAIL, now)

    def _contacts(self, history: CaseHistory, notice: Notice, identity: Identity) -> tuple[str, str | None, str | None]:
        """The channel by which a phone is told, the phone and the address that a notice may go to, the phone first.
        That a secret was replaced goes to the contact that did not prove it, where there is one; so a phone that was
        typed on the site rings too, by SMS."""
        channel = history.case.channel or ""
        if notice.kind is Kind.RECEIPT:
            channel = channel if channel in self.by_phone else channels.SMS
            phone = identity.phone if notice.proven_by == MAIL or not identity.email else None
        else:
            phone = identity.phone
        return channel, (phone if channel in self.by_phone else None), identity.email

    def _sent(self, order: NoticeOrder, history: CaseHistory, notice: Notice, channel: str, now: datetime) -> Sent:
        # That there is news does not say what the case waits for: who reads it opens the page.
        tells = not notice.hidden and told.is_of_this_wait(history.events, order.seq)
        settles = channel if tells else None
        self.ledger.close(order, Outcome.SENT, now, settles)
        return Sent(Outcome.SENT)

    def _refused(self, order: NoticeOrder, now: datetime) -> Sent:
        self.ledger.stop(order.tracking_id, Stop.REFUSED, now)
        return self._ended(order, Outcome.REFUSED, now)

    def _ended(self, order: NoticeOrder, outcome: Outcome, now: datetime) -> Sent:
        self.ledger.close(order, outcome, now)
        return Sent(outcome)

    def _facts(self, history: CaseHistory, token: str) -> text.Facts:
        case = history.case
        due = self.stack.citizen_due(case)
        return text.Facts(
            number=case.id,
            due=self.stack.calendar.local_date(due.at) if due else None,
            host=urlsplit(self.site).netloc,
            link=f"{self.site}/lacak.html?id={case.id}",
            stop=f"{self.site}/v1/notices/{token}",
            brand=self.stack.brand,
        )
