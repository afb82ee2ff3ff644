"""Reads what a report's words are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.routing.decision import Classification


class TextClassifier(Protocol):
    """The text model of the stack: the one it was given last, or the one that is shipped."""

    def classify(self, text: str) -> Classification:
        """What the words say."""

    def threshold(self, share: float) -> float:
        """From which confidence on that share of the decisions is right; above 1 if no confidence is enough."""
