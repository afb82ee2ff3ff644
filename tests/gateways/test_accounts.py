"""The user pool, as its client answers."""

from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.gateways.accounts import AUTHENTICATOR, CognitoAccounts
from chalicelib.services.ports.accounts import AccountRefused


class Known(Exception):
    """There is such a user."""


class Refused(Exception):
    """No such address can be."""


class Unknown(Exception):
    """There is no such user."""


class Exceptions:
    """What the client calls its errors."""

    UsernameExistsException = Known
    InvalidParameterException = Refused
    UserNotFoundException = Unknown


class Pool:
    """A client of a user pool with these users: name -> factors."""

    exceptions = Exceptions

    def __init__(self, users: Mapping[str, list[str]], locked: tuple[str, ...] = ()) -> None:
        self.users = dict(users)
        self.locked = locked
        self.made: list[dict[str, Any]] = []

    def admin_create_user(self, **asked: Any) -> dict[str, Any]:
        name = asked["Username"]
        if "@" not in name:
            raise Refused
        if name in self.users:
            raise Known
        self.made.append(asked)
        return {"User": {"Attributes": [*asked["UserAttributes"], {"Name": "sub", "Value": f"id of {name}"}]}}

    def admin_get_user(self, **asked: Any) -> dict[str, Any]:
        if asked["Username"] not in self.users:
            raise Unknown
        factors = self.users[asked["Username"]]
        attributes = [{"Name": "email", "Value": "x"}, {"Name": "sub", "Value": f"id of {asked['Username']}"}]
        user = {"UserAttributes": attributes, "Enabled": asked["Username"] not in self.locked}
        return user | ({"UserMFASettingList": factors} if factors else {})


def test_who_has_no_account_gets_one_with_an_address_that_is_taken_as_checked() -> None:
    pool = Pool({})
    assert CognitoAccounts("pool", lambda: pool).invite("rina@contoh.go.id") == "id of rina@contoh.go.id"
    (asked,) = pool.made
    assert asked["UserPoolId"] == "pool"
    assert {"Name": "email_verified", "Value": "true"} in asked["UserAttributes"]


def test_who_has_an_account_keeps_it() -> None:
    pool = Pool({"rina@contoh.go.id": []})
    assert CognitoAccounts("pool", lambda: pool).invite("rina@contoh.go.id") == "id of rina@contoh.go.id"
    assert pool.made == []


def test_an_address_that_the_pool_refuses_is_told_apart() -> None:
    with pytest.raises(AccountRefused):
        CognitoAccounts("pool", lambda: Pool({})).invite("rina")


def test_a_second_factor_is_one_that_was_set_up() -> None:
    pool = Pool({"with": [AUTHENTICATOR], "by phone": ["SMS_MFA"], "none": []})
    accounts = CognitoAccounts("pool", lambda: pool)
    found = [accounts.has_second_factor(each) for each in ("with", "by phone", "none", "nobody")]
    assert found == [True, False, False, False]


def test_an_address_is_that_of_an_account_that_may_sign_in() -> None:
    accounts = CognitoAccounts("pool", lambda: Pool({"rina": [], "gone": []}, locked=("gone",)))
    assert [accounts.address(each) for each in ("rina", "gone", "nobody")] == ["x", None, None]
