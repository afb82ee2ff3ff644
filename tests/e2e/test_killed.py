"""Functions killed in the middle of their work, the embedded AWS killed and started again from what it had saved, two
sweeps at once: nothing is lost and nothing doubled. Minutes long, so in the deep run."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from laporctl.http import Answer, Unexpected
from laporctl.remote import SWEEP, invoke
from laporctl.stacks import Stack
from tests.e2e.test_once import switch_stream
from tests.support.budgets import examples
from tests.support.killing import killing
from tests.support.shared import Shared
from tests.support.whole import assert_whole
from tools.dev import emulator, local
from tools.dev.demo.actors import Receipt, World, new_key
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.oversight import file_earlier
from tools.dev.emulator import Emulator
from tools.dev.package import Package

THREADS = 4
FILINGS = 40
STRANDED = 6
UNSAVED = 24
HITS = 2
"""How often each function is killed over its work at least."""
TRIES = 60
FUNCTIONS = ("HttpFunction", "RouteFunction", "PublishFunction")


@dataclass
class Crowd:
    """Citizens who send until they are answered, each always with the same receipt key, and an officer who takes each
    case on. `disturbed` counts the answers by which a killed function showed."""

    world: World
    keys: list[str] = field(default_factory=list)
    filed: dict[str, Receipt] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    disturbed: Counter[int] = field(default_factory=Counter)

    def file(self, keys: Sequence[str]) -> None:
        """All at once. Raises Unexpected when nobody answers any more."""
        self.keys += [key for key in keys if key not in self.keys]
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self._file_one, keys))

    def _file_one(self, key: str) -> None:
        citizen = self.world.citizen()
        answer = self._persist(lambda: citizen.send(ROAD | {"receipt_key": key}))
        assert answer.status in (200, 201), answer.text
        self.filed[key] = Receipt(key, answer.json["tracking_id"], answer.json["secret"])

    def accept(self) -> None:
        """The officer takes on each case that was routed."""
        office = self.world.office(ROAD_OFFICE)
        waiting = [entry["tracking_id"] for entry in self._persist_queue() if entry["status"] == "routed"]

        def accept_one(tracking_id: str) -> None:
            # 412: an earlier try had been carried out, though its answer was lost.
            answer = self._persist(lambda: office.command(tracking_id, "accept", version=2))
            assert answer.status in (200, 412), answer.text
            self.accepted.add(tracking_id)

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(accept_one, waiting))

    def _persist_queue(self) -> list[dict[str, str]]:
        office = self.world.office(ROAD_OFFICE)
        answer = self._persist(lambda: office.get(f"/v1/agencies/{ROAD_OFFICE}/queue?limit=200"))
        return list(answer.must_be(200).json["items"])

    def _persist(self, send: Callable[[], Answer]) -> Answer:
        for _ in range(TRIES):
            answer = send()
            if answer.status < 500:
                return answer
            self.disturbed[answer.status] += 1
        raise Unexpected("an answer", f"HTTP {answer.status} {TRIES} times")


def start(port: int, state: Path, package: Package, record: local.SavedState, shared: Shared) -> tuple[Emulator, Stack]:
    """The embedded AWS with one stack, from what it saved last."""
    running = emulator.start(port, state)
    shared.watch(running.process.pid, state / "tmp")
    try:
        (stack,) = local.bring_up(["kaltim"], package, running.endpoint, record)
    except BaseException:
        running.discard()
        raise
    return running, stack


def batches_killed(state: Path, stack: Stack) -> list[int]:
    """Over how many batches of the stream each function at it was killed: the embedded AWS writes a line for each."""
    log = (state / "emulator.log").read_text(errors="replace")
    return [log.count(f"ESM: Lambda {stack.outputs[each]} failed processing") for each in FUNCTIONS[1:]]


@pytest.mark.skipif(not examples(0.002), reason="in the deep run: make test-deep")
@pytest.mark.timeout(1800)
def test_nothing_is_lost_or_doubled_when_functions_and_the_whole_of_aws_are_killed(
    package: Package, built_site: Path, tmp_path: Path, shared: Shared
) -> None:
    record, port = local.SavedState(), emulator.free_port()
    first, stack = start(port, tmp_path, package, record, shared)
    try:
        crowd = Crowd(World({"kaltim": stack}))
        names = [stack.outputs[function] for function in FUNCTIONS]
        with killing(first.process.pid, names) as killed:
            crowd.file([new_key() for _ in range(FILINGS)])
            while min(crowd.disturbed.total(), *batches_killed(tmp_path, stack)) < HITS:
                crowd.file([new_key() for _ in range(THREADS)])
            crowd.accept()
        for each in crowd.filed.values():
            # The stream brings again what a function was killed over.
            crowd.world.citizen().wait_for_routing(each)
        switch_stream(stack, enabled=False)
        stranded = [file_earlier(crowd.world, ROAD, timedelta(minutes=10)) for _ in range(STRANDED)]
    finally:
        # The records of the stream are in its memory and not among what it saves: it loses those of the stranded.
        first.stop()
    assert first.saved

    second, stack = start(port, tmp_path, package, record, shared)
    unsaved = [new_key() for _ in range(UNSAVED)]
    try:
        with killing(second.process.pid, names) as killed_again, ThreadPoolExecutor(1) as pool:
            filing = pool.submit(crowd.file, unsaved)
            while sum(key in crowd.filed for key in unsaved) < UNSAVED // 2 and not filing.done():
                time.sleep(0.05)
            second.discard()
        # Those who were answered and those who were not: with the memory of the emulator all of it is gone.
        with suppress(Unexpected):
            filing.result()
    finally:
        second.discard()

    third, stack = start(port, tmp_path, package, record, shared)
    try:
        crowd.world.stacks["kaltim"] = stack
        switch_stream(stack, enabled=True)
        receipts = [*crowd.filed.values(), *stranded]
        kept = [each for each in receipts if each.key not in unsaved]
        lost = [each.id for each in kept if crowd.world.citizen().look_up(each.id).status != 200]
        assert lost == []
        crowd.file(unsaved)
        with ThreadPoolExecutor(2) as pool:
            tallies = list(pool.map(lambda _: invoke(stack, SWEEP), range(2)))
        assert [tally["failed"] for tally in tallies] == [0, 0]
        assert_each_once(crowd, stranded)
        checked = assert_whole(stack)
        over = batches_killed(tmp_path, stack)
        print(f"killed {dict(killed + killed_again)}, over batches {over}, over requests {dict(crowd.disturbed)}")
        print(f"filed {len(crowd.filed)}, stranded {len(stranded)}, taken on {len(crowd.accepted)}, {checked.summary}")
    finally:
        third.discard()


def assert_each_once(crowd: Crowd, stranded: Sequence[Receipt]) -> None:
    """Every receipt has one case that was filed, routed and, if the office did so, taken on once; and there are no
    others."""
    receipts = {each.id: each for each in [*crowd.filed.values(), *stranded]}
    assert len(crowd.filed) == len(crowd.keys), "everybody was answered"
    for each in receipts.values():
        view, _ = crowd.world.citizen().wait_for_routing(each)
        kinds = Counter(event["kind"] for event in view["timeline"])
        assert kinds == {"filed": 1, "routed": 1} | ({"accepted": 1} if each.id in crowd.accepted else {}), each.id
    queue = Counter(entry["tracking_id"] for entry in crowd.world.office(ROAD_OFFICE).queue())
    assert queue == Counter(list(receipts))
