"""What every store of summaries must do."""

from dataclasses import replace
from datetime import timedelta

from tests.domain.exchange.test_summary import SUMMARY
from tests.storage.conftest import Stores

LATER = replace(SUMMARY, at=SUMMARY.at + timedelta(hours=1), late_offices=5)


def test_each_stack_has_the_summary_that_is_newest_in_whatever_order_they_come(stores: Stores) -> None:
    other = replace(SUMMARY, stack="KU", offices=())
    assert stores.summaries.all() == {}
    assert stores.summaries.put(SUMMARY)
    assert stores.summaries.put(other)
    assert stores.summaries.put(LATER)
    assert not stores.summaries.put(SUMMARY)
    assert stores.summaries.all() == {"KI": LATER, "KU": other}


def test_a_summary_that_comes_twice_is_written_once(stores: Stores) -> None:
    assert stores.summaries.put(SUMMARY)
    assert not stores.summaries.put(SUMMARY)
