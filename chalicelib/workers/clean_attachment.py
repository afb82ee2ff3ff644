"""A file that arrived in the bucket -> a clean picture on its case, or a refusal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.services.attachments.sanitizer import Outcome, Sanitizer


def clean_one(
    event: dict[str, Any], sanitizer: Sanitizer, now: Callable[[], datetime], logger: Logger
) -> dict[str, str]:
    """Clean the file that S3's event names. Returns and logs one line: ids, how it ended, and the reason of a
    refusal."""
    outcome = sanitizer.clean(event["detail"]["object"]["key"], now())
    line = {"case": outcome.tracking_id, "attachment": outcome.attachment_id, "ending": str(outcome.ending)}
    if outcome.ending is Outcome.REFUSED:
        line["reason"] = outcome.reason
    level = logger.warning if outcome.ending is Outcome.REFUSED else logger.info
    level("cleaned", extra=line)
    return line
