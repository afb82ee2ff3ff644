"""Runs a program without its output. If it fails, one line says why, and where all of it is.

`python -m tools.dev.quietly <what it is for> <program> <arguments ...>`; pip and npm say the cause somewhere among
dozens of lines, or under `--silent` nowhere. Needs nothing but the standard library: it installs the rest.
"""

import subprocess
import sys
from pathlib import Path

from laporctl.errors import cause_of

LOG = Path(__file__).resolve().parents[2] / "build" / "install.log"


def main(what: str, *command: str) -> int:
    """The program's exit code."""
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError as error:
        print(f"{what} failed: {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    if result.returncode:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(result.stdout)
        print(f"{what} failed: {cause_of(result.stdout)}; all of it: {LOG}", file=sys.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
