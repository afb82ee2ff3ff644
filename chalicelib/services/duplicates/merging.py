"""Merging of duplicates: a report of a matter that is already being worked on follows the case of that matter.

Nothing is copied: the merged case keeps its tracking id and its secret, and whoever looks it up sees the status of the
followed case. No merged case is orphaned: the case it is merged into is open at that moment, which the store checks in
the same transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, Case, Role
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput, RoleNotAllowed, StaleVersion, UnknownCase
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.model import Actor, Event
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore


LONGEST_CHAIN = 5
"""How many merges are followed from one case. A case is never merged into a merged one, but one that others were
merged into can be merged later."""

_TRIES = 3


def check_merge(case: Case, into: Case, field: str = "/into") -> None:
    """Raises InvalidInput naming `field` unless `case` may be merged into `into`.

    Not into itself; not into a merged case (the error names the case that one follows) or one that has ended, because
    then nobody would work on the matter. A public case only into a public one: its timeline names the other. A hidden
    one also into a hidden case, if the same office handles both.
    """
    if into.id == case.id:
        raise InvalidInput(FieldError(field, "merge_into_itself"))
    if not into.filing.public:
        same_office = case.agency is not None and case.agency == into.agency
        if not same_office:
            raise InvalidInput(FieldError(field, "no_such_report"))
        if case.filing.public:
            raise InvalidInput(FieldError(field, "report_not_public"))
    _check_open(into, field)


def followed(cases: CaseStore, case: Case) -> Case | None:
    """The case that a merged one follows, by one more read (or as many as it was merged again). None if `case` is not
    merged, or follows a case that may not be shown with it."""
    last = case
    for _ in range(LONGEST_CHAIN):
        if last.merged_into is None:
            break
        try:
            last = cases.load(last.merged_into)
        except UnknownCase:
            return None
    hidden = case.filing.public and not last.filing.public
    return None if last is case or last.merged_into or hidden else last


def target_for(cases: CaseStore, case: Case, typed_id: str, actor: Actor, field: str = "/into") -> Case:
    """The case that an office names to merge `case` into, by two reads; raises InvalidInput naming `field`, and what
    `check_told_apart` raises."""
    into = _load(cases, typed_id, field)
    check_merge(case, into, field)
    check_told_apart(cases.load_history(case.id).events, into, actor, field)
    return into


def check_told_apart(events: Iterable[Event], into: Case, actor: Actor, field: str = "/into") -> None:
    """Keeps a case out of a merge that its reporter has ended. After "this is not the same" nobody merges it into that
    case again, and only a coordinator into another one. Raises InvalidInput naming `field`, and RoleNotAllowed."""
    followed = {event.data["followed"] for event in events if event.kind == "parted" and _is_reporters(event)}
    if into.id in followed:
        raise InvalidInput(FieldError(field, "told_apart"))
    if followed and actor.role is not Role.COORDINATOR:
        raise RoleNotAllowed(actor.role, (Role.COORDINATOR,))


def _is_reporters(event: Event) -> bool:
    return event.actor.role is Role.REPORTER


def _load(cases: CaseStore, typed_id: str, field: str) -> Case:
    """The case with this tracking id in this stack: a case cannot follow one of another stack."""
    try:
        return cases.load(parse_tracking_id(typed_id, field))
    except UnknownCase:
        raise InvalidInput(FieldError(field, "no_such_report")) from None


def _check_open(into: Case, field: str) -> None:
    if into.merged_into:
        raise InvalidInput(FieldError(field, "already_merged", into.merged_into))
    if not into.open:
        raise InvalidInput(FieldError(field, "report_has_ended"))


@use_case
class MergingService:
    """Merges cases at their reporters' request, and finds the cases that merged ones follow."""

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
        _check_open(into, field)
        return into

    def follow(self, case: Case, into_id: str, now: datetime) -> Case:
        """Merge a reporter's own new case into another; answers the case after it. If the other has ended or was merged
        meanwhile, or the new one can no longer be merged, it stays an ordinary case."""
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
                # It was routed in the same moment, or the other case has changed: look at both again.
                case = self.cases.load(case.id)
        return case
