"""What commands that belong to the life of a type say, checked: corrections of the type, thanks, extensions, plans."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import type_commands, type_life
from chalicelib.domain.cases.model import TYPES
from chalicelib.domain.deadlines.clocks_of_types import EXTENDED
from chalicelib.domain.errors import FieldError, InvalidInput, NotExtendable
from chalicelib.services.cases import command_words

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.stack import Stack


def facts(stack: Stack, command: type_commands.OfTypes, case: Case, now: datetime) -> Facts:
    """The facts of the event that the command leaves; raises InvalidInput, and NotExtendable where the case's policy
    knows no extension."""
    if isinstance(command, type_commands.Retype):
        return corrected(case, command.type)
    if isinstance(command, type_commands.Extend) and f"respond/{EXTENDED}" not in stack.policy_of(case).clocks:
        raise NotExtendable
    return _planned(stack, command, now) if isinstance(command, type_commands.Plan) else {}


def corrected(case: Case, given: str) -> Facts:
    """The facts of a correction: the type it becomes, and the one it was. Raises InvalidInput for no type, and for the
    one that the case is worked as."""
    becomes = command_words.one_of("/type", given, TYPES)
    if becomes == case.type:
        raise InvalidInput(FieldError("/type", "type_unchanged"))
    return {type_life.TYPE: becomes, "was": case.type}


def _planned(stack: Stack, command: type_commands.Plan, now: datetime) -> Facts:
    forum = command_words.one_of("/forum", command.forum, type_life.FORUMS)
    today = stack.calendar.local_date(now)
    if not today < command.on <= date.fromordinal(today.toordinal() + type_life.LONGEST_PLAN_DAYS):
        raise InvalidInput(FieldError("/on", "promise_range", str(type_life.LONGEST_PLAN_DAYS)))
    return {"forum": forum, "on": command.on.isoformat()}
