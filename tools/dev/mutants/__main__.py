"""`python -m tools.dev.mutants [MODULE ...]`, as `make mutants` does: tries changes and prints a score for each module.

Fails if a score of all is below what is asked for, an explanation fits no change, or, of those tried, a test notices
what is explained.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from laporctl import paths
from tools.dev.mutants import explained, report, running, tracing
from tools.dev.mutants.mutations import Compiled, Mutant, compiled, mutants_of
from tools.dev.mutants.running import Trial, Verdict
from tools.dev.mutants.scores import RESULTS
from tools.dev.mutants.selection import Selection

ROOT = paths.ROOT
TESTS = ("tests/domain", "tests/services", "tests/api", "tests/workers", "tests/storage")
KEPT = paths.BUILD / "mutants" / "reach.json"
AS_THEY_COME = RESULTS.with_name("verdicts.jsonl")
"""One line a change, written when it has been tried: a run that is stopped has said what it found until then."""
FEWEST = 4
"""Changes of a module that a sample has at least, if there are so many."""
CORE = tuple(
    f"chalicelib/{each}"
    for each in (
        *("domain/cases/", "domain/deadlines/", "domain/exchange/", "domain/routing/"),
        *("services/cases/", "services/deadlines/", "services/exchange/"),
        *("storage/transactions.py", "storage/case_store.py"),
    )
)
"""Of these a sample takes twice as many: a fault here loses a case, its deadline or what it was promised."""


def modules() -> list[str]:
    """Where rules are: the domain, the use cases, and what of the storage says keys and conditions."""
    found = [*ROOT.glob("chalicelib/domain/**/*.py"), *ROOT.glob("chalicelib/services/**/*.py")]
    found += [file for file in ROOT.glob("chalicelib/storage/*.py") if _has_conditions(file)]
    return sorted(str(file.relative_to(ROOT)) for file in found)


def _has_conditions(file: Path) -> bool:
    return file.stem in ("table_keys", "transactions") or "expressions.condition import" in file.read_text()


def all_mutants(chosen: Sequence[str]) -> list[Mutant]:
    """Every change of the modules that are named, or whose folder is; of all if none is."""
    names = [path for path in modules() if not chosen or any(path.startswith(each) for each in chosen)]
    return [mutant for path in names for mutant in mutants_of(ROOT, path)]


def sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """As many as asked for, or some more, the same ones for the same seed, of every module in proportion."""
    if size >= len(mutants):
        return list(mutants)
    chance, chosen = random.Random(seed), []
    weights = Counter(each.path for each in mutants for _ in range(2 if each.path.startswith(CORE) else 1))
    for path, weight in weights.items():
        here = [each for each in mutants if each.path == path]
        share = max(round(size * weight / weights.total()), FEWEST)
        chosen += chance.sample(here, min(share, len(here)))
    return chosen


def reach() -> tracing.Reach:
    """What each test reaches, traced anew where something has changed."""
    known = tracing.load(KEPT)
    shared = [*ROOT.glob("chalicelib/**/*.py"), *ROOT.glob("tests/support/*.py"), *ROOT.glob("tests/**/conftest.py")]
    code = tracing.digest(shared)
    files = {str(file.relative_to(ROOT)): file for each in TESTS for file in (ROOT / each).glob("**/test_*.py")}
    digests = {name: tracing.digest([file]) for name, file in files.items()}
    kept = {name: each for name, each in known.files.items() if known.code == code and digests.get(name) == each[0]}
    new = sorted(set(files) - set(kept))
    if not new:
        return known
    print(f"tracing {len(new)} files of tests", flush=True)
    answer = KEPT.with_name("traced.json")
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    if not running.trace(ROOT, new, modules(), answer):
        raise SystemExit(1)
    traced = json.loads(answer.read_text())
    found: dict[str, tuple[str, list[tracing.Traced]]] = {name: (digests[name], []) for name in new} | kept
    for each in traced["tests"]:
        found[each["test"].partition("::")[0]][1].append(tracing.Traced(**each))
    libraries = sorted({*traced["libraries"], *known.libraries})
    result = tracing.Reach(code, found, libraries)
    result.save(KEPT)
    return result


def verdicts(mutants: Sequence[Mutant], jobs: int) -> Iterator[Verdict]:
    """Try each change."""
    known = reach()
    selection = Selection(ROOT, known)
    by_path = [[each for each in mutants if each.path == path] for path in dict.fromkeys(each.path for each in mutants)]
    trials = [_trial_of(selection, changed) for here in by_path for changed in compiled(ROOT, here)]
    inside = [trial for trial in trials if trial.changed.place is not None]
    outside = [trial for trial in trials if trial.changed.place is None]
    if inside:
        files = sorted({test.partition("::")[0] for trial in inside for test in trial.tests})
        placed = {trial.mutant: trial for trial in inside}
        for verdict in running.try_in_functions(ROOT, files, inside, jobs):
            if verdict.outcome == "misplaced":
                outside.append(placed[verdict.mutant])
            else:
                yield verdict
    yield from running.try_in_modules(ROOT, known.libraries, outside, jobs)


def _trial_of(selection: Selection, changed: Compiled) -> Trial:
    """The trial of a change. A function that no test runs may still run when its module is imported."""
    trial = selection.trial_of(changed)
    return trial if trial.tests or changed.place is None else selection.trial_of(replace(changed, place=None))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.dev.mutants")
    parser.add_argument("modules", nargs="*", help="files or folders; all if none is named")
    parser.add_argument("--sample", type=int, default=0, help="how many changes to try; all if 0")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)

    began = time.monotonic()
    mutants = all_mutants(options.modules)
    chosen = sample(mutants, options.sample or len(mutants), options.seed)
    explanations = explained.load(explained.FILE.read_text())
    keys = {key for each in explanations for key in each.keys}
    tried = []
    AS_THEY_COME.parent.mkdir(parents=True, exist_ok=True)
    with AS_THEY_COME.open("w", buffering=1) as lines:
        for verdict in verdicts(chosen, options.jobs):
            tried.append(verdict)
            lines.write(json.dumps(report.verdict_as_json(verdict)) + "\n")
            if len(tried) % 100 == 0:
                print(f"{len(tried)} of {len(chosen)}", file=sys.stderr, flush=True)
    by_module = report.scores(tried, keys)
    all_of = Counter(each.path for each in mutants)
    RESULTS.write_text(json.dumps(report.as_json(by_module, tried, all_of, datetime.now(UTC).date()), indent=1))
    for verdict in report.survivors(tried, keys):
        print(f"{verdict.outcome}: {report.describe(verdict.mutant)}")
    print(*report.table(by_module, all_of), sep="\n")
    print(f"{len(tried)} of {len(mutants)} changes in {time.monotonic() - began:.0f} s")
    return _judged(by_module, tried, keys, [] if options.modules else explained.stale(explanations, mutants))


def _judged(
    by_module: dict[str, report.Score], tried: Sequence[Verdict], keys: set[report.Key], stale: Sequence[report.Key]
) -> int:
    faults = [f"explained, but no such change: {key}" for key in stale]
    faults += [f"explained, but a test notices: {key}" for key in report.needless(tried, keys)]
    if report.total(by_module).share < report.ASKED_FOR:
        faults.append(f"below {report.ASKED_FOR:.0%}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
