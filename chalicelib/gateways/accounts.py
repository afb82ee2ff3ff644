"""The stack's user pool (Cognito): accounts are made by those who answer for an office, never by people themselves. Who
has an address of an outside provider's domains signs in there, and has no password here."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from chalicelib.services.ports.accounts import AccountRefused

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0
AUTHENTICATOR = "SOFTWARE_TOKEN_MFA"
PROVIDER = "instansi"
"""The outside provider's name in the pool (`.chalice/template.yaml`)."""
_NO_PASSWORD_OF_OWN = "FORCE_CHANGE_PASSWORD"


@cache
def pool_client() -> Any:
    """The client of this process, made at its first use: few requests need one."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 2})
    return get_session().create_client("cognito-idp", config=config)


class CognitoAccounts:
    """Implements `ports.accounts.Accounts`. `pool` is the id of the user pool, `domains` are those whose people sign
    in at the outside provider; `client` gives a client of Cognito."""

    def __init__(
        self, pool: str, client: Callable[[], Any] = pool_client, *, domains: Collection[str] = frozenset()
    ) -> None:
        self._pool = pool
        self._client = client
        self._domains = domains

    def invite(self, email: str) -> str:
        """One call, a second one for who has an account already, and one more for who signs in outside."""
        outside = email.rpartition("@")[2].lower() in self._domains
        user = self._invited(email, outside)
        if outside and not _linked(user):
            self._link(user, email)
        return _value(user, "sub")

    def _invited(self, email: str, outside: bool) -> _User:
        client = self._client()
        known = client.exceptions
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        try:
            made = client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=attributes,
                # A password that nobody is told is none: it can be used by nobody, and only its owner could replace it.
                **({"MessageAction": "SUPPRESS"} if outside else {"DesiredDeliveryMediums": ["EMAIL"]}),
            )
        except known.UsernameExistsException:
            found = client.admin_get_user(UserPoolId=self._pool, Username=email)
            return _User(found["Username"], found["UserAttributes"])
        except known.InvalidParameterException:
            raise AccountRefused from None
        return _User(made["User"]["Username"], made["User"]["Attributes"])

    def _link(self, user: _User, email: str) -> None:
        """Whom the provider vouches for under this address signs in as this account. Raises AccountRefused."""
        client = self._client()
        source = {"ProviderName": PROVIDER, "ProviderAttributeName": "email", "ProviderAttributeValue": email}
        try:
            client.admin_link_provider_for_user(
                UserPoolId=self._pool,
                DestinationUser={"ProviderName": "Cognito", "ProviderAttributeValue": user.name},
                SourceUser=source,
            )
        except client.exceptions.InvalidParameterException:
            # Cognito refuses the same link a second time: another invitation was faster.
            found = client.admin_get_user(UserPoolId=self._pool, Username=user.name)
            if not _linked(_User(user.name, found["UserAttributes"])):
                raise AccountRefused from None

    def has_second_factor(self, person: str) -> bool:
        """One call. Who can sign in at the outside provider alone has the one that it asks everybody for."""
        user = self._user(person)
        if user is None:
            return False
        outside = user.get("UserStatus") == _NO_PASSWORD_OF_OWN and _linked(_User(person, user["UserAttributes"]))
        return outside or AUTHENTICATOR in user.get("UserMFASettingList", ())

    def address(self, person: str) -> str | None:
        """One call."""
        user = self._user(person)
        if user is None or not user.get("Enabled", True):
            return None
        return next((each["Value"] for each in user["UserAttributes"] if each["Name"] == "email"), None)

    def _user(self, person: str) -> Mapping[str, Any] | None:
        client = self._client()
        try:
            found: Mapping[str, Any] = client.admin_get_user(UserPoolId=self._pool, Username=person)
        except client.exceptions.UserNotFoundException:
            return None
        return found


class _User(NamedTuple):
    """An account's name in the pool, and its attributes as Cognito lists them."""

    name: str
    attributes: list[Mapping[str, str]]


def _value(user: _User, name: str) -> str:
    return next((each["Value"] for each in user.attributes if each["Name"] == name), "")


def _linked(user: _User) -> bool:
    """Whether the account is tied to one at the outside provider."""
    return any(each.get("providerName") == PROVIDER for each in json.loads(_value(user, "identities") or "[]"))
