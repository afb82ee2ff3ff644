"""The ledger of erasures in an S3 bucket of its own: one small file an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import erasure_record
from chalicelib.domain.timestamps import to_text
from chalicelib.gateways.s3 import Bucket

if TYPE_CHECKING:
    from chalicelib.domain.cases.erasure_record import ErasureRecord

PREFIX = "erasures/"


class S3ErasureLedger(Bucket):
    """Implements `ports.erasure_ledger.ErasureLedger`."""

    def put(self, record: ErasureRecord) -> None:
        """One PutObject, of the same content each time."""
        # With the moment: after a restore a case may have another event of this number.
        key = f"{PREFIX}{record.tracking_id}/{record.seq:05d}-{to_text(record.at)}.json"
        body = erasure_record.to_line(record).encode()
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/json")
