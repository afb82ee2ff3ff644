"""What one stack is: its province, its rules and its calendar. Read once at start, shared by every use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.deadlines import clocks
from chalicelib.domain.errors import LivesElsewhere, UnknownCase

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.deadlines.calendar import Calendar
    from chalicelib.domain.deadlines.clocks import Due, Schedule
    from chalicelib.domain.deadlines.policy import Policy
    from chalicelib.domain.geography.land_mask import LandMask
    from chalicelib.domain.geography.regions import Province
    from chalicelib.domain.routing.jurisdiction import Category, Question

Entropy = Callable[[int], bytes]
"""A source of that many random bytes."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The reference data a stack works with. `policy` names the one that new cases are filed under, `groups` the names
    of the groups of categories by language, `questions` what categories ask, by their `fact`."""

    province: Province
    provinces: Mapping[str, Province]
    regencies: Mapping[str, str]
    categories: Mapping[str, Category]
    policies: Mapping[str, Policy]
    policy: Policy
    calendar: Calendar
    land: LandMask
    groups: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, Question]

    def category(self, category_id: str | None) -> Category | None:
        """The category, or None for a case without one or with one that has left the table since."""
        return self.categories.get(category_id) if category_id else None

    def put_under(self, case: Case, category_id: str | None, *, sensitive: bool = False) -> Facts:
        """What an event says that decides a case's category: its id if it is another, and that the case is sensitive,
        if it or the category is and nothing said so before."""
        category = self.category(category_id)
        facts: Facts = {}
        if category and category.id != case.category:
            facts["category"] = category.id
        if (sensitive or (category and category.sensitive)) and not case.filing.sensitive:
            facts["sensitive"] = True
        return facts

    def unknown(self, tracking_id: str) -> UnknownCase | LivesElsewhere:
        """Why there is no case with this number here: it may be another stack's."""
        prefix = tracking_id[:2]
        return UnknownCase() if prefix == self.province.prefix else LivesElsewhere(tracking_id, prefix)

    def schedule(self, case: Case) -> Schedule:
        """When the case must be looked at next, by the policy it was filed under."""
        return clocks.schedule(case, self.policies[case.filing.policy], self.calendar)

    def forgets(self, case: Case) -> datetime | None:
        """When the reporter's identity must be gone, by the policy the case was filed under; None if it does not say.
        Counted from filing: what no case needs for so long is not kept for one that never ends."""
        limit = self.policies[case.filing.policy].limit("retention", clocks.kind_of(case))
        return limit.expires(case.filing.filed_at, self.calendar) if limit else None

    def due(self, case: Case) -> Due | None:
        """The deadline a citizen is shown."""
        return clocks.due(case, self.policies[case.filing.policy], self.calendar)

    def province_with_code(self, code: str) -> Province | None:
        """The province of a one-part region code."""
        return next((province for province in self.provinces.values() if province.code == code), None)
