"""Properties of erasures: requests in any stack, at any moment of a case that moves, with messages in any order."""

import contextlib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.errors import DomainError
from chalicelib.services.cases.filing import Filed
from tests.support.budgets import examples
from tests.support.country import Country
from tests.support.erasures import NAMED, assert_forgotten, assert_no_echo, erase, events, send_photo


def act(country: Country, filed: Filed, here: str, what: str) -> None:
    """Request an erasure, send a photo, or refer the case to another stack."""
    if what == "erase":
        erase(country, filed, here)
    elif what == "photo":
        country.later(seconds=1)
        send_photo(country, filed, here)
    else:
        country.refer(filed, here, what)


@given(
    st.lists(
        st.tuples(st.sampled_from(["KI", "KU", "ID"]), st.sampled_from(["KI", "KU", "ID", "photo", "erase"])),
        max_size=12,
    ),
    st.sampled_from(["KI", "KU", "ID"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=examples(1.5))
def test_erasures_in_any_order_leave_nothing_from_before_them(
    moves: list[tuple[str, str]], last: str, chance: Any
) -> None:
    """Messages come doubled, late and shuffled; in the end every stack has done each erasure once and sends no more."""
    country = Country()
    filed = country.kaltim.file_and_route(NAMED)
    waiting: list[tuple[str, str]] = []
    erasures = 0

    def step(here: str, what: str) -> None:
        nonlocal erasures, waiting
        with contextlib.suppress(DomainError):
            act(country, filed, here, what)
            erasures += what == "erase"
        country.later(minutes=1)
        country.publish()
        sent = country.empty_all()
        assert_no_echo(sent)
        waiting += sent * 2
        chance.shuffle(waiting)
        arriving, waiting = waiting[::2], waiting[1::2]
        for message in arriving:
            country.bring(*message)

    for here, what in moves:
        step(here, what)
    step(last if filed.case.id in country.worlds[last].cases.kept else "KI", "erase")
    while waiting:
        for message in waiting:
            country.bring(*message)
        country.publish()
        waiting = country.empty_all()
        assert_no_echo(waiting)
    country.settle()
    assert country.empty_all() == []
    assert_forgotten(country, filed)
    for prefix in country.records(filed):
        found = events(country, filed, prefix)
        requests = [event.data.get("chain", event.hash.hex()) for event in found]
        assert len(set(requests)) == len(requests) <= erasures
