"""Addresses for replies: each is of one case and one contact, names neither, and lets its holder add words."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.channels.mail_headers import REPLIES
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.channel_secrets import ChannelSecrets
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.reply_store import ReplyStore

_TOKEN_BYTES = 15
_HASH_BYTES = 16


@use_case
class ReplyAddresses:
    """Makes addresses for replies, and finds the case of one."""

    secrets: ChannelSecrets
    replies: ReplyStore
    ledger: NoticeLedger
    domain: str

    def issue(self, tracking_id: str, email: str, now: datetime) -> str | None:
        """The address by which whoever is written to at `email` replies about a case; None for a stack that takes no
        mail. Always the same one. A read of the key once, and a write."""
        key = self.secrets.of_replies()
        if key is None:
            return None
        token = _token(key, tracking_id, email)
        self.replies.keep(_hash(token), tracking_id, now)
        return f"{REPLIES}+{token}@{self.domain}"

    def case_of(self, token: str, email: str) -> str | None:
        """The case of the address with this token, for whoever it was told to: None for everybody else, for one that
        was never told, and for one told before its reporter corrected the contact. Two reads."""
        key, found = self.secrets.of_replies(), self.replies.find(_hash(token))
        if key is None or found is None or not hmac.compare_digest(_token(key, found.tracking_id, email), token):
            return None
        corrected = self.ledger.of_case(found.tracking_id).since
        return None if corrected and found.at < corrected else found.tracking_id


def _token(key: bytes, tracking_id: str, email: str) -> str:
    """24 letters and digits that no case of letters changes."""
    made = hmac.digest(key, f"lapor/v1/reply/{tracking_id}/{email.casefold()}".encode(), hashlib.sha256)
    return base64.b32encode(made[:_TOKEN_BYTES]).decode().lower()


def _hash(token: str) -> str:
    """What stands for a token in keys, which more functions read than may write to a case."""
    return hashlib.sha256(token.encode()).digest()[:_HASH_BYTES].hex()
