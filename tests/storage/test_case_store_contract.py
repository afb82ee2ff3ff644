"""What every case store must do, in memory, on moto, on the emulator and on AWS's own engine."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from chalicelib.domain.attachments.rules import FailedAttachment
from chalicelib.domain.cases import filing_seal, fold, hash_chain
from chalicelib.domain.cases import model as cases
from chalicelib.domain.cases.marks import Cover, Proposal
from chalicelib.domain.cases.model import (
    GENESIS,
    SYSTEM,
    WORDS_OF_CONTENT,
    Actor,
    Case,
    Content,
    Event,
    Filing,
    Identity,
    Role,
)
from chalicelib.domain.cases.redaction import Redaction
from chalicelib.domain.cases.rungs import Ladder
from chalicelib.domain.errors import StaleVersion, UnknownCase
from chalicelib.services.ports.case_store import AlreadyFiled, QueueQuery
from chalicelib.storage import table_keys
from tests.storage.conftest import Stores
from tests.support.world import KALTIM, MONDAY


def a_case(number: int = 1, filed_at: datetime = MONDAY, **filing: object) -> tuple[Case, Content, Event]:
    tracking_id = f"KI-0000-0000-{number:04d}-0"
    facts = Filing(
        id=tracking_id,
        type="complaint",
        title="Jalan berlubang 🚧",
        category="jalan-rusak",
        region="64.08",
        filed_at=filed_at,
        policy="progress-30@1",
        anonymous=False,
        secret=False,
        sensitive=False,
        secret_hash=bytes(range(32)),
        content_mac=b"\xff" * 32,
    )
    content = Content("Dalam\nsekali", "depan pasar", ("Kalimantan Timur",), -0.5, 117.1234567, None, b"salt")
    event = hash_chain.seal(tracking_id, 1, GENESIS, kind="filed", at=filed_at, actor=Actor(Role.REPORTER), salt=b"s")
    return fold.begin(replace(facts, **filing), event), content, event  # type: ignore[arg-type]


def file(stores: Stores, case: Case, content: Content, event: Event, identity: Identity | None = None) -> Case:
    stores.cases.file(case, content, event, identity, KALTIM.schedule(case))
    return case


def append(stores: Stores, case: Case, kind: str, at: datetime, **data: str | bool) -> Case:
    event = hash_chain.seal(
        case.id, case.version + 1, case.chain, kind=kind, at=at, actor=SYSTEM, salt=b"s", data=dict(data)
    )
    after = fold.apply(case, event)
    stores.cases.append(after, event, KALTIM.schedule(after))
    return after


def route(stores: Stores, case: Case, agency: str = "64.08-pupr", kind: str = "routed") -> Case:
    at = case.since + timedelta(minutes=1)
    return append(stores, case, kind, at, to=agency, to_name="Dinas", tier="opd", status="routed")


def queue_of(stores: Stores, agency: str = "64.08-pupr", limit: int = 50, **filters: object) -> list[str]:
    page = stores.cases.queue(QueueQuery(agency, limit, **filters))  # type: ignore[arg-type]
    return [entry.id for entry in page.items]


def test_a_filed_case_reads_back_equal_in_every_part(stores: Stores) -> None:
    case, content, event = a_case()
    file(stores, case, content, event, Identity("Contoh", "+62811", None))
    assert stores.cases.load(case.id) == case
    record = stores.cases.load_history(case.id)
    assert (record.case, record.content, record.events) == (case, content, (event,))


def test_filing_the_same_id_again_writes_nothing(stores: Stores) -> None:
    case, content, event = a_case()
    file(stores, case, content, event)
    other = replace(case, filing=replace(case.filing, title="Lain"))
    with pytest.raises(AlreadyFiled):
        file(stores, other, replace(content, text="Lain"), event)
    assert stores.cases.load_history(case.id).case.filing.title == case.filing.title
    assert stores.cases.load_history(case.id).content.text == content.text


def test_an_unknown_case_raises_unknown_case(stores: Stores) -> None:
    with pytest.raises(UnknownCase):
        stores.cases.load("KI-9999-9999-9999-9")
    with pytest.raises(UnknownCase):
        stores.cases.load_history("KI-9999-9999-9999-9")


def test_why_files_failed_comes_with_the_history_and_changes_nothing_else(stores: Stores) -> None:
    case = file(stores, *a_case())
    before = stores.cases.load_history(case.id)
    by_reporter = FailedAttachment("A" * 26, "broken", MONDAY, Role.REPORTER, None)
    by_office = FailedAttachment("B" * 26, "animated", MONDAY, Role.OFFICER, "64.08-pupr")
    for failed in (replace(by_reporter, reason="not_cleaned"), by_reporter, by_office):
        stores.cases.note_failure(case.id, failed)
    after = stores.cases.load_history(case.id)
    assert sorted(after.failed, key=lambda each: each.id) == [by_reporter, by_office]
    assert replace(after, failed=()) == before


def test_events_come_back_in_order_and_fold_to_the_state(stores: Stores) -> None:
    case = file(stores, *a_case())
    case = route(stores, case)
    case = append(stores, case, "accepted", MONDAY + timedelta(hours=1))
    record = stores.cases.load_history(case.id)
    assert [event.seq for event in record.events] == [1, 2, 3]
    assert fold.fold(record.case.filing, record.events) == record.case == case
    assert hash_chain.first_broken(case.id, record.events) is None


def test_the_second_of_two_commands_on_one_version_is_stale_and_writes_nothing(stores: Stores) -> None:
    case = file(stores, *a_case())
    routed = route(stores, case)
    with pytest.raises(StaleVersion):
        route(stores, case, agency="64.08-dlh")
    record = stores.cases.load_history(case.id)
    assert record.case == routed
    assert len(record.events) == 2


def test_a_queue_shows_the_case_due_first_in_front(stores: Stores) -> None:
    for number, days in ((1, 5), (2, 0), (3, 9)):
        route(stores, file(stores, *a_case(number, MONDAY - timedelta(days=days))))
    ids = queue_of(stores)
    assert [tracking_id[-6:-2] for tracking_id in ids] == ["0003", "0001", "0002"]


def test_a_queue_entry_carries_what_an_officer_needs(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case(anonymous=True)))
    (entry,) = stores.cases.queue(QueueQuery("64.08-pupr", 10)).items
    assert (entry.title, entry.category, entry.region) == ("Jalan berlubang 🚧", "jalan-rusak", "64.08")
    assert (entry.status, entry.version, entry.filed_at) == ("routed", case.version, MONDAY)
    schedule = KALTIM.schedule(case)
    assert (entry.due_at, entry.citizen_due_at) == (schedule.office_due_at, schedule.citizen_due_at)
    assert schedule.citizen_due_at
    assert entry.due_at > schedule.citizen_due_at
    assert entry.flags == ("anonymous",)
    assert not entry.breached


def test_pages_of_a_queue_meet_without_gap_or_overlap(stores: Stores) -> None:
    for number in range(7):
        route(stores, file(stores, *a_case(number, MONDAY + timedelta(minutes=number))))
    seen: list[str] = []
    after: str | None = None
    for _ in range(4):
        page = stores.cases.queue(QueueQuery("64.08-pupr", 3, after=after))
        seen += [entry.id for entry in page.items]
        after = page.after
        if after is None:
            break
    assert seen == queue_of(stores)
    assert len(set(seen)) == 7


def test_filters_of_a_queue_leave_only_matching_entries(stores: Stores) -> None:
    first = route(stores, file(stores, *a_case(1)))
    second = route(stores, file(stores, *a_case(2, category="drainase-tersumbat")))
    append(stores, second, "accepted", MONDAY)
    assert queue_of(stores, status="accepted") == [second.id]
    assert queue_of(stores, category="jalan-rusak") == [first.id]
    assert queue_of(stores, category="jalan-rusak", status="accepted") == []
    assert queue_of(stores, due_before=MONDAY) == []
    assert len(queue_of(stores, due_before=MONDAY + timedelta(days=99))) == 2


def test_a_case_leaves_one_queue_as_it_enters_the_next_and_all_when_closed(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case()))
    case = route(stores, case, agency="64.08-dlh", kind="refused")
    assert (queue_of(stores), queue_of(stores, "64.08-dlh")) == ([], [case.id])
    append(stores, case, "confirmed", MONDAY)
    assert queue_of(stores, "64.08-dlh") == []


def test_a_timer_is_listed_in_its_shard_only_after_it_expired(stores: Stores) -> None:
    case = file(stores, *a_case())
    timer = KALTIM.schedule(case).timer
    assert timer
    shard = table_keys.clock_shard(case.id)
    assert list(stores.cases.due(timer.at, shard)) == []
    assert list(stores.cases.due(timer.at + timedelta(seconds=1), shard)) == [(case.id, 0)]
    assert list(stores.cases.due(timer.at + timedelta(seconds=1), (shard + 1) % table_keys.CLOCK_SHARDS)) == []


def test_more_due_cases_of_a_shard_than_one_page_all_come(stores: Stores) -> None:
    """A page is a hundred."""
    cases = (a_case(number) for number in range(9999))
    of_one_shard = (case for case in cases if table_keys.clock_shard(case[0].id) == 0)
    filed = [file(stores, *case).id for case in islice(of_one_shard, 103)]
    assert sorted(each.tracking_id for each in stores.cases.due(MONDAY + timedelta(days=1), 0)) == sorted(filed)


def test_timers_come_longest_overdue_first_and_a_closed_case_has_none(stores: Stores) -> None:
    filed = [file(stores, *a_case(number, MONDAY - timedelta(hours=number))) for number in range(12)]
    append(stores, filed[0], "confirmed", MONDAY)
    found = [
        [each.tracking_id for each in stores.cases.due(MONDAY + timedelta(days=1), shard)]
        for shard in range(table_keys.CLOCK_SHARDS)
    ]
    assert sorted(case_id for shard in found for case_id in shard) == sorted(case.id for case in filed[1:])
    for shard in found:
        assert shard == sorted(shard, reverse=True)


def test_a_breach_is_listed_in_its_month_with_the_office_that_held_the_case(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case()))
    at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    moved = {"to": "64-pupr", "to_name": "Dinas", "tier": "provinsi", "status": "routed", "from": "64.08-pupr"}
    append(stores, case, "breached", at, **moved)
    (breach,) = stores.cases.listed("breached", "2026-12", 10, None).items
    assert (breach.id, breach.at, breach.agency, breach.moved_to) == (case.id, at, "64.08-pupr", "64-pupr")
    assert stores.cases.listed("breached", "2027-01", 10, None).items == ()


def test_pages_of_breaches_meet(stores: Stores) -> None:
    for number in range(5):
        append(stores, file(stores, *a_case(number)), "breached", MONDAY + timedelta(seconds=number))
    first = stores.cases.listed("breached", "2026-11", 3, None)
    second = stores.cases.listed("breached", "2026-11", 3, first.after)
    assert [breach.id[-6:-2] for breach in first.items + second.items] == ["0000", "0001", "0002", "0003", "0004"]
    assert second.after is None


@pytest.mark.parametrize("flag", ["secret", "sensitive"])
def test_a_hidden_case_never_enters_the_public_log(stores: Stores, flag: str) -> None:
    if stores.tables is None:
        pytest.skip("the store in memory keeps no log")
    public, hidden = file(stores, *a_case(1)), file(stores, *a_case(2, **{flag: True}))
    months = stores.tables.row.query(table_keys.month(MONDAY), index_name="log")
    listed = {table_keys.case_in(row.log_sk) for row in months}
    assert public.id in listed
    assert hidden.id not in listed


def test_the_state_of_a_case_stays_small_even_when_everything_is_filled_in(stores: Stores) -> None:
    """Every command pays for all of META, by the kilobyte."""
    if stores.tables is None:
        pytest.skip("nothing is paid for in memory")
    case, content, event = a_case(title="x" * 120, category="k" * 40, anonymous=True, secret=True)
    file(stores, case, content, event)
    name = "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Penajam Paser Utara"
    append(stores, case, "breached", MONDAY, to="64.09.01.2001-desa", to_name=name, tier="provinsi", status="routed")
    row = stores.tables.row.get(table_keys.case(case.id), table_keys.META)
    assert sum(len(name) + _size(value) for name, value in row.to_dynamodb_dict().items()) < 1024


def _size(value: dict[str, object]) -> int:
    ((kind, held),) = value.items()
    if kind == "L":
        assert isinstance(held, list)
        return 3 + sum(1 + _size(each) for each in held)
    return 1 if kind == "BOOL" else len(held) if isinstance(held, bytes) else len(str(held).encode())


@pytest.mark.parametrize(("part", "seq"), [*((part, 0) for part in WORDS_OF_CONTENT), ("note", 1)])
def test_a_redaction_replaces_the_words_in_the_transaction_of_its_event(stores: Stores, part: str, seq: int) -> None:
    case, content, _ = a_case()
    spoken = hash_chain.seal(case.id, 1, GENESIS, kind="filed", at=MONDAY, actor=SYSTEM, salt=b"s", note="Pak Rekaan")
    case = file(stores, replace(case, chain=spoken.hash), content, spoken)
    event = hash_chain.seal(
        case.id, 2, case.chain, kind="redacted", at=MONDAY, actor=SYSTEM, salt=b"s", data={"part": part, "seq": seq}
    )
    after = fold.apply(case, event)
    redaction = Redaction(notes=(seq,)) if part == "note" else Redaction((part,))
    stores.cases.append(after, event, KALTIM.schedule(after), redaction)
    record = stores.cases.load_history(case.id)
    words = {"text": record.content.text, "place": record.content.place, "note": record.events[0].note}
    assert [name for name, text in words.items() if text == cases.REDACTED] == [part]
    assert hash_chain.first_broken(case.id, record.events) is None


@pytest.mark.parametrize("part", ["title", "text", "place", "point", "incident_date"])
def test_a_removed_part_leaves_its_commitment_and_the_rest_as_it_was(stores: Stores, part: str) -> None:
    case, content, event = a_case()
    content = replace(content, lon=117.0, incident_date=date(2026, 11, 20), salt=bytes(range(1, 113)))
    file(stores, case, content, event)
    stored = stores.cases.load_history(case.id).content
    assert stored == content
    sealed = filing_seal.commitments(case.filing, stored)
    redacted = hash_chain.seal(
        case.id, 2, case.chain, kind="redacted", at=MONDAY, actor=SYSTEM, salt=b"s", data={"part": part}
    )
    after = fold.apply(case, redacted)
    stores.cases.append(after, redacted, KALTIM.schedule(after), Redaction((part,)))
    left = stores.cases.load_history(case.id)
    assert left.content == filing_seal.without(part, case.filing, content)
    assert left.content.commitments == {part: sealed[part]}
    assert filing_seal.commitments(left.case.filing, left.content) == sealed


def test_every_field_of_a_state_survives_being_stored(stores: Stores) -> None:
    case = file(stores, *a_case())
    rich = replace(
        case,
        version=2,
        arrived=MONDAY + timedelta(1),
        clock_from=MONDAY + timedelta(2),
        respond_from=MONDAY + timedelta(3),
        lapsed=("verify", "begin"),
        begun=True,
        answered=True,
        promised=date(2027, 3, 1),
        draft=2,
        draft_key="KEY",
        approved=True,
        sent_back=True,
        supporting=("64.08-dlh", "64-pupr"),
        merged_into="KI-0000-0000-0009-0",
        archived_for="merged",
        rating=5,
        warnings=2,
        hops=1,
        escalations=3,
        breached=True,
        verify_open=False,
        imported_at=MONDAY + timedelta(4),
        covers=(Cover(1, "name", "text", 3, 9),),
        told_at=MONDAY + timedelta(5),
        proposals=(Proposal("archive", 2, "a person: whoever"),),
        ladder=Ladder(MONDAY + timedelta(5), "region", True, ("64.08-pupr", "64-pupr"), 2),
        warning=2,
    )
    event = hash_chain.seal(case.id, 2, case.chain, kind="warned", at=MONDAY, actor=SYSTEM, salt=b"s")
    stores.cases.append(rich, event, KALTIM.schedule(rich))
    assert stores.cases.load(case.id) == rich
