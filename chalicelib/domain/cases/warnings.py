"""Reprimands (teguran): to an office that was late with a case or answered it badly, and until it has answered."""

from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import NoGround, NoWarning


def has_ground(case: Case) -> bool:
    """Whether an office has missed a time limit of the case, or its reporter has said that the answer settled
    nothing."""
    return case.breached or bool(case.lapsed) or case.status is Status.REOPENED


def require_ground(case: Case) -> None:
    """Refuses a reprimand of an office that is in time; raises NoGround."""
    if not has_ground(case):
        raise NoGround


def require_unanswered(case: Case) -> None:
    """Refuses an answer to nothing; raises NoWarning."""
    if case.warning is None:
        raise NoWarning
