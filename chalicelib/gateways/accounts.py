"""The stack's user pool (Cognito): accounts are made by those who answer for an office, never by people themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from chalicelib.services.ports.accounts import AccountRefused

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0
AUTHENTICATOR = "SOFTWARE_TOKEN_MFA"


@cache
def pool_client() -> Any:
    """The client of this process, made at its first use: few requests need one."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 2})
    return get_session().create_client("cognito-idp", config=config)


class CognitoAccounts:
    """Implements `ports.accounts.Accounts`. `pool` is the id of the user pool; `client` gives a client of Cognito."""

    def __init__(self, pool: str, client: Callable[[], Any] = pool_client) -> None:
        self._pool = pool
        self._client = client

    def invite(self, email: str) -> str:
        """One call, and a second one for who has an account already."""
        client = self._client()
        known = client.exceptions
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        try:
            made = client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=attributes,
                DesiredDeliveryMediums=["EMAIL"],
            )
        except known.UsernameExistsException:
            found = client.admin_get_user(UserPoolId=self._pool, Username=email)
            return _subject(found["UserAttributes"])
        except known.InvalidParameterException:
            raise AccountRefused from None
        return _subject(made["User"]["Attributes"])

    def has_second_factor(self, person: str) -> bool:
        """One call."""
        user = self._user(person)
        return user is not None and AUTHENTICATOR in user.get("UserMFASettingList", ())

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


def _subject(attributes: list[Mapping[str, str]]) -> str:
    return next(each["Value"] for each in attributes if each["Name"] == "sub")
