"""How much memory a process and all that it started hold."""

from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def resident_mb(process: int) -> int:
    """Resident memory of a process and its descendants, in MB (10^6 bytes)."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children[parent].append(int(folder.name))
    total, waiting = 0, [process]
    while waiting:
        each = waiting.pop()
        waiting += children[each]
        total += _resident(each)
    return total // 1000


def _resident(process: int) -> int:
    """In units of 1,000 bytes; 0 for one that has ended."""
    try:
        lines = (_PROC / str(process) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 // 1000 for line in lines if line.startswith("VmRSS:")), 0)
