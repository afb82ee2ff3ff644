"""What happens to a transaction that was cancelled."""

from typing import Any

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib.storage import transactions
from chalicelib.storage.transactions import ATTEMPTS, commit
from tests.support.loops import at_least_one


class Cancelled:
    """Transactions that DynamoDB cancels, one list of reasons after the other, before one succeeds."""

    def __init__(self, *reasons: list[str | None]) -> None:
        self.reasons = list(reasons)
        self.filled = 0
        self.pauses: list[int] = []

    def __call__(self, connection: Any) -> "Cancelled":
        return self

    def __enter__(self) -> "Cancelled":
        return self

    def __exit__(self, *error: object) -> None:
        if self.reasons:
            found = [CancellationReason(code, "-") if code else None for code in self.reasons.pop(0)]
            answer = {"Error": {"Code": "TransactionCanceledException"}}
            raise TransactWriteError("-", VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=found))

    def fill(self, transaction: Any) -> None:
        self.filled += 1

    def commit(self, monkeypatch: pytest.MonkeyPatch) -> bool:
        monkeypatch.setattr(transactions, "TransactWrite", self)
        return commit(None, self.fill, self.pauses.append)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
def test_what_the_sdk_does_not_try_again_is_tried_again_and_filled_anew(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    cancelled = Cancelled([None, code], [code, None])
    assert cancelled.commit(monkeypatch) is True
    assert (cancelled.filled, cancelled.pauses) == (3, [0, 1])


def test_a_condition_that_does_not_hold_is_final_also_beside_throttling(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = Cancelled(["ConditionalCheckFailed", "ThrottlingError"])
    assert cancelled.commit(monkeypatch) is False
    assert (cancelled.filled, cancelled.pauses) == (1, [])


def test_throttling_that_goes_on_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = Cancelled(*[["ThrottlingError"]] * 99)
    with pytest.raises(TransactWriteError):
        cancelled.commit(monkeypatch)
    assert (cancelled.filled, len(cancelled.pauses)) == (ATTEMPTS, ATTEMPTS - 1)


def test_another_reason_is_raised_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = Cancelled(["ValidationError"])
    with pytest.raises(TransactWriteError):
        cancelled.commit(monkeypatch)
    assert cancelled.filled == 1


def test_pauses_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(transactions.time, "sleep", slept.append)
    for attempt in at_least_one(range(ATTEMPTS - 1)):
        for _ in range(50):
            transactions.pause(attempt)
    for attempt in at_least_one(range(ATTEMPTS - 1)):
        these = slept[50 * attempt : 50 * (attempt + 1)]
        assert 0 <= min(these) < max(these) <= 0.05 * 2**attempt


def test_a_pause_is_drawn_from_twice_as_long_after_each_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions.random, "uniform", lambda low, high: (low, high))
    slept: list[object] = []
    monkeypatch.setattr(transactions.time, "sleep", slept.append)
    for attempt in range(4):
        transactions.pause(attempt)
    assert slept == [(0, 0.05), (0, 0.1), (0, 0.2), (0, 0.4)]
