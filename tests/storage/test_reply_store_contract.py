"""What every store of addresses for replies must do."""

from datetime import timedelta

from chalicelib.services.ports.reply_store import ReplyAddress
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

CASE, TOKEN = "KI-7F3K-9Q2M-XA0B-T", "a" * 32


def test_an_address_is_found_by_its_hash_with_when_it_was_last_told(stores: Stores) -> None:
    assert stores.replies.find(TOKEN) is None
    for days in (0, 3):
        stores.replies.keep(TOKEN, CASE, MONDAY + timedelta(days=days))
    assert stores.replies.find(TOKEN) == ReplyAddress(CASE, MONDAY + timedelta(days=3))
    assert stores.replies.find("b" * 32) is None
