"""Who may ask for what lies with an office. What they may *do* there the table of commands decides."""

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.visibility import VIEWS, may_ask, may_read_all
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed, UnknownAgency
from chalicelib.domain.geography.regions import AGENCY_ID

OVERSEES = (
    Role.AUDITOR,
    Role.OVERSEER,
    Role.OVERSEER_KEMENPANRB,
    Role.OVERSEER_KSP,
    Role.OVERSEER_OMBUDSMAN,
    Role.ADMIN,
)
"""Whose lists the broken deadlines and the cases for the Ombudsman are."""


def require_office(actor: Actor, agency_id: str) -> None:
    """Who may be given everything that lies with an office: the office itself, who coordinates or audits its region,
    and the operator. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    _require_known_office(actor, agency_id)
    if not may_read_all(agency_id, actor):
        raise NotYourCase(agency_id)


def require_reader(actor: Actor, agency_id: str) -> None:
    """Who may ask about an office's cases: the same, and the overseers. For answers whose every case goes through
    `domain/cases/visibility.py`. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    _require_known_office(actor, agency_id)
    if not may_ask(agency_id, actor):
        raise NotYourCase(agency_id)


def _require_known_office(actor: Actor, agency_id: str) -> None:
    """An application files for citizens and speaks for no office, its own included. What is no office's id has none."""
    if not AGENCY_ID.fullmatch(agency_id):
        raise UnknownAgency(agency_id)
    if actor.role not in VIEWS:
        raise RoleNotAllowed(actor.role, tuple(VIEWS))
