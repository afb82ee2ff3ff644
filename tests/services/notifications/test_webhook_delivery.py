"""What becomes of the secrets of a webhook that is removed: a last message has them deleted by who may read them."""

from unittest.mock import Mock

import pytest

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications.message import REMOVED_TYPE, WebhookMessage
from chalicelib.domain.notifications.subscription import ATTEMPTS
from chalicelib.services.notifications.webhook_delivery import DeliveryResult, Outcome
from tests.services.notifications.test_webhooks import OFFICE, Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_the_last_message_about_a_removed_webhook_has_its_secrets_deleted(story: Story) -> None:
    hook, other = story.subscribe(), story.subscribe()
    story.services.webhooks.remove(story.manager(), OFFICE, hook.id, story.now)
    (last,) = story.sent
    assert (last.webhook, last.agency, last.data) == (hook.id, OFFICE, {"agency": OFFICE})
    for _ in range(2):
        assert story.deliver(last) == DeliveryResult(Outcome.FORGOTTEN)
        assert set(story.hooks.store.signing) == {other.id}
    assert story.hooks.sender.posts == []


def test_a_webhook_that_is_still_there_keeps_its_secrets_whatever_a_message_says(story: Story) -> None:
    """The last message is sent before the removal is written, which may fail; and somebody may send one by hand."""
    hook = story.subscribe()
    last = WebhookMessage(hook.id, OFFICE, "msg_last", REMOVED_TYPE, story.now, {})
    first, *_, end = [story.deliver(last, attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert (first.ending, first.failure, end.ending) == (Outcome.RETRIED, None, Outcome.DROPPED)
    assert first.pause in (4, 5)
    assert set(story.hooks.store.signing) == {hook.id}
    assert story.hooks.sender.posts == []


def test_a_removal_that_was_not_written_is_asked_for_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    hook, service = story.subscribe(), story.services.webhooks
    with monkeypatch.context() as patch:
        patch.setattr(story.hooks.store, "remove", Mock(side_effect=ConnectionError))
        with pytest.raises(ConnectionError):
            service.remove(story.manager(), OFFICE, hook.id, story.now)
    service.remove(story.manager(), OFFICE, hook.id, story.now)
    assert [story.deliver(each).ending for each in story.sent] == [Outcome.FORGOTTEN] * 2
    with pytest.raises(UnknownWebhook):
        service.remove(story.manager(), OFFICE, hook.id, story.now)
    assert len(story.sent) == 2, "no message about a webhook that the office does not have"
