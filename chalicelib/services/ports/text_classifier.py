"""The text classifier: classifies a report's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.routing.decision import Classification


class TextClassifier(Protocol):
    """The text model of the stack: the one promoted last, or the one that is shipped."""

    def classify(self, text: str, names: Sequence[str] = ()) -> Classification:
        """The classification of a text. `names` are words of it that were read as places: they are no evidence."""

    def threshold(self, share: float) -> float:
        """The confidence from which on that share of decisions is right; above 1 if no confidence is enough."""
