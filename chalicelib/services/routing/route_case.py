"""Routes a new case: disposes it to an office by rules, place and words, or refers it to another stack."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Case, Priority, Status
from chalicelib.domain.cases.priority import highest, of_category
from chalicelib.domain.errors import StaleVersion
from chalicelib.domain.routing import jurisdiction
from chalicelib.services.exchange import stacks
from chalicelib.services.routing.router import Router, RoutingRequest, RoutingResult
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.routing.decision import Decision
    from chalicelib.services.duplicates.finder import DuplicateFinder
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.stack import Stack

_TRIES = 4


@use_case
class RouteCaseService:
    """Routes received cases."""

    cases: CaseStore
    stack: Stack
    event_writer: EventWriter
    duplicates: DuplicateFinder
    stacks: StackRegister
    router: Router

    def route(self, tracking_id: str, now: datetime) -> bool:
        """Dispose a received case to the lowest competent office, or to the coordinator. Safe to repeat: False, and
        nothing happens, if the case was routed before, even by a rival at the same moment."""
        for attempt in range(_TRIES):
            try:
                return self._route(self.cases.load_history(tracking_id), now)
            except StaleVersion:
                # A photo was attached or the reporter wrote between the read and the write: decide on the new state.
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable: the last try returns or raises")

    def _route(self, history: CaseHistory, now: datetime) -> bool:
        case = history.case
        if case.status is not Status.RECEIVED:
            return False
        result = self.router.decide(_request_for(history), now)
        decision, facts = result.decision, self._facts(case, result)
        if "sensitive" not in facts:
            # Before routing, so that a failure in between brings this case here again. A case that follows another
            # never comes here, so its cell has only the case it follows.
            self.duplicates.remember(history)
        new_event = self._to_another_stack(history, result) or lifecycle.decide(
            case,
            Command.ROUTE,
            SYSTEM,
            to=decision.office,
            triage=decision.triage,
            facts=facts | _alternatives(decision),
        )
        self.event_writer.write(case, new_event, SYSTEM, now)
        return True

    def _to_another_stack(self, history: CaseHistory, result: RoutingResult) -> lifecycle.NewEvent | None:
        """The referral to another stack (no wrong door): a case filed here about another province (at the centre: about
        any province), or for a body of the centre, goes to the stack of that province or of the centre if this one
        knows its inbox; about a province that has no stack yet, to the centre, which writes to it. A coordinator
        decides on cases from other stacks, so none goes to and fro by itself."""
        if history.events[0].kind != "filed":
            return None
        place = self.stack.province_with_code(result.region[:2]) if result.region else None
        centre = self.stack.province_with_code(jurisdiction.CENTRE)
        doors = {"outside_province": (place, centre), "central": (centre,)}.get(result.decision.reason, ())
        to = next((each for each in doors if each and stacks.reachable(self.stack, self.stacks, each)), None)
        if to is None:
            return None
        facts = stacks.facts(to) | self._facts(history.case, result)
        return lifecycle.decide(history.case, Command.REFER, SYSTEM, facts=facts)

    def _facts(self, case: Case, result: RoutingResult) -> lifecycle.Facts:
        """The facts of the event: the reason of the decision, the category, priority and region it found, and how sure
        which model was."""
        decision = result.decision
        facts = self.stack.category_facts(case, result.category, sensitive=result.sensitive) | {
            "reason": decision.reason
        }
        if result.region and result.region != case.region:
            facts["region"] = result.region
        category = self.stack.category(result.category or case.category)
        found = highest(case.priority, of_category(category.priority if category else None))
        if found is not Priority.NORMAL:
            # Said again even if it was filed so: statistics count by the office that gets it.
            facts["priority"] = found
        if decision.passed_over:
            facts |= {"passed": decision.passed_over.id, "passed_name": decision.passed_over.name}
        if decision.model:
            facts["model"] = decision.model
        if decision.confidence is not None:
            facts["confidence"] = round(100 * decision.confidence)
        return facts


def _request_for(history: CaseHistory) -> RoutingRequest:
    """The routing request for a case, under its present category and region: for a case from another stack those that
    were decided there."""
    case, content = history.case, history.content
    return RoutingRequest(
        text=validation.title_and_text(case.filing.title, content.text),
        place=content.place,
        category=case.category,
        region=case.region,
        lat=content.lat,
        lon=content.lon,
    )


def _alternatives(decision: Decision) -> lifecycle.Facts:
    """The likely offices for a coordinator, each with its confidence in per cent."""
    if not decision.triage or not decision.alternatives:
        return {}
    likely = (f"{option.office.id}:{round(100 * option.confidence)}" for option in decision.alternatives)
    return {"alternatives": " ".join(likely)}
