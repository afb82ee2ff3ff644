"""The answer templates of an office: read by who works there, written by who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import answer_templates
from chalicelib.domain.cases.answer_templates import Template, Templates
from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import InvalidInput, RoleNotAllowed, StaleVersion
from chalicelib.services.access.authorization import require_office
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.template_store import TemplateStore

MAY_WRITE = (Role.LIAISON, Role.COORDINATOR, Role.ADMIN)
"""Who writes an office's templates: its liaison, the coordinator of its area, an admin."""


@use_case
class TemplateService:
    """Reads and replaces an office's templates."""

    templates: TemplateStore

    def of_office(self, actor: Actor, agency_id: str) -> Templates:
        """The templates of an office, for who may see all its cases. Raises NotYourCase, RoleNotAllowed."""
        require_office(actor, agency_id)
        return self.templates.of_office(agency_id)

    def replace(self, actor: Actor, agency_id: str, version: int, sent: Sequence[Template]) -> Templates:
        """All templates of an office anew, in the place of those that the actor saw; the same ones again change
        nothing. Raises RoleNotAllowed, NotYourCase, InvalidInput and StaleVersion."""
        if actor.role not in MAY_WRITE:
            raise RoleNotAllowed(actor.role, MAY_WRITE)
        require_office(actor, agency_id)
        if errors := answer_templates.check(sent):
            raise InvalidInput(*errors)
        wanted = tuple(answer_templates.normalised(each) for each in sent)
        now = self.templates.of_office(agency_id)
        if now.items == wanted:
            return now
        changed = Templates(version + 1, wanted)
        if now.version != version or not self.templates.replace(agency_id, changed):
            raise StaleVersion(version, now.version)
        return changed
