"""Which tests run side by side when several processes share a run, and in which order they begin.

A file stays in one process, because its fixtures are made once for it. What acts on the same offices of the running
system stays in one process too: each such test relies on being alone there. What takes longest begins first, so that
the many small files fill what is left at the end.
"""

from pathlib import PurePosixPath

from xdist.scheduler.loadscope import LoadScopeScheduling

ALONE = {
    # These have the system, or an office or a stack of it, to themselves.
    "tests/e2e/test_deployment.py",
    "tests/e2e/test_killed.py",
    "tests/e2e/test_restart.py",
    "tests/e2e/test_webhooks.py",
    "tests/e2e/test_polling.py",
    "tests/e2e/test_restore.py",
    "tests/e2e/test_notices.py",
}
WITH = {
    "tests/e2e/test_healing.py": "tests/e2e/test_webhooks.py",
    "tests/e2e/test_desk.py": "tests/e2e/test_sign_in.py",
    "tests/e2e/test_browser.py": "tests/e2e/test_sign_in.py",
}
"""File -> the file whose office or persons it works with too."""
LONGEST_FIRST = (
    "tests/e2e",
    "tests/e2e/test_deployment.py",
    "tests/e2e/test_restart.py",
    "tests/e2e/test_sign_in.py",
    "tests/e2e/test_restore.py",
    "tests/e2e/test_killed.py",
    "tests/e2e/test_webhooks.py",
    "tests/e2e/test_polling.py",
    "tests/e2e/test_notices.py",
    "tests/web/test_every_page.py",
    "tests/laporctl/audit/test_run.py",
    "tests/bench/test_polling.py",
    "tests/web/test_suggestions.py",
    "tests/web",
    "tests/storage",
    "tests/template",
    "tests/faults",
    "tests/simulation",
    "tests/bench",
)


def group(node_id: str) -> str:
    """What a test shares a process with: its file, or its directory where all of that acts on one system."""
    file = node_id.partition("::")[0]
    file = WITH.get(file, file)
    if file.startswith("tests/e2e/") and file not in ALONE | set(WITH.values()):
        return "tests/e2e"
    if file.startswith("tests/storage/"):
        return "tests/storage"
    return file


def rank(node_id: str) -> int:
    """Where a test's group stands in the order of beginning."""
    name = group(node_id)
    for candidate in (name, str(PurePosixPath(name).parent)):
        if candidate in LONGEST_FIRST:
            return LONGEST_FIRST.index(candidate)
    return len(LONGEST_FIRST)


class GroupScheduling(LoadScopeScheduling):
    """Hands one group after the other to whichever process is free, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
