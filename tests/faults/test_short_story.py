"""Every call to AWS of every function may fail in every way that it can; afterwards nothing is lost, nothing doubled,
and nothing unnoticed. Here in one short story, and what is wrong would be found; the deep run has longer ones."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

import app
from chalicelib.domain.cases.channels import MAIL
from chalicelib.storage import table_keys
from tests.faults.country import running
from tests.faults.injection import Fault, Plan
from tests.faults.inspection import findings
from tests.faults.stack import HTTP, SECONDS
from tests.faults.story import Story

ANY = Plan(tuple(Fault), 0.2)


def test_every_function_of_the_package_is_in_the_stories() -> None:
    views = {route.view_name for methods in app.app.routes.values() for route in methods.values()}
    woken = set(app.app.handler_map) - views
    assert {HTTP, *woken} == set(SECONDS)


@pytest.fixture(scope="module")
def short_story() -> Iterator[Story]:
    """A short story in which anything may fail, at rest."""
    with running(ANY, 7) as country:
        story = Story(country, random.Random(7))
        story.live(4)
        story.come_to_rest()
        yield story


@pytest.mark.timeout(600)
def test_a_short_story_in_which_anything_may_fail(short_story: Story) -> None:
    assert findings(short_story) == []
    injector = short_story.country.injector
    assert {function for _, function, _ in injector.met} == set(SECONDS), "every function met some"


def test_what_is_lost_doubled_or_unnoticed_would_be_found(short_story: Story) -> None:
    stack = short_story.country.stacks["kaltim"]
    row, counts = stack.tables.row, stack.of("operator").adapters.statistics_store

    def lose_a_place_in_a_queue() -> None:
        case = next(case for case in stack.cases() if case.open and case.agency)
        row(table_keys.case(case.id), table_keys.META).update([row.agency_pk.remove(), row.agency_sk.remove()])

    def lose_a_timer() -> None:
        case = next(case for case in stack.cases() if case.open)
        row(table_keys.case(case.id), table_keys.META).update([row.clock_pk.remove(), row.clock_sk.remove()])

    def lose_a_case() -> None:
        case = next(case for case in stack.cases() if case.channel != MAIL)
        row(table_keys.case(case.id), table_keys.META).delete()

    damages: dict[str, Callable[[], object]] = {
        "audit: clock": lose_a_timer,
        "never told": stack.sender.posts.clear,
        "counted wrongly": lambda: counts.put_month("2026-11", {}),
        "mails lost": lambda: short_story.mails.append(replace(short_story.mails[0], about=None)),
        "in no queue": lose_a_place_in_a_queue,
        "lost": lose_a_case,
        "untruthful": lambda: short_story.untruthful.append("500"),
    }
    for what, damage in damages.items():
        damage()
        assert [each for each in findings(short_story) if each.startswith(what)], f"{what} is not noticed"
