"""What was filed is there after a clean stop, and what was saved after a kill, and everything works again: data, keys,
site and stream."""

import time
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


def test_a_clean_stop_keeps_cases_and_keys_and_the_stream_goes_on(
    package: Package, built_site: Path, tmp_path: Path, shared: Shared
) -> None:
    record = local.SavedState()
    port = emulator.free_port()

    first = emulator.start(port, tmp_path)
    shared.watch(first.process.pid, tmp_path / "tmp")
    try:
        (stack,) = local.bring_up(["kaltim"], package, first.endpoint, record)
        # More cases than after the restart: a consumer that remembered its place would wait behind them.
        before = [file_complaint(stack) for _ in range(3)]
        wait_for_routing(stack, before)
    finally:
        first.stop()
    assert first.saved

    lines: list[str] = []
    second = emulator.start(port, tmp_path)
    shared.watch(second.process.pid, tmp_path / "tmp")
    try:
        (again,) = local.bring_up(["kaltim"], package, second.endpoint, record, lines.append)
        after = file_complaint(again)
        wait_for_routing(again, [*before, after])
        assert_whole(again)
    finally:
        second.stop()

    assert again.outputs == stack.outputs
    assert again.keys == stack.keys
    assert lines == [
        "lapor-kaltim: nothing to change",
        "lapor-kaltim: directory unchanged",
        "lapor-kaltim: site unchanged",
    ]


def test_a_kill_loses_what_was_filed_since_the_last_saving_and_nothing_before(
    package: Package, built_site: Path, tmp_path: Path, shared: Shared
) -> None:
    record, port = local.SavedState(), emulator.free_port()
    first = emulator.start(port, tmp_path)
    shared.watch(first.process.pid, tmp_path / "tmp")
    try:
        (stack,) = local.bring_up(["kaltim"], package, first.endpoint, record)
        before = [file_complaint(stack) for _ in range(2)]
        wait_for_routing(stack, before)
        wait_for_saving(first)
        # It works on, and saves again.
        kept = file_complaint(stack)
        wait_for_saving(first)
        lost = file_complaint(stack)
    finally:
        first.discard()

    second = emulator.start(port, tmp_path)
    shared.watch(second.process.pid, tmp_path / "tmp")
    try:
        (again,) = local.bring_up(["kaltim"], package, second.endpoint, record)
        wait_for_routing(again, [*before, file_complaint(again)])
        assert_whole(again)
        found = {
            each: requests.get(f"{again.api}/complaints/{each}", timeout=PATIENCE).status_code for each in (kept, lost)
        }
    finally:
        second.discard()
    assert again.keys == stack.keys
    assert found == {kept: 200, lost: 404}


def wait_for_saving(running: emulator.Emulator) -> None:
    before = running.saved_at
    # Its moments are whole seconds.
    time.sleep(1)
    running.save()
    emulator.wait_for("the saving", lambda: running.saved_at != before)


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
