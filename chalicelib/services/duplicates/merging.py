"""Merging: a report of a matter that is already being worked on follows the case of that matter.

Nothing is copied and nobody is written to: the merged case keeps its number and its secret, and whoever looks at it
sees where the followed case stands. A merged case is never left behind: what it is merged into is open at that moment,
which the store checks in the same transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, Case
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput, StaleVersion, UnknownCase
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore


LONGEST_CHAIN = 5
"""How many merges are followed from one case. A case is never merged into a merged one, but one that others were
merged into can be merged later."""

_TRIES = 3


def check_merge(case: Case, into: Case, field: str = "/into") -> None:
    """Whether `case` may be merged into `into`; raises InvalidInput naming `field`.

    Not into itself; not into a merged case (that one names where it went) or one that has ended, because then nobody
    would work on the matter. A public case only into a public one: its timeline names the other. Others also into a
    case that is not public, if the same office handles both.
    """
    if into.id == case.id:
        raise InvalidInput(FieldError(field, "merge_into_itself"))
    if not into.filing.public:
        same_office = case.agency is not None and case.agency == into.agency
        if not same_office:
            raise InvalidInput(FieldError(field, "no_such_report"))
        if case.filing.public:
            raise InvalidInput(FieldError(field, "report_not_public"))
    _check_alive(into, field)


def followed(cases: CaseStore, case: Case) -> Case | None:
    """The case whose state is the answer to a merged one, by one more read (or as many as it was merged onwards). None
    if `case` is not merged, or follows what may not be shown beside it."""
    found = case
    for _ in range(LONGEST_CHAIN):
        if found.merged_into is None:
            break
        try:
            found = cases.load(found.merged_into)
        except UnknownCase:
            return None
    hidden = case.filing.public and not found.filing.public
    return None if found is case or found.merged_into or hidden else found


def target_for(cases: CaseStore, case: Case, typed_id: str, field: str = "/into") -> Case:
    """The case that an office names to merge `case` into, by one read; raises InvalidInput naming `field`."""
    into = _load(cases, typed_id, field)
    check_merge(case, into, field)
    return into


def _load(cases: CaseStore, typed_id: str, field: str) -> Case:
    """Another stack's number is none here: a case cannot follow across stacks."""
    try:
        return cases.load(parse_tracking_id(typed_id, field))
    except UnknownCase:
        raise InvalidInput(FieldError(field, "no_such_report")) from None


def _check_alive(into: Case, field: str) -> None:
    if into.merged_into:
        raise InvalidInput(FieldError(field, "already_merged", into.merged_into))
    if not into.open:
        raise InvalidInput(FieldError(field, "report_has_ended"))


@use_case
class MergingService:
    """Merges cases on their reporters' wish, and finds what merged ones follow."""

    cases: CaseStore
    event_writer: EventWriter

    def followed(self, case: Case) -> Case | None:
        """See `followed`."""
        return followed(self.cases, case)

    def target(self, typed_id: str, field: str) -> Case:
        """The public case that a reporter wants to follow; raises InvalidInput naming `field`."""
        into = _load(self.cases, typed_id, field)
        if not into.filing.public:
            raise InvalidInput(FieldError(field, "no_such_report"))
        _check_alive(into, field)
        return into

    def follow(self, case: Case, into_id: str, now: datetime) -> Case:
        """Merge a reporter's own new case into another; the case after it. If the other has ended or was merged in the
        meantime, or an office has taken the new one further than merging goes, it stays the ordinary case it is."""
        for _ in range(_TRIES):
            if case.merged_into or case.status not in lifecycle.RULES[Command.MERGE].statuses:
                return case
            try:
                check_merge(case, self.cases.load(into_id))
            except InvalidInput:
                return case
            new_event = lifecycle.decide(case, Command.MERGE, REPORTER, facts={"into": into_id})
            try:
                return self.event_writer.write(case, new_event, REPORTER, now)[0]
            except StaleVersion:
                # Routed in the same moment, or the other case has moved on: look at both again.
                case = self.cases.load(case.id)
        return case
