"""Mail that comes to a stack: what it needs, mails as SES would leave them, and those that wait or were dropped."""

import os
import secrets
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import parseaddr

from chalicelib.domain.channels.mail_headers import REPORTS
from chalicelib.gateways.file_store import S3FileStore
from chalicelib.gateways.invocation import file_arrived, invoke_later
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED
from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from laporctl.deployment.place import LOCAL_MAIL
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, load_config

_KEY_BYTES = 32
_NAME_BYTES = 20


@dataclass(frozen=True)
class Verdicts:
    """What SES found of a mail: PASS, FAIL or GRAY each; of DMARC `pass`, `fail` or `none`."""

    spam: str = "PASS"
    virus: str = "PASS"
    dmarc: str = "pass"


PASSED = Verdicts()


def domain_of(stack: Stack) -> str | None:
    """The domain of a stack's addresses; None for a stack without mail."""
    return f"{stack.slug}.{LOCAL_MAIL}" if stack.endpoint else load_config(stack.slug).mail_domain


def connect(stack: Stack) -> str:
    """Make the keys that mail needs, if there are none; answers the record that leads mails for the domain to SES.
    Raises StackError for a stack without a domain."""
    domain = _domain(stack)
    kept = DynamoChannelSecrets(tables_of(stack))
    kept.make_senders(os.urandom(_KEY_BYTES))
    kept.make_replies(os.urandom(_KEY_BYTES))
    return f"{domain}  MX  10 inbound-smtp.{stack.region}.amazonaws.com"


def is_connected(stack: Stack) -> bool:
    """Whether the stack has the keys that mail needs."""
    kept = DynamoChannelSecrets(tables_of(stack))
    return kept.of_senders() is not None and kept.of_replies() is not None


def as_ses_leaves(raw: bytes, recipient: str, verdicts: Verdicts = PASSED) -> bytes:
    """A mail with the headers that SES puts above it."""
    sender = parseaddr(str(message_from_bytes(raw).get("From", "")))[1]
    host = sender.rpartition("@")[2]
    above = (
        f"Return-Path: <{sender}>",
        f"Received: from mail.{host} (mail.{host} [192.0.2.1]) by inbound-smtp.amazonaws.com with SMTP id played"
        f" for {recipient}; Mon, 23 Nov 2026 02:00:00 +0000 (UTC)",
        f"X-SES-Spam-Verdict: {verdicts.spam}",
        f"X-SES-Virus-Verdict: {verdicts.virus}",
        f"Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc={verdicts.dmarc} header.from={host}",
    )
    return "".join(f"{line}\r\n" for line in above).encode() + raw


def simulate(stack: Stack, raw: bytes, recipient: str | None = None, verdicts: Verdicts = PASSED) -> str:
    """Put a mail where SES would, as it would; answers its key in the bucket. Without a recipient it goes to the
    address for reports."""
    to = recipient or f"{REPORTS}@{_domain(stack)}"
    key = f"{ARRIVED}{secrets.token_hex(_NAME_BYTES)}"
    body = as_ses_leaves(raw, to, verdicts)
    stack.client("s3").put_object(Bucket=stack.outputs["AttachmentsBucket"], Key=key, Body=body)
    return key


def waiting(stack: Stack) -> list[str]:
    """The keys of the mails that came and were not dealt with."""
    return [key for key, _ in _files(stack).arrivals(ARRIVED)]


def dropped(stack: Stack) -> Counter[str]:
    """How many mails were dropped in the last 30 days, by reason."""
    return Counter(each.reason for each in _files(stack).refused(DROPPED))


def replay(stack: Stack) -> int:
    """Have the function that reads mails called for each that waits; answers how many. Safe to repeat."""
    keys = waiting(stack)
    for key in keys:
        invoke_later(stack.outputs["MailFunction"], file_arrived(key), lambda: stack.client("lambda"))
    return len(keys)


def _domain(stack: Stack) -> str:
    domain = domain_of(stack)
    if domain is None:
        raise StackError(f"{stack.slug} takes no mail: mail_domain in stacks/{stack.slug}.toml, then deploy")
    return domain


def _files(stack: Stack) -> S3FileStore:
    return S3FileStore(stack.outputs["AttachmentsBucket"], stack.client("s3"))
