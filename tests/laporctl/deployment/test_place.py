"""What a stack's configuration becomes when it is deployed."""

import json
from typing import Any

import pytest

from laporctl import stack_config
from laporctl.deployment import place
from laporctl.stack_config import Partner, SignIn, StackConfig


def parameters(monkeypatch: pytest.MonkeyPatch, endpoint: str | None = None, **settings: Any) -> dict[str, str]:
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    own = 'slug = "kaltim"\nname = "Kalimantan Timur"\nprovince = "64"\npolicy = "progress-30"\nbrand = "LAPOR!"\n'
    monkeypatch.setattr(place, "load_config", lambda slug: stack_config.parse(own + lines, f"stacks/{slug}.toml"))
    return place.parameters_of("kaltim", endpoint)


def test_a_stack_without_limits_of_its_own_has_those_of_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not set(parameters(monkeypatch)) & set(stack_config.PARAMETERS.values())


@pytest.mark.parametrize("endpoint", [None, "http://localhost:4567"])
def test_the_api_learns_the_name_of_its_service(monkeypatch: pytest.MonkeyPatch, endpoint: str | None) -> None:
    assert parameters(monkeypatch, endpoint)["Brand"] == "LAPOR!"


def test_a_stacks_limits_become_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parameters(
        monkeypatch,
        limit_factor=2.5,
        throttle_rate=900,
        throttle_burst=1800,
        filing_rate=300,
        filing_burst=600,
        stream_parallelism=2,
        http_concurrency=300,
        authorizer_concurrency=50,
        routing_concurrency=100,
        sweep_concurrency=20,
    )
    assert {name: found[name] for name in stack_config.PARAMETERS.values()} == {
        "LimitFactor": "2.5",
        "ThrottleRate": "900",
        "ThrottleBurst": "1800",
        "FilingRate": "300",
        "FilingBurst": "600",
        "StreamParallelism": "2",
        "HttpConcurrency": "300",
        "AuthorizerConcurrency": "50",
        "RoutingConcurrency": "100",
        "SweepConcurrency": "20",
    }


def test_a_laptop_where_everybody_has_one_address_has_wide_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parameters(monkeypatch, "http://localhost:4567")["LimitFactor"] == place.LOCAL_LIMIT_FACTOR


def test_a_stacks_own_host_name_is_for_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"domain": "lapor.example.go.id", "certificate": "arn:aws:acm:us-east-1:000000000000:certificate/0"}
    on_aws, on_a_laptop = parameters(monkeypatch, **own), parameters(monkeypatch, "http://localhost:4567", **own)

    assert (on_aws["SiteDomain"], on_aws["SiteCertificate"]) == tuple(own.values())
    assert not {"SiteDomain", "SiteCertificate"} & on_a_laptop.keys()
    assert not {"SiteDomain", "SiteCertificate"} & parameters(monkeypatch).keys()


def test_a_web_acl_and_who_is_told_of_alarms_are_for_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {
        "web_acl": "arn:aws:wafv2:us-east-1:000000000000:global/webacl/lapor/0a-1",
        "alarm_email": "jaga@example.go.id",
    }
    on_aws, on_a_laptop = parameters(monkeypatch, **own), parameters(monkeypatch, "http://localhost:4567", **own)
    assert (on_aws["WebAcl"], on_aws["AlarmEmail"]) == tuple(own.values())
    assert not {"WebAcl", "AlarmEmail"} & on_a_laptop.keys()


def test_an_outside_provider_is_for_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    there = SignIn("https://sso.example", "lapor", "lapor-kaltim-sign-in", ("contoh.go.id", "kementerian.contoh.go.id"))
    monkeypatch.setattr(place, "load_config", lambda slug: StackConfig(slug, "", "", "progress-30", "", sign_in=there))
    on_aws, on_a_laptop = (place.parameters_of("kaltim", each) for each in (None, "http://localhost:4567"))
    assert {name: value for name, value in on_aws.items() if name.startswith("SignIn")} == {
        "SignInIssuer": "https://sso.example",
        "SignInClient": "lapor",
        "SignInSecret": "lapor-kaltim-sign-in",
        "SignInDomains": "contoh.go.id,kementerian.contoh.go.id",
    }
    assert not [name for name in on_a_laptop if name.startswith("SignIn")]


def test_on_aws_the_api_answers_through_the_edge_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ApiDoor" not in parameters(monkeypatch), "the template closes it"
    assert parameters(monkeypatch, "http://localhost:4567")["ApiDoor"] == "any"


def test_partners_are_let_in_and_written_to_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [name for name in parameters(monkeypatch) if name.startswith("Partner")]
    there = {"account": "222222222222", "region": "ap-southeast-1"}
    partners = [{"slug": "kaltara", **there}, {"slug": "pusat", **there}]
    monkeypatch.setattr(
        place,
        "load_config",
        lambda slug: StackConfig(slug, "", "", "progress-30", "", partners=tuple(Partner(**row) for row in partners)),
    )
    found = place.parameters_of("kaltim", None)
    assert {name: value for name, value in found.items() if name.startswith("Partner")} == {
        "PartnerAccounts": "222222222222",
        "PartnerRoles": "arn:aws:iam::222222222222:role/lapor-kaltara-*,arn:aws:iam::222222222222:role/lapor-pusat-*",
        "PartnerInboxes": "arn:aws:sqs:ap-southeast-1:222222222222:lapor-kaltara-ReferralInbox-*,"
        "arn:aws:sqs:ap-southeast-1:222222222222:lapor-pusat-ReferralInbox-*",
    }
