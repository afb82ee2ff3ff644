from datetime import date

import pytest
from click.testing import CliRunner

from laporctl.commands import statistics
from laporctl.stacks import Stack, StackError
from laporctl.statistics import fold_days

STACK = Stack("kaltim", "ap-southeast-3", {}, None)


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(StackError, match="before"):
        fold_days(STACK, date(2026, 11, 2), date(2026, 11, 1))


def test_the_days_given_are_folded_and_what_was_done_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    folded = []
    monkeypatch.setattr(statistics, "find_stack", lambda slug: STACK)
    monkeypatch.setattr(statistics, "fold_days", lambda *days: folded.append(days) or {"days": 2})
    arguments = ["fold", "kaltim", "--from", "2026-11-01", "--to", "2026-11-02"]
    result = CliRunner().invoke(statistics.statistics, arguments)
    assert result.exit_code == 0, result.output
    assert result.output == '{"days": 2}\n'
    assert folded == [(STACK, date(2026, 11, 1), date(2026, 11, 2))]
