"""Whether anybody altered what is on record: a case held against its own chain of hashes."""

from chalicelib.domain.cases import integrity
from chalicelib.services.ports.case_store import CaseHistory


def find_alterations(history: CaseHistory) -> list[str]:
    """What does not fit together in a case; empty if nothing does not."""
    return integrity.find_alterations(history.case, history.content, history.events)


def verdict_on(history: CaseHistory) -> str:
    """What an unaltered case is: whole, and which of its facts no event seals."""
    unsealed = integrity.unsealed(history.events)
    return f"whole; filed before these were sealed: {', '.join(unsealed)}" if unsealed else "whole"
