"""Which lines each test runs, and how long it takes: a change is tried only with the tests that reach it."""

import hashlib
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any


@dataclass(frozen=True)
class Traced:
    """A test, its seconds of a processor while it was traced, and the lines that it runs, by file."""

    test: str
    seconds: float
    lines: dict[str, list[int]]


@dataclass
class Reach:
    """What every test reaches. It is kept between runs: while the code stays as it was, only files of tests that have
    changed are traced again."""

    code: str = ""
    files: dict[str, tuple[str, list[Traced]]] = field(default_factory=dict)
    """By file of tests: its digest when it was traced, and its tests."""
    libraries: list[str] = field(default_factory=list)
    """What tests and code import from elsewhere."""

    @cached_property
    def seconds(self) -> dict[str, float]:
        return {each.test: each.seconds for _, tests in self.files.values() for each in tests}

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for _, tests in self.files.values():
            for each in tests:
                for path, lines in each.lines.items():
                    for line in lines:
                        found[path, line].append(each.test)
        return found

    def of(self, path: str, lines: Iterable[int]) -> set[str]:
        """The tests that run one of these lines."""
        return {test for line in lines for test in self._by_line.get((path, line), ())}

    def save(self, file: Path) -> None:
        files = {name: [digest, [vars(each) for each in tests]] for name, (digest, tests) in self.files.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"code": self.code, "files": files, "libraries": self.libraries}))


def load(file: Path) -> Reach:
    """What was saved before; empty if nothing was."""
    if not file.exists():
        return Reach()
    data = json.loads(file.read_text())
    files = {name: (digest, [Traced(**each) for each in tests]) for name, (digest, tests) in data["files"].items()}
    return Reach(data["code"], files, data["libraries"])


def digest(files: Iterable[Path]) -> str:
    """Changes when one of the files does."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


class Tracer:
    """Notes which lines of some files are run."""

    def __init__(self, filenames: Iterable[str]) -> None:
        self._filenames = frozenset(filenames)
        self._lines: set[tuple[str, int]] = set()

    def of(self, run: Callable[[], object]) -> tuple[dict[str, list[int]], float]:
        """The lines that a call runs, in all its threads, by file; and its seconds of a processor: other work on the
        machine does not count."""
        self._lines = set()
        began = time.process_time()
        threading.settrace(self._enter)
        sys.settrace(self._enter)
        try:
            run()
        finally:
            sys.settrace(None)
            threading.settrace(None)
        took = time.process_time() - began
        lines: dict[str, list[int]] = defaultdict(list)
        for filename, line in sorted(self._lines):
            lines[filename].append(line)
        return lines, took

    def _enter(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename in self._filenames else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        if event == "line":
            self._lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line
