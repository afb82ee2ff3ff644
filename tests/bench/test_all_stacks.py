"""What is measured over all stacks: an artifact that takes the place of another for a while, and memory."""

import os
import subprocess
import sys
from pathlib import Path

from bench.all_stacks import memory
from bench.all_stacks.artifacts import Artifact, deployed_from
from laporctl import paths


def test_another_artifact_is_deployed_for_a_while() -> None:
    here = paths.ZIP, paths.TEMPLATE
    with deployed_from(Artifact(Path("a.zip"), Path("a.yaml"), "ab")) as sha256:
        assert (str(paths.ZIP), str(paths.TEMPLATE), sha256) == ("a.zip", "a.yaml", "ab")
    assert here == (paths.ZIP, paths.TEMPLATE)


def test_memory_is_counted_with_what_a_process_started() -> None:
    alone = memory.resident_mb(os.getpid())
    hold = "import sys; held = bytearray(64_000_000); print(len(held), flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        child.stdout.readline()
        assert memory.resident_mb(os.getpid()) >= alone + 60
        child.communicate()
    assert memory.resident_mb(child.pid) == 0
