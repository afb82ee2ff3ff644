"""What every feed store and every secret store must do, in memory, on moto, on the emulator and on AWS's own engine."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.audience import Part
from chalicelib.domain.cases.model import SYSTEM
from chalicelib.domain.cases.redaction import Redaction
from chalicelib.services.ports.cursor_secrets import SigningSecret
from chalicelib.services.ports.feed_store import FeedLine
from chalicelib.storage import table_keys
from chalicelib.storage.case_store import DynamoCaseStore
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.memory import MemoryCaseStore
from tests.support.world import KALTIM, MONDAY

A, B, HELPER = "64.08-pupr", "64.08-dlh", "64-pupr"
EVER = MONDAY + timedelta(days=365)


class Clock:
    """The moment of writing, set by the test."""

    def __init__(self, stores: Stores) -> None:
        self.now = MONDAY
        if isinstance(stores.cases, MemoryCaseStore):
            stores.cases.feed.clock = lambda: self.now
        else:
            assert stores.tables
            stores.cases = DynamoCaseStore(stores.tables, lambda: self.now)

    def at(self, seconds: float) -> datetime:
        self.now = MONDAY + timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def clock(stores: Stores) -> Clock:
    return Clock(stores)


def feed_of(stores: Stores, agency: str = A, after: str = "", until: datetime = EVER) -> list[FeedLine]:
    return list(stores.feeds.feed(agency, after, until, 100).items)


def lines_in(stores: Stores, agency: str) -> list[tuple[int, str, str, str]]:
    return [(line.seq, line.kind, line.status, line.part) for line in feed_of(stores, agency)]


def test_a_line_says_which_case_what_and_when(stores: Stores, clock: Clock) -> None:
    clock.at(90)
    case = route(stores, file(stores, *a_case()))
    (line,) = feed_of(stores)
    assert (line.id, line.seq, line.kind, line.status, line.part) == (case.id, 2, "routed", "routed", Part.HOLDER)
    assert line.at == case.since == MONDAY + timedelta(minutes=1)
    assert line.position.startswith(table_keys.at_event(clock.now, case.id, 2)), "it stands where it was written"


def test_a_line_has_both_dates_of_its_moment_and_a_former_office_gets_none(stores: Stores, clock: Clock) -> None:
    case = route(stores, file(stores, *a_case()))
    schedule = KALTIM.schedule(case)
    assert schedule.citizen_due_at
    assert schedule.office_due_at
    clock.at(1)
    case = append(stores, case, "supported", MONDAY, agency=HELPER)
    clock.at(2)
    moved = append(stores, case, "refused", MONDAY, to=B, to_name="DLH", tier="opd", status="routed", **{"from": A})
    dates = {
        office: [(line.seq, line.citizen_due_at, line.office_due_at) for line in feed_of(stores, office)]
        for office in (A, B, HELPER)
    }
    before, after = ((each.citizen_due_at, each.office_due_at) for each in (schedule, KALTIM.schedule(moved)))
    assert dates[A] == [(2, *before), (3, *before), (4, None, None)]
    assert dates[B] == [(4, *after)]
    assert dates[HELPER] == [(3, *before), (4, *after)]
    (_, second, _) = feed_of(stores, A)
    assert [line.seq for line in feed_of(stores, A, after=second.position)] == [4]


def test_a_case_that_moves_is_told_to_both_offices(stores: Stores, clock: Clock) -> None:
    case = route(stores, file(stores, *a_case()))
    clock.at(1)
    moved = {"to": B, "to_name": "DLH", "tier": "opd", "status": "routed", "from": A}
    case = append(stores, case, "refused", MONDAY, **moved)
    clock.at(2)
    append(stores, case, "accepted", MONDAY)
    assert lines_in(stores, A) == [(2, "routed", "routed", "holder"), (3, "refused", "routed", "former")]
    assert lines_in(stores, B) == [(3, "refused", "routed", "holder"), (4, "accepted", "accepted", "holder")]


def test_an_office_that_helps_hears_when_it_is_asked_and_how_it_ends(stores: Stores, clock: Clock) -> None:
    case = route(stores, file(stores, *a_case()))
    for second, (kind, data) in enumerate(
        [("supported", {"agency": HELPER}), ("progressed", {}), ("responded", {}), ("confirmed", {})]
    ):
        clock.at(second)
        case = append(stores, case, kind, MONDAY, **data)
    assert [(kind, part) for _, kind, _, part in lines_in(stores, HELPER)] == [
        ("supported", "supporting"),
        ("responded", "supporting"),
        ("confirmed", "supporting"),
    ]
    assert len(feed_of(stores)) == 5


def test_what_offices_are_told_is_no_event_of_the_case(stores: Stores, clock: Clock) -> None:
    case = route(stores, file(stores, *a_case()))
    moved = {"to": B, "to_name": "DLH", "tier": "opd", "status": "routed", "from": A}
    case = append(stores, case, "refused", MONDAY, **moved)
    record = stores.cases.load_history(case.id)
    assert [event.seq for event in record.events] == [1, 2, 3]
    assert record.case == case


def test_lines_stand_by_the_moment_of_writing_whenever_they_happened(stores: Stores, clock: Clock) -> None:
    first, second = (file(stores, *a_case(number)) for number in (1, 2))
    clock.at(10)
    append(stores, first, "routed", MONDAY + timedelta(hours=3), to=A, to_name="x", tier="opd", status="routed")
    clock.at(11)
    append(stores, second, "routed", MONDAY, to=A, to_name="x", tier="opd", status="routed")
    assert [line.id for line in feed_of(stores)] == [first.id, second.id]


def test_a_feed_ends_before_the_moment_asked_for(stores: Stores, clock: Clock) -> None:
    for number in range(3):
        clock.at(number)
        route(stores, file(stores, *a_case(number)))
    assert len(feed_of(stores, until=MONDAY + timedelta(seconds=2))) == 2
    assert feed_of(stores, until=MONDAY) == []
    last = feed_of(stores)[-1].position
    assert feed_of(stores, after=last, until=MONDAY + timedelta(seconds=1)) == [], "a clock that was set back"


def test_pages_of_a_feed_meet_without_gap_or_overlap(stores: Stores, clock: Clock) -> None:
    for number in range(7):
        clock.at(number // 3)
        route(stores, file(stores, *a_case(number)))
    after, seen, more = "", [], True
    while more:
        page = stores.feeds.feed(A, after, EVER, 3)
        seen += [line.position for line in page.items]
        after, more = seen[-1], page.after is not None
    assert seen == [line.position for line in feed_of(stores)]
    assert len(set(seen)) == 7
    assert stores.feeds.feed(A, after, EVER, 3).items == ()


def test_the_newest_line_is_the_one_written_last(stores: Stores, clock: Clock) -> None:
    assert stores.feeds.newest(A) is None
    for number in (5, 1, 3):
        clock.at(number)
        route(stores, file(stores, *a_case(number)))
    assert stores.feeds.newest(A) == feed_of(stores)[-1].position
    assert stores.feeds.newest(B) is None


def test_a_redaction_leaves_the_event_where_it_stands(stores: Stores, clock: Clock) -> None:
    case = route(stores, file(stores, *a_case()))
    before = feed_of(stores)
    clock.at(60)
    redacted = {"part": "note", "seq": 2}
    event = hash_chain.seal(case.id, 3, case.chain, kind="redacted", at=MONDAY, actor=SYSTEM, salt=b"s", data=redacted)
    after = fold.apply(case, event)
    stores.cases.append(after, event, KALTIM.schedule(after), Redaction(notes=(2,)))
    assert feed_of(stores)[:1] == before
    assert [line.kind for line in feed_of(stores)] == ["routed", "redacted"]


def test_the_first_secret_is_kept_and_a_rival_is_told(stores: Stores) -> None:
    assert stores.secrets.load() is None
    assert stores.secrets.put(SigningSecret(1, b"first"))
    assert not stores.secrets.put(SigningSecret(1, b"rival"))
    assert stores.secrets.load() == SigningSecret(1, b"first")


def test_a_secret_is_followed_by_the_next_generation_and_no_other(stores: Stores) -> None:
    stores.secrets.put(SigningSecret(1, b"first"))
    assert stores.secrets.put(SigningSecret(2, b"second", b"first"))
    assert not stores.secrets.put(SigningSecret(2, b"rival", b"first"))
    assert not stores.secrets.put(SigningSecret(4, b"too far", b"first"))
    assert stores.secrets.load() == SigningSecret(2, b"second", b"first")
