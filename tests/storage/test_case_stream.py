"""What the stream's workers recognise is what the stores write."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.exchange.debt import new_debt, repeated
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.storage import debt_mapping, feed_mapping, mapping
from chalicelib.storage.case_stream import DynamoCaseStream
from chalicelib.storage.models import Endpoint, Row, bind
from tests.storage.test_case_store_contract import a_case
from tests.support.world import KALTIM, MONDAY

TABLES = bind("complaints", "identities", Endpoint(region="ap-southeast-3", host="http://localhost:1"))
STREAM = DynamoCaseStream()
TUESDAY = MONDAY + timedelta(days=1)


def image_of(row: Row) -> dict[str, Any]:
    """An item as Powertools reads it from a record of the stream."""
    record = DynamoDBRecord({"dynamodb": {"NewImage": row.to_dynamodb_dict()}})
    assert record.dynamodb is not None
    return dict(record.dynamodb.new_image)


def test_an_event_in_the_stream_is_the_event_that_was_written() -> None:
    case, _, filed = a_case()
    data: dict[str, str | int | bool] = {"to": "64.08-pupr", "to_name": "PUPR", "tier": "opd", "status": "routed"}
    routed = hash_chain.seal(
        case.id,
        2,
        filed.hash,
        kind="routed",
        at=TUESDAY,
        actor=Actor(Role.SYSTEM),
        salt=b"s",
        data={**data, "from": "64-dlh"},
    )
    row = mapping.event_to_row(TABLES, fold.apply(case, routed), routed)
    offices = {"to": "64.08-pupr", "from": "64-dlh"}
    # As items were before they carried the two dates.
    feed_mapping.place_in_feed(row, TUESDAY)
    assert STREAM.event_in(image_of(row)) == CaseEvent(case.id, 2, "routed", TUESDAY, "64.08-pupr", offices)

    schedule = KALTIM.schedule(fold.apply(case, routed))
    row = mapping.event_to_row(TABLES, fold.apply(case, routed), routed, schedule.citizen_due_at)
    feed_mapping.place_in_feed(row, TUESDAY, schedule.office_due_at)
    dates = schedule.citizen_due_at, schedule.office_due_at
    assert STREAM.event_in(image_of(row)) == CaseEvent(case.id, 2, "routed", TUESDAY, "64.08-pupr", offices, *dates)
    assert None not in dates


def test_an_event_before_any_office_has_none() -> None:
    case, _, filed = a_case()
    image = image_of(mapping.event_to_row(TABLES, case, filed))
    assert STREAM.event_in(image) == CaseEvent(case.id, 1, "filed", MONDAY, None)


def test_items_of_other_subjects_are_neither_cases_nor_events() -> None:
    case, *_ = a_case()
    image = image_of(mapping.case_to_row(TABLES, case, KALTIM.schedule(case)))
    assert STREAM.case_in(image) == case.id
    assert STREAM.case_in({"pk": "REGION#64.08", "sk": "META"}) is None
    assert STREAM.event_in({"pk": "REGION#64.08", "sk": "META"}) is None


def test_a_debt_in_the_stream_is_the_debt_that_was_written() -> None:
    case, *_ = a_case()
    debt = repeated(new_debt(case.id, "erasure", "KU", 4, MONDAY), TUESDAY)
    for each in (debt, replace(debt, next_at=None), new_debt(case.id, "redaction", "ID", 5, MONDAY)):
        assert STREAM.debt_in(image_of(debt_mapping.debt_to_row(TABLES, each))) == each
    assert STREAM.debt_in(image_of(mapping.case_to_row(TABLES, case, KALTIM.schedule(case)))) is None
    assert STREAM.debt_in({"pk": "REGION#64.08", "sk": "META"}) is None
