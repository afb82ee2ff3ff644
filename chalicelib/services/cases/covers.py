"""The facts of events that cover words of a case, and of those that show them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import covering
from chalicelib.domain.cases.model import COVERS
from chalicelib.domain.cases.visibility import is_involved
from chalicelib.domain.errors import FieldError, InvalidInput, NotYourCase

if TYPE_CHECKING:
    from chalicelib.domain.cases import commands
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.services.ports.case_store import CaseHistory


def cover(command: commands.Cover, history: CaseHistory) -> Facts:
    """The places of the words, wherever they stand and are not covered yet; raises InvalidInput."""
    if command.reason not in covering.REASONS:
        raise InvalidInput(FieldError("/reason", "unknown_choice", ", ".join(covering.REASONS)))
    words = validation.normalise(command.words)
    if errors := validation.check("/words", words, covering.LONGEST_WORDS, covering.SHORTEST_WORDS):
        raise InvalidInput(*errors)
    case = history.case
    parts = covering.parts_of(case, history.content, history.events)
    covers = covering.new_covers(case, covering.find(words, command.reason, parts, case.version + 1))
    if not covers:
        raise InvalidInput(FieldError("/words", "no_such_words"))
    if covering.is_too_much((*case.covers, *covers), parts):
        raise InvalidInput(FieldError("/words", "covers_too_much"))
    return {COVERS: covering.to_fact(covers)}


def uncover(command: commands.Uncover, case: Case, actor: Actor) -> Facts:
    """The event whose covers end. Only who reads what is covered can judge it; raises NotYourCase, InvalidInput."""
    if not any(each.seq == command.seq for each in case.covers):
        raise InvalidInput(FieldError("/seq", "nothing_covered"))
    if not is_involved(case, actor):
        raise NotYourCase(case.agency_name)
    return {"cover": command.seq}
