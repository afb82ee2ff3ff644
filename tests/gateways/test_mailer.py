"""Mails against SES as moto plays it, and what is asked of it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber
from moto import mock_aws

from chalicelib.domain.notices.text import Mail
from chalicelib.gateways.mailer import SesMailer
from chalicelib.services.ports.mailer import MailRefused

SENDER, STOP, ORDER = "kabar@lapor.example.go.id", "https://lapor.example.go.id/v1/notices/x", "KI-7F3K-9Q2M-XA0B-C-4"
MAIL = Mail("Dinas PUPR sudah menjawab", "Isi.\n")


@pytest.fixture
def ses() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("sesv2", "ap-southeast-3", aws_access_key_id="x", aws_secret_access_key="x")


def send(ses: Any, brand: str = "LAPOR! Kalimantan Timur") -> None:
    SesMailer(SENDER, brand, "lapor-kaltim-mail", lambda: ses).send("pelapor@contoh.id", MAIL, STOP, ORDER)


def test_a_mail_has_what_stops_it_and_what_a_bounce_names_it_by(ses: Any) -> None:
    expected = {
        "FromEmailAddress": f'"LAPOR! Kalimantan Timur" <{SENDER}>',
        "Destination": {"ToAddresses": ["pelapor@contoh.id"]},
        "Content": {
            "Simple": {
                "Subject": {"Data": MAIL.subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": MAIL.body, "Charset": "UTF-8"}},
                "Headers": [
                    {"Name": "Auto-Submitted", "Value": "auto-generated"},
                    {"Name": "List-Unsubscribe", "Value": f"<{STOP}>"},
                    {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
                ],
            }
        },
        "EmailTags": [{"Name": "order", "Value": ORDER}],
        "ConfigurationSetName": "lapor-kaltim-mail",
    }
    with Stubber(ses) as stub:
        stub.add_response("send_email", {"MessageId": "1"}, expected)
        send(ses)
        stub.assert_no_pending_responses()


def test_an_answer_says_what_it_answers_and_that_a_machine_wrote_it(ses: Any) -> None:
    fixed = {"FromEmailAddress": ANY, "Destination": {"ToAddresses": ["pelapor@contoh.id"]}}
    with Stubber(ses) as stub:
        for answers in ("<a@contoh.id>", None):
            threads = {"In-Reply-To": answers, "References": answers} if answers else {}
            headers = {"Auto-Submitted": "auto-replied", **threads}
            content = {
                "Subject": {"Data": MAIL.subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": MAIL.body, "Charset": "UTF-8"}},
                "Headers": [{"Name": name, "Value": value} for name, value in headers.items()],
            }
            replied = {"ReplyToAddresses": ["balas+x@a.id"]}
            stub.add_response("send_email", {"MessageId": "1"}, {**fixed, **replied, "Content": {"Simple": content}})
            SesMailer(SENDER, "LAPOR!", "set", lambda: ses).answer("pelapor@contoh.id", MAIL, "balas+x@a.id", answers)
        stub.assert_no_pending_responses()


def test_a_brand_with_quotation_marks_stays_a_name(ses: Any) -> None:
    with Stubber(ses) as stub:
        named = dict.fromkeys(("Destination", "Content", "EmailTags", "ConfigurationSetName"), ANY)
        stub.add_response("send_email", {"MessageId": "1"}, named | {"FromEmailAddress": f'"LAPOR WAL!" <{SENDER}>'})
        send(ses, 'LAPOR "WAL!"')


def test_an_address_that_is_none_is_refused_without_being_quoted(ses: Any) -> None:
    with Stubber(ses) as stub:
        stub.add_client_error("send_email", "BadRequestException", "Domain contains illegal character: pelapor@contoh")
        with pytest.raises(MailRefused) as refused:
            send(ses)
    assert not str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("code", ["MessageRejected", "TooManyRequestsException", "MailFromDomainNotVerifiedException"])
def test_what_may_be_gone_tomorrow_is_no_refusal(ses: Any, code: str) -> None:
    with Stubber(ses) as stub:
        stub.add_client_error("send_email", code)
        with pytest.raises(ses.exceptions.ClientError):
            send(ses)


def test_the_domain_has_to_be_known(ses: Any) -> None:
    with pytest.raises(ses.exceptions.ClientError):
        send(ses)
    ses.create_email_identity(EmailIdentity="lapor.example.go.id")
    send(ses)
