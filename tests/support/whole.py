"""Whether a deployed stack is whole: what `laporctl audit` says of it after a test has done something to it."""

import re
import time

from laporctl.audit.findings import Finding
from laporctl.audit.run import PAUSE_SECONDS, Progress, run
from laporctl.audit.subject import subject_of
from laporctl.remote import SWEEP, invoke
from laporctl.stacks import Stack

_SWEEPS = 20
PUT_BY_HAND = {"TEST"}
"""The id in the rows that `tests/e2e/test_iam.py` puts into the same tables to try rights, perhaps meanwhile."""


def assert_whole(stack: Stack, *, but_for: frozenset[str] = frozenset()) -> Progress:
    """Sweep until nothing is due, and audit the stack: fails with every finding that is not of a check in `but_for`.
    Answers what the audit counted."""
    for _ in range(_SWEEPS):
        if not invoke(stack, SWEEP)["fired"]:
            break
    found: list[Finding] = []
    progress = run(subject_of(stack), Progress(), found.append, pause=lambda: time.sleep(PAUSE_SECONDS))
    ours = [each for each in found if not PUT_BY_HAND & set(re.split(r"[#\s-]", each.line))]
    wrong = [each.line for each in ours if each.check not in but_for]
    assert wrong == [], "\n".join(wrong)
    assert progress.checked, "an audit that looked at nothing says nothing"
    return progress
