"""Every key as it is stored. A stack that is deployed holds items under these keys: one that is written otherwise from
tomorrow on is not found any more, so a change here needs a migration."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.model import Priority
from chalicelib.storage import queue_keys
from chalicelib.storage import table_keys as keys
from tests.support.loops import at_least_one

AT = datetime(2026, 11, 23, 2, 5, 6, 789_000, UTC)
MOMENT = "2026-11-23T02:05:06.789Z"
CASE, OTHER = "KI-7F3K-9Q2M-XA0B-C", "KI-N4MY-SXYG-J405-C"
OFFICE = "64.08-pupr"


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        (keys.case(CASE), f"C#{CASE}"),
        (keys.event(7), "EVENT#00007"),
        (keys.event(12345), "EVENT#12345"),
        (keys.feed_copy(7, "from", OFFICE), f"TOLD#00007#from#{OFFICE}"),
        (keys.identity(CASE), f"REPORTER#{CASE}"),
        (keys.early_identity(CASE), f"ID#{CASE}"),
        (keys.access(CASE), f"ACCESS#{CASE}"),
        (keys.queue(OFFICE), f"QUEUE#{OFFICE}"),
        (queue_keys.queue_line("routed#", Priority.NORMAL, AT, CASE), f"routed#{MOMENT}#{CASE}"),
        (keys.debt("erasure", "KU"), "OWED#erasure#KU"),
        (keys.clock(3), "CLOCK#3"),
        (keys.set_back(AT, 2, CASE), f"{MOMENT}#2#{CASE}"),
        (keys.month(AT), "MONTH#2026-11"),
        (keys.filed_in("2026-11"), "MONTH#2026-11"),
        (keys.log_shard("2026-11-23", 3), "LOG#2026-11-23#3"),
        (keys.at_case(AT, CASE), f"{MOMENT}#{CASE}"),
        (keys.at_event(AT, CASE, 7), f"{MOMENT}#{CASE}#00007"),
        (keys.breaches("2026-11"), "BREACH#2026-11"),
        (keys.ombudsman("2026-11"), "OMBUDSMAN#2026-11"),
        (keys.promises("2026-11"), "PROMISE#2026-11"),
        (keys.LADDER, "LADDER"),
        (keys.ladder_line("64.08", CASE), f"64.08#{CASE}"),
        (keys.area_in(f"64.08#{CASE}"), "64.08"),
        (keys.secret_attempts(CASE, AT), (f"GUESS#{CASE}", "2026-11-23T02")),
        (keys.rate("ab12", "file", AT), ("RATE#ab12", "file#2026-11-23T02:05")),
        (keys.salt("2026-11-23"), "SALT#2026-11-23"),
        (keys.cell("s1"), "CELL#s1"),
        (keys.agencies_of("64.08"), ("REGION#64.08", "AGENCY#")),
        (keys.region("64.08"), "REGION#64.08"),
        (keys.agency("64.08-rt-05"), ("REGION#64.08", "AGENCY#rt-05")),
        (keys.api_key("AB"), "KEY#AB"),
        (keys.issued_key(OFFICE, AT, "AB"), f"{OFFICE}#{MOMENT}#AB"),
        (keys.issued_keys_of(OFFICE), f"{OFFICE}#"),
        (keys.webhooks(OFFICE), f"WEBHOOK#{OFFICE}"),
        (keys.sent(OFFICE), f"SENT#{OFFICE}"),
        (keys.moments(AT, AT), (MOMENT, f"{MOMENT}$")),
        (keys.webhook_notices(OFFICE), f"NOTICE#{OFFICE}"),
        (keys.webhook_secrets("AA"), "SIGN#AA"),
        (keys.issued_secret(AT, "ab12"), f"{MOMENT}#ab12"),
        (keys.early_webhook_secret("AA"), "WEBHOOK#AA"),
        (keys.failure("AA"), "FAILED#AA"),
        (keys.stack("KU"), "STACK#KU"),
        ((keys.META, keys.CONTENT, keys.MODEL), ("META", "CONTENT", "MODEL")),
        ((keys.HOLIDAYS, keys.OVERRIDES), ("HOLIDAYS", "OVERRIDES")),
        ((keys.GAZETTEER, keys.OUTLINES), ("GAZETTEER", "OUTLINES")),
        ((keys.SENDS, keys.RECEIVES, keys.OFFERED), ("SENDS", "RECEIVES", "OFFERED")),
        ((keys.ISSUED_KEYS, keys.CURSOR_SECRET), ("KEYS", "SECRET#cursors")),
        ((keys.CASE_PREFIX, keys.FEED_PREFIX, keys.EVENT_PREFIX), ("C#", "FEED#", "EVENT#")),
        ((keys.DEBT_PREFIX, keys.DEBTS), ("OWED#", "OWED")),
        ((keys.SETBACKS, keys.WEBHOOKS), ("SETBACKS", "WEBHOOKS")),
        ((keys.CLOCK_SHARDS, keys.LOG_SHARDS), (4, 4)),
        ([keys.clock_shard(each) for each in (CASE, OTHER)], [0, 3]),
        ([keys.log(AT, each) for each in (CASE, OTHER)], ["LOG#2026-11-23#0", "LOG#2026-11-23#3"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_key_is_written_as_ever(key: object, stored: object) -> None:
    assert key == stored


def test_what_stands_in_a_key_is_read_back() -> None:
    assert (keys.case_of(f"C#{CASE}"), keys.case_of(f"FEED#{OFFICE}")) == (CASE, None)
    assert keys.part_in(keys.feed_copy(7, "from", OFFICE)) == "from"
    assert keys.part_in(keys.event(7)) is None
    assert keys.debt_in(keys.debt("erasure", "KU")) == ("erasure", "KU")
    assert keys.case_in(keys.at_case(AT, CASE)) == keys.case_in(keys.set_back(AT, 2, CASE)) == CASE
    assert keys.event_in(keys.at_event(AT, CASE, 7)) == (AT, CASE, 7)
    assert keys.moment_in(keys.at_case(AT, CASE)) == AT
    assert (keys.setbacks_in(keys.set_back(AT, 12, CASE)), keys.setbacks_in(keys.at_case(AT, CASE))) == (12, 0)
    assert keys.agency_in(*keys.agency("64.08-rt-05")) == "64.08-rt-05"
    assert keys.key_in(keys.api_key("AB")) == "AB"
    assert keys.office_of_webhooks(keys.webhooks(OFFICE)) == OFFICE


def test_a_line_of_a_queue_has_its_group_and_its_place_also_where_it_has_no_group_yet() -> None:
    line, early = queue_keys.queue_line("routed#", Priority.NORMAL, AT, CASE), keys.at_case(AT, CASE)
    assert [queue_keys.queue_group(each) for each in (line, early)] == ["routed#", queue_keys.UNGROUPED]
    assert queue_keys.queue_position(line) == queue_keys.queue_position(early) == early
    assert queue_keys.due_in_queue(line) == queue_keys.due_in_queue(early) == AT


def test_danger_stands_before_every_date_and_keeps_its_own() -> None:
    later = datetime(2099, 12, 31, tzinfo=UTC)
    placed = ((Priority.EMERGENCY, later), (Priority.URGENT, later), (Priority.NORMAL, AT))
    lines = [queue_keys.queue_line("routed#", priority, at, CASE) for priority, at in placed]
    assert sorted(lines) == lines
    assert [queue_keys.due_in_queue(line) for line in lines] == [later, later, AT]
    assert {queue_keys.queue_group(line) for line in lines} == {"routed#"}


def test_an_office_has_no_line_of_a_case_that_is_over_or_not_yet_routed() -> None:
    groups = (
        "",
        "accepted#",
        "drafted#",
        "in_progress#",
        "postponed#",
        "reopened#",
        "responded#",
        "routed#",
        "triage#",
    )
    assert groups == queue_keys.QUEUE_GROUPS


def test_all_shards_are_used() -> None:
    ids = [f"KI-{number:04d}" for number in range(64)]
    assert {keys.clock_shard(each) for each in at_least_one(ids)} == set(range(4))
    assert {keys.log(AT, each)[-1] for each in at_least_one(ids)} == set("0123")
