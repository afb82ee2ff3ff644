"""Waits for the end of a test run, then ends a process group that ran beside it and removes folders.

Started by `tests/support/shared.py` as a program of its own: guard.py LOCK PROCESS_GROUP [FOLDER...]. Process group 0
stands for none.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path


def main(lock: str, process_group: int, folders: list[str]) -> None:
    with contextlib.suppress(FileNotFoundError), Path(lock).open("rb") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
    if process_group:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process_group, signal.SIGKILL)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
