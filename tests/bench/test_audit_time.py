"""The stack that the audit is timed over is whole, and an audit that is killed half way comes to the same end."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from bench import audit_time
from tests.support.stored import Stored

CASES = 12


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Stored, int]]:
    """A small one, on moto."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_time, "CASES", CASES)
        patch.setattr(audit_time, "A_DAY", CASES // 2)
        # moto loses a write now and then when several threads write at once.
        patch.setattr(audit_time, "_THREADS", 1)
        yield audit_time.fill(None)


def test_what_is_timed_is_an_audit_of_all_that_was_written(filled: tuple[Stored, int]) -> None:
    stored, items = filled
    found = audit_time.audit(stored)
    assert items > CASES * 4
    assert found["checked"] > CASES
    assert found["wrong"] == 0
    assert found["calls"]["Query"] > CASES
    assert found["calls"]["Scan"] >= 2


def test_the_audit_that_goes_on_has_looked_at_as_much_as_one_at_once(
    filled: tuple[Stored, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_time, "CASES", CASES)
    at_once, resumed = audit_time.audit(filled[0]), audit_time.killed_and_resumed(filled[0])
    assert CASES // 2 <= resumed["killed_after"] < at_once["checked"]
    assert (resumed["checked"], resumed["wrong"]) == (at_once["checked"], 0)
