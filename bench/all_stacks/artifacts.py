"""The artifact of this working copy, and that of an earlier commit."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from laporctl import paths
from laporctl.errors import OperatorError


class NotPackaged(OperatorError):
    """Raised when an earlier commit could not be packaged; the message is one line."""


@dataclass(frozen=True)
class Artifact:
    """A zip with its template, and the hash of the zip."""

    zip: Path
    template: Path
    sha256: str


def present() -> Artifact:
    """The one in `build/`."""
    return Artifact(paths.ZIP, paths.TEMPLATE, hashlib.sha256(paths.ZIP.read_bytes()).hexdigest())


def of_commit(ref: str, into: Path) -> Artifact:
    """Check out a commit beside this copy, and package it with the same environment. Raises NotPackaged."""
    tree = into / "tree"
    _run("git", "worktree", "add", "--quiet", "--detach", str(tree), ref)
    try:
        _run(sys.executable, "-c", "from laporctl.cli import main; main()", "package", cwd=tree)
        built = [shutil.copy2(tree / "build" / name, into / name) for name in (paths.ZIP.name, paths.TEMPLATE.name)]
    finally:
        _run("git", "worktree", "remove", "--force", str(tree))
    archive, template = map(Path, built)
    return Artifact(archive, template, hashlib.sha256(archive.read_bytes()).hexdigest())


@contextmanager
def deployed_from(artifact: Artifact) -> Iterator[str]:
    """What a release uploads meanwhile; yields the hash of the zip."""
    here = paths.ZIP, paths.TEMPLATE
    paths.ZIP, paths.TEMPLATE = artifact.zip, artifact.template
    try:
        yield artifact.sha256
    finally:
        paths.ZIP, paths.TEMPLATE = here


def _run(*command: str, cwd: Path = paths.ROOT) -> None:
    env = os.environ | {"PYTHONPATH": str(cwd)}
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if result.returncode:
        raise NotPackaged(f"{' '.join(command[:3])}: {(result.stderr or result.stdout).strip()[-300:]}")
