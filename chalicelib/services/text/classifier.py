"""The text classifier of a stack: classifies a report's words with the model promoted last, or the one that is
shipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.routing.decision import MOST_PREDICTIONS, Classification, Prediction

if TYPE_CHECKING:
    from chalicelib.domain.text.classifier import TextModel
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.model_register import ModelRegister

LARGEST_MODEL = 512 * 1024
REFRESH_SECONDS = 600.0
"""How long a process keeps its model before it asks again which one is in use."""


def model_key(version: str) -> str:
    """The key of a promoted model's file."""
    return f"models/{version}"


def classify(model: TextModel, text: str, names: Sequence[str] = ()) -> Classification:
    """The likeliest categories, and the words that speak for the first of them. `names` are words of the text that were
    read as places."""
    ranked = model.predict(text, names=names)[:MOST_PREDICTIONS]
    words = tuple(reason.words for reason in model.reasons(text, ranked[0][0], names=names))
    return Classification(tuple(Prediction(*each) for each in ranked), words, model.version)


class StackTextClassifier:
    """Implements `ports.text_classifier`. Nothing is read before the first text; `clock` counts seconds."""

    def __init__(
        self, register: ModelRegister, files: FileStore, shipped: Callable[[], bytes], clock: Callable[[], float]
    ) -> None:
        self._register = register
        self._files = files
        self._shipped = shipped
        self._clock = clock
        self._until = float("-inf")
        self._version: str | None = None
        self._model: TextModel | None = None

    def classify(self, text: str, names: Sequence[str] = ()) -> Classification:
        """The classification of a text by the model in use."""
        return classify(self.model(), text, names)

    def threshold(self, share: float) -> float:
        """The confidence from which on that share of decisions is right, by the unseen cases of the model's
        training."""
        return self.model().threshold(share)

    def model(self) -> TextModel:
        """The model in use. If the file of a promoted one is gone, the shipped one takes its place."""
        # Imported here, so that a function that classifies no texts starts without it.
        from chalicelib.domain.text.classifier import TextModel

        now = self._clock()
        if self._model is None or now >= self._until:
            version = self._register.live()
            if self._model is None or version != self._version:
                self._model, self._version = TextModel.load(self._file(version)), version
            self._until = now + REFRESH_SECONDS
        return self._model

    def _file(self, version: str | None) -> bytes:
        promoted = self._files.take(model_key(version), LARGEST_MODEL) if version else None
        return promoted.data if promoted and promoted.data else self._shipped()
