"""Orders of notices, one-time codes and answers -> mails and messages; mails that came back -> what is known of
notices. One message
each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.domain.notices.code_order import CODE, read_code_order
from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.order import OFFICE, NoticeOrder, parse_order
from chalicelib.services.notices.people_mail import PERSON_TAG

if TYPE_CHECKING:
    from chalicelib.services.channels.answering import Answering
    from chalicelib.services.notices.code_sending import CodeSender
    from chalicelib.services.notices.returns import ReturnService
    from chalicelib.services.notices.sending import NoticeSender

Postpone = Callable[[str, timedelta], None]
"""Holds back the message with a receipt handle."""

CHANNEL = "channel"
"""To whom orders of channels are, in the log: neither the sender nor the message stands there."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=2)
"""After a failure: twice as long each time. The queue gives a message up after twelve times, about half a day."""


_STOPS = {"Permanent": Stop.BOUNCED, "Complaint": Stop.COMPLAINED}
"""After these no mail goes out again; a full mailbox may have room tomorrow."""


def handle_batch(
    event: dict[str, Any],
    sender: NoticeSender,
    codes: CodeSender,
    returns: ReturnService,
    answering: Callable[[], Answering],
    postpone: Postpone,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Handle each message; the response names the messages that must come again. Logs one line a message: the case,
    the number of its event and how it ended, never an address, a word of a mail, or the message of an error."""
    failed = [
        {"itemIdentifier": record["messageId"]}
        for record in event["Records"]
        if not _handle_one(record, sender, codes, returns, answering, postpone, now, logger)
    ]
    return {"batchItemFailures": failed}


def _handle_one(
    record: dict[str, Any],
    sender: NoticeSender,
    codes: CodeSender,
    returns: ReturnService,
    answering: Callable[[], Answering],
    postpone: Postpone,
    now: Callable[[], datetime],
    logger: Logger,
) -> bool:
    """Whether the message is done with."""
    try:
        body = json.loads(record["body"])
        if "returned" in body:
            for tag in body["returned"]:
                _take_return(tag, body["why"], returns, now(), logger)
            return True
        if CODE in body:
            asked = read_code_order(body[CODE])
            outcome = codes.carry_out(asked, now())
            logger.info("code", extra={"case": asked.tracking_id, "outcome": str(outcome)})
            return True
        if "sender" in body:
            # Here, because few stacks have such a channel.
            from chalicelib.domain.channels import orders

            sent = answering().carry_out(orders.parse(body), now())
            line = {"case": body.get("case", ""), "to": CHANNEL}
        else:
            order = parse_order(record["body"])
            sent = sender.carry_out(order, now())
            line = {"case": order.tracking_id, "seq": order.seq, "to": order.to}
    except Exception as error:
        pause = min(FIRST_PAUSE * 2 ** (_times(record) - 1), LONGEST_PAUSE)
        logger.warning("notice_failed", extra={"error": type(error).__name__, "pause": int(pause.total_seconds())})
        postpone(record["receiptHandle"], pause)
        return False
    if sent.outcome is None:
        logger.info("notice", extra={**line, "wait": int(sent.wait.total_seconds())})
        postpone(record["receiptHandle"], sent.wait)
        return False
    logger.info("notice", extra={**line, "outcome": str(sent.outcome)})
    return True


def _times(record: dict[str, Any]) -> int:
    return int(record["attributes"]["ApproximateReceiveCount"])


def _take_return(returned: str, why: str, returns: ReturnService, now: datetime, logger: Logger) -> None:
    """What the rules of the template make of what SES publishes: the tag of the mail, and why it came back."""
    stop = _STOPS.get(why)
    if returned.startswith(PERSON_TAG):
        returns.came_back_from(returned.removeprefix(PERSON_TAG), stop, now)
        logger.info("notice_returned", extra={"to": OFFICE, "why": str(stop or "not_now")})
        return
    tracking_id, _, seq = returned.rpartition("-")
    returns.came_back(NoticeOrder(tracking_id, int(seq)), stop, now)
    logger.info("notice_returned", extra={"case": tracking_id, "seq": int(seq), "why": str(stop or "not_now")})
