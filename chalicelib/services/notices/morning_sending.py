"""Sending in the morning: what the cases of an office need of each of its people today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.domain.cases.marks import DraftState
from chalicelib.domain.cases.model import AT_AN_OFFICE, Priority, Role, Status, is_hidden
from chalicelib.domain.geography.regions import region_of
from chalicelib.domain.notices.ledger import LEASE, Outcome
from chalicelib.domain.notices.morning import QueueLine, is_time, morning_of, working_days_left
from chalicelib.domain.notices.morning_text import morning_mail, week_mail
from chalicelib.domain.notices.officials import MORNING_ROLES, Topic
from chalicelib.domain.notices.order import day_of
from chalicelib.domain.notices.sent import Sent
from chalicelib.domain.notices.week import begins_week
from chalicelib.domain.notices.wishes import Wishes
from chalicelib.services.access.sessions import holds
from chalicelib.services.notices.people_mail import Letter
from chalicelib.services.ports.assignee_store import MOST_READ
from chalicelib.services.ports.case_store import QueueQuery
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.morning import Morning
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.domain.notices.text import Mail
    from chalicelib.domain.notices.week import Week
    from chalicelib.services.notices.people_mail import PeopleMail
    from chalicelib.services.notices.weeks import WeekService
    from chalicelib.services.ports.assignee_store import AssigneeStore
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.stack import Stack

MOST_LINES = 200
"""Of an office's queue, the most urgent: who has more reads the rest at the desk."""


@use_case
class MorningSender:
    """Sends an office's morning mails, one to each person who has something to read, and none to the others; and on the
    first working day of a week the region's week to its head."""

    cases: CaseStore
    people: PeopleStore
    ledger: NoticeLedger
    wishes: NoticeWishes
    mail: PeopleMail
    stack: Stack
    texts: OfficeTexts
    site: str
    weeks: WeekService
    assignees: AssigneeStore

    def carry_out(self, order: NoticeOrder, now: datetime) -> Sent:
        """Carry out an order of today's; one of yesterday's is no news. Safe to repeat. Raises what a mail failed with,
        when all were tried."""
        calendar = self.stack.calendar
        if calendar.local_date(now) != day_of(order) or not is_time(now, calendar):
            return Sent(Outcome.NOTHING)
        if known := self.ledger.entries((order,)).get(order):
            return Sent(known.outcome)
        roles = self._roles(order.tracking_id, now)
        letters = [*self._letters(order, roles, now), *self._weeks(order, roles, now)]
        outcomes = self.mail.send_all(self._unsent(letters), now)
        if Outcome.SENDING in outcomes:
            return Sent(None, LEASE)
        outcome = Outcome.SENT if letters else Outcome.NOTHING
        self.ledger.close(order, outcome, now)
        return Sent(outcome)

    def _roles(self, office: str, now: datetime) -> dict[str, set[Role]]:
        """The roles of each person at an office, as far as they are written to in the morning."""
        roles: defaultdict[str, set[Role]] = defaultdict(set)
        for grant in self.people.of_office(office):
            if grant.role in (*MORNING_ROLES, Role.REGION_HEAD) and holds(grant, now):
                roles[grant.person].add(grant.role)
        return roles

    def _lines(self, office: str, now: datetime) -> tuple[QueueLine, ...]:
        """What the office has to do something about, the most urgent first."""
        calendar, today = self.stack.calendar, self.stack.calendar.local_date(now)
        return tuple(
            QueueLine(
                each.id,
                each.status,
                working_days_left(today, each.due_at, calendar),
                hidden=is_hidden(each.flags),
                emergency=each.priority is Priority.EMERGENCY,
                drafted=each.draft is DraftState.WAITING,
                sent_back=each.draft is DraftState.SENT_BACK,
            )
            for each in self.cases.queue(QueueQuery(office, MOST_LINES)).items
            if each.status in (*AT_AN_OFFICE, Status.TRIAGE)
        )

    def _letters(self, order: NoticeOrder, roles: dict[str, set[Role]], now: datetime) -> Iterator[Letter]:
        """To those whose role works cases. The queue is read once, if there is anybody."""
        at_work = {person: held for person, held in roles.items() if held & set(MORNING_ROLES)}
        lines = self._lines(order.tracking_id, now) if at_work else ()
        wishes = self.wishes.of_people(at_work) if lines else {}
        # Who left, or is not written to, has nothing any more: the date is everybody's again.
        rows = self.assignees.of_office(order.tracking_id, MOST_READ) if lines else ()
        had = {each.case: each.person for each in rows}
        kept = {case: person for case, person in had.items() if person in at_work}
        for person, held in at_work.items():
            wanted = wishes.get(person, Wishes())
            others = {case for case, each in kept.items() if each != person}
            morning = morning_of(lines, held, wanted.off, others) if wanted.stopped is None else None
            if morning:
                yield Letter(order.for_person(person), person, wanted, partial(self._write, morning))

    def _weeks(self, order: NoticeOrder, roles: dict[str, set[Role]], now: datetime) -> Iterator[Letter]:
        """To the heads of the region, on the first working day of a week."""
        heads = [person for person, held in roles.items() if Role.REGION_HEAD in held]
        today = self.stack.calendar.local_date(now)
        if not heads or not begins_week(today, self.stack.calendar):
            return
        week = self.weeks.of(region_of(order.tracking_id), today)
        wishes = self.wishes.of_people(heads)
        for person in heads:
            wanted = wishes.get(person, Wishes())
            if wanted.wants(Topic.WEEK) and not week.empty:
                yield Letter(order.for_person(person, "-week"), person, wanted, partial(self._write_week, week))

    def _unsent(self, letters: list[Letter]) -> Iterator[Letter]:
        known = self.ledger.entries(each.order for each in letters)
        for letter in letters:
            entry = known.get(letter.order)
            if entry is None or entry.outcome is Outcome.SENDING:
                yield letter

    def _write(self, morning: Morning, stop: str) -> Mail:
        return morning_mail(self.texts, morning, f"{self.site}/meja/", stop, self.stack.brand)

    def _write_week(self, week: Week, stop: str) -> Mail:
        return week_mail(self.texts, week, f"{self.site}/meja/", stop, self.stack.brand)
