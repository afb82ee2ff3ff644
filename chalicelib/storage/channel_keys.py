"""Keys of what is kept of who sends messages, under a keyed hash of their number.

| pattern | index | partition | sort |
|---|---|---|---|
| the conversation of a sender | table | `SENDER#<hash>` | `META` |
| how many messages a sender sent on a day | table | `SENDER#<hash>` | `DAY#<date>` |
| what a message does, and was answered | table | `SENDER#<hash>` | `MESSAGE#<hash of its id>` |
| when somebody last wrote of a case by WhatsApp | table | `SENDER#<tracking id>` | `WROTE` |
| the parts of a message that waits for the others | table | `SENDER#<hash>` | `PART#<hash of its reference>#<number>` |
| the case that the address for replies in a mail belongs to | table | `REPLY#<hash of its token>` | `META` |

In `identities`: `SENDER#<hash>` / `META`, the number of a sender who may be answered by WhatsApp, for as long as that.

In `secrets`: `CHANNEL#<channel>` / `META`, by which its gateway proves itself; `CHANNEL` / `SENDERS`, the key of the
hashes; `SENDING` / `META`, by which the gateway that sends SMS knows the stack, and `SENDING#WHATSAPP` / `META`, by
which WhatsApp does; `REPLYING` / `META`, the key of the addresses for replies.
"""

from __future__ import annotations

from datetime import date

SENDERS, CHANNEL, SENDING, REPLYING = "SENDERS", "CHANNEL", "SENDING", "REPLYING"
SENDING_WHATSAPP = "SENDING#WHATSAPP"
WROTE = "WROTE"


def sender(sender_hash: str) -> str:
    """Partition of a sender."""
    return f"SENDER#{sender_hash}"


def day(of: date) -> str:
    """Sort key of a day's count."""
    return f"DAY#{of.isoformat()}"


def message(message_id: str) -> str:
    """Sort key of a message."""
    return f"MESSAGE#{message_id}"


def parts(ref: str) -> str:
    """Beginning of the sort keys of the parts of a message."""
    return f"PART#{ref}#"


def part(ref: str, number: int) -> str:
    """Sort key of a part."""
    return f"{parts(ref)}{number:03d}"


def reply(token_hash: str) -> str:
    """Partition of the address for replies with a token of this hash."""
    return f"REPLY#{token_hash}"


def channel(name: str) -> str:
    """Partition of the secrets of a channel's gateway, in the table of secrets."""
    return f"{CHANNEL}#{name}"
