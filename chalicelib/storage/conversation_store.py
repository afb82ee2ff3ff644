"""Conversations in DynamoDB: small items in the partition of a sender, which leave by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.domain.channels import message
from chalicelib.domain.channels.conversation import WINDOW, Conversation, from_data, to_data
from chalicelib.domain.notices.ledger import LEASE
from chalicelib.services.ports.conversation_store import KeptPart
from chalicelib.storage import channel_keys, table_keys
from chalicelib.storage.conditions import put_if, unmet
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.domain.channels.message import Answer
    from chalicelib.storage.models import Tables

KEPT_FOR = timedelta(days=400)
"""How long a phone knows its reports after its last message: a policy keeps no case open longer."""

ANSWERS_KEPT_FOR = timedelta(days=7)
"""Longer than any provider tries again."""

PARTS_KEPT_FOR = timedelta(days=1)
COUNTS_KEPT_FOR = timedelta(days=2)


def unchanged(version: int) -> Condition:
    """Closes the race between two messages of one sender: the second one starts over from what the first one left."""
    same: Condition = Row.version == version if version else Row.pk.does_not_exist()
    return same


def not_planned() -> Condition:
    """Closes the race between two deliveries of one message: what the first one saw in it holds for both."""
    return Row.pk.does_not_exist()


def not_answered(since: Answer | None) -> Condition:
    """Closes the race between two deliveries of one message: both answer what the first one said. Likewise between two
    that find the same answer of one that died: one takes its place."""
    if since is None:
        return Row.status.does_not_exist()
    same: Condition = (Row.status == since.outcome.value) & (Row.data == message.to_data(since))
    return same


def nobody_answers(now: datetime) -> Condition:
    """Closes the race between two functions that got the same order: one sends the answer. What somebody took who then
    died is free after the lease."""
    died = Row.at.does_not_exist() | (Row.at < now - LEASE)
    free: Condition = Row.pk.exists() & Row.seq.does_not_exist() & died
    return free


class DynamoConversationStore:
    """Implements `ports.conversation_store.ConversationStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def load(self, sender: str) -> Conversation:
        """One consistent read."""
        row = item_or_none(self._row, channel_keys.sender(sender), table_keys.META, consistent=True)
        return from_data(row.data, int(row.version)) if row else Conversation()

    def save(self, sender: str, conversation: Conversation, now: datetime) -> bool:
        """One conditional put."""
        row = self._of(sender, table_keys.META, now + KEPT_FOR)
        row.data, row.version = to_data(conversation), conversation.version + 1
        return put_if(row, unchanged(conversation.version))

    def count(self, sender: str, day: date, now: datetime) -> int:
        """One update."""
        row = self._row(pk=channel_keys.sender(sender), sk=channel_keys.day(day))
        expires_at = int((now + COUNTS_KEPT_FOR).timestamp())
        row.update([self._row.requests.add(1), self._row.expires_at.set(expires_at)])
        return int(row.requests)

    def plan(self, sender: str, message_id: str, what: str, now: datetime) -> str:
        """One conditional put, and a consistent read where something was planned before."""
        row = self._of(sender, channel_keys.message(message_id), now + ANSWERS_KEPT_FOR)
        row.kind = what
        if put_if(row, not_planned()):
            return what
        before = item_or_none(self._row, row.pk, row.sk, consistent=True)
        return str(before.kind or what) if before else what

    def answer_to(self, sender: str, message_id: str) -> Answer | None:
        """One consistent read."""
        key = channel_keys.message(message_id)
        row = item_or_none(self._row, channel_keys.sender(sender), key, consistent=True)
        return message.from_data(row.status, row.data) if row and row.status else None

    def remember(
        self, sender: str, message_id: str, answer: Answer, now: datetime, before: Answer | None = None
    ) -> bool:
        """One conditional put; what was planned is needed no more."""
        row = self._of(sender, channel_keys.message(message_id), now + ANSWERS_KEPT_FOR)
        row.status, row.data = answer.outcome.value, message.to_data(answer)
        return put_if(row, not_answered(before))

    def keep_part(self, sender: str, ref: str, kept: KeptPart) -> None:
        """One put."""
        row = self._of(sender, channel_keys.part(ref, kept.number), kept.at + PARTS_KEPT_FOR)
        row.seq, row.at, row.data = kept.number, kept.at, {"id": kept.id, "text": kept.text}
        row.save()

    def parts(self, sender: str, ref: str, now: datetime) -> tuple[KeptPart, ...]:
        """One consistent query."""
        begin = Row.sk.startswith(channel_keys.parts(ref))
        rows = self._row.query(channel_keys.sender(sender), begin, consistent_read=True)
        kept = (KeptPart(int(row.seq), row.data["id"], row.data["text"], row.at) for row in rows)
        return tuple(part for part in kept if part.at > now - PARTS_KEPT_FOR)

    def claim_answer(self, sender: str, message_id: str, now: datetime) -> bool:
        """One conditional update."""
        # Not by the model, which would have DynamoDB return the item: the role may change these attributes alone.
        key = channel_keys.sender(sender), channel_keys.message(message_id)
        change = [Row.at.set(now)]
        try:
            self._row._get_connection().update_item(*key, actions=change, condition=nobody_answers(now))
        except UpdateError as error:
            if not unmet(error):
                raise
            return False
        return True

    def sent_answer(self, sender: str, message_id: str) -> None:
        """One update."""
        key = channel_keys.sender(sender), channel_keys.message(message_id)
        self._row._get_connection().update_item(*key, actions=[Row.seq.set(1)])

    def was_sent(self, sender: str, message_id: str) -> bool:
        """One consistent read."""
        key = channel_keys.message(message_id)
        row = item_or_none(self._row, channel_keys.sender(sender), key, consistent=True)
        return bool(row and row.seq)

    def wrote(self, tracking_id: str, now: datetime) -> None:
        """One put."""
        row = self._of(tracking_id, channel_keys.WROTE, now + WINDOW)
        row.at = now
        row.save()

    def wrote_within(self, tracking_id: str, now: datetime) -> bool:
        """One read."""
        row = item_or_none(self._row, channel_keys.sender(tracking_id), channel_keys.WROTE)
        return row is not None and now < row.at + WINDOW

    def _of(self, sender: str, sort_key: str, expires: datetime) -> Row:
        return self._row(pk=channel_keys.sender(sender), sk=sort_key, expires_at=int(expires.timestamp()))
