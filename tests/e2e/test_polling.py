"""Real programs poll the running system, and are killed again and again: the example of the documentation, and
`laporctl queue watch`."""

import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from chalicelib.services.notifications.feeds import SETTLED_AFTER
from laporctl import paths
from laporctl.http import send
from laporctl.stacks import Stack
from tests.support.emulator import Site
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.steps import until

OFFICE = "65.01-pupr"
ROAD = {"text": "Jalan di depan sekolah berlubang.", "category": "jalan-rusak", "region": "65.01"}
CASES = 10
CATCH_UP_SECONDS = 120


@dataclass
class Program:
    """A program that is started, killed by SIGKILL and started again. Its output is kept, as a journal would."""

    command: list[str]
    environment: dict[str, str]
    output: Path
    kills: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.output.open("ab") as out:
            environment = os.environ | self.environment
            self.process = subprocess.Popen(
                self.command, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=paths.ROOT
            )

    def kill(self) -> None:
        assert self.process
        assert self.process.poll() is None, f"it ended by itself: {self.output.read_text()[-500:]}"
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def told(self) -> list[str]:
        """The ids of the events it told, as often as it told them."""
        return re.findall(r"^K\S+/\d+", self.output.read_text(), re.MULTILINE)


@pytest.fixture
def programs(kaltara: Stack, tmp_path: Path) -> list[Program]:
    (example,) = re.findall(r"```python\n(.*?)```", (paths.ROOT / "docs" / "polling.md").read_text(), re.DOTALL)
    (tmp_path / "example.py").write_text(example)
    key = {"LAPOR_KEY": kaltara.keys["officer"]}
    where = {"LAPOR_API": kaltara.api, "LAPOR_AGENCY": OFFICE, "LAPOR_STATE": str(tmp_path / "example.cursor")}
    where["LAPOR_ACT"] = "accept"
    watch = [
        sys.executable,
        "-c",
        "from laporctl.cli import main; main()",
        "queue",
        "watch",
        "--site",
        kaltara.site,
        "--agency",
        OFFICE,
    ]
    watch += ["--state", str(tmp_path / "watch.json"), "--limit", "5"]
    return [
        Program([sys.executable, str(tmp_path / "example.py")], key | where, tmp_path / "example.out"),
        Program(watch, key, tmp_path / "watch.out"),
    ]


def run_and_kill(programs: list[Program], seconds: float) -> None:
    for program in programs:
        program.start()
    time.sleep(seconds)
    for program in programs:
        program.kill()


def kinds(world: World, filed: Receipt) -> list[str]:
    return [event["kind"] for event in world.citizen("kaltara").see(filed)["timeline"]]


def test_programs_that_are_killed_again_and_again_miss_nothing_and_accept_nothing_twice(
    world: World, programs: list[Program]
) -> None:
    chance, citizen, filed = random.Random(1708), world.citizen("kaltara"), []
    settling = SETTLED_AFTER.total_seconds()
    shows = time.monotonic() + settling
    for _ in range(CASES):
        filed.append(citizen.file(ROAD))
        run_and_kill(programs, chance.uniform(0.3, 2))
    end = time.monotonic() + settling
    while (now := time.monotonic()) < end:
        # Most often while the events begin to show; until then there is nothing to be interrupted in.
        run_and_kill(programs, chance.uniform(0.3, 2) if now > shows else chance.uniform(0.3, 6))

    expected = {f"{each.id}/2" for each in filed}
    for program in programs:
        program.start()
    for program in programs:
        until(program.told, lambda ids: expected <= set(ids), CATCH_UP_SECONDS)
        time.sleep(1)
        program.kill()
        assert expected <= set(program.told()), program.output.read_text()[-500:]
        assert program.kills > CASES
    assert [kinds(world, each) for each in filed] == [["filed", "routed", "accepted"]] * CASES


def test_nothing_new_is_304_through_the_edge_and_a_forged_cursor_is_named(kaltara: Stack) -> None:
    site, bearer = Site(kaltara), {"Authorization": f"Bearer {kaltara.keys['coordinator']}"}
    feed = "/v1/agencies/65.01-dlh/events"
    path = f"{feed}?after={site.get(feed, headers=bearer).json()['next_cursor']}"
    empty = site.get(path, headers=bearer)
    assert (empty.status_code, empty.json()["items"], empty.headers["Retry-After"]) == (200, [], "30")
    again = site.get(path, headers=bearer | {"If-None-Match": empty.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    forged = send("GET", kaltara.site, f"{path[:-3]}AAA", headers=bearer)
    assert (forged.status, forged.json["errors"][0]["field"]) == (400, "after")
