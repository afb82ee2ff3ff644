"""Looks up whether what is shipped has known vulnerabilities: `python -m tools.dev.audit`, as `make lint` does.

The advisories are asked for where they are published. Where nobody answers, nothing is known: this is said in so many
words, and fails only if `AUDIT=required`, as it should be where releases are made. A finding fails always, unless it is
allowed for now in `audit-allowed.toml`, with a reason and a last day.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from laporctl import paths

ALLOWED = paths.ROOT / "audit-allowed.toml"
REQUIREMENTS = paths.ROOT / "requirements.txt"
PIP_AUDIT = paths.ROOT / ".venv-audit" / "bin" / "pip-audit"
LONGEST = timedelta(days=90)
"""How long a finding may be allowed before somebody looks at it again."""
SECONDS = 120


@dataclass(frozen=True, order=True)
class Finding:
    """A known vulnerability of something that is shipped."""

    package: str
    id: str


@dataclass(frozen=True)
class Allowance:
    """A finding that is allowed up to a day, and why."""

    finding: Finding
    until: date
    reason: str


@dataclass(frozen=True)
class Report:
    """What one source answered: the findings, and what nobody answered for."""

    findings: tuple[Finding, ...] = ()
    unknown: tuple[str, ...] = ()


def load_allowances(text: str) -> tuple[Allowance, ...]:
    """The allowed findings of `audit-allowed.toml`."""
    entries = tomllib.loads(text).get("allowed", [])
    return tuple(Allowance(Finding(each["package"], each["id"]), each["until"], each["reason"]) for each in entries)


def not_allowed(findings: Iterable[Finding], allowances: Iterable[Allowance], today: date) -> list[Finding]:
    """The findings that nobody has allowed, or not any more."""
    allowed = {each.finding for each in allowances if today <= each.until}
    return sorted(set(findings) - allowed)


def report_of_python(answer: str) -> Report:
    """What `pip-audit --format json` printed. A package that was skipped was not looked up."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return Report(unknown=("Python packages",))
    found = [Finding(each["name"], vulnerability["id"]) for each in packages for vulnerability in each.get("vulns", ())]
    return Report(tuple(found), tuple(each["name"] for each in packages if "skip_reason" in each))


def report_of_site(answer: str) -> Report:
    """What `npm audit --json` printed."""
    try:
        vulnerable: dict[str, dict[str, Any]] = json.loads(answer)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Report(unknown=("npm packages",))
    advisories = [
        Finding(name, str(via["url"]).rpartition("/")[2])
        for name, each in vulnerable.items()
        for via in each["via"]
        if isinstance(via, dict)
    ]
    return Report(tuple(advisories))


def main() -> int:
    """Audit; returns the exit status."""
    python = _ask([str(PIP_AUDIT), "--requirement", str(REQUIREMENTS), "--disable-pip", "--format", "json"], paths.ROOT)
    site = _ask(["npm", "audit", "--omit=dev", "--json"], paths.ROOT / "web")
    reports = (report_of_python(python), report_of_site(site))
    wrong = not_allowed(
        (finding for report in reports for finding in report.findings),
        load_allowances(ALLOWED.read_text()),
        datetime.now(UTC).date(),
    )
    unknown = [name for report in reports for name in report.unknown]
    for finding in wrong:
        print(f"audit: {finding.package} has {finding.id}: raise it, or allow it for a time in {ALLOWED.name}")
    if unknown:
        print(f"audit: NOT AUDITED, the advisories do not answer for: {', '.join(unknown)}")
    if not (wrong or unknown):
        print("audit: no known vulnerability in what is shipped")
    return int(bool(wrong) or (bool(unknown) and os.environ.get("AUDIT") == "required"))


def _ask(command: list[str], folder: Path) -> str:
    """What a program printed, whatever its exit status says; nothing if it cannot be run."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


if __name__ == "__main__":
    sys.exit(main())
