"""What the passes over the identities and the files take for right, waiting or unknown."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from laporctl.audit.passes import UPLOAD_WAITS, FilesPass, IdentitiesPass
from tests.laporctl.audit.test_other_items import kept_in
from tests.support.world import MONDAY


def test_every_partition_of_identities_is_known() -> None:
    subject = Mock(client=Mock(query=Mock(return_value={"Items": []})))
    beginnings = set(kept_in("identities"))
    assert beginnings == {"REPORTER#", "ID#", "SENDER#"}
    for beginning in beginnings:
        assert IdentitiesPass(subject, 1).again(f"{beginning}x") == []
    assert [each.check for each in IdentitiesPass(subject, 1).again("WHAT#x")] == ["unknown"]


@pytest.mark.parametrize(
    ("folder", "age", "checks"),
    [
        ("mail/in/", UPLOAD_WAITS - timedelta(hours=1), []),
        ("mail/in/", UPLOAD_WAITS + timedelta(hours=1), ["attachment"]),
        ("mail/dropped/", timedelta(days=20), []),
        ("mail/elsewhere/", timedelta(), ["unknown"]),
        ("incoming/KI-7F3K-9Q2M-XA0B-C/", UPLOAD_WAITS + timedelta(hours=1), ["attachment"]),
        ("refused/KI-7F3K-9Q2M-XA0B-C/", timedelta(days=20), []),
    ],
)
def test_a_mail_may_wait_a_day_and_a_dropped_one_lies_where_it_may(
    folder: str, age: timedelta, checks: list[str]
) -> None:
    listed = [{"Contents": [{"Key": f"{folder}x", "LastModified": MONDAY - age}]}]
    pages: Any = Mock(paginate=Mock(return_value=listed))
    subject = Mock(s3=Mock(get_paginator=Mock(return_value=pages)), now=lambda: MONDAY)
    assert [each.check for each in FilesPass(subject, 1).again(folder)] == checks
