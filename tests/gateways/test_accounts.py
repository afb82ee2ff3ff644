"""The user pool, as its client answers."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.gateways.accounts import AUTHENTICATOR, PROVIDER, CognitoAccounts
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
        self.linked: dict[str, str] = {}
        self.passwords: set[str] = set()

    def admin_create_user(self, **asked: Any) -> dict[str, Any]:
        name = asked["Username"]
        if "@" not in name:
            raise Refused
        if name in self.users:
            raise Known
        self.made.append(asked)
        self.users[name] = []
        attributes = [*asked["UserAttributes"], {"Name": "sub", "Value": f"id of {name}"}]
        return {"User": {"Username": name, "Attributes": attributes}}

    def admin_get_user(self, **asked: Any) -> dict[str, Any]:
        if asked["Username"] not in self.users:
            raise Unknown
        factors = self.users[asked["Username"]]
        attributes = [{"Name": "email", "Value": "x"}, {"Name": "sub", "Value": f"id of {asked['Username']}"}]
        if outside := self.linked.get(asked["Username"]):
            attributes.append({"Name": "identities", "Value": json.dumps([{"providerName": outside}])})
        status = "CONFIRMED" if asked["Username"] in self.passwords else "FORCE_CHANGE_PASSWORD"
        user = {
            "Username": asked["Username"],
            "UserAttributes": attributes,
            "UserStatus": status,
            "Enabled": asked["Username"] not in self.locked,
        }
        return user | ({"UserMFASettingList": factors} if factors else {})

    def admin_link_provider_for_user(self, **asked: Any) -> None:
        name, source = asked["DestinationUser"]["ProviderAttributeValue"], asked["SourceUser"]
        if name in self.linked:
            raise Refused
        assert (source["ProviderAttributeName"], source["ProviderAttributeValue"]) == ("email", name)
        self.linked[name] = source["ProviderName"]


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


def test_who_signs_in_outside_gets_no_password_and_is_linked_once() -> None:
    pool = Pool({"tono@menpan.example": []})
    accounts = CognitoAccounts("pool", lambda: pool, domains={"menpan.example"})
    for email in ("rina@menpan.example", "rina@menpan.example", "tono@menpan.example", "budi@contoh.go.id"):
        assert accounts.invite(email) == f"id of {email}"
    assert pool.linked == {"rina@menpan.example": PROVIDER, "tono@menpan.example": PROVIDER}
    rina, budi = pool.made
    assert rina["MessageAction"] == "SUPPRESS"
    assert "DesiredDeliveryMediums" not in rina
    assert (budi["DesiredDeliveryMediums"], budi.get("MessageAction")) == (["EMAIL"], None)


def test_the_provider_stands_for_the_second_factor_of_who_has_no_password_here() -> None:
    pool = Pool({"outside": [], "both": [], "invited": [], "both with": [AUTHENTICATOR]})
    pool.linked = dict.fromkeys(("outside", "both", "both with"), PROVIDER)
    pool.passwords = {"both", "both with"}
    accounts = CognitoAccounts("pool", lambda: pool)
    found = {each: accounts.has_second_factor(each) for each in pool.users}
    assert found == {"outside": True, "both": False, "invited": False, "both with": True}


def test_an_invitation_that_another_one_overtakes_finds_the_account_linked() -> None:
    class Overtaken(Pool):
        """Another invitation links the account in the moment before this one does."""

        def admin_link_provider_for_user(self, **asked: Any) -> None:
            super().admin_link_provider_for_user(**asked)
            super().admin_link_provider_for_user(**asked)

    pool = Overtaken({"rina@menpan.example": []})
    accounts = CognitoAccounts("pool", lambda: pool, domains={"menpan.example"})
    assert accounts.invite("rina@menpan.example") == "id of rina@menpan.example"
    assert pool.linked == {"rina@menpan.example": PROVIDER}


def test_a_link_that_the_pool_refuses_is_told_apart() -> None:
    class Refusing(Pool):
        """Takes no link."""

        def admin_link_provider_for_user(self, **asked: Any) -> None:
            raise Refused

    pool = Refusing({})
    with pytest.raises(AccountRefused):
        CognitoAccounts("pool", lambda: pool, domains={"menpan.example"}).invite("rina@menpan.example")
