"""The stack: its province, its rules and its calendar. Read once at start, shared by every use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.deadlines import clocks
from chalicelib.domain.errors import FieldError, LivesElsewhere, UnknownCase
from chalicelib.domain.geography import regions
from chalicelib.domain.values import dataclass

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
"""A source of so many random bytes."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The reference data of a stack. `policy` is the one that new cases are filed under, `groups` the names of the
    groups of categories by language, `questions` the questions of categories, by their `fact`, `bodies` the names of
    the bodies of the centre, by agency id, `how_to` what to bring and where to go, by category and language, for those
    that are asked about most, and `brand` the name under which citizens know the service."""

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
    bodies: Mapping[str, str]
    how_to: Mapping[str, Mapping[str, str]]
    brand: str

    def category(self, category_id: str | None) -> Category | None:
        """The category, or None for a case without one or with one that has left the table since."""
        return self.categories.get(category_id) if category_id else None

    def category_facts(self, case: Case, category_id: str | None, *, sensitive: bool = False) -> Facts:
        """The facts of an event that decides a case's category: its id if it changes, and `sensitive` if the case turns
        out to be so by this event or by the category."""
        category = self.category(category_id)
        facts: Facts = {}
        if category and category.id != case.category:
            facts["category"] = category.id
        if (sensitive or (category and category.sensitive)) and not case.filing.sensitive:
            facts["sensitive"] = True
        return facts

    def check_draft(
        self, category: str | None, region: str | None, lat: float | None, lon: float | None
    ) -> list[FieldError]:
        """The errors of the category, the region and the point of a report that is still being written."""
        errors = []
        if category and category not in self.categories:
            errors.append(FieldError("/category", "unknown_category"))
        if region and not regions.is_code(region):
            errors.append(FieldError("/region", "region_shape", regions.SHAPES))
        if lat is not None and lon is not None and not self.land.contains(lat, lon):
            errors.append(FieldError("/coordinates", "not_on_land"))
        return errors

    def not_found_error(self, tracking_id: str) -> UnknownCase | LivesElsewhere:
        """The error for a tracking id that this stack has no case with: it may be another stack's."""
        prefix = tracking_id[:2]
        return UnknownCase() if prefix == self.province.prefix else LivesElsewhere(tracking_id, prefix)

    def policy_of(self, case: Case) -> Policy:
        """The policy that a case was filed under. The stack's own for a case that names one that is not shipped any
        more: one such id would otherwise leave thousands of cases without a clock and without an answer."""
        return self.policies.get(case.filing.policy, self.policy)

    def schedule(self, case: Case) -> Schedule:
        """The next timer and the deadlines of a case, by the policy it was filed under."""
        return clocks.schedule(case, self.policy_of(case), self.calendar)

    def identity_expires_at(self, case: Case) -> datetime | None:
        """When the reporter's identity must be deleted (retention), by the policy the case was filed under; None if the
        policy does not limit it. Counted from filing: an identity that no case needs for so long is not kept for a case
        that never ends."""
        limit = self.policy_of(case).limit("retention", *clocks.kinds_of(case))
        return limit.expires(case.filing.filed_at, self.calendar) if limit else None

    def citizen_due(self, case: Case) -> Due | None:
        """Until when the next step that the citizen sees is owed."""
        return clocks.citizen_due(case, self.policy_of(case), self.calendar)

    def office_due(self, case: Case) -> Due | None:
        """When the office that holds the case loses it, or has broken a deadline."""
        return clocks.office_due(case, self.policy_of(case), self.calendar)

    def province_with_code(self, code: str) -> Province | None:
        """The province of a one-part region code."""
        return next((province for province in self.provinces.values() if province.code == code), None)
