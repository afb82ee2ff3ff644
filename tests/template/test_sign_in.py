"""The user pool, the desk's client, and what stands before `POST /session`."""

import json

from chalicelib.gateways.accounts import PROVIDER
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list, of_type

PEOPLE = {"Fn::GetAtt": ["People", "Arn"]}


def test_nobody_makes_an_account_for_himself_and_a_deleted_stack_leaves_its_pool(template: Template) -> None:
    (pool,) = of_type(template, "AWS::Cognito::UserPool").values()
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 12
    assert pool["DeletionProtection"] == {"Fn::If": ["IsProduction", "ACTIVE", "INACTIVE"]}
    assert template["Resources"]["People"]["DeletionPolicy"] == "Retain"


def test_the_desk_has_no_secret_and_signs_in_by_a_code_alone(template: Template) -> None:
    (client,) = of_type(template, "AWS::Cognito::UserPoolClient").values()
    assert client["GenerateSecret"] is False
    assert client["AllowedOAuthFlows"] == ["code"]
    assert client["ExplicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH"], "no password goes past the pool's own page"
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert "email" not in client["WriteAttributes"], "an account is found by its address"
    (address,) = client["CallbackURLs"]
    assert address["Fn::Sub"][0] == "${Site}/meja/"


def test_tokens_live_no_longer_than_it_takes_to_open_a_session(template: Template) -> None:
    (client,) = of_type(template, "AWS::Cognito::UserPoolClient").values()
    assert set(client["TokenValidityUnits"].values()) == {"minutes"}
    assert max(client[f"{kind}TokenValidity"] for kind in ("Id", "Access", "Refresh")) <= 60


def test_api_gateway_itself_checks_who_opens_a_session_and_nothing_else(template: Template) -> None:
    (api,) = of_type(template, "AWS::Serverless::Api").values()
    body = api["DefinitionBody"]
    people = body["securityDefinitions"]["people"]["x-amazon-apigateway-authorizer"]
    assert (people["type"], people["providerARNs"]) == ("cognito_user_pools", [PEOPLE])
    guarded = {
        f"{method} {path}"
        for path, methods in body["paths"].items()
        for method, operation in methods.items()
        if {"people": []} in operation.get("security", [])
    }
    assert guarded == {"post /session"}


def test_one_function_makes_accounts_and_the_one_that_sends_asks_for_addresses(
    statements: dict[str, list[Template]],
) -> None:
    asking = {
        function: (set(as_list(statement["Action"])), statement["Resource"])
        for function, granted in at_least_one(statements.items())
        for statement in granted
        if "cognito-idp" in json.dumps(statement["Action"])
    }
    assert asking == {
        "APIHandler": (
            {
                "cognito-idp:AdminCreateUser",
                "cognito-idp:AdminGetUser",
                "cognito-idp:AdminLinkProviderForUser",
            },
            PEOPLE,
        ),
        "SendNotices": ({"cognito-idp:AdminGetUser"}, PEOPLE),
    }


def test_an_outside_provider_stands_beside_the_pool_only_where_a_stack_names_one(template: Template) -> None:
    (client,) = of_type(template, "AWS::Cognito::UserPoolClient").values()
    (provider,) = of_type(template, "AWS::Cognito::UserPoolIdentityProvider").values()
    assert template["Resources"]["OutsideProvider"]["Condition"] == "HasSignInIssuer"
    both = ["COGNITO", {"Ref": "OutsideProvider"}]
    assert client["SupportedIdentityProviders"] == {"Fn::If": ["HasSignInIssuer", both, ["COGNITO"]]}
    assert template["Parameters"]["SignInIssuer"]["Default"] == ""
    assert provider["ProviderName"] == PROVIDER
    assert provider["AttributeMapping"] == {"email": "email"}, "accounts are linked by it"


def test_the_secret_of_the_client_at_the_provider_is_in_no_parameter(template: Template) -> None:
    (provider,) = of_type(template, "AWS::Cognito::UserPoolIdentityProvider").values()
    told = provider["ProviderDetails"]["client_secret"]["Fn::Sub"]
    assert told.startswith("{{resolve:secretsmanager:")
