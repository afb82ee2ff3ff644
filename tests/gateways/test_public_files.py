"""Public files in S3 (moto)."""

from typing import Any

from chalicelib.gateways.public_files import S3PublicFiles
from tests.gateways.conftest import BUCKET


def test_a_public_file_has_the_key_of_its_address_and_says_how_long_it_may_be_cached(s3: Any) -> None:
    S3PublicFiles(BUCKET).put("cases.csv", b"id\n", "text/csv", 300, {"sha256": "ab"})

    found = s3.get_object(Bucket=BUCKET, Key="data/cases.csv")
    assert found["Body"].read() == b"id\n"
    assert (found["ContentType"], found["CacheControl"]) == ("text/csv", "public, max-age=300")
    assert found["Metadata"] == {"sha256": "ab"}
