"""Prints the scores of the last run of `make mutants` as a page: `python -m tools.dev.mutants.scores >
docs/mutation-scores.md`."""

import json
from collections.abc import Mapping
from typing import Any

from laporctl import paths
from tools.dev.mutants.report import Score, total

RESULTS = paths.BUILD / "mutants" / "results.json"
_HEAD = """# Mutation scores

How much the tests notice: small changes of the rules, one at a time, and how many of them a test fails for
([how it is done and read](testing.md), [why](decisions/0044-mutation-testing.md)). Printed by
`python -m tools.dev.mutants.scores` from the last run; *survived* means that no test noticed and nobody has explained
why.
"""


def render(results: Mapping[str, Any]) -> str:
    """The page, of what `report.as_json` wrote."""
    by_module = {
        path: Score(each["tried"], each["killed"], each["explained"]) for path, each in results["modules"].items()
    }
    changes = {path: each["changes"] for path, each in results["modules"].items()}
    whole = total(by_module)
    lines = [
        f"Run of {results['on']}: {whole.tried:,} of {sum(changes.values()):,} changes tried, {whole.killed:,} killed,"
        f" {whole.explained:,} explained, {_survived(whole):,} survived: **{whole.share:.1%}**.",
        "",
        "| module | changes | tried | killed | explained | survived | score |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for path, score in by_module.items():
        counts = [changes[path], score.tried, score.killed, score.explained, _survived(score)]
        lines.append(f"| `{path}` | {' | '.join(map(str, counts))} | {score.share:.0%} |")
    return _HEAD + "\n" + "\n".join(lines) + "\n"


def _survived(score: Score) -> int:
    return score.tried - score.killed - score.explained


if __name__ == "__main__":
    print(render(json.loads(RESULTS.read_text())), end="")
