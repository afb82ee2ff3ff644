"""What somebody could do with a case now, and why not the rest: what `lifecycle.check` and the second person say, asked
before anybody acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import archiving
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.lifecycle import check, require_publisher, require_second_person
from chalicelib.domain.cases.marks import ARCHIVING, PROMISE
from chalicelib.domain.errors import DomainError, NoProposal

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Case


_AGREES = {Command.APPROVE_ARCHIVE: ARCHIVING, Command.APPROVE_PROMISE: PROMISE}
_DECLINES = {Command.REFUSE_ARCHIVE: ARCHIVING, Command.REFUSE_PROMISE: PROMISE}


def refusal_of(case: Case, command: Command, actor: Actor, *, two_person: bool = False) -> DomainError | None:
    """Why `actor` may not give `command` on `case` now, whatever it says; None if it may. `two_person` is whether the
    actor's office publishes nothing that a second person has not approved."""
    try:
        check(case, command, actor)
        if command in _AGREES:
            archiving.check_second_person(case, actor, _AGREES[command])
        if command in _DECLINES and case.proposal(_DECLINES[command]) is None:
            raise NoProposal
        if command in (Command.APPROVE, Command.SEND_BACK):
            require_second_person(case, actor, publishing=False)
        if command in (Command.RESPOND, Command.CORRECT) and two_person:
            require_publisher(case, actor, correcting=command is Command.CORRECT)
    except DomainError as error:
        return error
    return None
