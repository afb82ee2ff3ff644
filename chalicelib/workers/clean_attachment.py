"""A file that arrived in the bucket -> cleaned or refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.services.attachments.sanitizer import Outcome, Sanitizer


def clean_one(
    event: dict[str, Any], cleaning: Sanitizer, now: Callable[[], datetime], logger: Logger
) -> dict[str, str]:
    """Clean the file that S3's event names. Answers and logs one line: ids, how it ended, and why if refused."""
    outcome = cleaning.clean(event["detail"]["object"]["key"], now())
    line = {"case": outcome.tracking_id, "attachment": outcome.attachment_id, "ending": str(outcome.ending)}
    if outcome.ending is Outcome.REFUSED:
        line["reason"] = outcome.reason
    level = logger.warning if outcome.ending is Outcome.REFUSED else logger.info
    level("cleaned", extra=line)
    return line
