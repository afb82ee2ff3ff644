"""Authorization: who may ask for an office's cases. What they may *do* with them the table of commands decides."""

from chalicelib.domain.cases.channels import RECORDERS
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
"""Roles that look after offices from above."""

OF_A_REGION = (Role.COORDINATOR, Role.AUDITOR)
"""Roles that look after the offices of their own region."""

READS_LISTS = (*OVERSEES, Role.COORDINATOR)
"""Roles that read the lists of broken deadlines, of cases for the Ombudsman, and of those that somebody was told
about."""


def require_office(actor: Actor, agency_id: str) -> None:
    """Allows those who may see every case of an office: the office itself, the coordinator and the auditor of its
    region, and the operator. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    _require_known_office(actor, agency_id)
    if not may_read_all(agency_id, actor):
        raise NotYourCase(agency_id)


def require_reader(actor: Actor, agency_id: str) -> None:
    """Allows those who may ask about an office's cases: the same, and the overseers. For answers whose every case goes
    through `domain/cases/visibility.py`. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    _require_known_office(actor, agency_id)
    if not may_ask(agency_id, actor):
        raise NotYourCase(agency_id)


def require_recorder(actor: Actor, agency_id: str) -> None:
    """Allows those who write reports down for others. Raises NotYourCase, RoleNotAllowed or UnknownAgency."""
    require_office(actor, agency_id)
    if actor.role not in RECORDERS:
        raise RoleNotAllowed(actor.role, RECORDERS)


def _require_known_office(actor: Actor, agency_id: str) -> None:
    """Refuses what is no office's id, and roles that see no more than the public: applications, heads of region."""
    if not AGENCY_ID.fullmatch(agency_id):
        raise UnknownAgency(agency_id)
    if actor.role not in VIEWS:
        raise RoleNotAllowed(actor.role, tuple(VIEWS))
