"""What the processes of one test run share: each thing is made once, by whoever needs it first, and ends with the run.

The process that a person starts holds a lock for as long as it lives. Programs that run beside the tests are each
watched by a small process (tests/support/guard.py) that waits for this lock: it comes free when the run ends, and also
when the run is killed, so nothing stays behind.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from laporctl import paths

_ALIVE = "alive"
KEPT_LOGS = paths.BUILD / "tests"
"""Where the logs of what ran beside the tests lie after the last run."""


class NotMade(Exception):
    """Raised when what several processes need could not be made by the one that tried."""


@dataclass(frozen=True)
class Shared:
    """A folder that all processes of a run know."""

    folder: Path

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` answers, as JSON holds it: made by the first process that asks, while the others wait for it.
        Raises NotMade in those others if the first one failed."""
        file = self.folder / f"{name}.json"
        with locked(self.folder / f"{name}.lock"):
            if not file.exists():
                try:
                    made = {"made": make()}
                except BaseException as error:
                    file.write_text(json.dumps({"failed": f"{type(error).__name__}: {error}"}))
                    raise
                file.write_text(json.dumps(made))
        content = json.loads(file.read_text())
        if "failed" in content:
            raise NotMade(f"{name} could not be made: {content['failed']}")
        return content["made"]

    @contextmanager
    def use(self, name: str, *, alone: bool) -> Iterator[None]:
        """Use what several processes share: at the same time as others, or alone. Who waits to be alone goes before
        those who come later."""
        file = self.folder / f"{name}.use"
        with locked(file.with_suffix(".next")):
            held = os.open(file, os.O_RDWR | os.O_CREAT)
            fcntl.flock(held, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        try:
            yield
        finally:
            os.close(held)

    def watch(self, process_group: int, folder: Path | None = None) -> None:
        """See to it that a process group ends with the run, and that a folder goes too."""
        guard = Path(__file__).with_name("guard.py")
        command = [sys.executable, "-I", "-S", str(guard), str(self.folder / _ALIVE), str(process_group)]
        command += [str(folder)] if folder else []
        nowhere = subprocess.DEVNULL
        # A session of its own: Ctrl-C in the terminal is for the tests, and the guard acts when they have ended.
        subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)


@dataclass(frozen=True)
class Run:
    """A run's folder, for the one process that began it."""

    shared: Shared
    alive: IO[bytes]

    def end(self) -> None:
        """Let go of everything that ran beside the tests; keeps its logs in the build directory."""
        shutil.rmtree(KEPT_LOGS, ignore_errors=True)
        for log in self.shared.folder.glob("*/*.log"):
            KEPT_LOGS.mkdir(parents=True, exist_ok=True)
            shutil.copy(log, KEPT_LOGS)
        self.alive.close()


def begin() -> Run:
    """Begin a run. It lasts until its end, or that of this process."""
    folder = Path(tempfile.mkdtemp(prefix="lapor-tests-"))
    alive = (folder / _ALIVE).open("wb")
    fcntl.flock(alive, fcntl.LOCK_EX)
    shared = Shared(folder)
    shared.watch(0, folder)
    return Run(shared, alive)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """One process at a time, until the block ends."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
