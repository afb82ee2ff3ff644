"""Runs tests against one change at a time, each in a process of its own that is forked and thrown away.

A change inside a function is put into a process that has imported the code and collected the tests: only the code of
the function is exchanged. A change of what a module does when it is imported needs a process that has imported
the libraries and nothing of ours; an import hook then gives it the changed module. Nothing is written to the tree.
"""

import contextlib
import gc
import importlib
import json
import math
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tools.dev.mutants.importing import Finder
from tools.dev.mutants.mutations import Compiled, Mutant, functions_in
from tools.dev.mutants.tracing import Tracer

GRACE = 5
SLOWER = 1.5
"""A change that makes the code endless is found by the seconds of a processor that it takes: so many, and so many times
what its tests took when they were traced. Other work on the machine does not count."""
ASLEEP = 10
"""How many times as long a run may last by the clock: it waits for something that never comes."""
MEMORY = 6 << 30
SURVIVED = "-"
NOT_THERE = "?"
ARGUMENTS = [
    *("-p", "no:xdist", "-p", "no:timeout", "-p", "no:cacheprovider", "-p", "no:schemathesis"),
    *("-o", "addopts=", "-m", "not emulator and not dynamodb_local and not e2e and not browser"),
    *("--capture=no", "--assert=plain", "--tb=native", "--quiet", "-W", "ignore", "--hypothesis-profile", "mutants"),
]


@dataclass(frozen=True)
class Trial:
    """A change and the tests that it is tried with, in this order; `seconds` is what they take together."""

    changed: Compiled
    tests: Sequence[str]
    seconds: float

    @property
    def mutant(self) -> Mutant:
        return self.changed.mutant


@dataclass(frozen=True)
class Verdict:
    """`outcome` is killed, survived, timeout or, if no test reaches the change, unreached; misplaced if no function has
    the code that was to be changed, so that nothing was tried."""

    mutant: Mutant
    outcome: str
    by: str = ""
    seconds: float = 0.0


def trace(root: Path, tests: Sequence[str], paths: Sequence[str], into: Path) -> bool:
    """Run each test once and write what it reaches into a file, with the libraries that were imported. False if a test
    fails as things are; it is named on standard error."""
    pid = os.fork()
    if not pid:
        with _leaving():
            said = os.dup(2)
            _quiet()
            tracer = Tracer({_module_name(path): root / path for path in paths})
            tracer.install()
            _pytest(root, tests, lambda session: into.write_text(json.dumps(_traced(root, session, tracer, said))))
    return os.waitpid(pid, 0)[1] == 0


def try_in_functions(root: Path, folders: Sequence[str], trials: Sequence[Trial], jobs: int) -> Iterator[Verdict]:
    """Try changes inside functions: one process collects the tests, a fork of it tries each change."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(read)
        with _leaving(), os.fdopen(write, "w", buffering=1) as lines:
            _quiet()
            _pytest(root, folders, lambda session: _try_all(session, trials, jobs, lines))
    os.close(write)
    with os.fdopen(read) as lines:
        for line in lines:
            place, outcome, by, seconds = json.loads(line)
            yield Verdict(trials[place].mutant, outcome, by, seconds)
    os.waitpid(pid, 0)


def try_in_modules(root: Path, libraries: Sequence[str], trials: Sequence[Trial], jobs: int) -> Iterator[Verdict]:
    """Try changes of what happens on import: a fork with the libraries imports our code with the change in it."""
    for name in libraries:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    _freeze()

    def run(trial: Trial) -> str:
        module = _module_name(trial.mutant.path)
        finder = Finder({module: root / trial.mutant.path}, lambda _, made: exec(trial.changed.code, vars(made)))
        sys.meta_path.insert(0, finder)
        outcome: list[str] = []
        failed = _pytest(root, trial.tests, lambda session: outcome.append(_first_failure(session.items)))
        return outcome[0] if outcome else f"collection ({failed})"

    for place, outcome, by, seconds in _forked(trials, run, jobs):
        yield Verdict(trials[place].mutant, outcome, by, seconds)


def _module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class _Loop:
    """A pytest plugin that does something else with the collected tests than to run and report them."""

    def __init__(self, use: Callable[[Any], object]) -> None:
        self._use = use

    def pytest_runtestloop(self, session: Any) -> bool:
        if session.testsfailed:
            raise session.Interrupted("collection failed")
        self._use(session)
        return True


def _pytest(root: Path, what: Sequence[str], use: Callable[[Any], object]) -> int:
    import pytest

    os.chdir(root)
    return int(pytest.main([*ARGUMENTS, *what], plugins=[_Loop(use)]))


def _traced(root: Path, session: Any, tracer: Tracer, said: int) -> dict[str, Any]:
    found, failed, relative = [], list[str](), f"{root}/"
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        lines, seconds = tracer.of(partial(_run_into, failed, item, following))
        named = {filename.removeprefix(relative): numbers for filename, numbers in lines.items()}
        found.append({"test": item.nodeid, "seconds": round(seconds, 3), "lines": named})
    if failed:
        os.write(said, f"these tests fail without any change: {failed}\n".encode())
        os._exit(1)
    ours = ("chalicelib", "laporctl", "tools", "tests", "bench", "app", "conftest", "__main__")
    return {"tests": found, "libraries": [name for name in sys.modules if name.partition(".")[0] not in ours]}


def _run_into(failed: list[str], item: Any, following: Any) -> None:
    failed += _run(item, following)


def _run(item: Any, following: Any) -> list[str]:
    from _pytest.runner import runtestprotocol

    return [item.nodeid for report in runtestprotocol(item, log=False, nextitem=following) if report.failed]


def _first_failure(items: Sequence[Any]) -> str:
    """The first test that fails; empty if none does."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        if failed := _run(item, following):
            return failed[0]
    return ""


def _try_all(session: Any, trials: Sequence[Trial], jobs: int, lines: Any) -> None:
    items = {item.nodeid: item for item in session.items}
    # Much is imported when it is first needed: a change of what is not there yet would change nothing.
    for path in sorted({trial.mutant.path for trial in trials}):
        importlib.import_module(_module_name(path))
    functions = _functions()
    originals: dict[str, list[CodeType]] = {}
    _freeze()

    def run(trial: Trial) -> str:
        changed = trial.changed
        path = str(Path(session.config.rootpath) / changed.mutant.path)
        if path not in originals:
            originals[path] = functions_in(compile(Path(path).read_text(), path, "exec", dont_inherit=True))
        assert changed.place is not None
        before, after = originals[path][changed.place], functions_in(changed.code)[changed.place]
        if not _exchange(functions, before, after):
            return NOT_THERE
        return _first_failure([items[test] for test in trial.tests])

    for verdict in _forked(trials, run, jobs):
        lines.write(json.dumps(verdict) + "\n")


def _exchange(functions: dict[CodeType, list[FunctionType]], before: CodeType, after: CodeType) -> int:
    """Give the functions with the code `before` the code `after`, and likewise those inside of it that an earlier call
    has made, such as the entries of a table; how many there were."""
    found = functions.get(before, [])
    for function in found:
        function.__code__ = after
    inner = [each for each in before.co_consts if isinstance(each, CodeType)]
    changed = [each for each in after.co_consts if isinstance(each, CodeType)]
    if len(inner) != len(changed):
        return len(found)
    pairs = [(one, other) for one, other in zip(inner, changed, strict=True) if one != other]
    return len(found) + sum(_exchange(functions, one, other) for one, other in pairs)


def _functions() -> dict[CodeType, list[FunctionType]]:
    found: dict[CodeType, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and "/chalicelib/" in each.__code__.co_filename:
            found.setdefault(each.__code__, []).append(each)
    return found


@dataclass
class _Child:
    place: int
    pid: int
    began: float
    limit: int


def _forked(trials: Sequence[Trial], run: Callable[[Trial], str], jobs: int) -> Iterator[tuple[int, str, str, float]]:
    """Run each trial in a fork, some at a time; what takes too long is ended."""
    running: dict[int, _Child] = {}
    waiting = iter(enumerate(trials))
    while True:
        while len(running) < jobs and (following := next(waiting, None)):
            place, trial = following
            if trial.tests:
                limit = GRACE + math.ceil(SLOWER * trial.seconds)
                read, pid = _start(trial, run, limit)
                running[read] = _Child(place, pid, time.monotonic(), limit)
            else:
                yield place, "unreached", "", 0.0
        if not running:
            return
        ready = select.select(list(running), [], [], 0.5)[0]
        for read, child in list(running.items()):
            took = time.monotonic() - child.began
            if read not in ready and took < child.limit * ASLEEP:
                continue
            if read not in ready:
                os.kill(child.pid, signal.SIGKILL)
            by = os.read(read, 65_536).decode(errors="replace")
            ended = os.waitpid(child.pid, 0)[1]
            os.close(read)
            del running[read]
            yield child.place, _outcome(by, ended), by.removeprefix(SURVIVED), round(took, 2)


def _outcome(by: str, ended: int) -> str:
    """A process that dies without a word has noticed the change too."""
    if os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in (signal.SIGXCPU, signal.SIGKILL):
        return "timeout"
    if by == NOT_THERE:
        return "misplaced"
    return "survived" if by == SURVIVED else "killed"


def _start(trial: Trial, run: Callable[[Trial], str], limit: int) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        with _leaving():
            os.close(read)
            _quiet()
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            try:
                answer = run(trial) or SURVIVED
            except BaseException as error:  # whatever it raises, the change was noticed
                answer = f"raised {type(error).__name__}"
            os.write(write, answer.encode())
    os.close(write)
    return read, pid


@contextlib.contextmanager
def _leaving() -> Iterator[None]:
    """A fork ends here, without what the process above it has registered for its own end."""
    try:
        yield
    except BaseException as error:  # nothing may reach the code of the process above
        print(error, file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _freeze() -> None:
    gc.collect()
    gc.freeze()
