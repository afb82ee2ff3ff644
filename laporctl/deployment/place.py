"""Where a stack is deployed, and with which parameters of the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from laporctl.session import aws_session
from laporctl.stack_config import Partner, SignIn
from laporctl.stacks import load_config, stack_name

LOCAL_LIMIT_FACTOR = "1000"
"""On a laptop everybody has one address, and some of them are load tests."""
LOCAL_LONGEST_PAUSE = "2"
"""On a laptop the next attempt at a receiver follows after seconds, so that its developer sees it."""

LOCAL_MAIL = "mail.localhost"
"""Below it each stack of a laptop has a domain; its mails stay with the embedded AWS, where they can be read."""
LOCAL_MAIL_SETTLES = "5"
"""On a laptop a mail counts as read after seconds, so that the story of a case can be told."""

LOCAL_SMS_GATEWAY = "plain"
"""On a laptop `laporctl channel simulate` is the gateway."""

LOCAL_WHATSAPP_NUMBER = "1080000000000000"
LOCAL_WHATSAPP_VERSION = "v23.0"
WHATSAPP_PORT_BEYOND = 14
"""On a laptop `laporctl channel simulate` is Meta, on a port so far beyond that of the embedded AWS."""

LOCAL_DOOR = "any"
"""On a laptop programs call the API itself: not every one finds names below localhost."""


@dataclass(frozen=True)
class Place:
    """A stack's region, and the embedded AWS's address on a laptop; deployed or not."""

    slug: str
    region: str
    endpoint: str | None = None

    @property
    def name(self) -> str:
        return stack_name(self.slug)

    def client(self, service: str) -> Any:
        """A boto3 client of `service` there."""
        return aws_session(self.region, self.endpoint).client(service, endpoint_url=self.endpoint)

    @cached_property
    def cloudformation(self) -> Any:
        return self.client("cloudformation")


def parameters_of(slug: str, endpoint: str | None) -> dict[str, str]:
    """The template's parameters for a stack, as its configuration has them. Raises StackError when it is not
    configured."""
    config = load_config(slug)
    parameters = {
        "Province": slug,
        "Environment": "production",
        "Policy": config.policy,
        "Brand": config.brand,
        **config.parameters,
    }
    parameters |= _partners(config.partners)
    if endpoint is None:
        only_on_aws = {
            "SiteDomain": config.domain,
            "SiteCertificate": config.certificate,
            "WebAcl": config.web_acl,
            "AlarmEmail": config.alarm_email,
            "MailDomain": config.mail_domain,
            "SmsGateway": config.sms_gateway,
            "SmsSendUrl": config.sms_send_url,
            "WhatsAppNumber": config.whatsapp_number,
            "WhatsAppApi": config.whatsapp_api,
        }
        only_on_aws |= _outside(config.sign_in)
        return parameters | {name: value for name, value in only_on_aws.items() if value}
    protocol, _, address = endpoint.partition("://")
    host, _, port = address.partition(":")
    return parameters | {
        "Environment": "local",
        "ApiDoor": LOCAL_DOOR,
        "LimitFactor": LOCAL_LIMIT_FACTOR,
        "WebhookLongestPause": LOCAL_LONGEST_PAUSE,
        "MailDomain": f"{slug}.{LOCAL_MAIL}",
        "MailSettles": LOCAL_MAIL_SETTLES,
        "SmsGateway": LOCAL_SMS_GATEWAY,
        "WhatsAppNumber": LOCAL_WHATSAPP_NUMBER,
        "WhatsAppApi": f"http://{host}:{whatsapp_port(endpoint)}/{LOCAL_WHATSAPP_VERSION}",
        "ApiOriginDomain": host,
        "ApiOriginPort": port,
        "ApiOriginProtocol": f"{protocol}-only",
        "ApiOriginPathPrefix": "/_aws/execute-api",
    }


def _outside(sign_in: SignIn | None) -> dict[str, str | None]:
    """Where people of some domains sign in."""
    if sign_in is None:
        return {}
    return {
        "SignInIssuer": sign_in.issuer,
        "SignInClient": sign_in.client,
        "SignInSecret": sign_in.secret,
        "SignInDomains": ",".join(sign_in.domains),
    }


def whatsapp_port(endpoint: str) -> int:
    """The port on which a laptop's WhatsApp is played, by the address of its embedded AWS."""
    return int(endpoint.rpartition(":")[2]) + WHATSAPP_PORT_BEYOND


def _partners(partners: Sequence[Partner]) -> dict[str, str]:
    """Who may write into this stack's inbox, and into whose inboxes this stack may write, by name."""
    if not partners:
        return {}
    named = [(partner, stack_name(partner.slug)) for partner in partners]
    return {
        "PartnerAccounts": ",".join(sorted({partner.account for partner in partners})),
        "PartnerRoles": ",".join(f"arn:aws:iam::{partner.account}:role/{name}-*" for partner, name in named),
        "PartnerInboxes": ",".join(
            f"arn:aws:sqs:{partner.region}:{partner.account}:{name}-ReferralInbox-*" for partner, name in named
        ),
    }
