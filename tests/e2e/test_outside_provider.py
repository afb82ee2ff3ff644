"""People of a ministry sign in at its own provider: a second pool stands for it, an OpenID provider like any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from chalicelib.gateways.accounts import PROVIDER, CognitoAccounts
from laporctl.grants import add_grant
from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site
from tests.support.sign_in import asked_of, code_in, filled_in, tokens_of
from tools.dev.demo_people import PASSWORD

DOMAIN = "kementerian.contoh.go.id"
RATNA, STRANGER = f"ratna@{DOMAIN}", f"orang@{DOMAIN}"
OFFICE = "64.08-pupr"


@dataclass(frozen=True)
class Provider:
    """The ministry's provider, and the stack that trusts it."""

    stack: Stack
    pool: str

    def add(self, email: str) -> None:
        """Somebody of the ministry, whom this stack need not know."""
        client = self.stack.client("cognito-idp")
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        client.admin_create_user(UserPoolId=self.pool, Username=email, UserAttributes=attributes)
        client.admin_set_user_password(UserPoolId=self.pool, Username=email, Password=PASSWORD, Permanent=True)

    def id_token(self, email: str) -> str:
        """The token that this stack's pool gives to who signed in at the ministry's. The browser is sent there and
        back to the pool's own domain, which here is the emulator's."""
        origin = self.stack.outputs["SignInOrigin"]
        asked = asked_of(self.stack) | {"identity_provider": PROVIDER}
        page = requests.get(f"{origin}/oauth2/authorize", params=asked, timeout=PATIENCE)
        back = filled_in(page, email, PASSWORD)
        assert back
        assert f"{back.partition('?')[0]}" == callback(self.stack)
        answered = requests.get(
            f"{origin}/oauth2/idpresponse?{back.partition('?')[2]}", allow_redirects=False, timeout=PATIENCE
        )
        assert answered.status_code == 302, answered.text
        code = code_in(answered.headers["Location"], asked["redirect_uri"])
        return str(tokens_of(self.stack, code).json()["id_token"])


def callback(stack: Stack) -> str:
    """Where a provider sends back to."""
    client, pool = stack.client("cognito-idp"), stack.outputs["UserPool"]
    domain = client.describe_user_pool(UserPoolId=pool)["UserPool"]["Domain"]
    return f"https://{domain}.auth.{stack.region}.amazoncognito.com/oauth2/idpresponse"


@pytest.fixture
def provider(kaltim: Stack) -> Iterator[Provider]:
    """Taken away again: other tests sign in without it."""
    client, pool, origin = kaltim.client("cognito-idp"), kaltim.outputs["UserPool"], kaltim.outputs["SignInOrigin"]
    outside = client.create_user_pool(PoolName="kementerian", UsernameAttributes=["email"])["UserPool"]["Id"]
    app = client.create_user_pool_client(
        UserPoolId=outside,
        ClientName="lapor",
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email"],
        CallbackURLs=[callback(kaltim)],
        SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]
    client.create_identity_provider(
        UserPoolId=pool,
        ProviderName=PROVIDER,
        ProviderType="OIDC",
        ProviderDetails={
            "client_id": app["ClientId"],
            "client_secret": app["ClientSecret"],
            "attributes_request_method": "GET",
            "oidc_issuer": f"{origin}/{outside}",
            "authorize_scopes": "openid email",
            # The emulator's pools do not answer under their issuers' names.
            "authorize_url": f"{origin}/oauth2/authorize",
            "token_url": f"{origin}/oauth2/token",
        },
        AttributeMapping={"email": "email"},
    )
    yield Provider(kaltim, outside)
    client.delete_identity_provider(UserPoolId=pool, ProviderName=PROVIDER)
    client.delete_user_pool(UserPoolId=outside)


def session(site: Site, token: str) -> Any:
    return site.post("/v1/session", json={}, headers={"Authorization": f"Bearer {token}"})


def test_who_has_a_grant_signs_in_at_the_own_provider_and_a_stranger_opens_nothing(
    provider: Provider, kaltim: Stack, site: Site
) -> None:
    pool = kaltim.outputs["UserPool"]
    invited = CognitoAccounts(pool, lambda: kaltim.client("cognito-idp"), domains={DOMAIN}).invite(RATNA)
    grant = add_grant(kaltim, OFFICE, "approver", RATNA, "Ratna Contoh", "SK CONTOH 9/2026")
    assert grant.person == invited, "the account that was made for her"
    for email in (RATNA, STRANGER):
        provider.add(email)

    opened = session(site, provider.id_token(RATNA))
    assert opened.status_code == 201, opened.text
    assert opened.json()["grant"]["id"] == grant.id, "an approver: the provider stands for the second factor"

    refused = session(site, provider.id_token(STRANGER))
    assert (refused.status_code, refused.json()["code"]) == (403, "no_grant")
