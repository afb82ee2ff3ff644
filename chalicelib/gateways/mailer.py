"""Mails by Amazon SES, from the stack's own domain. A client is made for the first mail."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.services.ports.mailer import MailRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.domain.notices.text import Mail

CONNECT_SECONDS, READ_SECONDS = 1.0, 10.0
_NEVER = frozenset({"BadRequestException"})
"""Codes of SES for a mail that it will not take tomorrow either: a malformed address. Not `MessageRejected`, which it
says while the domain is not verified."""


@cache
def ses_client() -> Any:
    """The client of this process; made at its first use. It does not try again by itself: SES knows no repetition, and
    a request that ran out of time may have been carried out."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 1})
    return get_session().create_client("sesv2", config=config)


class SesMailer:
    """Implements `ports.mailer.Mailer`. `sender` is the address that mails come from, `brand` the name before it,
    `events` the configuration set that tells of bounces and complaints, `client` gives a client of SES."""

    def __init__(self, sender: str, brand: str, events: str, client: Callable[[], Any] = ses_client) -> None:
        self._from = f"{_quoted(brand)} <{sender}>"
        self._events = events
        self._client = client

    def send(self, to: str, mail: Mail, stop: str | None, order: str, reply_to: str | None = None) -> None:
        """One request. The headers are those of RFC 8058, by which a mail program stops such mails by one click, and
        of RFC 3834, by which another machine does not answer."""
        headers = {"Auto-Submitted": "auto-generated"}
        if stop:
            headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        followed = {"EmailTags": [{"Name": "order", "Value": order}], "ConfigurationSetName": self._events}
        self._send(to, mail, headers, reply_to, followed)

    def answer(self, to: str, mail: Mail, reply_to: str | None, answers: str | None) -> None:
        """One request. What becomes of it is not followed: where nobody is, the notices come back too."""
        headers = {"Auto-Submitted": "auto-replied"}
        if answers:
            headers |= {"In-Reply-To": answers, "References": answers}
        self._send(to, mail, headers, reply_to, {})

    def _send(
        self, to: str, mail: Mail, headers: Mapping[str, str], reply_to: str | None, followed: Mapping[str, Any]
    ) -> None:
        client = self._client()
        if reply_to:
            followed = {**followed, "ReplyToAddresses": [reply_to]}
        try:
            client.send_email(
                FromEmailAddress=self._from,
                Destination={"ToAddresses": [to]},
                Content={
                    "Simple": {
                        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": mail.body, "Charset": "UTF-8"}},
                        "Headers": [{"Name": name, "Value": value} for name, value in headers.items()],
                    }
                },
                **followed,
            )
        except client.exceptions.ClientError as error:
            if error.response.get("Error", {}).get("Code") in _NEVER:
                # Not with the error itself, which may quote the address.
                raise MailRefused from None
            raise


def _quoted(brand: str) -> str:
    """A display name as RFC 5322 takes any: between quotation marks."""
    plain = brand.replace("\\", "").replace('"', "")
    return f'"{plain}"'
