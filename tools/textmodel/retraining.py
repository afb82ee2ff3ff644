"""A new model from the decisions of a stack, judged on the newest of them beside the model in use."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.text.classifier import TextModel
from tools.textmodel import evaluation, shipped_corpus, significance, training
from tools.textmodel.examples import Example, hold_out

HELD_BACK = 0.2
"""The newest share of the decided cases, which serves to judge and not to learn."""

FEWEST_HELD = 50
"""With fewer cases it cannot be said which of two models is better."""


class TooFewDecided(ValueError):
    """People have decided too few cases."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two models on the same cases: how many each has right, and the result of a paired test."""

    cases: int
    before: int
    after: int
    compared: Mapping[str, Any]

    @property
    def better(self) -> bool:
        """Whether the new one is more often right."""
        return self.after > self.before

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        yield f"in use   {self.before / self.cases:.3f} right of {self.cases}"
        yield f"new      {self.after / self.cases:.3f}"
        yield (
            f"only the new one has {self.compared['won']} right, only the one in use {self.compared['lost']}; "
            f"chance parts equals so far with a probability of {self.compared['chance']:.3f}"
        )


def examples_of(rows: Iterable[Mapping[str, str]]) -> list[Example]:
    """Exported rows, oldest first."""
    examples = (Example(row["text"], row["agency"], date=row["date"]) for row in rows)
    return sorted(examples, key=lambda example: example.date)


def retrain(
    decided: Sequence[Example], shipped: Sequence[Example], day: str, say: Callable[[str], None]
) -> tuple[bytes, list[Example]]:
    """A model of the older part of the decided cases and of the shipped complaints, which cover the categories that the
    stack has not met; and the newest part, which it has not seen. `decided` is oldest first. Raises `TooFewDecided`."""
    older, held = hold_out(list(decided), HELD_BACK)
    if len(held) < FEWEST_HELD:
        fewest = round(FEWEST_HELD / HELD_BACK)
        raise TooFewDecided(f"people have decided {len(decided)} cases; it takes at least {fewest} to learn from them")
    say(f"{len(older)} decided cases to learn from, the newest {len(held)} to judge by")
    return training.train(
        [*shipped, *older], training.Settings(target="type", offices=shipped_corpus.offices()), day, say
    ), held


def judge(present: bytes, made: bytes, unseen: Sequence[Example]) -> Judgement:
    """Both models on cases that the new one has not learnt from. Raises `UnreadableModel`."""
    before, after = ([row.right for row in evaluation.judge(TextModel.load(data), unseen)] for data in (present, made))
    return Judgement(len(unseen), sum(before), sum(after), significance.compare(after, before))
