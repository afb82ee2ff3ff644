"""The score of each module: the part of its changes that a test notices, or that is explained."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.dev.mutants.mutations import Mutant
from tools.dev.mutants.running import Verdict

ASKED_FOR = 0.9
NOTICED = ("killed", "timeout")
Key = tuple[str, str, str, str]


@dataclass
class Score:
    """Counts of one module, or of all."""

    tried: int = 0
    killed: int = 0
    explained: int = 0

    @property
    def share(self) -> float:
        return (self.killed + self.explained) / self.tried if self.tried else 1.0


def scores(verdicts: Iterable[Verdict], explained: Collection[Key]) -> dict[str, Score]:
    """By module."""
    found: dict[str, Score] = defaultdict(Score)
    for verdict in verdicts:
        score = found[verdict.mutant.path]
        score.tried += 1
        score.killed += verdict.outcome in NOTICED
        score.explained += verdict.outcome not in NOTICED and verdict.mutant.key in explained
    return dict(sorted(found.items()))


def total(by_module: Mapping[str, Score]) -> Score:
    found = Score()
    for score in by_module.values():
        found.tried += score.tried
        found.killed += score.killed
        found.explained += score.explained
    return found


def survivors(verdicts: Iterable[Verdict], explained: Collection[Key]) -> list[Verdict]:
    """What no test noticed and nobody has explained, in the order of the text."""
    found = [each for each in verdicts if each.outcome not in NOTICED and each.mutant.key not in explained]
    return sorted(found, key=lambda each: (each.mutant.path, each.mutant.number, each.mutant.mutation))


def needless(verdicts: Iterable[Verdict], explained: Collection[Key]) -> list[Key]:
    """Explained changes that tests do notice, all that share the key."""
    noticed = {each.mutant.key for each in verdicts if each.outcome in NOTICED}
    unnoticed = {each.mutant.key for each in verdicts if each.outcome not in NOTICED}
    return sorted((noticed - unnoticed) & set(explained))


def table(by_module: Mapping[str, Score], all_of: Mapping[str, int]) -> Iterable[str]:
    """One line a module."""
    yield f"{'module':<58} {'changes':>7} {'tried':>6} {'killed':>6} {'explained':>9} {'score':>6}"
    rows = [*by_module.items(), ("all", total(by_module))]
    for path, score in rows:
        changes = all_of.get(path, sum(all_of.values()))
        counts = f"{changes:>7} {score.tried:>6} {score.killed:>6} {score.explained:>9}"
        yield f"{path.removeprefix('chalicelib/'):<58} {counts} {score.share:>6.0%}"


def describe(mutant: Mutant) -> str:
    return f"{mutant.path}:{mutant.number} {mutant.function or '(module)'}: {mutant.mutation}\n    {mutant.line}"


def as_json(
    by_module: Mapping[str, Score], verdicts: Iterable[Verdict], all_of: Mapping[str, int], on: date
) -> dict[str, Any]:
    """The results of a run: when it was, what there is of each module, and each change that was tried."""
    modules = {path: {"changes": all_of.get(path, 0), **vars(score)} for path, score in by_module.items()}
    return {"on": on.isoformat(), "modules": modules, "tried": [verdict_as_json(each) for each in verdicts]}


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    mutant = verdict.mutant
    return {
        "module": mutant.path,
        "function": mutant.function,
        "line": mutant.line,
        "number": mutant.number,
        "mutation": mutant.mutation,
        "outcome": verdict.outcome,
        "by": verdict.by,
        "seconds": verdict.seconds,
    }
