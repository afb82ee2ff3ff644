"""Mail as an operator connects it, sees it and plays it."""

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import boto3
import pytest
from click.testing import CliRunner
from moto import mock_aws

from chalicelib.gateways.file_store import S3FileStore
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED
from laporctl import channels, mails, whatsapp
from laporctl.commands import channel
from laporctl.stacks import Stack, StackError
from tests.storage.conftest import _on
from tests.support.mails import ROAD, mail

REGION, BUCKET = "ap-southeast-3", "attachments"
OUTPUTS = {"SiteUrl": "https://kaltim.example", "AttachmentsBucket": BUCKET, "MailFunction": "receive"}


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with mock_aws():
        tables = _on(None).stores().tables
        client = boto3.client("s3", REGION, aws_access_key_id="x", aws_secret_access_key="x")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        stack = Stack("kaltim", REGION, OUTPUTS, "http://localhost:1")
        for module in (mails, channels, whatsapp):
            monkeypatch.setattr(module, "tables_of", lambda stack: tables)
        monkeypatch.setattr(Stack, "client", lambda stack, service: client)
        monkeypatch.setattr(channel, "find_stack", lambda slug: stack)
        yield client


def run(*options: str) -> str:
    result = CliRunner().invoke(channel.channel, list(options), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_connecting_makes_the_keys_once_and_prints_the_record(s3: Any) -> None:
    assert "\tno keys\t" in run("status", "kaltim")
    record = f"kaltim.mail.localhost  MX  10 inbound-smtp.{REGION}.amazonaws.com\n"
    assert run("connect", "kaltim", "--mail") == record
    kept = mails.DynamoChannelSecrets(mails.tables_of(channel.find_stack("kaltim")))
    keys = kept.of_senders(), kept.of_replies()
    run("connect", "kaltim", "--mail")
    again = mails.DynamoChannelSecrets(mails.tables_of(channel.find_stack("kaltim")))
    assert (again.of_senders(), again.of_replies()) == keys
    assert "\tconnected\twaiting 0\tdropped: none" in run("status", "kaltim")


def test_a_mail_is_played_where_ses_puts_it_with_what_ses_says_above_it(s3: Any, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(mail(ROAD))
    key = run("simulate", "mail", "kaltim", str(file), "--spam", "FAIL").strip()
    assert key.startswith(ARRIVED)
    kept = message_from_bytes(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert kept["Return-Path"] == "<siti@contoh.id>"
    assert "for lapor@kaltim.mail.localhost;" in kept["Received"]
    assert (kept["X-SES-Spam-Verdict"], kept["X-SES-Virus-Verdict"]) == ("FAIL", "PASS")
    assert "dmarc=pass" in kept["Authentication-Results"]


def test_the_status_counts_what_waits_and_what_was_dropped_by_reason(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        s3.put_object(Bucket=BUCKET, Key=f"{ARRIVED}{name}", Body=b"x")
    files = S3FileStore(BUCKET, s3)
    for name, reason in (("a", "spam"), ("b", "bounce")):
        files.refuse(f"{ARRIVED}{name}", f"{DROPPED}{name}", reason)
    assert "\twaiting 1\tdropped: bounce 1, spam 1\n" in run("status", "kaltim")
    called: list[tuple[str, str]] = []

    def invoke(function: str, event: dict[str, Any], client: object) -> None:
        called.append((function, event["detail"]["object"]["key"]))

    monkeypatch.setattr(mails, "invoke_later", invoke)
    assert run("replay", "kaltim") == "1\n"
    assert called == [("receive", f"{ARRIVED}c")]


def test_a_stack_without_a_domain_takes_no_mail(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "find_stack", lambda slug: Stack("kaltim", REGION, OUTPUTS))
    assert run("status", "kaltim").endswith("mail\tnone\n")
    with pytest.raises(StackError, match="mail_domain"):
        run("connect", "kaltim", "--mail")
