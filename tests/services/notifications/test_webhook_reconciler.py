"""Webhook messages that the stream loses are made up for: nobody misses what it was owed, nobody is told more."""

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.cases.audience import Part
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import DomainError
from chalicelib.domain.notifications.subscription import CASE_TYPES, PER_OFFICE, Webhook
from chalicelib.services.cases.filing import Filed
from chalicelib.services.notifications import webhook_reconciler
from chalicelib.services.notifications.webhook_reconciler import CHECKED_EVERY, PATIENCE
from tests.services.notifications.test_webhooks import OFFICE, OTHER, Story
from tests.support.world import ROAD

THIRD = "64.08-satpolpp"
HEALED_WITHIN = PATIENCE + CHECKED_EVERY + timedelta(minutes=5)
"""What docs/operations.md promises, with the sweep's own five minutes."""


@dataclass
class LossyStory(Story):
    """A world whose stream loses records. `pauses` notes for each webhook the spans in which it was disabled."""

    hooks_of: list[Webhook] = field(default_factory=list)
    pauses: dict[str, list[list[datetime]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, agency: str, types: tuple[str, ...] = ()) -> Webhook:
        self.hooks_of.append(self.subscribe(agency, types))
        return self.hooks_of[-1]

    def holder(self, filed: Filed, seq: int) -> str | None:
        """As the event's own row says, whatever happened to the case since."""
        wanted = (filed.case.id, seq, Part.HOLDER)
        for office, lines in self.cases.feed.lines.items():
            if any((line.id, line.seq, line.part) == wanted for line in lines):
                return office
        return None

    def heal(self) -> int:
        result = self.services.sweep.run(self.now, lambda: True)
        assert result.failures == []
        return result.healed["webhooks"]

    def pause(self, hook: Webhook) -> None:
        self.services.webhooks.disable(self.manager(hook.agency), hook.agency, hook.id, self.now)
        self.pauses[hook.id].append([self.now, self.now + timedelta(days=999)])

    def resume(self, hook: Webhook) -> None:
        self.services.webhooks.enable(self.manager(hook.agency), hook.agency, hook.id, self.now)
        self.pauses[hook.id][-1][1] = self.now

    def owed(self, hook: Webhook) -> set[str]:
        """The messages about what stands in the feed of its office: since it was added or enabled again, but for its
        pauses."""
        return {
            f"msg_{line.id}_{line.seq}"
            for line in self.cases.feed.lines.get(hook.agency, ())
            if line.at >= (hook.enabled_at or hook.created_at)
            and (not hook.types or f"complaint.{line.kind}" in hook.types)
            and not any(since <= line.at < until for since, until in self.pauses[hook.id])
        }

    def told(self, hook: Webhook) -> set[str]:
        return {message.id for message in self.sent if message.webhook == hook.id}

    def live(self, **delta: float) -> None:
        """Let time pass, with a sweep every five minutes."""
        end = self.now + timedelta(**delta)
        while self.now < end:
            self.later(minutes=5)
            self.heal()


@pytest.fixture
def story() -> LossyStory:
    return LossyStory()


def test_what_the_stream_lost_is_sent_within_eighty_minutes_under_the_id_it_would_have_had(story: LossyStory) -> None:
    hook = story.add(OFFICE)
    story.later(minutes=1)
    filed = story.file_and_route()
    happened = story.now
    story.announce(filed)
    (as_usual,) = story.sent
    story.hooks.outbox.letters.clear()
    story.hooks.ledger.entries.clear()
    while not story.sent:
        story.later(minutes=5)
        story.heal()
    assert story.sent == [as_usual]
    assert story.now - happened <= HEALED_WITHIN
    assert story.told(hook) == story.owed(hook)


def test_what_was_sent_is_not_sent_again(story: LossyStory) -> None:
    story.add(OFFICE)
    story.announce(story.file_and_route())
    sent = len(story.sent)
    story.live(hours=5)
    assert len(story.sent) == sent


def test_an_office_without_a_webhook_costs_no_write(story: LossyStory) -> None:
    story.announce(story.file_and_route())
    story.live(hours=2)
    assert story.hooks.ledger.entries == {}


def test_a_run_that_dies_right_after_sending_is_done_again(story: LossyStory, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = story.add(OFFICE)
    story.file_and_route()
    story.later(hours=2)

    def die(*_: object) -> bool:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(story.hooks.store, "checked", die)
        result = story.services.sweep.run(story.now, lambda: True)
        assert result.failures == [("webhooks", "RuntimeError")]
    story.later(minutes=5)
    assert story.heal() == 1
    assert [message.id for message in story.sent] == list(story.owed(hook)) * 2
    assert story.heal() == 0


def test_clocks_fire_though_the_outbox_does_not_answer(story: LossyStory, monkeypatch: pytest.MonkeyPatch) -> None:
    story.add(OFFICE)
    story.file_and_route()
    waiting = story.file()
    story.later(hours=2)

    def fail(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(story.hooks.outbox, "send", fail)
    result = story.services.sweep.run(story.now, lambda: True)
    assert ("webhooks", "ConnectionError") in result.failures
    assert story.case(waiting).agency == OFFICE


def test_two_sweeps_at_once_send_the_same(story: LossyStory, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = story.add(OFFICE)
    story.file_and_route()
    story.later(hours=2)
    really, inside = story.hooks.outbox.send, []

    def overtaken(letters: list[object]) -> None:
        if not inside:
            inside.append(True)
            story.heal()
        really(letters)  # type: ignore[arg-type]

    monkeypatch.setattr(story.hooks.outbox, "send", overtaken)
    story.heal()
    assert story.told(hook) == story.owed(hook)
    assert len(story.sent) == 2
    assert story.heal() == 0


def test_a_sweep_does_a_bounded_part_and_the_next_one_goes_on(
    story: LossyStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_reconciler, "LINES_AT_A_TIME", 3)
    monkeypatch.setattr(webhook_reconciler, "MOST_MESSAGES", 5)
    hooks = [story.add(OFFICE), story.add(OFFICE)]
    for _ in range(10):
        story.later(seconds=1)
        story.file_and_route()
    story.later(hours=2)
    assert story.heal() == 6
    rounds = 0
    while story.heal():
        rounds += 1
        story.later(hours=1)
    assert rounds <= 4
    assert all(story.told(hook) == story.owed(hook) for hook in hooks)
    # The line at which a sweep stopped is the first of the next.
    assert len(story.sent) <= 20 + 1 + rounds


def test_a_sweep_without_time_leaves_it_to_the_next(story: LossyStory) -> None:
    story.add(OFFICE)
    story.file_and_route()
    story.later(hours=2)
    assert story.services.sweep.run(story.now, lambda: False).healed["webhooks"] == 0
    assert story.heal() == 1


def test_neither_a_new_webhook_nor_one_that_paused_gets_what_was_before(story: LossyStory) -> None:
    paused = story.add(OFFICE)
    story.later(minutes=1)
    story.pause(paused)
    story.later(minutes=1)
    story.file_and_route()
    story.later(minutes=1)
    new = story.add(OFFICE)
    story.resume(paused)
    story.live(hours=3)
    assert story.sent == []
    assert story.owed(new) == story.owed(paused) == set()


def test_a_rotated_webhook_gets_what_it_was_owed_and_no_history(story: LossyStory) -> None:
    hook = story.add(OFFICE)
    filed = story.file_and_route()
    story.announce(filed)
    story.later(minutes=1)
    story.do(filed, Command.ACCEPT)
    story.services.webhooks.rotate(story.manager(), OFFICE, hook.id, story.now)
    story.live(hours=3)
    assert [message.type for message in story.sent] == ["complaint.routed", "complaint.accepted"]


def test_the_entry_in_the_feed_that_a_webhook_was_disabled_is_no_message(story: LossyStory) -> None:
    assert all("webhook" not in each for each in CASE_TYPES)
    hook = story.add(OFFICE)
    filed = story.file_and_route()
    (line,) = story.cases.feed.lines[OFFICE]
    story.cases.feed.lines[OFFICE].append(replace(line, kind="webhook_disabled", seq=0, id=hook.id))
    story.live(hours=2)
    assert story.told(hook) == {f"msg_{filed.case.id}_2"}


@pytest.mark.parametrize("flags", [{}, {"secret": True}, {"anonymous": True}], ids=str)
def test_the_office_that_a_case_left_learns_no_more_than_from_the_stream(
    story: LossyStory, flags: dict[str, bool]
) -> None:
    story.add(OFFICE)
    filed = story.file_and_route(replace(ROAD, **flags))
    story.later(minutes=1)
    story.do(filed, Command.REFUSE, target=OTHER)
    story.announce(filed)
    usual = story.sent[:]
    story.hooks.outbox.letters.clear()
    story.hooks.ledger.entries.clear()
    story.live(hours=2)
    (left,) = [message for message in story.sent if message.data["seq"] == 3]
    assert left in usual


KINDS = (Command.ACCEPT, Command.PROGRESS, Command.RESPOND, Command.REFUSE, Command.SUPPORT)


def move(story: LossyStory, filed: Filed, chance: random.Random) -> None:
    """One step on a case, if it can be taken."""
    command = chance.choice(KINDS)
    by = story.coordinator("64.08-diskominfo") if command is Command.SUPPORT else None
    target = chance.choice((OFFICE, OTHER, THIRD)) if command in (Command.REFUSE, Command.SUPPORT) else None
    try:
        story.do(filed, command, by=by, target=target)
    except (DomainError, KeyError):
        return


def step(story: LossyStory, cases: list[Filed], chance: random.Random) -> None:
    """Something happens: a webhook comes, pauses or goes on, a case comes or moves, or a sweep runs."""
    what = chance.random()
    if what < 0.15 and len(story.hooks_of) < PER_OFFICE:
        types = chance.choice(((), (), ("complaint.routed", "complaint.refused")))
        story.add(chance.choice((OFFICE, OTHER, THIRD)), types)
    elif what < 0.25 and story.hooks_of:
        hook = chance.choice(story.hooks_of)
        (story.pause if story.see(hook).enabled else story.resume)(hook)
    elif what < 0.45 or not cases:
        cases.append(story.file_and_route(replace(ROAD, **chance.choice(({}, {"secret": True}, {"anonymous": True})))))
    elif what < 0.9:
        move(story, chance.choice(cases), chance)
    else:
        story.heal()


@pytest.mark.parametrize("seed", range(25))
def test_whatever_records_are_lost_every_webhook_has_what_it_was_owed_and_nothing_else(seed: int) -> None:
    chance, story = random.Random(seed), LossyStory()
    cases: list[Filed] = []
    published: dict[str, int] = {}
    for _ in range(60):
        story.later(minutes=chance.choice((0.1, 1, 10)))
        step(story, cases, chance)
        for filed in cases:
            for seq in range(published.get(filed.case.id, 0) + 1, story.case(filed).version + 1):
                if chance.random() < 0.5:
                    story.announce(filed, seq)
                published[filed.case.id] = seq
    story.live(hours=4)
    assert story.hooks_of
    for hook in story.hooks_of:
        told, owed = story.told(hook), story.owed(hook)
        assert told <= owed
        if story.see(hook).enabled:
            # What was owed to it before a pause is dropped at delivery while that lasts, so it need not be sent.
            assert story.owed(story.see(hook)) <= told
