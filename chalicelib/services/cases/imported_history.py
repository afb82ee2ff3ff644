"""Imported history: what happened to a case in another system, as events that are sealed here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import SYSTEM, Actor, Status
from chalicelib.domain.timestamps import to_milliseconds, to_text
from chalicelib.domain.values import dataclass
from chalicelib.services.event_writer import SALT_BYTES

if TYPE_CHECKING:
    from chalicelib.domain.cases.former_number import Former
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Agency, Case, Event
    from chalicelib.services.stack import Entropy


@dataclass(frozen=True, slots=True)
class Step:
    """An event of a case in another system: `office` is where it went, `actor` who acted, and `reason` the one of
    `lifecycle.ARCHIVE_REASONS` for which it was archived."""

    kind: str
    at: datetime
    note: str = ""
    office: Agency | None = None
    actor: Actor = SYSTEM
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """What is known of a case from another system: when it comes here (`at`), what happened to it there, whether its
    clocks run on from its own days instead of starting now, and the number that it had."""

    at: datetime
    steps: tuple[Step, ...] = ()
    runs_on: bool = False
    former: Former | None = None


def facts(history: Import) -> Facts:
    """What every imported event says: when it came here, and whether the clocks run on."""
    return {"imported": to_text(history.at), **({"runs_on": True} if history.runs_on else {})}


def relive(case: Case, history: Import, entropy: Entropy) -> tuple[Case, tuple[Event, ...]]:
    """An imported case after its steps, and the events that they leave here."""
    events = []
    for step in history.steps:
        event = hash_chain.seal(
            case.id,
            case.version + 1,
            case.chain,
            kind=step.kind,
            at=to_milliseconds(step.at),
            actor=step.actor,
            salt=entropy(SALT_BYTES),
            note=step.note,
            data=facts(history) | _of(step),
        )
        case = fold.apply(case, event)
        events.append(event)
    return case, tuple(events)


def _of(step: Step) -> Facts:
    found: Facts = {"reason": step.reason} if step.reason else {}
    if step.office:
        moved = {"to": step.office.id, "to_name": step.office.name, "tier": step.office.tier.label}
        found |= {**moved, "status": str(Status.ROUTED)}
    return found
