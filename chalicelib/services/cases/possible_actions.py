"""The commands that somebody could give on a case now, for a page that offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.commands import NAMES, Command
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.possible import refusal_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.domain.errors import DomainError
    from chalicelib.services.agencies import AgencyService


@use_case
class PossibleActions:
    """Asks the rules. Only whether an answer needs a second person takes a read, of one office."""

    agencies: AgencyService

    def on(self, case: Case, actor: Actor) -> dict[Command, DomainError | None]:
        """Each command that the actor's role may ever give, and why not now; None where it may."""
        answers = {
            command: refusal_of(case, command, actor)
            for command in NAMES.values()
            if actor.role in RULES[command].roles
        }
        publishes = [each for each in (Command.RESPOND, Command.CORRECT) if each in answers and answers[each] is None]
        if publishes and actor.agency:
            two_person = self.agencies.get(actor.agency).two_person
            answers |= {each: refusal_of(case, each, actor, two_person=two_person) for each in publishes}
        return answers
