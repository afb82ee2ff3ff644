from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases import public_form, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases import public_record
from chalicelib.services.cases.public_record import MOST_LOOKED_AT, OLDEST, PublicQuery
from tests.support.world import MONDAY, ROAD, VILLAGE, World


def query(world: World, **filters: object) -> PublicQuery:
    return PublicQuery(**({"since": OLDEST, "until": world.now + timedelta(days=1), "limit": 50} | filters))  # type: ignore[arg-type]


def ids(world: World, **filters: object) -> list[str]:
    return [case.id for case in world.services.public_record.page(query(world, **filters)).items]


def every_page(world: World, **filters: object) -> tuple[list[str], int]:
    """Ids of all pages, and how many pages there were."""
    seen: list[str] = []
    after: str | None = None
    for pages in range(1, 1000):
        page = world.services.public_record.page(query(world, after=after, **filters))
        seen += [case.id for case in page.items]
        after = page.after
        if after is None:
            return seen, pages
    raise AssertionError("the record does not end")


def test_the_record_shows_public_cases_only_and_the_newest_first() -> None:
    world = World()
    first = world.file()
    world.later(days=40)
    world.file(replace(ROAD, secret=True))
    world.file(replace(ROAD, category="pungli"))
    last = world.file(replace(ROAD, anonymous=True))

    assert ids(world) == [last.case.id, first.case.id]


def test_words_find_titles_as_the_public_reads_them_and_nothing_that_is_hidden() -> None:
    world = World()
    open_case = world.file(replace(ROAD, title="Jembatan ambruk, hubungi 081234567890"))
    world.file(replace(ROAD, title="Jembatan ambruk", secret=True))
    world.file(replace(ROAD, title="Jembatan ambruk", category="pungli"))

    assert ids(world, words=("jembatan",)) == [open_case.case.id]
    assert ids(world, words=("081234567890",)) == []
    assert ids(world, words=("0812",)) == [], "nobody guesses a number by its beginning"


def test_each_filter_leaves_out_what_does_not_match() -> None:
    world = World()
    road = world.file_and_route()
    waste = world.file(replace(ROAD, category="sampah-liar", region=VILLAGE, type="aspiration"))

    assert ids(world, categories=("jalan-rusak",)) == [road.case.id]
    assert ids(world, types=("aspiration", "praise")) == [waste.case.id]
    assert ids(world, statuses=("received",)) == [waste.case.id]
    assert ids(world, region="64.08.01") == [waste.case.id]
    assert ids(world, region="64.0") == []
    assert ids(world, agency="64.08-pupr") == [road.case.id]
    assert ids(world, categories=("jalan-rusak",), types=("praise",)) == []


def test_a_category_holds_its_variants_and_a_variant_only_itself() -> None:
    world = World()
    plain, variant = world.file(), world.file(replace(ROAD, category="jalan-rusak.provinsi"))

    assert set(ids(world, categories=("jalan-rusak",))) == {plain.case.id, variant.case.id}
    assert ids(world, categories=("jalan-rusak.provinsi",)) == [variant.case.id]


def test_a_redacted_title_stays_redacted_on_the_record() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), part="title")

    (case,) = world.services.public_record.page(query(world)).items
    assert case.filing.title == "[…]"


def test_pages_go_on_over_months_without_cases_and_end() -> None:
    world = World()
    filed = []
    for _ in range(4):
        filed.append(world.file().case.id)
        world.later(days=400)

    seen, pages = every_page(world, limit=1)

    assert seen == filed[::-1]
    assert pages < 20


@pytest.mark.parametrize("filters", [{"categories": ("sampah-liar",)}, {"words": ("sampah",)}])
def test_one_request_looks_at_a_bounded_number_of_cases_and_says_where_to_go_on(
    monkeypatch: pytest.MonkeyPatch, filters: dict[str, tuple[str, ...]]
) -> None:
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 10)
    world = World()
    wanted = world.file(replace(ROAD, category="sampah-liar", title="Sampah di tepi jalan")).case.id
    for _ in range(25):
        world.later(seconds=1)
        world.file()

    page = world.services.public_record.page(query(world, **filters))

    assert page.items == ()
    assert page.after is not None
    assert world.public_log.asked <= 10
    seen, pages = every_page(world, since=MONDAY, **filters)
    assert (seen, pages) == ([wanted], 3)


@pytest.mark.parametrize("position", ["9999-99-99T99:99:99.999Z#KI-0000-0000-0000-0", "2026-11-23T02:00:00.000#KI-0"])
def test_a_position_that_nobody_handed_out_is_wrong_input(position: str) -> None:
    world = World()
    with pytest.raises(InvalidInput):
        world.services.public_record.page(query(world, after=position))


def test_a_position_in_the_far_future_starts_at_the_end_of_the_query() -> None:
    world = World()
    filed = world.file()
    assert ids(world, after="9998-01-01T00:00:00.000Z#KI-0000-0000-0000-0") == [filed.case.id]


@given(
    days=st.lists(st.integers(0, 100), min_size=1, max_size=20),
    categories=st.lists(st.sampled_from(["jalan-rusak", "sampah-liar", "pungli"]), min_size=20, max_size=20),
    wanted=st.sets(st.sampled_from(["jalan-rusak", "sampah-liar"])),
    limit=st.integers(1, 7),
    span=st.tuples(st.integers(0, 100), st.integers(1, 101)),
)
def test_all_pages_together_are_what_a_plain_filter_finds(
    days: list[int], categories: list[str], wanted: set[str], limit: int, span: tuple[int, int]
) -> None:
    world = World()
    for day, category in zip(sorted(days), categories, strict=False):
        world.now = MONDAY + timedelta(days=day)
        world.file(replace(ROAD, category=category))
    since, until = (MONDAY + timedelta(days=each) for each in span)
    expected = {
        kept.case.id
        for kept in world.cases.kept.values()
        if kept.case.filing.public
        and since <= kept.case.filing.filed_at < until
        and (not wanted or kept.case.filing.category in wanted)
    }

    seen, _ = every_page(world, since=since, until=until, limit=limit, categories=tuple(wanted))

    assert len(seen) == len(set(seen))
    assert set(seen) == expected
    filed_at = [world.cases.load(each).filing.filed_at for each in seen]
    assert filed_at == sorted(filed_at, reverse=True)


def test_words_stop_where_an_answer_would_become_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    for _ in range(5):
        world.file(replace(ROAD, text="x" * 100))
    monkeypatch.setattr(public_record, "MOST_CHARACTERS", 250)
    expected = ids(world)

    seen, after = [], None
    for _ in range(3):
        page = world.services.public_record.whole(query(world, after=after, since=MONDAY), 0)
        seen.append([report.case.id for report in page.items])
        after = page.after

    assert seen == [expected[:2], expected[2:4], expected[4:]]
    assert after is None


KINDS = frozenset({"routed", "accepted", "replied", "drafted", "accessed"})


def test_updates_hold_what_the_public_may_read_in_order() -> None:
    world = World()
    hidden = world.file(replace(ROAD, category="pungli"))
    world.services.route_case.route(hidden.case.id, world.now)
    filed = world.file_and_route()
    world.later(days=2)
    world.do(filed, Command.ACCEPT, note="Kami terima.")
    world.services.reporter.perform(
        reporter_commands.Reply("Nomor saya 0812.", None), filed.case.id, filed.receipt.secret, world.now
    )

    updates, more = world.services.public_record.updates(MONDAY, world.now + timedelta(seconds=1), KINDS)

    notes = [(each.event.kind, public_form.note(each.event, each.case, None)) for each in updates]
    assert notes == [("routed", ""), ("accepted", "Kami terima."), ("replied", "")]
    assert more is None


def test_updates_look_at_a_bounded_number_of_events_and_say_where_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 7)
    world = World()
    for _ in range(10):
        world.file_and_route()
        world.later(hours=7)

    seen, since, rounds = [], MONDAY, 0
    while since and rounds < 50:
        updates, since = world.services.public_record.updates(since, world.now, KINDS)  # type: ignore[assignment]
        seen += [update.case.id for update in updates]
        rounds += 1

    assert len(set(seen)) == 10
    assert rounds < 10


def test_where_updates_go_on_does_not_tell_the_millisecond_of_a_hidden_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 2)
    world = World()
    for _ in range(2):
        world.later(seconds=3, milliseconds=7)
        world.file(replace(ROAD, secret=True))
    updates, more = world.services.public_record.updates(MONDAY, world.now + timedelta(seconds=1), KINDS)
    assert updates == []
    assert more == MONDAY + timedelta(seconds=6)


def test_the_bounds_fit_a_function() -> None:
    assert MOST_LOOKED_AT == 1_000
    assert datetime(2020, 1, 1, tzinfo=UTC) == OLDEST
