"""Keys of the ledger of notices.

| pattern | index | partition | sort |
|---|---|---|---|
| how the orders of a case's notices ended | table | `NOTIFIED#<id>` | `<seq>#<class of recipient>` |
| whether the reporter of a case wants any | table | `NOTIFIED#<id>` | `STOP` |
| the case, or the person, whose mails a link in a mail stops | table | `STOP#<token>` | `META` |
| what a person who works cases wants to be told | table | `WISHES#<person>` | `META` |
| notices that went out and may come back | clock | `UNSETTLED` | `<sent at>#<id>#<seq>#<channel>` |
| until which day and office morning mails were ordered | table | `MORNINGS` | `META` |
| until when a part of the log of events was compared with the ledger | table | `ORDERED` | `<part>` |
"""

from __future__ import annotations

from datetime import datetime

from chalicelib.storage.table_keys import at_event, event_in

STOP = "STOP"

UNSETTLED = "UNSETTLED"
"""Partition of what went out in the last day (index `clock`): few items, which leave it a day later."""

CHECKED = "ORDERED"
"""Partition of how far the sweep has compared what happened with what was ordered."""

MORNINGS = "MORNINGS"
"""Partition of how far the sweep has ordered the morning mails of a day."""

_SEQ_DIGITS = 5


def notified(tracking_id: str) -> str:
    """Partition of what is known of the notices of a case."""
    return f"NOTIFIED#{tracking_id}"


def order(seq: int, to: str) -> str:
    """Sort key of an order."""
    return f"{seq:0{_SEQ_DIGITS}d}#{to}"


def order_in(sort_key: str) -> tuple[int, str]:
    """The number of the event and the class of the recipient in a sort key made by `order`."""
    seq, _, to = sort_key.partition("#")
    return int(seq), to


def unsettled(at: datetime, tracking_id: str, seq: int, channel: str) -> str:
    """Sort key of a notice in the partition `UNSETTLED`."""
    return f"{at_event(at, tracking_id, seq)}#{channel}"


def unsettled_in(sort_key: str) -> tuple[datetime, str, int, str]:
    """Moment, tracking id, number of the event and channel in a sort key made by `unsettled`."""
    event, _, channel = sort_key.rpartition("#")
    return *event_in(event), channel


def stop_link(token: str) -> str:
    """Partition of the token in the link that stops the mails of a case, or of a person."""
    return f"STOP#{token}"


def wishes(person: str) -> str:
    """Partition of what a person who works cases wants to be told."""
    return f"WISHES#{person}"


def person_in(partition: str) -> str:
    """The person in a partition made by `wishes`."""
    return partition.partition("#")[2]
