"""What the values that pass through the ports are where nothing more is said of them."""

from datetime import UTC, date, datetime

from chalicelib.domain.cases.audience import Part
from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.services.ports.feed_store import FeedLine
from chalicelib.services.ports.image_sanitizer import UnsafeFile
from chalicelib.services.ports.key_store import ApiKey
from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.services.ports.public_log import LogLine
from chalicelib.services.ports.statistics_store import ShardProgress, StatisticsProgress
from chalicelib.services.ports.vault import StatedGround

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_a_key_cites_no_decree_and_is_for_every_category_until_it_is_said() -> None:
    key = ApiKey("AB", b"h", Role.OFFICER, "64.08-pupr", "Dinas", AT, AT)
    assert (key.decree, key.categories, key.valid_from, key.revoked_at) == ("", (), None, None)


def test_a_line_of_a_filing_has_no_number_of_an_event() -> None:
    assert LogLine("KI-1", AT, "p").seq == 0


def test_nothing_is_counted_before_the_first_run() -> None:
    assert ShardProgress() == (0, None, 0, 0, None)
    assert StatisticsProgress(date(2026, 11, 23)) == StatisticsProgress(date(2026, 11, 23), None, (), (), {})


def test_a_ground_names_no_order_unless_there_is_one() -> None:
    assert StatedGround("emergency", "kebakaran").order == ""


def test_a_file_that_must_not_be_shown_says_why() -> None:
    error = UnsafeFile("too_large")
    assert (error.reason, str(error)) == ("too_large", "too_large")


def test_an_event_without_facts_left_no_office() -> None:
    bare = CaseEvent("KI-1", 1, "filed", AT, None)
    assert (bare.facts, bare.left) == ({}, None)
    assert CaseEvent("KI-1", 2, "assigned", AT, "64.08-dlh", facts={"from": "64.08-pupr"}).left == "64.08-pupr"


def test_a_line_of_a_feed_is_written_when_its_position_begins() -> None:
    line = FeedLine("KI-1", 2, "assigned", AT, "routed", Part.HOLDER, "2026-11-23T02:00:00.000Z#KI-1#00002")
    assert line.written_at == AT


def test_the_last_version_promoted_is_live_and_every_change_counts() -> None:
    first = ModelVersions(())
    assert (first.live, first.changes) == (None, 0)
    second = first.promoted("a").promoted("b")
    assert (second.versions, second.live, second.changes) == (("a", "b"), "b", 2)
    back = second.rolled_back()
    assert (back.versions, back.live, back.changes) == (("a",), "a", 3)
