"""Kills processes of an embedded AWS in the middle of their work, as the end of a machine does."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = b"AWS_LAMBDA_FUNCTION_NAME="
_PAUSE_SECONDS = 0.1
_GROWN_UP = 1.0
"""Seconds of processor time after which a function has started and answered something: one that is killed sooner each
time never gets anywhere, on a busy machine least of all."""
_TICKS = os.sysconf("SC_CLK_TCK")


def workers(emulator: int, function: str) -> dict[int, float]:
    """The processes of a function that an embedded AWS runs, by the process of the latter, and the seconds of processor
    time that each has used."""
    found = {}
    for process in Path("/proc").iterdir():
        # A process may end between two looks at it.
        with suppress(OSError, ValueError):
            _, parent, *fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(parent) == emulator and _NAME + function.encode() in (process / "environ").read_bytes().split(b"\0"):
                found[int(process.name)] = (int(fields[9]) + int(fields[10])) / _TICKS
    return found


@contextmanager
def killing(emulator: int, functions: Sequence[str]) -> Iterator[Counter[str]]:
    """Kill processes of functions while they work, as often as one works that has worked before, until the block ends.
    Gives how many of each were killed so far."""
    killed, ended, before = Counter[str](), threading.Event(), dict[int, float]()

    def kill() -> None:
        while not ended.wait(_PAUSE_SECONDS):
            for function in functions:
                for process, used in workers(emulator, function).items():
                    if _GROWN_UP <= before.get(process, used) < used:
                        with suppress(ProcessLookupError):
                            os.kill(process, signal.SIGKILL)
                            killed[function] += 1
                    before[process] = used

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        ended.set()
        killer.join()
