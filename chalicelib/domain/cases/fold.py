"""The fold: how each event changes a case, whose state is the fold of its events."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from chalicelib.domain.cases import archiving, channels, follow_up, ladder, promises, proposals, type_life
from chalicelib.domain.cases.model import (
    COVERS,
    REDACTED,
    SETTLED,
    TOLD,
    Case,
    Event,
    Filing,
    Priority,
    Status,
)
from chalicelib.domain.cases.redaction import removed_notes, removed_parts
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.timestamps import from_text, to_text

_BECOMES = {
    "accepted": Status.ACCEPTED,
    "progressed": Status.IN_PROGRESS,
    "postponed": Status.POSTPONED,
    "resumed": Status.IN_PROGRESS,
    "responded": Status.RESPONDED,
    "corrected": Status.RESPONDED,
    "reopened": Status.REOPENED,
    "confirmed": Status.CLOSED,
    "closed": Status.CLOSED,
    "withdrawn": Status.CLOSED,
    "thanked": Status.CLOSED,
    "planned": Status.IN_PROGRESS,
    "merged": Status.ARCHIVED,
    "archived": Status.ARCHIVED,
    "referred": Status.REFERRED,
    "resent": Status.REFERRED,
}
ENDINGS = frozenset(kind for kind, status in _BECOMES.items() if status in SETTLED)
"""Kinds of events after which a case is over."""

_TAKES_ON = {"accepted", "progressed", "postponed", "responded", "planned"}
_RESTARTS_CLOCK = {"progressed", "planned", "responded", "reopened", "appealed", "objected", "breached"}
_RESTARTS_RESPOND = {"reopened", "appealed", "objected"}
_EXPIRES = {"breached", "listed"}
_ONCE = {"respond", "overdue"}
_ONCE_AN_OFFICE = "accept"
_TAKE_OVER_COVERS = {"arrived", "returned"}
_MOVES_UP = {"escalated", "breached"}
_LEAVES_OFFICE = frozenset(
    ("refused", "escalated", "disposed", "assigned", "breached", "appealed", "referred", "objected")
)
_ENDS_DRAFT = _LEAVES_OFFICE | {"responded", "sent_back", "thanked"}
_ENDS_PROPOSALS = ENDINGS | {"responded", "referred"}


def begin(filing: Filing, event: Event) -> Case:
    """The case after its first event: `filed`, or `arrived` from another stack. One that was imported keeps the day it
    was filed on, and its clocks start with the import, unless they run on; its routing is owed from the import on."""
    imported = event.data.get("imported")
    came = from_text(str(imported)) if imported else event.at
    at = event.at if event.data.get("runs_on") else came
    case = Case(
        filing,
        Status.RECEIVED,
        event.seq,
        event.hash,
        since=came,
        arrived=at,
        clock_from=at,
        respond_from=at,
        category=filing.category,
        region=filing.region,
        type=filing.type,
        channel=channels.of_first(event),
        imported_at=came if imported and at == came else None,
    )
    case = _prioritised(case, event)
    case = replace(case, ladder=ladder.climbed(case, event))
    return _with_transfer_state(case, event) if event.kind == "arrived" else case


def apply(case: Case, event: Event) -> Case:
    """The case after one more event. Total: it understands every kind of event that `lifecycle` can decide."""
    after = replace(case, version=event.seq, chain=event.hash, ladder=ladder.climbed(case, event))
    if case.status is Status.POSTPONED and event.kind in ("resumed", "replied"):
        after = _resumed(after, event)
    after = _prioritised(after, event)
    if event.kind in _BECOMES:
        after = replace(after, status=_BECOMES[event.kind], since=event.at, told_at=None)
    if "to" in event.data:
        after = _moved(after, event)
    if event.kind in _TAKES_ON:
        after = replace(after, verify_open=False)
    if _is_remembered(event):
        after = replace(after, lapsed=(*after.lapsed, str(event.data["clock"])))
    if event.kind in _RESTARTS_CLOCK or ladder.restarts_clock(event):
        after = replace(after, clock_from=event.at, promised=after.promised if promises.INTERIM in event.data else None)
    if event.kind in _RESTARTS_RESPOND:
        lapsed = tuple(clock for clock in after.lapsed if clock != "respond")
        after = replace(after, answered=False, respond_from=event.at, lapsed=lapsed)
    after = _without_pending(after, event)
    if TOLD in event.data:
        after = _told(after, event)
    step = _STEPS.get(event.kind)
    after = follow_up.after(type_life.after(step(after, event) if step else after, event), event)
    return _covered(after, event) if COVERS in event.data and event.kind not in _TAKE_OVER_COVERS else after


def fold(filing: Filing, events: Iterable[Event]) -> Case:
    """The state after a complete run of events."""
    stream = iter(events)
    case = begin(filing, next(stream))
    for event in stream:
        case = apply(case, event)
    return case


def _moved(case: Case, event: Event) -> Case:
    data = event.data
    agency = str(data["to"])
    return replace(
        _with_category_and_region(case, event),
        status=Status(str(data["status"])),
        since=event.at,
        told_at=None,
        arrived=event.at,
        agency=agency,
        agency_name=str(data["to_name"]),
        tier=Tier.named(str(data["tier"])),
        escalations=case.escalations + (event.kind in _MOVES_UP),
        supporting=tuple(each for each in case.supporting if each != agency),
        lapsed=_lapsed_anywhere(case),
        # A reprimand is the office's that got it; it stays on record.
        warning=None,
    )


def _lapsed_anywhere(case: Case) -> tuple[str, ...]:
    """The clocks that have expired and are not those of one office."""
    return tuple(clock for clock in case.lapsed if clock != _ONCE_AN_OFFICE and not clock.startswith("tier/"))


def _is_remembered(event: Event) -> bool:
    """Whether the clock that the event names counts no more: for good, or at the office that the case stays with."""
    clock = event.data.get("clock")
    if event.kind == "breached" and clock == _ONCE_AN_OFFICE:
        return "to" not in event.data
    return event.kind == "lapsed" or (event.kind in _EXPIRES and clock in _ONCE)


def _prioritised(case: Case, event: Event) -> Case:
    """The case with the priority that the event states; the clock for taking it on counts again."""
    priority = Priority(str(event.data.get("priority") or case.priority))
    if priority is case.priority:
        return case
    lapsed = tuple(clock for clock in case.lapsed if clock != _ONCE_AN_OFFICE)
    return replace(case, priority=priority, prioritised_at=event.at, lapsed=lapsed)


def _with_category_and_region(case: Case, event: Event) -> Case:
    """The case with the category and region that the event states; what it leaves out stays as it was. A case that
    turns out to be sensitive stays so."""
    category, region = (str(event.data.get(name) or "") for name in ("category", "region"))
    filing = replace(case.filing, sensitive=True) if event.data.get("sensitive") else case.filing
    return replace(case, filing=filing, category=category or case.category, region=region or case.region)


def transfer_state(case: Case) -> dict[str, str | int | bool]:
    """The part of the state that the next stack must know, so that no clock restarts because a case moves, and no
    decision is made twice."""
    return {
        "category": case.category or "",
        "region": case.region or "",
        "breached": case.breached,
        "begun": case.begun,
        "answered": case.answered,
        "verify_open": case.verify_open,
        "clock_from": to_text(case.clock_from),
        "respond_from": to_text(case.respond_from),
        "lapsed": " ".join(_lapsed_anywhere(case)),
        "hops": case.hops,
        "escalations": case.escalations,
        **({"imported": to_text(case.imported_at)} if case.imported_at else {}),
        **({"priority": case.priority} if case.prioritised_at else {}),
        **({type_life.TYPE: case.type} if case.type != case.filing.type else {}),
        **({"extended": True} if case.extended else {}),
        **_carried_covers(case),
    }


def _carried_covers(case: Case) -> dict[str, str]:
    """What is covered goes with the case, so that the public of the next stack does not read it either."""
    if not case.covers:
        return {}
    # Here, as below, because few cases have anything covered.
    from chalicelib.domain.cases import covering

    fact = covering.to_fact(covering.carried(case))
    return {COVERS: fact} if fact else {}


def _with_transfer_state(case: Case, event: Event) -> Case:
    """The case with the `transfer_state` that came with it. Older messages lack category and region: then those that
    were filed, or known here before, count."""
    data = event.data
    return replace(
        _with_covers_that_came(_with_category_and_region(case, event), event),
        breached=bool(data["breached"]),
        begun=bool(data["begun"]),
        answered=bool(data["answered"]),
        verify_open=bool(data["verify_open"]),
        clock_from=from_text(str(data["clock_from"])),
        respond_from=from_text(str(data["respond_from"])),
        lapsed=tuple(str(data["lapsed"]).split()),
        hops=int(data["hops"]),
        escalations=int(data["escalations"]),
        type=str(data.get(type_life.TYPE) or case.filing.type),
        extended=bool(data.get("extended")),
        referred_to=None,
        handed_over=False,
    )


def _with_covers_that_came(case: Case, event: Event) -> Case:
    """The case with what is covered in the stack that it comes from, in the place of what had gone there covered."""
    from chalicelib.domain.cases import covering

    came = covering.covered_by(event)
    stays = tuple(each for each in case.covers if each.part not in covering.CARRIED)
    return replace(case, covers=(*stays, *came)) if came else case


def _covered(case: Case, event: Event) -> Case:
    from chalicelib.domain.cases import covering

    return replace(case, covers=(*case.covers, *covering.covered_by(event)))


def _uncovered(case: Case, event: Event) -> Case:
    """The case without what one event covered, or what another stack shows again."""
    if "cover" in event.data:
        return replace(case, covers=tuple(each for each in case.covers if each.seq != event.data["cover"]))
    from chalicelib.domain.cases import covering

    shown = {each.place for each in covering.shown_by(event)}
    return replace(case, covers=tuple(each for each in case.covers if each.place not in shown))


def _referred(case: Case, event: Event) -> Case:
    prefix = str(event.data["stack"])
    return replace(_with_category_and_region(case, event), referred_to=prefix, promised=None, hops=case.hops + 1)


def _resumed(case: Case, event: Event) -> Case:
    """The reporter's time does not count against the office: its clocks start later by the time it waited."""
    waited = event.at - case.since
    return replace(
        case,
        status=Status.IN_PROGRESS,
        since=event.at,
        told_at=None,
        clock_from=case.clock_from + waited,
        respond_from=case.respond_from + waited,
    )


def _without_pending(case: Case, event: Event) -> Case:
    """The case without the draft and the proposals that the event ends."""
    if event.kind in _ENDS_DRAFT:
        case = replace(case, draft=None, draft_key=None, approved=False, sent_back=False)
    if event.kind in _ENDS_PROPOSALS or "to" in event.data:
        return replace(case, proposals=())
    return proposals.without(case, event)


def _told(case: Case, event: Event) -> Case:
    """The reporter knows what the case waits for: by a notice, or because the reporter opened the case or acted on
    it. Only the first time counts. The event says so itself: states from before this was kept stay what they were."""
    if not case.waits_for_reporter or case.told_at:
        return case
    return replace(case, told_at=event.at)


def _progressed(case: Case, event: Event) -> Case:
    promised = event.data.get(promises.PROMISED)
    return replace(case, begun=True, promised=date.fromisoformat(str(promised)) if promised else case.promised)


def _drafted(case: Case, event: Event) -> Case:
    return replace(case, draft=event.seq, draft_key=event.actor.key, approved=False, sent_back=False)


def _replied(case: Case, event: Event) -> Case:
    """After a reply to its response, the office has as long again before the case closes."""
    if case.status is not Status.RESPONDED:
        return case
    return replace(case, since=event.at, told_at=event.at if TOLD in event.data else None)


def _rated(case: Case, event: Event) -> Case:
    return replace(case, rating=int(event.data["rating"]))


def _redacted(case: Case, event: Event) -> Case:
    gone = removed_parts(event) | {f"note/{seq}" for seq in removed_notes(event)}
    case = replace(case, covers=tuple(each for each in case.covers if each.part not in gone))
    if "title" not in removed_parts(event):
        return case
    return replace(case, filing=replace(case.filing, title=REDACTED), retitled="")


def _retitled(case: Case, event: Event) -> Case:
    """The case under its new title, which is the event's note. What was covered in the title before means nothing in
    it; what the new one says again of that is covered by the event itself."""
    covers = tuple(each for each in case.covers if each.part != "title")
    return replace(case, retitled=event.note, covers=covers)


_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "progressed": _progressed,
    "replied": _replied,
    "rated": _rated,
    "breached": lambda case, event: replace(case, breached=True),
    "refused": lambda case, event: replace(case, hops=case.hops + 1),
    "responded": lambda case, event: replace(case, begun=True, answered=True),
    "drafted": _drafted,
    "approved": lambda case, event: replace(case, approved=True),
    "sent_back": lambda case, event: replace(case, sent_back=True),
    "supported": lambda case, event: replace(case, supporting=(*case.supporting, str(event.data["agency"]))),
    "merged": lambda case, event: replace(case, merged_into=str(event.data["into"]), archived_for="merged"),
    "parted": archiving.parted,
    "archive_proposed": proposals.proposed,
    "promise_proposed": proposals.proposed,
    "archived": lambda case, event: replace(case, archived_for=str(event.data["reason"])),
    "objected": lambda case, event: replace(case, archived_for=None),
    "retitled": _retitled,
    "redacted": _redacted,
    "uncovered": _uncovered,
    "erased": _redacted,
    "referred": _referred,
    "handed_over": lambda case, event: replace(case, handed_over=True),
    "returned": _with_transfer_state,
    "warned": lambda case, event: replace(case, warnings=case.warnings + 1, warning=event.seq),
    "receipt_renewed": lambda case, event: replace(case, renewed_hash=bytes.fromhex(str(event.data["secret_hash"]))),
    "warning_answered": lambda case, event: replace(case, warning=None),
}
