"""Cold starts: the unpacked deployment zip under the real `awslambdaric`, against a bare boto3 handler.

The package gets nothing but the runtime client beside it, so it must bring all it imports. The floor finds boto3 and
botocore beside the runtime, as on Lambda, compiled the same way as the package. Starts alternate, so a machine that is
busy for a while is busy for both. Files come from the page cache, where Lambda reads them from its own: milliseconds
are this machine's, the ratio is what carries over.
"""

import importlib.metadata
import shutil
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import events, workloads
from bench.fixtures import ENVIRONMENT, Stage
from bench.runtime_api import Function, Run, RunFailed, run
from laporctl import paths

ROUNDS = 21
"""Starts of the floor and of the HTTP function; the first is not counted."""
FEW_ROUNDS = 10
"""Starts of the other functions; the first is not counted."""
WARM_EVENTS = 10
"""Events after the first in each start."""
GOAL = 1.10

RUNTIME = ("awslambdaric", "simplejson", "snapshot-restore-py")
SDK = ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3")
BARE_HANDLER = Path(__file__).parent / "bare_handler"

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A function to start: the events it gets (none without an engine) and whether an answer is right."""

    function: Function
    imports: str
    event: Callable[[Stage], dict[str, Any]]
    is_right: Callable[[Answer], bool]
    rounds: int
    runs: list[Run] = field(default_factory=list)


def measure(workshop: Path, stage: Stage | None, say: Callable[[str], None]) -> dict[str, Any]:
    """The part `cold_start` of the results; first answers only with a stage. Raises RunFailed."""
    subjects = _subjects(workshop, stage)
    for number in range(ROUNDS):
        say(f"cold starts, round {number + 1} of {ROUNDS}")
        for subject in subjects.values():
            if number < subject.rounds:
                subject.runs.append(_start(subject, stage))
    floor = subjects["floor"].runs[1:]
    return {name: _entry(subject, floor) for name, subject in subjects.items()}


def _subjects(workshop: Path, stage: Stage | None) -> dict[str, Subject]:
    package, runtime, sdk, floor = (workshop / name for name in ("package", "runtime", "sdk", "floor"))
    with zipfile.ZipFile(paths.ZIP) as archive:
        archive.extractall(package)
    _copy_distributions(RUNTIME, runtime)
    _copy_distributions(SDK, sdk)
    shutil.copytree(BARE_HANDLER, floor, ignore=shutil.ignore_patterns("__pycache__"))
    _compile(runtime, sdk, floor)
    environment = stage.environment if stage else ENVIRONMENT

    def ours(
        name: str, event: Callable[[Stage], dict[str, Any]], is_right: Callable[[Answer], bool], rounds: int
    ) -> Subject:
        return Subject(Function(f"app.{name}", package, (runtime,), environment), "app", event, is_right, rounds)

    return {
        "floor": Subject(
            Function("handler.handle", floor, (runtime, sdk), environment),
            "handler",
            lambda _: workloads.file(),
            lambda answer: answer == {"statusCode": 201},
            ROUNDS,
        ),
        "http": ours("app", lambda _: workloads.file(), lambda answer: answer["statusCode"] == 201, ROUNDS),
        "authorize": ours(
            "authorize",
            lambda stage: events.authorization(stage.bearer),
            lambda answer: "policyDocument" in answer,
            FEW_ROUNDS,
        ),
        "route_complaints": ours(
            "route_complaints", _new_case, lambda answer: answer == {"batchItemFailures": []}, FEW_ROUNDS
        ),
        "sweep": ours("sweep", lambda _: events.tick(), lambda answer: answer["failed"] == 0, FEW_ROUNDS),
    }


def _new_case(stage: Stage) -> dict[str, Any]:
    from chalicelib.services.cases.filing import Submission

    submission = Submission(text=workloads.TEXT, category="jalan-rusak", region="64.08")
    filed = stage.services.filing.file(submission, stage.services.now())
    return events.new_case(filed.case.id)


def _start(subject: Subject, stage: Stage | None) -> Run:
    sent = [subject.event(stage) for _ in range(1 + WARM_EVENTS)] if stage else []
    result = run(subject.function, sent)
    for answer in result.answers:
        if not subject.is_right(answer):
            raise RunFailed(f"{subject.function.handler} answered {str(answer)[:500]}")
    return result


def _entry(subject: Subject, floor: list[Run]) -> dict[str, Any]:
    runs = subject.runs[1:]
    rounds = list(zip(runs, floor, strict=False))
    entry: dict[str, Any] = {
        "runs": len(runs),
        "init_ms": spread([each.init for each in runs]),
        "modules": _count_modules(subject),
        **_against("ratio_to_floor", [(ours.init, bare.init) for ours, bare in rounds]),
    }
    cpu = [(ours.init_cpu, bare.init_cpu) for ours, bare in rounds if ours.init_cpu and bare.init_cpu]
    if cpu:
        entry |= {"init_cpu_ms": spread([ours for ours, _ in cpu]), **_against("cpu_ratio_to_floor", cpu)}
    if runs[0].answered:
        entry |= {
            "first_answer_ms": spread([each.first_answer for each in runs]),
            "warm_ms": spread([milliseconds for each in runs for milliseconds in each.warm]),
            **_against(
                "first_answer_ratio_to_floor", [(ours.first_answer, bare.first_answer) for ours, bare in rounds]
            ),
        }
    return entry


def _against(name: str, pairs: list[tuple[float, float]]) -> dict[str, Any]:
    """Ratio of the medians, quartiles of the ratios of single rounds, and ratio of the fastest starts, which a busy
    machine disturbs least."""
    ours, bare = zip(*pairs, strict=True)
    rounds = spread([mine / floor for mine, floor in pairs])
    ratio = statistics.median(ours) / statistics.median(bare)
    return {
        name: round(ratio, 3),
        f"{name}_quartiles": [round(rounds["q1"], 3), round(rounds["q3"], 3)],
        f"{name}_fastest": round(min(ours) / min(bare), 3),
    }


def spread(values: list[float]) -> dict[str, float]:
    """Median, quartiles and minimum."""
    q1, median, q3 = statistics.quantiles(values, n=4, method="inclusive")
    found = {"median": median, "q1": q1, "q3": q3, "min": min(values)}
    return {name: round(value, 3) for name, value in found.items()}


def _count_modules(subject: Subject) -> int:
    """Modules in memory once the handler's module is imported, the interpreter's own included."""
    function = subject.function
    code = f"import sys, {subject.imports}; print(len(sys.modules))"
    environment = {**function.environment, "PYTHONPATH": ":".join(map(str, function.runtime))}
    command = [sys.executable, "-S", "-B", "-c", code]
    done = subprocess.run(command, cwd=function.package, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunFailed(f"importing {subject.imports} failed:\n{done.stderr}")
    return int(done.stdout)


def _copy_distributions(names: Iterable[str], target: Path) -> None:
    """Copy installed distributions out of this environment: the same versions, no network."""
    for name in names:
        for file in importlib.metadata.files(name) or ():
            if ".." in file.parts or "__pycache__" in file.parts:
                continue
            copy = target / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(file.locate())), copy)


def _compile(*roots: Path) -> None:
    command = [sys.executable, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([*command, *map(str, roots)], check=True, capture_output=True)
