"""Rows are taken over once, with their own days; a second run writes nothing."""

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from moto import mock_aws

from chalicelib.domain.cases import integrity
from chalicelib.domain.cases.model import Status
from chalicelib.storage import mapping as rows_of
from chalicelib.storage.case_stream import DynamoCaseStream
from chalicelib.storage.former_numbers import DynamoFormerNumbers
from chalicelib.storage.models import Endpoint, bind
from tests.laporctl.legacy.exports import CLOSED, NEW, WORKED, transfer
from tests.support.loops import at_least_one
from tests.support.stored import REGION, keep
from tests.support.world import World

THREE = (CLOSED, WORKED, NEW)


def test_a_dry_run_says_what_would_be_and_writes_nothing(tmp_path: Path) -> None:
    world = World()
    outcomes = transfer(world, tmp_path, *THREE, CLOSED | {"No Tiket": "9", "Kode Wilayah": "64.99"}, write=False)
    assert [outcome.ending for outcome in outcomes] == ["new", "new", "new", "wrong"]
    assert not world.cases.kept
    assert list(tmp_path.iterdir()) == []
    assert [(each.column, each.what) for each in outcomes[3].problems] == [
        ("Kode Wilayah", "is no region that this stack knows: translate it in [values.region]")
    ]


def test_a_closed_one_is_history_and_an_open_one_lies_with_its_office(tmp_path: Path) -> None:
    world = World()
    closed, worked, new = transfer(world, tmp_path, *THREE)
    history = world.cases.load_history(closed.tracking_id)
    assert [(event.seq, event.kind) for event in history.events] == [
        (1, "filed"), (2, "routed"), (3, "responded"), (4, "closed"),
    ]  # fmt: skip
    assert history.events[2].note == CLOSED["Tanggapan"]
    assert (history.case.status, history.case.agency) == (Status.CLOSED, "64.08-pupr")
    assert integrity.find_alterations(history.case, history.content, history.events) == []
    assert world.stack.schedule(history.case).timer is None

    case = world.cases.load(worked.tracking_id)
    assert (case.status, case.agency, case.since) == (
        Status.ACCEPTED, "64.08-pupr", datetime(2026, 11, 10, tzinfo=UTC),
    )  # fmt: skip
    assert world.cases.load(new.tracking_id).status is Status.RECEIVED
    assert world.services.route_case.route(new.tracking_id, world.now)
    assert not world.services.route_case.route(worked.tracking_id, world.now)


def test_the_clocks_of_an_open_one_run_on_from_its_own_days_or_from_the_import(tmp_path: Path) -> None:
    real, anew = World(), World()
    (one,), (other,) = transfer(real, tmp_path, WORKED), transfer(anew, tmp_path / "..", WORKED, clocks="import")
    filed = datetime(2026, 11, 9, 1, 15, tzinfo=UTC)
    for world, outcome, start in ((real, one, filed), (anew, other, anew.now)):
        case = world.cases.load(outcome.tracking_id)
        assert (case.filing.filed_at, case.clock_from) == (filed, start)
        due = world.stack.citizen_due(case)
        assert due is not None
        assert due.at.date() == (start + timedelta(days=30)).date()
    (tmp_path / ".." / "export.csv.receipts").unlink()


def test_one_that_is_late_is_late_here_too(tmp_path: Path) -> None:
    world = World()
    old = WORKED | {name: WORKED[name].replace("/11/2026", "/06/2026") for name in WORKED if name.startswith("Tanggal")}
    (outcome,) = transfer(world, tmp_path, old)
    world.sweep()
    assert world.cases.load(outcome.tracking_id).breached
    assert {line.id for line in world.cases.lists["breached"]} == {outcome.tracking_id}


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    world = World()
    first = transfer(world, tmp_path, *THREE)
    kept, keys = copy.deepcopy(world.cases.kept), (tmp_path / "export.csv.receipts").read_text()
    world.later(days=2)
    again = transfer(world, tmp_path, *THREE)
    assert [outcome.ending for outcome in again] == ["same"] * 3
    assert [outcome.tracking_id for outcome in again] == [outcome.tracking_id for outcome in first]
    assert world.cases.kept == kept
    assert (tmp_path / "export.csv.receipts").read_text() == keys


def test_a_run_that_died_goes_on_with_the_same_keys(tmp_path: Path) -> None:
    """The keys are on the disk before a case is filed: one that was filed and not noted is found by its key."""
    world = World()
    (first,) = transfer(world, tmp_path, CLOSED)
    world.former_numbers.kept.clear()
    (again,) = transfer(world, tmp_path, CLOSED)
    assert (again.ending, again.tracking_id) == ("same", first.tracking_id)
    assert len(world.cases.kept) == 1


def test_a_row_that_has_changed_since_is_named_and_left(tmp_path: Path) -> None:
    world = World()
    transfer(world, tmp_path, WORKED)
    before = copy.deepcopy(world.cases.kept)
    (outcome,) = transfer(world, tmp_path, WORKED | {"Status": "Ditanggapi", "Tanggapan": "Sudah."})
    assert outcome.ending == "changed"
    assert world.cases.kept == before


def test_without_the_file_of_keys_nothing_is_filed_twice(tmp_path: Path) -> None:
    world = World()
    transfer(world, tmp_path, *THREE)
    (tmp_path / "export.csv.receipts").unlink()
    assert [outcome.ending for outcome in transfer(world, tmp_path, *THREE)] == ["same"] * 3
    assert len(world.cases.kept) == 3


def test_two_systems_may_have_used_the_same_number(tmp_path: Path) -> None:
    world = World()
    (one,), (other,) = transfer(world, tmp_path, CLOSED), transfer(world, tmp_path, CLOSED, system="LAPOR")
    assert one.tracking_id != other.tracking_id
    assert set(world.former_numbers.find("TKT202100042")) == {one.tracking_id, other.tracking_id}


def test_persons_go_where_those_of_a_filing_go(tmp_path: Path) -> None:
    world = World()
    worked, anonymous = transfer(world, tmp_path, WORKED, WORKED | {"No Tiket": "2", "Anonim": "Ya"})
    assert set(world.cases.identities) == {worked.tracking_id}
    assert world.cases.load(anonymous.tracking_id).filing.anonymous
    stored = repr(world.cases.kept) + repr(world.former_numbers.kept)
    assert "Pelapor Contoh" not in stored
    assert "811000111" not in stored


def test_nobody_is_told_and_no_feed_has_it(tmp_path: Path) -> None:
    world = World()
    outcomes = transfer(world, tmp_path, *THREE)
    tables = bind("complaints", "identities", Endpoint(REGION))
    for outcome in at_least_one(outcomes):
        history = world.cases.load_history(outcome.tracking_id)
        for event in at_least_one(history.events):
            row = rows_of.event_to_row(tables, history.case, event)
            assert row.agency_pk is None
            image = {"pk": row.pk, "sk": row.sk, "seq": row.seq, "kind": row.kind, "data": json.dumps(row.data)}
            assert DynamoCaseStream().event_in(image) is None


@mock_aws
def test_an_audit_of_the_tables_finds_nothing(tmp_path: Path) -> None:
    world = World()
    stored = keep(world)
    outcomes = transfer(world, tmp_path, *THREE)
    world.services.route_case.route(outcomes[2].tracking_id, world.now)
    world.sweep()
    assert stored.audit() == []
    numbers = DynamoFormerNumbers(stored.tables)
    assert numbers.find("TKT202100042") == (outcomes[0].tracking_id,)
    found = numbers.find_all("SITANGGAP", ["TKT202100042", "TKT202600007", "NONE"])
    assert {number: each.tracking_id for number, each in found.items()} == {
        "TKT202100042": outcomes[0].tracking_id,
        "TKT202600007": outcomes[1].tracking_id,
    }
    assert {tracking_id for _, tracking_id in numbers.all_of("SITANGGAP", world.now)} == {
        outcome.tracking_id for outcome in outcomes
    }
    assert transfer(world, tmp_path, *THREE)[0].ending == "same"


@mock_aws
def test_a_number_that_leads_nowhere_is_found_by_an_audit(tmp_path: Path) -> None:
    world = World()
    stored = keep(world)
    transfer(world, tmp_path, CLOSED)
    stored.tables.row(pk="FORMER#1", sk="SITANGGAP", id="KI-0000-0000-0000-0").save()
    assert [(finding.check, finding.subject) for finding in stored.audit()] == [("former", "FORMER#1")]
