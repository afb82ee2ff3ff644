"""The alarm detector: one judgement behind the form's warnings, the protection of a case, and the routing of an
accusation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Impression

if TYPE_CHECKING:
    from chalicelib.domain.text.alarms import Alarm
    from chalicelib.domain.text.classifier import TextModel


def impression_of(model: TextModel, text: str) -> Impression:
    """What a text resembles to a model whose labels are kinds of alarm."""
    if model.count_known_words(text) < alarms.FEWEST_KNOWN:
        return Impression({}, {})
    chances = dict(model.predict(text))
    suspected = alarms.suspected(text, chances)
    words = {kind: ", ".join(reason.words for reason in model.reasons(text, kind)) for kind in suspected}
    return Impression(chances, words)


class AlarmDetector:
    """Detects alarms with the shipped word lists and the shipped model of alarms, whatever model a stack has for its
    offices: a model trained on a stack's own cases knows nothing about hints. The first text loads the model."""

    def __init__(self, shipped: Callable[[], bytes]) -> None:
        self._shipped = shipped
        self._model: TextModel | None = None

    def detect(self, text: str) -> tuple[Alarm, ...]:
        """Every alarm in a text. Detection is expensive: a caller that needs the result twice keeps it."""
        if self._model is None:
            from chalicelib.domain.text.classifier import TextModel

            self._model = TextModel.load(self._shipped())
        return alarms.detect(text, impression_of(self._model, text))
