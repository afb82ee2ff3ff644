"""The measured import: every row comes once, and the second run writes nothing."""

from pathlib import Path

import pytest
from moto import mock_aws

from bench import legacy_import
from laporctl import session
from laporctl.legacy import transfer


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    session.aws_session.cache_clear()
    # Moto takes one transaction at a time.
    monkeypatch.setattr(transfer, "WRITERS", 1)


@mock_aws
def test_every_row_comes_once_and_the_counts_agree(tmp_path: Path) -> None:
    results = legacy_import.measure(None, 40, tmp_path)
    first, again = results["runs"]
    assert (first["endings"], again["endings"]) == ({"new": 40}, {"same": 40})
    assert (legacy_import.writes(first), legacy_import.writes(again)) == (40, 0)
    assert results["reconciliation"]["differences"] == 0
    assert "| new" in legacy_import.table(results)
