"""The secrets of channels in DynamoDB, in the table of secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from chalicelib.storage import channel_keys, table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import SecretRow, item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


def no_key_yet() -> Condition:
    """Closes the race between two operators who connect the first channel: with two keys no sender would be known."""
    return SecretRow.pk.does_not_exist()


class DynamoChannelSecrets:
    """Implements `ports.channel_secrets.ChannelSecrets`, and fills it."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.secret
        self._senders: bytes | None = None
        self._replies: bytes | None = None

    def of_gateway(self, channel: str) -> tuple[bytes, ...]:
        """One read."""
        row = item_or_none(self._row, channel_keys.channel(channel), table_keys.META)
        return tuple(bytes.fromhex(each) for each in (row.current, row.previous) if each) if row else ()

    def for_sending(self) -> str:
        """One read."""
        return self._token(channel_keys.SENDING)

    def for_whatsapp(self) -> str:
        """One read."""
        return self._token(channel_keys.SENDING_WHATSAPP)

    def of_replies(self) -> bytes | None:
        """One read in the life of a process, once there is a key."""
        if self._replies is None:
            row = item_or_none(self._row, channel_keys.REPLYING, table_keys.META, consistent=True)
            self._replies = bytes.fromhex(row.current) if row else None
        return self._replies

    def put_for_sending(self, token: str) -> None:
        """The gateway that sends SMS knows the stack by this token from now on. One write."""
        self._row(pk=channel_keys.SENDING, sk=table_keys.META, current=token).save()

    def put_for_whatsapp(self, token: str) -> None:
        """WhatsApp knows the stack by this token from now on. One write."""
        self._row(pk=channel_keys.SENDING_WHATSAPP, sk=table_keys.META, current=token).save()

    def _token(self, partition: str) -> str:
        row = item_or_none(self._row, partition, table_keys.META)
        return str(row.current) if row else ""

    def of_senders(self) -> bytes | None:
        """One read in the life of a process, once there is a key."""
        if self._senders is None:
            row = item_or_none(self._row, channel_keys.CHANNEL, channel_keys.SENDERS, consistent=True)
            self._senders = bytes.fromhex(row.current) if row else None
        return self._senders

    def renew_gateway(self, channel: str, secret: bytes) -> None:
        """The gateway of a channel proves itself with this secret from now on; the one before stays valid until the
        next. A read and a write."""
        row = item_or_none(self._row, channel_keys.channel(channel), table_keys.META, consistent=True)
        before = row.current if row else None
        self._row(pk=channel_keys.channel(channel), sk=table_keys.META, current=secret.hex(), previous=before).save()

    def make_senders(self, key: bytes) -> None:
        """Hash numbers with this key from now on, unless there is one already. One conditional write."""
        put_if(
            self._row(pk=channel_keys.CHANNEL, sk=channel_keys.SENDERS, current=key.hex()),
            no_key_yet(),
        )

    def make_replies(self, key: bytes) -> None:
        """Make the addresses for replies with this key from now on, unless there is one already. One conditional
        write."""
        put_if(self._row(pk=channel_keys.REPLYING, sk=table_keys.META, current=key.hex()), no_key_yet())
