"""Requests counted by caller and window, at no cost for callers with few of them.

Each process counts for itself and reports to the table every `STEP` requests, in one write, which returns the sum of
all processes. So a citizen's few requests write nothing; a flood costs a tenth of a write for each request that is let
through, and nothing for those that are refused. The price is precision: each process may let `STEP` more through. A
limit of no more than `STEP` is exact: each request is reported.
"""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition

from chalicelib.domain.rate_limits import WINDOW
from chalicelib.domain.values import dataclass
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row, Tables, item_or_none

STEP = 10
SALT_BYTES = 16
SALT_KEPT = timedelta(days=2)

# Closes the race between two processes that both begin a day: with two salts their counts would never add up.
NO_SALT_YET: Condition = Row.pk.does_not_exist()


@dataclass(slots=True)
class _Share:
    """`reported` is the sum in the table as of the last report, `unreported` the count of this process since."""

    reported: int = 0
    unreported: int = 0


class DynamoRateCounter:
    """Implements `ports.rate_counter.RateCounter`."""

    def __init__(self, tables: Tables, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self._row = tables.row
        self._entropy = entropy
        self._window: datetime | None = None
        self._shares: dict[tuple[str, str], _Share] = {}
        self._salts: dict[str, bytes] = {}

    def count(self, what: str, caller: str, window: datetime, most: int) -> bool:
        """One update every `STEP`th time, or every time for a limit that is no higher; the first of a process and day
        also reads that day's salt."""
        if window != self._window:
            self._window, self._shares = window, {}
        share = self._shares.setdefault((what, caller), _Share())
        if share.reported + share.unreported >= most:
            return False
        share.unreported += 1
        if share.unreported >= (STEP if most > STEP else 1):
            share.reported, share.unreported = self._report(what, caller, window, share.unreported), 0
        return share.reported + share.unreported <= most

    def _report(self, what: str, caller: str, window: datetime, times: int) -> int:
        pk, sk = table_keys.rate(hash_of(caller, self._salt(window)), what, window)
        row = self._row(pk=pk, sk=sk)
        expires_at = int((window + 2 * WINDOW).timestamp())
        row.update([self._row.requests.add(times), self._row.expires_at.set(expires_at)])
        return int(row.requests)

    def _salt(self, window: datetime) -> bytes:
        day = window.date().isoformat()
        if day not in self._salts:
            self._salts = {day: self._stored_salt(day) or self._new_salt(day, window)}
        return self._salts[day]

    def _new_salt(self, day: str, window: datetime) -> bytes:
        salt = self._entropy(SALT_BYTES)
        expires_at = int((window + SALT_KEPT).timestamp())
        row = self._row(pk=table_keys.salt(day), sk=table_keys.META, salt=salt, expires_at=expires_at)
        return salt if put_if(row, NO_SALT_YET) else self._stored_salt(day) or salt

    def _stored_salt(self, day: str) -> bytes | None:
        row = item_or_none(self._row, table_keys.salt(day), consistent=True)
        return bytes(row.salt) if row else None


def hash_of(caller: str, salt: bytes) -> str:
    """The hash that is written instead of a caller. Without the salt the few billion addresses could all be tried."""
    return hashlib.sha256(salt + caller.encode()).hexdigest()[:24]
