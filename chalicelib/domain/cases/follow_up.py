"""Follow-up after closing: the reporter is asked once whether it is still good, and of a repair once more later. A "no"
opens the case again without argument, and both answers count."""

from dataclasses import replace

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Event, Status
from chalicelib.domain.errors import NotInThisStatus

FIRST, AGAIN = "followup", "recheck"
"""The clocks of the two questions, from the closing on."""

ASKS_AGAIN = "again"
"""The fact of the first question that another one follows: whether repairs hold shows later."""

GOOD = "good"
"""The fact of an answer to the question."""

ASKED = "asked"
"""The kind of event that asks the reporter, who must be told of it."""

_ENDS_QUESTION = frozenset({"followed_up", "reopened", "appealed"})
_ASKS_NOTHING = frozenset({"withdrawn"})
"""Closings of which nobody is asked: the reporter took the report back."""


def check_question(case: Case) -> None:
    """Raises NotInThisStatus unless a question waits for the reporter's answer."""
    if case.status is not Status.CLOSED or not case.asked:
        raise NotInThisStatus(Command.FOLLOW_UP, case.status, ())


def after(case: Case, event: Event) -> Case:
    """The case after an event, as far as the follow-up goes."""
    if event.kind == ASKED:
        again = bool(event.data.get(ASKS_AGAIN))
        return replace(case, asked=True, recheck=again, lapsed=(*case.lapsed, str(event.data["clock"])))
    if event.kind in _ASKS_NOTHING or (event.kind == "closed" and "imported" in event.data):
        return replace(case, lapsed=(*case.lapsed, FIRST))
    if event.kind in _ENDS_QUESTION and (case.asked or case.recheck):
        case = replace(case, asked=False, recheck=case.recheck and event.kind == "followed_up")
    if event.kind in ("reopened", "appealed") and not {FIRST, AGAIN}.isdisjoint(case.lapsed):
        # The next closing is asked about anew.
        return replace(case, lapsed=tuple(clock for clock in case.lapsed if clock not in (FIRST, AGAIN)))
    return case
