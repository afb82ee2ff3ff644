"""What was filed is there after a clean stop, and what was saved after a kill, and everything works again: data, keys,
site and stream."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE
from tests.support.shared import Shared
from tests.support.whole import assert_whole
from tools.dev import emulator, local
from tools.dev.package import Package

OFFICE = "64.08-pupr"
ROUTING_SECONDS = 60


def test_a_clean_stop_keeps_everything_and_a_kill_what_was_saved(
    package: Package, built_site: Path, tmp_path: Path, shared: Shared
) -> None:
    record, port = local.SavedState(), emulator.free_port()

    def start(say: Callable[[str], None] = print) -> tuple[emulator.Emulator, Stack]:
        running = emulator.start(port, tmp_path)
        shared.watch(running.process.pid, tmp_path / "tmp")
        try:
            (stack,) = local.bring_up(["kaltim"], package, running.endpoint, record, say)
        except BaseException:
            running.discard()
            raise
        return running, stack

    first, stack = start()
    try:
        # More cases than after the restart: a consumer that remembered its place would wait behind them.
        before = [file_complaint(stack) for _ in range(3)]
        wait_for_routing(stack, before)
    finally:
        first.stop()
    assert first.saved

    lines: list[str] = []
    second, again = start(lines.append)
    try:
        after = file_complaint(again)
        wait_for_routing(again, [*before, after])
        wait_for_saving(second)
        # It works on, and saves again.
        kept = file_complaint(again)
        wait_for_saving(second)
        lost = file_complaint(again)
    finally:
        second.discard()
    assert again.outputs == stack.outputs
    assert again.keys == stack.keys
    assert lines == [
        "lapor-kaltim: nothing to change",
        "lapor-kaltim: directory unchanged",
        "lapor-kaltim: site unchanged",
    ]

    third, killed = start()
    try:
        wait_for_routing(killed, [*before, after, file_complaint(killed)])
        assert_whole(killed)
        found = {each: status_of(killed, each) for each in (kept, lost)}
    finally:
        third.discard()
    assert killed.keys == stack.keys
    assert found == {kept: 200, lost: 404}


def wait_for_saving(running: emulator.Emulator) -> None:
    before = running.saved_at
    # Its moments are whole seconds.
    time.sleep(1)
    running.save()
    emulator.wait_for("the saving", lambda: running.saved_at != before)


def status_of(stack: Stack, tracking_id: str) -> int:
    return requests.get(f"{stack.api}/complaints/{tracking_id}", timeout=PATIENCE).status_code


def file_complaint(stack: Stack) -> str:
    body = {"text": "Jalan di depan pasar berlubang.", "category": "jalan-rusak", "region": "64.08.01.2001"}
    answer = requests.post(f"{stack.api}/complaints", json=body, timeout=PATIENCE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["tracking_id"])


def wait_for_routing(stack: Stack, expected: list[str]) -> None:
    def queue() -> set[str]:
        headers = {"Authorization": f"Bearer {stack.keys['officer']}"}
        answer = requests.get(f"{stack.api}/agencies/{OFFICE}/queue", headers=headers, timeout=PATIENCE)
        items: list[dict[str, Any]] = answer.json()["items"]
        return {item["tracking_id"] for item in items}

    until = time.monotonic() + ROUTING_SECONDS
    while not set(expected) <= queue():
        assert time.monotonic() < until, f"only {queue()} of {expected} reached the queue"
        time.sleep(0.3)
