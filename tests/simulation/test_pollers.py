"""A poller that is killed at random for a thousand rounds: it misses nothing and works nothing twice."""

import random
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from chalice.test import Client

import app
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import DomainError
from chalicelib.runtime import container
from laporctl.http import Answer, Unexpected
from laporctl.poller import Event, Poller, State
from tests.api.conftest import Api
from tests.support.lag import LaggingFeedStore
from tests.support.memory import MemoryCaseStore
from tests.support.world import World

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
ROUNDS = 1000
KILLED_AT_A_STEP = 0.15


class Killed(BaseException):
    """As SIGKILL: no handler of the poller's own may survive it."""


class Fragile:
    """One run of the poller's program after another. Before and after each thing it does, it may be killed; the network
    and the server fail too. What it has done is counted outside of it."""

    def __init__(self, api: Api, file: Path, chance: random.Random) -> None:
        self.api, self.file, self.chance = api, file, chance
        self.key = api.key(OFFICE)
        self.met: Counter[str] = Counter()
        self.order: dict[str, list[int]] = {}
        self.accepted: Counter[str] = Counter()
        self.kills = 0
        self.refused = 0

    def run(self, steady: bool = False) -> None:
        """Start, catch up, and end by itself or by a kill; `steady` spares it."""
        self.steady = steady
        poller = Poller(OFFICE, self._fetch, self._state(), self._work, self.chance.choice((1, 3, 50)), lambda _: None)
        try:
            poller.catch_up()
        except Killed:
            self.kills += 1

    def _perhaps(self, end: type[BaseException] = Killed) -> None:
        if not self.steady and self.chance.random() < KILLED_AT_A_STEP:
            raise end

    def _fetch(self, path: str, headers: dict[str, str]) -> Answer:
        self._perhaps()
        if not self.steady and self.chance.random() < 0.05:
            raise Unexpected("an answer", "none")
        if not self.steady and self.chance.random() < 0.05:
            return Answer(503, Message(), "{}")
        found = self.api.get(path.removeprefix("/v1"), key=self.key, **headers)
        self._perhaps()
        sent = Message()
        for name, value in found.headers.items():
            sent[name] = value
        return Answer(found.status_code, sent, found.body.decode())

    def _work(self, event: Event) -> None:
        self._perhaps()
        self.met[event["id"]] += 1
        self.order.setdefault(event["tracking_id"], []).append(event["seq"])
        if event["status"] == "routed" and event["part"] == "holder":
            path = f"/agencies/{OFFICE}/complaints/{event['tracking_id']}/accept"
            answer = self.api.post(path, {}, key=self.key, If_Match=f'"{event["seq"]}"')
            assert answer.status_code in (200, 403, 409, 412), answer.body
            self.accepted[event["tracking_id"]] += answer.status_code == 200
            self.refused += answer.status_code != 200
        self._perhaps()

    def _state(self) -> State:
        perhaps = self._perhaps

        class FragileState(State):
            def save_cursor(self, feed: str, cursor: str) -> None:
                perhaps()
                super().save_cursor(feed, cursor)
                perhaps()

        return FragileState(self.file)


@pytest.fixture
def lagging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The app over a world whose feed lags."""
    for name in ("PROVINCE", "COMPLAINTS_TABLE", "IDENTITIES_TABLE", "POLICY", "ATTACHMENTS_BUCKET"):
        monkeypatch.setenv(name, "kaltim" if name == "PROVINCE" else "unused")
    world = World(cases=MemoryCaseStore(feed=LaggingFeedStore(chance=random.Random(7))))
    monkeypatch.setattr(container, "connect", lambda settings, tables: world.services)
    monkeypatch.setattr("os.fsync", lambda _: None)
    container.services.cache_clear()
    with Client(app.app) as client:
        yield Api(world, client)
    container.services.cache_clear()


def live(world: World, chance: random.Random) -> None:
    """New cases, and offices that pass some on."""
    if chance.random() < 0.5:
        world.file_and_route()
    if world.cases.kept and chance.random() < 0.2:
        case = chance.choice(list(world.cases.kept.values())).case
        to = OTHER if case.agency == OFFICE else OFFICE
        try:
            world.do_case(case, Command.REFUSE, world.officer(case.agency or ""), to)
        except DomainError:
            return


def test_a_poller_killed_for_a_thousand_rounds_misses_nothing_and_works_nothing_twice(
    lagging: Api, tmp_path: Path
) -> None:
    world, chance = lagging.world, random.Random(20261121)
    poller = Fragile(lagging, tmp_path / "state.json", chance)
    for _ in range(ROUNDS):
        live(world, chance)
        poller.run()
        world.later(seconds=chance.choice((0.01, 1, 10, 40)))
    for _ in range(2):
        # The second time brings what its own last orders led to.
        world.later(minutes=5)
        poller.run(steady=True)

    written: dict[str, Any] = {f"{line.id}/{line.seq}": line for line in world.cases.feed.lines[OFFICE]}
    assert poller.kills > ROUNDS / 4
    assert len(written) > ROUNDS / 2
    assert set(poller.met) == set(written), "it missed something, or met what was never written"
    assert poller.met.total() > len(written), "kills that never made it meet an event again would prove nothing"
    assert poller.refused > 0

    for case_id, kept in world.cases.kept.items():
        # A case that comes back is accepted anew, and rightly so: once for each time it was routed here.
        accepts = [event for event in kept.events if event.kind == "accepted"]
        arrivals = [event for event in kept.events if event.data.get("to") == OFFICE]
        assert poller.accepted[case_id] == len(accepts) <= len(arrivals)
    first_met = {case: list(dict.fromkeys(numbers)) for case, numbers in poller.order.items()}
    assert all(numbers == sorted(numbers) for numbers in first_met.values()), "the first meeting is in order"
