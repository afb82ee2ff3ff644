"""Webhooks: offices manage them, events become messages, messages reach receivers or are given up."""

import json
from base64 import b64decode
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import InvalidInput, NotYourCase, RoleNotAllowed, TooManyWebhooks, UnknownWebhook
from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import ATTEMPTS, PER_OFFICE, Answer, Disabled, Webhook
from chalicelib.services.cases.filing import Filed
from chalicelib.services.notifications.webhook_delivery import DeliveryResult, Outcome
from chalicelib.services.ports.case_stream import CaseEvent
from tests.support.world import ROAD, World

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
URL = "https://laporan.example.go.id/hook"


@dataclass
class Story(World):
    """A world whose events are published as they happen."""

    def manager(self, agency: str = OFFICE) -> Actor:
        return Actor(Role.APPROVER, agency, "Dinas", "KEY")

    def subscribe(self, agency: str = OFFICE, types: tuple[str, ...] = (), url: str = URL) -> Webhook:
        return self.services.webhooks.add(self.manager(agency), agency, url, types, self.now)[0]

    def announce(self, filed: Filed, seq: int | None = None) -> bool:
        """Publish an event (the last one) as the stream does."""
        history = self.cases.load_history(filed.case.id)
        event = history.events[(seq or history.case.version) - 1]
        facts = {name: str(event.data[name]) for name in ("agency", "from", "to") if name in event.data}
        schedule = self.services.stack.schedule(history.case)
        happened = CaseEvent(
            history.case.id,
            event.seq,
            event.kind,
            event.at,
            self.holder(filed, event.seq),
            facts,
            schedule.citizen_due_at,
            schedule.office_due_at,
        )
        return self.services.webhook_publisher.publish(happened, self.now)

    def holder(self, filed: Filed, seq: int) -> str | None:
        """The office that the event's row names."""
        return self.case(filed).agency

    def deliver(self, message: WebhookMessage, attempt: int = 1) -> DeliveryResult:
        return self.services.webhook_delivery.deliver(message, attempt, self.now)

    @property
    def sent(self) -> list[WebhookMessage]:
        return self.hooks.outbox.letters

    def fail(self, **answer: Any) -> None:
        self.hooks.sender.answer = lambda: Answer(**answer)

    def see(self, hook: Webhook) -> Webhook:
        return self.hooks.store.get(hook.agency, hook.id)


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_secret_is_shown_once_and_fits_the_specification(story: Story) -> None:
    webhook, secret = story.services.webhooks.add(story.manager(), OFFICE, URL, (), story.now)
    assert secret.startswith("whsec_")
    assert len(b64decode(secret.removeprefix("whsec_"))) == 32
    (listed,) = story.services.webhooks.of_office(story.manager(), OFFICE)
    assert listed == webhook
    assert secret not in repr(listed)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OVERSEER, Role.REPORTER, Role.SYSTEM])
def test_only_managers_of_an_office_manage_its_webhooks(story: Story, role: Role) -> None:
    hook, service = story.subscribe(), story.services.webhooks
    actor = replace(story.manager(), role=role)
    for act in (
        lambda: service.add(actor, OFFICE, URL, (), story.now),
        lambda: service.of_office(actor, OFFICE),
        lambda: service.remove(actor, OFFICE, hook.id, story.now),
        lambda: service.rotate(actor, OFFICE, hook.id, story.now),
        lambda: service.test(actor, OFFICE, hook.id, story.now),
        lambda: service.enable(actor, OFFICE, hook.id, story.now),
        lambda: service.disable(actor, OFFICE, hook.id, story.now),
    ):
        with pytest.raises(RoleNotAllowed):
            act()


def test_an_office_has_no_say_over_another_s_webhooks_and_a_coordinator_over_those_of_the_region(story: Story) -> None:
    story.subscribe()
    with pytest.raises(NotYourCase):
        story.services.webhooks.of_office(story.manager(OTHER), OFFICE)
    assert len(story.services.webhooks.of_office(story.coordinator("64-diskominfo"), OFFICE)) == 1


def test_an_office_has_a_few_webhooks(story: Story) -> None:
    hooks = [story.subscribe() for _ in range(PER_OFFICE)]
    with pytest.raises(TooManyWebhooks):
        story.subscribe()
    story.services.webhooks.remove(story.manager(), OFFICE, hooks[0].id, story.now)
    story.subscribe()


def test_wrong_types_are_named(story: Story) -> None:
    with pytest.raises(InvalidInput) as caught:
        story.subscribe(types=("complaint.routed", "complaint.eaten"))
    (wrong,) = caught.value.errors
    assert (wrong.field, wrong.code) == ("/types/1", "unknown_choice")
    with pytest.raises(InvalidInput):
        story.subscribe(url="http://127.0.0.1:9000/")


def test_an_event_becomes_one_thin_message_for_each_webhook_of_the_office(story: Story) -> None:
    first, second = story.subscribe(), story.subscribe(types=("complaint.routed",))
    story.subscribe(OTHER)
    filed = story.file_and_route()
    assert story.announce(filed) is True
    assert {message.webhook for message in story.sent} == {first.id, second.id}
    message = story.sent[0]
    assert (message.id, message.type, message.at) == (f"msg_{filed.case.id}_2", "complaint.routed", story.now)
    assert message.data == {
        "tracking_id": filed.case.id,
        "seq": 2,
        "kind": "routed",
        "status": "routed",
        "agency": OFFICE,
        "priority": "normal",
        "tell": "",
        "citizen_due_at": "2026-11-26T15:59:59.000Z",
        "office_due_at": "2026-12-23T15:59:59.000Z",
    }
    story.do(filed, Command.ACCEPT, note="Rahasia dapur.")
    story.announce(filed)
    assert [message.webhook for message in story.sent[2:]] == [first.id]
    assert "dapur" not in repr(story.sent)


def test_an_event_that_is_published_twice_keeps_its_id(story: Story) -> None:
    story.subscribe()
    filed = story.file_and_route()
    story.announce(filed)
    story.announce(filed)
    assert story.sent[0] == story.sent[1]


def test_no_message_is_sent_before_an_office_has_the_case_or_without_a_webhook(story: Story) -> None:
    filed = story.file()
    assert story.announce(filed) is False
    story.services.route_case.route(filed.case.id, story.now)
    assert story.announce(filed) is False
    assert story.sent == []


def test_supporting_and_former_offices_get_messages(story: Story) -> None:
    story.subscribe()
    helper, taker = story.subscribe(OTHER), story.subscribe("64.08-satpolpp")
    filed = story.file_and_route()
    story.do(filed, Command.ACCEPT)
    coordinator = story.coordinator("64.08-diskominfo")
    story.do(filed, Command.SUPPORT, by=coordinator, target=OTHER)
    story.announce(filed)
    assert {message.agency for message in story.sent} == {OFFICE, OTHER}
    story.hooks.outbox.letters.clear()
    story.do(filed, Command.REFUSE, target="64.08-satpolpp")
    story.announce(filed)
    agencies = {message.agency: message.data["agency"] for message in story.sent}
    assert agencies == dict.fromkeys((OFFICE, helper.agency, taker.agency), "64.08-satpolpp")


@pytest.mark.parametrize("hidden", ["secret", "anonymous"])
def test_the_office_that_a_hidden_case_left_learns_that_it_left_and_not_where_to(story: Story, hidden: str) -> None:
    story.subscribe()
    filed = story.file_and_route(replace(ROAD, **{hidden: True}))
    story.do(filed, Command.REFUSE, target=OTHER)
    story.announce(filed)
    (message,) = story.sent
    where = (None, None, None) if hidden == "secret" else ("routed", OTHER, "normal")
    assert tuple(message.data[name] for name in ("status", "agency", "priority")) == where
    assert (message.data["citizen_due_at"], message.data["office_due_at"]) == (None, None)
    dates = {"citizen_due_at", "office_due_at"}
    assert set(message.data) == {"tracking_id", "seq", "kind", "status", "agency", "priority", "tell"} | dates


def test_a_replay_brings_what_happened_again_under_the_same_ids(story: Story) -> None:
    hook = story.subscribe(types=("complaint.routed", "complaint.accepted"))
    filed = story.file_and_route()
    story.do(filed, Command.ACCEPT)
    hidden = story.file_and_route(replace(ROAD, secret=True))
    story.do(hidden, Command.REFUSE, target=OTHER)
    happened = [
        CaseEvent(each.case.id, event.seq, event.kind, event.at, OFFICE)
        for each in (filed, hidden)
        for event in story.cases.load_history(each.case.id).events
    ]
    gone = CaseEvent("KI-N4MY-SXYG-J405-C", 2, "routed", story.now, OFFICE)
    assert story.services.webhook_publisher.replay(hook, [*happened, gone]) == 2
    assert [message.id for message in story.sent] == [f"msg_{filed.case.id}_{seq}" for seq in (2, 3)]


def message_to(story: Story) -> tuple[Webhook, WebhookMessage]:
    hook = story.subscribe()
    story.announce(story.file_and_route())
    return hook, story.sent[-1]


def test_a_delivered_message_has_the_url_of_the_case_and_its_body_never_changes(story: Story) -> None:
    _, message = message_to(story)
    assert story.deliver(message) == DeliveryResult(Outcome.DELIVERED)
    story.later(hours=5)
    story.deliver(message, attempt=4)
    first, again = story.hooks.sender.posts
    assert first.body == again.body
    payload = json.loads(first.body)
    assert payload == {
        "type": "complaint.routed",
        "timestamp": "2026-11-23T02:00:00.000Z",
        "data": dict(message.data)
        | {"url": f"https://kaltim.example/v1/agencies/{OFFICE}/complaints/{message.data['tracking_id']}"},
    }


def test_while_a_secret_is_rotated_both_sign(story: Story) -> None:
    hook, message = message_to(story)
    old = story.hooks.store.signing[hook.id].current
    new, until = story.services.webhooks.rotate(story.manager(), OFFICE, hook.id, story.now)
    assert until == story.now + timedelta(hours=24)
    story.deliver(message)
    story.later(hours=24)
    story.deliver(message)
    assert [post.secrets for post in story.hooks.sender.posts] == [(new, old), (new,)]


def test_a_thousand_deliveries_in_an_hour_write_once(story: Story) -> None:
    _, message = message_to(story)
    for _ in range(1000):
        story.deliver(message)
    assert story.hooks.store.writes == 1


def test_a_failure_is_tried_again_until_it_is_given_up(story: Story) -> None:
    hook, message = message_to(story)
    story.fail(status=500)
    endings = [story.deliver(message, attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert [each.ending for each in endings] == [Outcome.RETRIED] * (ATTEMPTS - 1) + [Outcome.GIVEN_UP]
    assert {each.failure for each in endings} == {"http_500"}
    assert endings[0].pause in (4, 5)
    assert (story.see(hook).failing_since, story.see(hook).failure) == (story.now, "http_500")


def test_a_receiver_that_names_a_time_is_not_retried_before(story: Story) -> None:
    _, message = message_to(story)
    story.fail(status=429, retry_after=3600)
    assert story.deliver(message).pause == 3600


def test_one_success_ends_a_failure(story: Story) -> None:
    hook, message = message_to(story)
    story.fail(failure="timeout")
    story.deliver(message)
    story.later(days=4)
    story.fail(status=200)
    story.deliver(message)
    assert (story.see(hook).failing_since, story.see(hook).succeeded_at) == (None, story.now)


def test_a_receiver_that_fails_for_five_days_is_disabled_and_its_office_notified_once(story: Story) -> None:
    hook, message = message_to(story)
    story.fail(failure="connection")
    story.deliver(message)
    story.later(days=5)
    assert story.deliver(message) == DeliveryResult(Outcome.FAILED, "connection", disabled_for=Disabled.FAILING)
    assert (story.see(hook).disabled_for, story.see(hook).disabled_at) == (Disabled.FAILING, story.now)
    assert story.deliver(message) == DeliveryResult(Outcome.DROPPED)
    assert story.hooks.store.notices == [(OFFICE, hook.id)]
    story.fail(status=200)
    story.services.webhooks.enable(story.manager(), OFFICE, hook.id, story.now)
    assert story.deliver(message) == DeliveryResult(Outcome.DELIVERED)


def test_a_receiver_that_answers_gone_is_disabled_at_once(story: Story) -> None:
    hook, message = message_to(story)
    story.fail(status=410)
    assert story.deliver(message) == DeliveryResult(Outcome.FAILED, "http_410", disabled_for=Disabled.GONE)
    assert story.announce(story.file_and_route()) is False
    assert not story.see(hook).enabled


def test_a_message_for_a_removed_or_disabled_webhook_is_dropped(story: Story) -> None:
    hook, message = message_to(story)
    story.services.webhooks.disable(story.manager(), OFFICE, hook.id, story.now)
    assert story.deliver(message) == DeliveryResult(Outcome.DROPPED)
    story.services.webhooks.remove(story.manager(), OFFICE, hook.id, story.now)
    assert story.deliver(message) == DeliveryResult(Outcome.DROPPED)
    assert story.hooks.sender.posts == []
    with pytest.raises(UnknownWebhook):
        story.services.webhooks.test(story.manager(), OFFICE, hook.id, story.now)


def test_a_test_message_reaches_a_disabled_webhook_is_tried_once_and_always_noted(story: Story) -> None:
    hook, message = message_to(story)
    story.deliver(message)
    story.services.webhooks.disable(story.manager(), OFFICE, hook.id, story.now)
    story.later(minutes=5)
    message_id = story.services.webhooks.test(story.manager(), OFFICE, hook.id, story.now)
    test = story.sent[-1]
    assert (test.id, test.type, test.data) == (message_id, "webhook.test", {"agency": OFFICE})
    assert story.deliver(test) == DeliveryResult(Outcome.DELIVERED)
    assert (story.see(hook).succeeded_at, story.see(hook).enabled) == (story.now, False)
    story.fail(failure="tls")
    assert story.deliver(test) == DeliveryResult(Outcome.FAILED, "tls")
    assert story.see(hook).failure == "tls"
