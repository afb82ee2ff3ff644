"""Changes that no test need notice, each with the reason: `explained.toml`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.dev.mutants.mutations import Mutant

FILE = Path(__file__).with_name("explained.toml")


@dataclass(frozen=True)
class Explanation:
    """Why some changes of one line are accepted. `line` is its text, so that the entry outlives lines above it."""

    path: str
    function: str
    line: str
    mutations: tuple[str, ...]
    since: date
    reason: str

    @property
    def keys(self) -> list[tuple[str, str, str, str]]:
        return [(self.path, self.function, self.line, mutation) for mutation in self.mutations]


def load(text: str) -> tuple[Explanation, ...]:
    """The entries of the file."""
    return tuple(
        Explanation(
            each["module"], each.get("function", ""), each["line"], tuple(each["mutations"]), each["since"], each["why"]
        )
        for each in tomllib.loads(text).get("explained", [])
    )


def stale(explanations: Iterable[Explanation], mutants: Iterable[Mutant]) -> list[tuple[str, str, str, str]]:
    """What the file explains and nobody would try any more: the line, the function or the change is gone."""
    known = {mutant.key for mutant in mutants}
    return [key for each in explanations for key in each.keys if key not in known]
