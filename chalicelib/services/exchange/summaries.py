"""Summaries: each stack sends the centre its figures every hour, and the centre keeps the newest of each stack.

The figures are those of the statistics, so they count public reports alone and cost one query. A message that was lost
is made up for by the next one; one that was late or came twice replaces nothing newer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.domain import validation
from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import RoleNotAllowed
from chalicelib.domain.exchange import summary
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.exchange.summary import Figures, LateOffice, Summary
from chalicelib.domain.routing.jurisdiction import CENTRE
from chalicelib.domain.statistics import counts, open_cases
from chalicelib.domain.statistics.open_cases import LATE, OPEN
from chalicelib.services.exchange.message_checks import CLOCK_SKEW
from chalicelib.services.ports.stack_messenger import UnlinkedStack
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.domain.geography.regions import Province
    from chalicelib.domain.statistics.counts import Cells, Tally
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.stack_messenger import StackMessenger
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.statistics_store import StatisticsStore
    from chalicelib.services.ports.summary_store import SummaryStore
    from chalicelib.services.stack import Stack

AT_THE_CENTRE = (
    Role.OVERSEER, Role.OVERSEER_KEMENPANRB, Role.OVERSEER_KSP, Role.OVERSEER_OMBUDSMAN, Role.ADMIN,
)  # fmt: skip
"""Roles that look after all stacks."""

_MONTHS_BACK = 12
"""How far back the last count of open reports is looked for: clocks move every report that is open within that."""


class StackLine(NamedTuple):
    """A stack, its newest summary if it has sent one, and its address if this stack knows it."""

    province: Province
    summary: Summary | None
    site: str | None


@use_case
class SummarySender:
    """Sends the centre the figures of this stack; the centre's own go into its store at once."""

    store: StatisticsStore
    directory: Directory
    stack: Stack
    register: StackRegister
    messenger: StackMessenger
    kept: SummaryStore

    def send(self, now: datetime) -> str:
        """Send what is counted by now; answers `sent`, `kept` at the centre, or `unlinked` for a stack that no centre
        would believe yet. Safe to run twice."""
        found = self.summarise(now)
        here = self.stack.province
        if here.code == CENTRE:
            self.kept.put(found)
            return "kept"
        centre = self.stack.province_with_code(CENTRE)
        inbox = self.register.inbox_of(centre.prefix) if centre else None
        if inbox is None:
            return "unlinked"
        sender = {"kind": summary.KIND, "from": here.prefix, "from_name": here.name}
        try:
            self.messenger.send(inbox, {**sender, **summary.to_message(found)})
        except UnlinkedStack:
            return "unlinked"
        return "sent"

    def summarise(self, now: datetime) -> Summary:
        """The figures of this stack, and its worst offices: one query of the counts, and one batch of reads for the
        names."""
        today = self.stack.calendar.local_date(now)
        cells = self._open(today)
        total: Tally = {}
        offices = []
        for cell, tally in cells.items():
            if cell.dimension == "region":
                counts.add(total, tally)
            elif cell.dimension == "agency" and cell.key and (figures := figures_of(tally, today)).late:
                offices.append((cell.key, figures))
        offices.sort(key=lambda each: (-each[1].late, each[1].oldest or today, each[0]))
        worst = offices[: summary.MOST_OFFICES]
        names = self.directory.agencies([office for office, _ in worst]) if worst else {}
        late = tuple(
            LateOffice(office, names[office].name if office in names else office, figures) for office, figures in worst
        )
        return Summary(self.stack.province.prefix, now, figures_of(total, today), len(offices), late)

    def _open(self, today: date) -> Cells:
        """What is open now: the present month's count, or the last one before it in which anything happened."""
        month = today.replace(day=1)
        for _ in range(_MONTHS_BACK):
            name = month.isoformat()[:7]
            if name in (found := self.store.open_at_end([name])):
                return found[name]
            month = (month - timedelta(days=1)).replace(day=1)
        return {}


@use_case
class SummaryBook:
    """The centre's book of all stacks."""

    stack: Stack
    kept: SummaryStore
    register: StackRegister

    def receive(self, message: Mapping[str, Any], now: datetime) -> str:
        """Keep a summary that another stack has signed: `summary`, or `known` if there is a newer one. Raises
        RefusedMessage for what no stack could send, and in a stack that is not the centre."""
        if self.stack.province.code != CENTRE:
            raise RefusedMessage("unknown_kind")
        try:
            found = summary.from_message(str(message["from"]), message)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise RefusedMessage("broken") from None
        if found.at > now + CLOCK_SKEW:
            raise RefusedMessage("date")
        if not summary.within(found, self.stack.provinces[found.stack].code):
            raise RefusedMessage("state")
        if any(validation.check("/name", each.name, validation.NAME_LIMIT, 1) for each in found.offices):
            raise RefusedMessage("words")
        return "summary" if self.kept.put(found) else "known"

    def lines(self, actor: Actor) -> list[StackLine]:
        """Every stack of the country, that with the most late reports first, those that never sent anything last; none
        in a stack that is not the centre. For overseers. One query, and one batch of reads for the
        addresses of those that have sent something. Raises RoleNotAllowed."""
        if actor.role not in AT_THE_CENTRE:
            raise RoleNotAllowed(actor.role, AT_THE_CENTRE)
        if self.stack.province.code != CENTRE:
            return []
        known = self.kept.all()
        sites = self.register.sites_of(list(known))
        provinces = self.stack.provinces.values()
        lines = [StackLine(each, known.get(each.prefix), sites.get(each.prefix)) for each in provinces]
        return sorted(lines, key=_worst_first)


def figures_of(tally: Tally, today: date) -> Figures:
    """The figures in counts of what is open and late. Reports from before there were these counts are less than none on
    their days, and left out."""
    late = {day: number for day, number in tally.get(LATE, {}).items() if number > 0}
    oldest = date.fromordinal(min(late)) if late else None
    opened = open_cases.older(tally.get(OPEN, {}), today)
    return Figures(opened, sum(late.values()), late.get(today.toordinal(), 0), oldest)


def _worst_first(line: StackLine) -> tuple[int, int, str]:
    found = line.summary
    return (0, -found.figures.late, line.province.code) if found else (1, 0, line.province.code)
