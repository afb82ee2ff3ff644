"""A finding of checkov is mended or explained, and no explanation outlives what it explains."""

import json

import pytest

from tests.support.loops import at_least_one
from tools.dev.rules import ALLOWED, Allowance, Finding, complaints, findings_of, load_allowances

QUEUE = Finding("CKV_AWS_27", "AWS::SQS::Queue.Outbox", "encrypted")
TABLE = Finding("CKV_AWS_119", "AWS::DynamoDB::Table.ComplaintsTable", "key of one's own")


def test_every_allowance_has_a_reason_and_names_resources() -> None:
    for each in at_least_one(load_allowances(ALLOWED.read_text())):
        assert len(each.reason) > 40, each.rule
        assert each.resources, each.rule
        assert "*" not in each.resources, f"{each.rule}: name the type at least"


def test_a_finding_is_allowed_by_rule_and_resource() -> None:
    queues = Allowance("CKV_AWS_27", ("AWS::SQS::Queue.*",), "")
    assert complaints({QUEUE}, [queues]) == []
    assert complaints({QUEUE, TABLE}, [queues]) == [
        "CKV_AWS_119 AWS::DynamoDB::Table.ComplaintsTable: key of one's own"
    ]
    assert len(complaints({QUEUE}, [Allowance("CKV_AWS_27", ("AWS::SNS::Topic.*",), "")])) == 2


def test_an_allowance_that_nothing_needs_is_a_complaint() -> None:
    queues = Allowance("CKV_AWS_27", ("AWS::SQS::Queue.Outbox", "AWS::SQS::Queue.Gone"), "")
    assert complaints({QUEUE}, [queues]) == [
        "CKV_AWS_27 AWS::SQS::Queue.Gone: allowed in rules-allowed.toml, and nothing needs it"
    ]


def answer(*failed: dict[str, str], errors: int = 0, resources: int = 3) -> str:
    summary = {"parsing_errors": errors, "resource_count": resources}
    return json.dumps({"summary": summary, "results": {"failed_checks": failed}})


def test_what_checkov_found_is_read() -> None:
    found = {"check_id": QUEUE.rule, "resource": QUEUE.resource, "check_name": QUEUE.title}
    assert findings_of(answer(found)) == {QUEUE}


@pytest.mark.parametrize("said", ["", "[]", answer(errors=1), answer(resources=0)])
def test_no_answer_is_not_taken_for_no_finding(said: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        findings_of(said)
