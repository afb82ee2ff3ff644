"""Sending to offices: an order becomes one mail to each person whose role it concerns, or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.office_text import OfficeFacts, office_mail
from chalicelib.domain.notices.officials import ROLES, goes_to_office_at, office_notice
from chalicelib.domain.notices.wishes import Wishes
from chalicelib.services.access.sessions import holds
from chalicelib.services.notices.sent import Sent
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.domain.notices.officials import OfficeNotice
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.stack import Entropy, Stack

PERSON_TAG = "person-"
"""Before the id of a person in what a bounce names a mail by; no case's number begins so."""

TOKEN_BYTES = 16


@use_case
class OfficeNoticeSender:
    """Sends notices to the people of offices. Their addresses are in the user pool alone; each is asked for when a mail
    goes out, and handed to the mailer and nobody else."""

    cases: CaseStore
    people: PeopleStore
    accounts: Accounts
    ledger: NoticeLedger
    wishes: NoticeWishes
    mailer: Mailer
    stack: Stack
    texts: OfficeTexts
    entropy: Entropy
    site: str

    def carry_out(self, order: NoticeOrder, now: datetime) -> Sent:
        """Carry out an order: one mail to each person, unless the function dies between sending it and noting that.
        Somebody whose mail fails keeps nobody else from theirs; the first error is raised when all were tried."""
        notified = self.ledger.of_case(order.tracking_id)
        known = notified.of(order)
        if known:
            return Sent(known.outcome)
        try:
            history = self.cases.load_history(order.tracking_id)
        except UnknownCase:
            return Sent(Outcome.NOTHING)
        notice = office_notice(history.case, history.events, order)
        if notice is None:
            return self._ended(order, Outcome.NOTHING, now)
        at = goes_to_office_at(notice.topic, now, self.stack.calendar)
        if at > now:
            return Sent(None, at - now)
        people = self._concerned(notice, now)
        outcomes = list(self._tell_all(order, history, notice, people, notified, now))
        if failures := [each for each in outcomes if isinstance(each, Exception)]:
            raise failures[0]
        if Outcome.SENDING in outcomes:
            return Sent(None, LEASE)
        return self._ended(order, Outcome.SENT if Outcome.SENT in outcomes else Outcome.NO_CONTACT, now)

    def _concerned(self, notice: OfficeNotice, now: datetime) -> tuple[str, ...]:
        """The people at the office whose role the notice concerns, each once, but who did it."""
        roles = ROLES[notice.topic]
        grants = (each for each in self.people.of_office(notice.agency) if each.role in roles and holds(each, now))
        return tuple(dict.fromkeys(each.person for each in grants if each.person != notice.actor))

    def _tell_all(
        self,
        order: NoticeOrder,
        history: CaseHistory,
        notice: OfficeNotice,
        people: tuple[str, ...],
        notified: Notified,
        now: datetime,
    ) -> Iterator[Outcome | Exception]:
        wishes = self.wishes.of_people(people)
        for person in people:
            own, wanted = order.for_person(person), wishes.get(person, Wishes())
            known = notified.of(own)
            if known and known.outcome is not Outcome.SENDING:
                yield known.outcome
            elif wanted.wants(notice.topic):
                try:
                    yield self._tell(own, person, history, notice, wanted, now)
                except Exception as error:
                    yield error

    def _tell(
        self,
        own: NoticeOrder,
        person: str,
        history: CaseHistory,
        notice: OfficeNotice,
        wanted: Wishes,
        now: datetime,
    ) -> Outcome:
        """How one person's mail ended; SENDING if somebody else is sending it."""
        address = self.accounts.address(person)
        if address is None:
            return Outcome.NO_CONTACT
        if not self.ledger.claim(own, now):
            return Outcome.SENDING
        token = wanted.token or self.wishes.issue_token(person, self.entropy(TOKEN_BYTES).hex(), now)
        facts = self._facts(history, token)
        outcome = Outcome.SENT
        try:
            self.mailer.send(address, office_mail(self.texts, notice, facts), facts.stop, f"{PERSON_TAG}{person}")
        except MailRefused:
            self.wishes.stop(person, Stop.REFUSED, now)
            outcome = Outcome.REFUSED
        self.ledger.close(own, outcome, now)
        return outcome

    def _ended(self, order: NoticeOrder, outcome: Outcome, now: datetime) -> Sent:
        self.ledger.close(order, outcome, now)
        return Sent(outcome)

    def _facts(self, history: CaseHistory, token: str) -> OfficeFacts:
        due = self.stack.schedule(history.case).office_due_at
        return OfficeFacts(
            number=history.case.id,
            due=due.astimezone(self.stack.calendar.zone) if due else None,
            desk=f"{self.site}/meja/",
            stop=f"{self.site}/v1/notices/{token}",
            brand=self.stack.brand,
        )
