"""The ledger of erasures in a bucket."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.domain.cases import erasure_record
from chalicelib.domain.cases.erasure_record import ErasureRecord
from chalicelib.gateways.erasure_ledger import S3ErasureLedger
from tests.support.world import MONDAY


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        client.create_bucket(Bucket="ledger")
        yield client


def test_an_entry_is_a_file_of_its_own_and_twice_the_same(s3: Any) -> None:
    record = ErasureRecord("KI-N4MY-SXYG-J405-C", 7, "erased", MONDAY, {"photos": 2})
    ledger = S3ErasureLedger("ledger", s3)
    ledger.put(record)
    ledger.put(record)
    (entry,) = s3.list_objects_v2(Bucket="ledger")["Contents"]
    assert entry["Key"] == "erasures/KI-N4MY-SXYG-J405-C/00007-2026-11-23T02:00:00.000Z.json"
    body = s3.get_object(Bucket="ledger", Key=entry["Key"])["Body"].read().decode()
    assert erasure_record.parse_line(body) == record
