"""API Gateway and CloudFront: what stands between a browser and the function."""

import json
from typing import Any

import pytest

from chalicelib.api.http.rate_limits import ORIGIN_VERIFY_HEADER
from tests.support import site_addresses
from tests.support.loops import at_least_one
from tests.template.conftest import Template, of_type
from tools.apispec.parameters import BOTH_LANGUAGES

CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
ALL_METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}


@pytest.fixture(scope="module")
def distribution(template: Template) -> Template:
    config = of_type(template, "AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]
    assert isinstance(config, dict)
    return config


@pytest.fixture(scope="module")
def api(template: Template) -> Template:
    (properties,) = of_type(template, "AWS::Serverless::Api").values()
    return properties


def resolve(value: Any, conditions: dict[str, bool]) -> Any:
    """An expression with its conditions decided."""
    while isinstance(value, dict) and "Fn::If" in value:
        name, yes, no = value["Fn::If"]
        value = yes if conditions[name] else no
    return value


def test_there_is_one_regional_api_with_the_stage_v1(template: Template, api: Template) -> None:
    """Deleting it by mistake changes the address that every office has stored."""
    assert list(of_type(template, "AWS::Serverless::Api")) == ["RestAPI"]
    assert api["EndpointConfiguration"] == "REGIONAL"
    assert api["StageName"] == "v1"


def test_sam_makes_no_second_stage(api: Template) -> None:
    assert api["OpenApiVersion"] == "2.0"


def test_answers_are_compressed(api: Template) -> None:
    assert api["MinimumCompressionSize"] == 1024


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("UNAUTHORIZED", 401, "unauthorized"),
        ("ACCESS_DENIED", 403, "forbidden"),
        ("MISSING_AUTHENTICATION_TOKEN", 404, "not_found"),
        ("REQUEST_TOO_LARGE", 413, "too_large"),
        ("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported_media_type"),
        ("THROTTLED", 429, "too_many_requests"),
        ("INTEGRATION_FAILURE", 502, "unavailable"),
        ("INTEGRATION_TIMEOUT", 504, "unavailable"),
        ("AUTHORIZER_FAILURE", 503, "unavailable"),
        ("DEFAULT_4XX", 400, "bad_request"),
        ("DEFAULT_5XX", 500, "unavailable"),
    ],
)
def test_the_gateway_answers_errors_as_the_functions_do(api: Template, kind: str, status: int, code: str) -> None:
    response = api["GatewayResponses"][kind]

    assert response["StatusCode"] == status
    problem = json.loads(response["ResponseTemplates"]["application/json"])
    assert problem.keys() == {"type", "title", "status", "detail", "code"}
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"/problems/{code}")
    assert ("Retry-After" in response["ResponseParameters"]["Headers"]) == (status in (429, 502, 503, 504))


def test_every_gateway_error_is_a_problem_document_that_nobody_stores(api: Template) -> None:
    for kind, response in at_least_one(api["GatewayResponses"].items()):
        headers = response["ResponseParameters"]["Headers"]
        assert headers["Content-Type"] == "'application/problem+json'", kind
        assert headers["Cache-Control"] == "'no-store'", kind
        assert headers["Content-Language"] == f"'{BOTH_LANGUAGES}'", kind
        assert headers["X-Content-Type-Options"] == "'nosniff'", kind
        assert headers["Strict-Transport-Security"] == "'max-age=31536000; includeSubDomains'", kind


def test_every_route_of_an_agency_asks_the_authorizer(api: Template) -> None:
    guarded = ("/agencies/", "/breaches")
    for path, methods in at_least_one(api["DefinitionBody"]["paths"].items()):
        for method, operation in at_least_one(methods.items()):
            if path.startswith(guarded) and path != "/agencies/{agency_id}" and method != "options":
                assert operation["security"] == [{"authorize": []}], f"{method.upper()} {path} is open to everybody"


def test_the_stage_bounds_what_the_api_answers_by_parameters(template: Template, api: Template) -> None:
    everything, filing = api["MethodSettings"]
    assert everything == {
        "HttpMethod": "*",
        "ResourcePath": "/*",
        "ThrottlingRateLimit": {"Ref": "ThrottleRate"},
        "ThrottlingBurstLimit": {"Ref": "ThrottleBurst"},
        "LoggingLevel": "OFF",
        "DataTraceEnabled": False,
    }
    assert filing == {
        "HttpMethod": "POST",
        "ResourcePath": "/~1complaints",
        "ThrottlingRateLimit": {"Ref": "FilingRate"},
        "ThrottlingBurstLimit": {"Ref": "FilingBurst"},
        "LoggingLevel": "OFF",
        "DataTraceEnabled": False,
    }
    assert "post" in api["DefinitionBody"]["paths"]["/complaints"]
    # The national peak of a disaster day is 95 reports a second, each of them followed by some reading.
    assert template["Parameters"]["ThrottleRate"]["Default"] >= 5 * 95
    assert template["Parameters"]["FilingRate"]["Default"] >= 2 * 95
    assert template["Parameters"]["LimitFactor"]["Default"] == 1


def test_the_function_knows_what_comes_from_the_edge(template: Template, distribution: Template) -> None:
    """Otherwise anybody who calls the API directly could name the address to be counted by."""
    uuid = {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}
    first, second = {"Fn::If": ["HasEdgeSecretA", {"Ref": "EdgeSecretA"}, uuid]}, {"Ref": "EdgeSecretB"}
    mark = {"Fn::If": ["SendsEdgeSecretB", second, first]}
    variables = template["Resources"]["APIHandler"]["Properties"]["Environment"]["Variables"]
    assert variables["ORIGIN_VERIFY_SECRETS"] == {"Fn::Join": [" ", [first, second]]}, "both are taken at any time"
    assert all(template["Parameters"][f"EdgeSecret{each}"]["NoEcho"] is True for each in "AB")
    for origin in distribution["Origins"]:
        headers = origin.get("OriginCustomHeaders", [])
        expected = (
            [] if origin["Id"] in ("site", "data") else [{"HeaderName": ORIGIN_VERIFY_HEADER, "HeaderValue": mark}]
        )
        assert [{**each, "HeaderName": each["HeaderName"].lower()} for each in headers] == expected


def test_the_api_answers_nothing_that_walked_round_the_edge_unless_a_laptop_says_so(template: Template) -> None:
    """Else a web ACL in front of the site keeps out nobody who knows the API's own address."""
    variables = template["Resources"]["APIHandler"]["Properties"]["Environment"]["Variables"]
    assert variables["ONLY_THROUGH_EDGE"] == {"Fn::If": ["OnlyThroughEdge", "yes", "no"]}
    assert template["Conditions"]["OnlyThroughEdge"] == {"Fn::Equals": [{"Ref": "ApiDoor"}, "edge"]}
    assert template["Parameters"]["ApiDoor"]["Default"] == "edge"


def test_a_web_acl_stands_before_the_site_where_the_stack_names_one(distribution: Template) -> None:
    assert resolve(distribution["WebACLId"], {"HasWebAcl": True}) == {"Ref": "WebAcl"}
    assert resolve(distribution["WebACLId"], {"HasWebAcl": False}) == {"Ref": "AWS::NoValue"}


def test_site_and_api_share_one_host(distribution: Template) -> None:
    assert distribution["DefaultCacheBehavior"]["TargetOriginId"] == "site"
    assert distribution["DefaultRootObject"] == "index.html"
    routes = {b["PathPattern"]: b["TargetOriginId"] for b in distribution["CacheBehaviors"]}
    assert routes == {"/v1/*": "api", "/open311/*": "open311", "/data/*": "data"}


def test_everything_a_client_sends_reaches_the_api_and_nothing_is_cached(distribution: Template) -> None:
    behaviors = [each for each in distribution["CacheBehaviors"] if each["TargetOriginId"] != "data"]
    assert len(behaviors) == 2
    for behavior in behaviors:
        assert behavior["CachePolicyId"] == CACHING_DISABLED
        # Authorization, Receipt-Secret, If-Match, cookies and query; but Host must be the API's own.
        assert behavior["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST
        assert set(behavior["AllowedMethods"]) == ALL_METHODS


def test_errors_are_not_cached(distribution: Template) -> None:
    """A case looked up a moment before it was stored must be found a moment after."""
    kept = {error["ErrorCode"]: error["ErrorCachingMinTTL"] for error in distribution["CustomErrorResponses"]}

    assert {400, 403, 404, 500, 502, 503, 504} <= kept.keys()
    assert set(kept.values()) == {0}
    assert all("ResponsePagePath" not in error for error in distribution["CustomErrorResponses"])


def test_only_the_site_has_a_page_for_unknown_addresses(template: Template, distribution: Template) -> None:
    """Programs read the API's problem documents: nothing may take their place."""
    (name,) = of_type(template, "AWS::CloudFront::Function")
    assert distribution["DefaultCacheBehavior"]["FunctionAssociations"] == [
        {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [name, "FunctionARN"]}}
    ]
    assert not any("FunctionAssociations" in each for each in distribution["CacheBehaviors"])
    assert template["Resources"][name]["Properties"]["AutoPublish"] is True, "otherwise an update reaches no edge"


def test_the_api_origin_is_a_parameter_that_defaults_to_the_api_itself(
    template: Template, distribution: Template
) -> None:
    parameters = template["Parameters"]
    assert parameters["ApiOriginDomain"]["Default"] == ""
    origins = {origin["Id"]: origin for origin in distribution["Origins"]}
    own = "${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}"

    for origin in ("api", "open311"):
        domain = origins[origin]["DomainName"]
        assert resolve(domain, {"HasApiOrigin": False}) == {"Fn::Sub": own}
        assert resolve(domain, {"HasApiOrigin": True}) == {"Ref": "ApiOriginDomain"}
        assert origins[origin]["CustomOriginConfig"]["OriginProtocolPolicy"] == {"Ref": "ApiOriginProtocol"}
    assert resolve(origins["api"]["OriginPath"], {"HasApiOrigin": False}) == ""
    assert resolve(origins["open311"]["OriginPath"], {"HasApiOrigin": False}) == "/v1"
    assert parameters["ApiOriginProtocol"]["Default"] == "https-only"


def test_browsers_are_sent_to_https_in_production_and_programs_refused(distribution: Template) -> None:
    """A program that is redirected sends its key in the clear each time, and nobody notices."""
    for behavior in [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]:
        expected = "https-only" if behavior["TargetOriginId"] in ("api", "open311") else "redirect-to-https"
        assert resolve(behavior["ViewerProtocolPolicy"], {"IsProduction": True}) == expected


def test_the_sites_own_host_name_takes_tls_1_2_at_least(template: Template, distribution: Template) -> None:
    """CloudFront's own name takes TLS 1.0, and nobody can tell it otherwise."""
    with_domain, without = {"HasDomain": True, "HasApiOrigin": False}, {"HasDomain": False, "HasApiOrigin": False}
    assert resolve(distribution["ViewerCertificate"], with_domain) == {
        "AcmCertificateArn": {"Ref": "SiteCertificate"},
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    assert resolve(distribution["Aliases"], with_domain) == [{"Ref": "SiteDomain"}]
    assert resolve(distribution["Aliases"], without) == {"Ref": "AWS::NoValue"}
    url = template["Outputs"]["SiteUrl"]["Value"]
    assert resolve(url, with_domain) == {"Fn::Sub": "https://${SiteDomain}"}
    assert resolve(url, without) == {"Fn::Sub": "https://${Distribution.DomainName}"}
    assert {origin["CustomOriginConfig"]["OriginSSLProtocols"][0] for origin in distribution["Origins"][2:]} == {
        "TLSv1.2"
    }
    given = [{"Fn::Not": [{"Fn::Equals": [{"Ref": name}, ""]}]} for name in ("SiteDomain", "SiteCertificate")]
    assert template["Conditions"]["HasDomain"] == {"Fn::And": given}, "one without the other changes nothing"


def test_nothing_before_the_function_speaks_to_scripts_of_other_hosts(template: Template, api: Template) -> None:
    """Site and API share a host. Only the bucket of photos speaks to any origin: each request there is signed. What
    anybody may read, the function itself opens to scripts of other hosts (api/http/test_public_reads.py)."""
    speaking = [name for name, each in template["Resources"].items() if "Access-Control-" in json.dumps(each)]
    listed = [name for name, each in template["Resources"].items() if "CorsConfiguration" in json.dumps(each)]

    assert (speaking, listed) == ([], ["AttachmentsBucket"])
    assert all("options" not in methods for methods in api["DefinitionBody"]["paths"].values())


def test_every_page_comes_with_security_headers(template: Template, distribution: Template) -> None:
    (policy,) = of_type(template, "AWS::CloudFront::ResponseHeadersPolicy").values()
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    csp, names = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]

    assert "default-src 'self'" in csp
    assert "unsafe" not in csp
    on_aws = resolve(names["Files"], {"HasApiOrigin": False})
    assert on_aws == {"Fn::Sub": "https://${AttachmentsBucket.RegionalDomainName}"}, "photos come from one bucket"
    assert template["Outputs"]["FilesOrigin"]["Value"] == names["Files"], "the pages' own policy names the same"
    assert {"object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(
        csp.split("; ")
    )
    assert headers["ContentTypeOptions"] == {"Override": True}
    assert headers["ReferrerPolicy"]["ReferrerPolicy"] == "same-origin"
    custom = {
        each["Header"]: each["Value"] for each in policy["ResponseHeadersPolicyConfig"]["CustomHeadersConfig"]["Items"]
    }
    assert custom["Cross-Origin-Opener-Policy"] == custom["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["StrictTransportSecurity"]["IncludeSubdomains"] is True
    assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31536000
    for behavior in [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]:
        used = behavior["ResponseHeadersPolicyId"]
        assert resolve(used, {"HasOwnHeaders": True}) == {"Ref": "SecurityHeaders"}
        assert resolve(used, {"HasOwnHeaders": False}) == {"Ref": "SecurityHeadersPolicy"}


def test_the_bucket_is_read_with_origin_access_control(distribution: Template) -> None:
    buckets = [origin for origin in distribution["Origins"] if origin["Id"] in ("site", "data")]

    assert len(buckets) == 2
    for bucket in buckets:
        assert bucket["OriginAccessControlId"] == {"Ref": "SiteAccess"}
        assert bucket["S3OriginConfig"] == {"OriginAccessIdentity": ""}


def test_public_files_are_read_and_cached_as_they_say(distribution: Template) -> None:
    (data,) = [each for each in distribution["CacheBehaviors"] if each["PathPattern"] == "/data/*"]

    assert data["AllowedMethods"] == ["GET", "HEAD"]
    assert data["CachePolicyId"] == CACHING_OPTIMIZED, "a policy that keeps what the file's own header allows"


def test_pieces_of_a_map_are_read_through_the_cache_and_never_packed_anew(distribution: Template) -> None:
    """CloudFront answers a Range from its copy of the site's bucket; it compresses no file of a kind that it does not
    know, whose pieces would then be others."""
    site = distribution["DefaultCacheBehavior"]
    assert (site["TargetOriginId"], site["AllowedMethods"]) == ("site", ["GET", "HEAD"])
    assert site["CachePolicyId"] == CACHING_OPTIMIZED
    assert "OriginRequestPolicyId" not in site
    wanted = ("/map.json", "/coast.json", f"/assets/map-{'0' * 16}.pmtiles")
    assert [each.get("uri") for each in site_addresses.answers(*wanted)] == list(wanted)


def test_every_request_leaves_a_line_that_tells_nothing_of_who_sent_it_or_what(
    template: Template, api: Template
) -> None:
    """No variable of the path, the query, the headers, the body or the caller: an `api_key` may stand in a query."""
    setting = api["AccessLogSetting"]
    line = json.loads(setting["Format"])

    assert setting["DestinationArn"] == {"Fn::GetAtt": ["ApiAccessLogs", "Arn"]}
    assert of_type(template, "AWS::Logs::LogGroup")["ApiAccessLogs"] == {"RetentionInDays": 90}
    assert set(line.values()) == {
        "access",
        *("$context.requestId", "$context.requestTimeEpoch", "$context.httpMethod", "$context.resourcePath"),
        *("$context.status", "$context.responseLatency", "$context.integrationLatency", "$context.responseLength"),
        "$context.error.responseType",
    }


def test_nothing_else_logs_requests(template: Template, api: Template, distribution: Template) -> None:
    """Execution logs of API Gateway and access logs of CloudFront hold the query."""
    assert {(each["LoggingLevel"], each["DataTraceEnabled"]) for each in api["MethodSettings"]} == {("OFF", False)}
    assert "Logging" not in distribution
    assert not [kind for kind in template["Resources"].values() if kind["Type"] == "AWS::Logs::Delivery"]
    assert "TracingEnabled" not in api
