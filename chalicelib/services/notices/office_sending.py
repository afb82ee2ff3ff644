"""Sending to offices: an order becomes one mail to each person whose role it concerns, or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.notices.ledger import LEASE, Outcome
from chalicelib.domain.notices.office_text import OfficeFacts, office_mail
from chalicelib.domain.notices.officials import OF_ASSIGNEE, ROLES, goes_to_office_at, office_notice
from chalicelib.domain.notices.order import MORNING
from chalicelib.domain.notices.sent import Sent
from chalicelib.domain.notices.wishes import Wishes
from chalicelib.services.access.sessions import holds
from chalicelib.services.notices.people_mail import Letter
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.domain.notices.officials import OfficeNotice
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.domain.notices.text import Mail
    from chalicelib.services.notices.morning_sending import MorningSender
    from chalicelib.services.notices.people_mail import PeopleMail
    from chalicelib.services.ports.assignee_store import AssigneeStore
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.stack import Stack


@use_case
class OfficeNoticeSender:
    """Sends notices to the people of offices; those of the morning are sent by `morning`."""

    cases: CaseStore
    people: PeopleStore
    ledger: NoticeLedger
    wishes: NoticeWishes
    mail: PeopleMail
    stack: Stack
    texts: OfficeTexts
    site: str
    assignees: AssigneeStore
    morning: MorningSender

    def carry_out(self, order: NoticeOrder, now: datetime) -> Sent:
        """Carry out an order: one mail to each person, unless the function dies between sending it and noting that.
        Raises what a mail failed with, when all were tried."""
        if order.to == MORNING:
            return self.morning.carry_out(order, now)
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
        people = self._concerned(order.tracking_id, notice, now)
        known_of = [each.outcome for each in (notified.of(order.for_person(person)) for person in people) if each]
        outcomes = self.mail.send_all(self._letters(order, history, notice, people, notified), now)
        if Outcome.SENDING in outcomes:
            return Sent(None, LEASE)
        sent = Outcome.SENT in (*outcomes, *known_of)
        return self._ended(order, Outcome.SENT if sent else Outcome.NO_CONTACT, now)

    def _concerned(self, tracking_id: str, notice: OfficeNotice, now: datetime) -> tuple[str, ...]:
        """The people at the office whose role the notice concerns, each once, but who did it; the one alone whose draft
        or whose case it is."""
        roles = ROLES[notice.topic]
        grants = (each for each in self.people.of_office(notice.agency) if each.role in roles and holds(each, now))
        people = tuple(dict.fromkeys(each.person for each in grants if each.person != notice.actor))
        if notice.topic not in OF_ASSIGNEE:
            return people
        whose = notice.writer or self.assignees.person_of(notice.agency, tracking_id)
        return (whose,) if whose in people else people

    def _letters(
        self,
        order: NoticeOrder,
        history: CaseHistory,
        notice: OfficeNotice,
        people: tuple[str, ...],
        notified: Notified,
    ) -> Iterator[Letter]:
        """To those who want it and have not got it."""
        wishes = self.wishes.of_people(people)
        write = partial(self._write, history, notice)
        for person in people:
            own, wanted = order.for_person(person), wishes.get(person, Wishes())
            known = notified.of(own)
            if wanted.wants(notice.topic) and (known is None or known.outcome is Outcome.SENDING):
                yield Letter(own, person, wanted, write)

    def _write(self, history: CaseHistory, notice: OfficeNotice, stop: str) -> Mail:
        due = self.stack.schedule(history.case).office_due_at
        facts = OfficeFacts(
            number=history.case.id,
            due=due.astimezone(self.stack.calendar.zone) if due else None,
            desk=f"{self.site}/meja/",
            stop=stop,
            brand=self.stack.brand,
        )
        return office_mail(self.texts, notice, facts)

    def _ended(self, order: NoticeOrder, outcome: Outcome, now: datetime) -> Sent:
        self.ledger.close(order, outcome, now)
        return Sent(outcome)
