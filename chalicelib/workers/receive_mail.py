"""A mail that SES has put into the bucket -> a report, words and photos of a report, or one that was dropped."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.services.channels.mail_inbound import Ending, MailService


def receive_one(
    event: dict[str, Any], mails: MailService, now: Callable[[], datetime], logger: Logger
) -> dict[str, str]:
    """Deal with the mail that S3's event names. Returns and logs one line: how it ended, why one was dropped, and the
    case; no address, no word, and nothing that the sender named."""
    received = mails.receive(event["detail"]["object"]["key"], now())
    line = {"ending": str(received.ending)}
    if received.tracking_id:
        line["case"] = received.tracking_id
    if received.reason:
        line["reason"] = str(received.reason)
    level = logger.warning if received.ending is Ending.DROPPED else logger.info
    level("mail", extra=line)
    return line
