"""Reads the templates by checkov's rules: `python -m tools.dev.rules`, as `make rules` does.

It needs no network. A finding fails unless `rules-allowed.toml` lists it with a reason; an entry that no finding needs
any more fails too, so that the list stays true.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from laporctl import paths

ALLOWED = paths.ROOT / "rules-allowed.toml"
CHECKOV = paths.ROOT / ".venv-rules" / "bin" / "checkov"
TEMPLATES = (paths.TEMPLATE, paths.ACCOUNT_TEMPLATE, paths.BUDGET_TEMPLATE)
SECONDS = 600


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that a resource breaks. `resource` is its type and name, as in `AWS::SQS::Queue.Outbox`."""

    rule: str
    resource: str
    title: str = ""


@dataclass(frozen=True)
class Allowance:
    """A rule that resources may break, and why. `resources` are patterns of a shell."""

    rule: str
    resources: tuple[str, ...]
    reason: str

    def covers(self, finding: Finding) -> bool:
        same = finding.rule == self.rule
        return same and any(fnmatchcase(finding.resource, each) for each in self.resources)


def load_allowances(text: str) -> tuple[Allowance, ...]:
    """The entries of `rules-allowed.toml`."""
    entries = tomllib.loads(text).get("allowed", [])
    return tuple(Allowance(each["rule"], tuple(each["resources"]), each["reason"]) for each in entries)


def findings_of(answer: str) -> set[Finding]:
    """What `checkov --output json` found. Raises ValueError for anything else."""
    report: dict[str, Any] = json.loads(answer)
    if report["summary"]["parsing_errors"] or not report["summary"]["resource_count"]:
        raise ValueError("a template could not be read")
    failed = report["results"]["failed_checks"]
    return {Finding(each["check_id"], each["resource"], each["check_name"]) for each in failed}


def complaints(findings: Collection[Finding], allowances: Iterable[Allowance]) -> list[str]:
    """A line for each finding that nothing allows, and for each allowance that nothing needs."""
    listed = list(allowances)
    open_ones = sorted(each for each in findings if not any(allowed.covers(each) for allowed in listed))
    idle = [
        (allowed.rule, pattern)
        for allowed in listed
        for pattern in allowed.resources
        if not any(each.rule == allowed.rule and fnmatchcase(each.resource, pattern) for each in findings)
    ]
    return [
        *(f"{each.rule} {each.resource}: {each.title}" for each in open_ones),
        *(f"{rule} {pattern}: allowed in {ALLOWED.name}, and nothing needs it" for rule, pattern in idle),
    ]


def main() -> int:
    """Check; returns the exit status."""
    command = [str(CHECKOV), "--framework", "cloudformation", "--output", "json", "--quiet", "--skip-download"]
    command += [argument for template in TEMPLATES for argument in ("--file", str(template))]
    result = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
    try:
        findings = findings_of(result.stdout)
    except (ValueError, KeyError, TypeError) as error:
        print(f"rules: checkov did not answer: {error}: {(result.stderr or result.stdout)[-300:]}")
        return 1
    wrong = complaints(findings, load_allowances(ALLOWED.read_text()))
    for line in wrong:
        print(f"rules: {line}")
    if not wrong:
        print(f"rules: {len(findings)} findings, each allowed for a reason")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
