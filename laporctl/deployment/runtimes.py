"""Which Python the functions run on: the one that packages and tests them; and until when AWS takes it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

from laporctl.errors import OperatorError

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDEST, NEWEST = (3, 11), (3, 14)
"""For these every dependency has files and Lambda has a runtime."""

WARNED_BEFORE = timedelta(days=180)

_TABLE = "LmbdRuntimeLifecycle.json"

_MACHINE = "x86_64"
_GLIBC = {(3, 11): 26}
_GLIBC_SINCE_3_12 = 34
"""Minor versions of glibc 2: Lambda's Python 3.11 runs on Amazon Linux 2, the later ones on Amazon Linux 2023."""


class UnknownRuntime(OperatorError):
    """Raised where this interpreter cannot package."""


class RuntimeEnded(OperatorError):
    """Raised before a deployment that AWS would refuse."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """From when AWS creates no function with a runtime, and from when it changes none."""

    create_ends: date
    update_ends: date


def running() -> tuple[int, int]:
    """The version of this interpreter, major and minor; raises UnknownRuntime if no function can run on it."""
    version = (sys.version_info[0], sys.version_info[1])
    if not OLDEST <= version <= NEWEST:
        raise UnknownRuntime(
            f"packaging needs Python {_dotted(OLDEST)} to {_dotted(NEWEST)}, this is {_dotted(version)}"
        )
    return version


def name(version: tuple[int, int]) -> str:
    """What Lambda calls it, such as `python3.11`."""
    return f"python{_dotted(version)}"


def wheel_options(version: tuple[int, int]) -> list[str]:
    """Options of pip that choose what of a package's files a function on this version can load."""
    glibc = _GLIBC.get(version, _GLIBC_SINCE_3_12)
    platforms = [f"manylinux_2_{minor}_{_MACHINE}" for minor in range(glibc, 4, -1)] + [f"manylinux2014_{_MACHINE}"]
    abis = [f"cp{version[0]}{version[1]}", "abi3", "none"]
    options = ["--python-version", _dotted(version), "--implementation", "cp"]
    return (
        options + [part for abi in abis for part in ("--abi", abi)] + [p for n in platforms for p in ("--platform", n)]
    )


def runtimes_of(template: Mapping[str, Any]) -> frozenset[str]:
    """The runtimes that the functions of a template name."""
    shared = template.get("Globals", {}).get("Function", {}).get("Runtime")
    own = (each.get("Properties", {}).get("Runtime") for each in template["Resources"].values())
    return frozenset(str(runtime) for runtime in (shared, *own) if runtime)


def lifecycle(runtime: str) -> Lifecycle | None:
    """What cfn-lint knows of a runtime (AWS publishes the dates in Lambda's developer guide, "Runtime deprecation
    policy"); None for one it does not know."""
    known = json.loads(resources.files("cfnlint.data.AdditionalSpecs").joinpath(_TABLE).read_text())
    found = known.get(runtime)
    return found and Lifecycle(date.fromisoformat(found["create-block"]), date.fromisoformat(found["update-block"]))


def check(runtimes: frozenset[str], today: date, *, new: bool) -> list[str]:
    """What an operator should know of the runtimes of a deployment, a line for each that ends soon. Raises RuntimeEnded
    for one that AWS takes no more, for a `new` stack or for one that is there."""
    lines = []
    for runtime in sorted(runtimes):
        if (life := lifecycle(runtime)) is None:
            raise RuntimeEnded(f"nothing is known of the runtime {runtime}: raise cfn-lint in requirements-dev.txt")
        ends = life.create_ends if new else life.update_ends
        what = "creates no function" if new else "changes no function"
        if today >= ends:
            raise RuntimeEnded(
                f"AWS {what} with {runtime} since {ends}: install a newer Python and `make clean package PYTHON=...`"
            )
        if today >= ends - WARNED_BEFORE:
            lines.append(f"AWS {what} with {runtime} from {ends} on: package with a newer Python before then")
    return lines


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
