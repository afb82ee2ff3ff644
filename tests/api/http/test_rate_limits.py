"""Rate limits put off too many expensive requests and lose none; and no body or page is larger than it may be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from chalice.app import Request

import app
from chalicelib.api.http.rate_limits import address_of, count_by_key
from chalicelib.domain import rate_limits
from chalicelib.domain.cases.model import REPORTER, Role
from chalicelib.domain.errors import TooManyRequests
from chalicelib.domain.rate_limits import RateLimit
from chalicelib.services.access.edge import Edge
from tests.api.conftest import Api, assert_problem
from tests.api.test_access import call, key_of
from tests.support.loops import at_least_one
from tests.support.world import ORIGIN_VERIFY_SECRET
from tools.apispec.access_table import ROUTES

OFFICE = "64.08-pupr"
HERE = "127.0.0.1"
"""What Chalice's test client calls from."""


def spend(api: Api, limit: RateLimit, caller: str = HERE) -> None:
    """Use up the caller's limit in this window."""
    api.world.rate_counter.counts[limit.name, caller, rate_limits.window(api.world.now)] = limit.most


FILING = {"text": "Jalan berlubang di depan pasar", "receipt_key": "0123456789abcdef" * 2}


def test_a_report_over_the_rate_limit_can_be_filed_later_with_the_same_receipt(api: Api) -> None:
    spend(api, rate_limits.FILINGS)
    refused = api.post("/complaints", FILING)
    assert_problem(refused, 429, "too_many_requests")
    wait = int(refused.headers["Retry-After"])
    assert 0 < wait <= rate_limits.WINDOW.total_seconds() + rate_limits.SPREAD_SECONDS
    assert api.world.cases.kept == {}
    api.world.later(seconds=wait)
    filed = api.post("/complaints", FILING)
    assert filed.status_code == 201
    assert api.post("/complaints", FILING).json_body["tracking_id"] == filed.json_body["tracking_id"]


def test_a_browser_without_javascript_is_asked_to_wait_on_a_page(api: Api) -> None:
    spend(api, rate_limits.FILINGS)
    form = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    page = api.post("/complaints", b"text=Jalan+berlubang", **form)
    assert page.status_code == 429
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Retry-After" in page.headers
    assert "tidak akan tercatat dua kali" in page.body.decode()


_ADDED = (
    "replies",
    "rating",
    "appeal",
    "objection",
    "parting",
    "type",
    "follow-up",
    "withdrawal",
    "erasure",
    "address",
)
COUNTED = {
    "POST /complaints": rate_limits.FILINGS,
    "POST /similar": rate_limits.SUGGESTIONS,
    "POST /complaints/{tracking_id}/attachments": rate_limits.INVITATIONS,
    **{f"POST /complaints/{{tracking_id}}/{what}": rate_limits.ADDITIONS for what in (*_ADDED, "redaction")},
}


@pytest.mark.parametrize("route", COUNTED)
def test_what_anybody_can_send_is_counted_by_address(api: Api, route: str) -> None:
    limit = COUNTED[route]
    method, _, path = route.partition(" ")
    before = api.world.rate_counter.counts.get((limit.name, HERE, rate_limits.window(api.world.now)), 0)
    assert call(api, method, path, ROUTES[route], "reporter").status_code in (200, 201, 404, 409)
    counted = api.world.rate_counter.counts[limit.name, HERE, rate_limits.window(api.world.now)] - before
    # The call files two cases of its own before it asks.
    assert counted == (3 if limit == rate_limits.FILINGS else 1)
    spend(api, limit)
    if limit != rate_limits.FILINGS:
        assert_problem(call(api, method, path, ROUTES[route], "reporter"), 429, "too_many_requests")


EXPENSIVE_READS = {
    "/complaints": ["?status=closed", "?type=praise", "?category=jalan-rusak", "?region=64.08", "?agency=64.08-pupr"],
    "/complaints.atom": ["?category=jalan-rusak", "?region=64.08", "?agency=64.08-pupr"],
    "/statistics": ["?from=2026-10&to=2026-11"],
    "/open311/v2/requests.json": ["", "?service_request_id=KI-N4MY-SXYG-J405-C", "?status=open"],
    "/open311/v2/requests.xml": ["", "?service_request_id=KI-N4MY-SXYG-J405-C", "?status=open"],
    "/open311/v2/servicerequestupdates.json": [""],
    "/open311/v2/servicerequestupdates.xml": [""],
}
"""Public reads that may look at a thousand cases or read fifty whole ones, with what makes them do so."""

CHEAP_READS = {
    "/complaints": "without a filter one batch of reads a page",
    "/complaints.atom": "the same",
    "/complaints/{tracking_id}": "one query",
    "/complaints/{tracking_id}/receipt": "one query",
    "/complaints/{tracking_id}/attachments/{attachment_id}": "one query",
    "/complaints/{tracking_id}/attachments/{attachment_id}/preview": "one query",
    "/track": "one query",
    "/notices/{token}": "one read and one query",
    "/categories": "from memory, kept by caches",
    "/regions/{code}": "one read and one query, kept by caches for an hour",
    "/agencies": "one query a page, kept by caches for an hour",
    "/agencies/{agency_id}": "one read, kept by caches for an hour",
    "/statistics": "of one month: one read and the names, kept by caches for five minutes",
    "/openapi.json": "from memory, kept by caches",
    "/complaints/{tracking_id}/accesses": "for who has the secret, counted with their additions",
    "/channels/whatsapp": "MESSAGES",
    "/open311/v2/discovery.{}": "one read",
    "/open311/v2/services.{}": "from memory",
    "/open311/v2/services/{file}": "from memory",
    "/open311/v2/requests/{file}": "one query",
    "/open311/v2/tokens/{file}": "one query",
}
"""Public reads without a limit of their own, and why they need none."""

OTHER_WRITES = {
    "POST /suggestions": "SUGGESTIONS, as /similar (test_suggestions.py)",
    "POST /notices/{token}": "ADDITIONS, as a reply (test_notices.py)",
    "POST /channels/whatsapp": "MESSAGES, and by sender (test_whatsapp.py)",
    "POST /channels/sms/{gateway}": "MESSAGES, and by sender (test_channels.py)",
    "POST /complaints/{tracking_id}/receipt-code": "CODES, and by report (below)",
    "POST /complaints/{tracking_id}/receipt-renewal": "ADDITIONS, and five tries a code (below)",
    "POST /track": "ADDITIONS, as a reply (test_plain_tracking.py)",
    "POST /open311/v2/requests.{}": "by the key of the application (test_open311_writing.py)",
    "POST /open311/v2/servicerequestupdates.{}": "by the key of the sender (test_open311_updates.py)",
}


@pytest.mark.parametrize(
    ("what", "limit"), [("receipt-code", rate_limits.CODES), ("receipt-renewal", rate_limits.ADDITIONS)]
)
def test_a_lost_receipt_is_asked_for_and_renewed_only_so_often(
    api: Api, what: str, limit: rate_limits.RateLimit
) -> None:
    route = f"/complaints/{{tracking_id}}/{what}"
    row = ROUTES[f"POST {route}"]
    assert call(api, "POST", route, row, "public").status_code in (201, 202)
    spend(api, limit)
    assert_problem(call(api, "POST", route, row, "public"), 429, "too_many_requests")


def test_whatever_changes_something_is_counted(api: Api) -> None:
    """Each webhook that an office had tested was a request to a host of its choice, as often as it liked."""
    counters = api.world.rate_counter.counts
    routes = [route.split(" ") for route in ROUTES if not route.startswith("GET ")]
    uncounted = []
    for method, path in at_least_one(routes):
        row = ROUTES[f"{method} {path}"]
        counters.clear()
        call(api, method, path, row, min(row.who, default="officer"))
        # The call files two cases of its own before it asks.
        if sum(counters.values()) <= 2:
            uncounted.append(f"{method} {path}")
    assert uncounted == []


def test_every_public_route_has_a_limit_or_says_why_it_needs_none() -> None:
    public = {
        (method, path)
        for path, methods in app.app.routes.items()
        for method, entry in methods.items()
        if entry.authorizer is None
    }
    formats = [(name, name.format(each)) for name in CHEAP_READS if name.endswith("{}") for each in ("json", "xml")]
    cheap = {path for path in CHEAP_READS if not path.endswith("{}")} | {path for _, path in formats}
    assert {path for method, path in public if method == "GET"} == cheap | EXPENSIVE_READS.keys()
    changing = [(method, path) for method, path in public if method not in ("GET", "HEAD")]
    writes = {f"{method} {path.removesuffix('.json').removesuffix('.xml')}" for method, path in changing}
    assert writes == COUNTED.keys() | {name.removesuffix(".{}") for name in OTHER_WRITES}


@pytest.mark.parametrize(
    ("path", "query"), [(path, query) for path, queries in EXPENSIVE_READS.items() for query in queries]
)
def test_an_expensive_read_is_counted_by_address_before_it_reads(api: Api, path: str, query: str) -> None:
    assert api.get(path + query).status_code == 200
    spend(api, rate_limits.LISTS)
    refused = api.get(path + query)
    assert refused.status_code == 429, refused.body
    assert api.get("/complaints").status_code == 200


def test_reading_has_no_rate_limit(api: Api) -> None:
    number = api.file()["tracking_id"]
    before = dict(api.world.rate_counter.counts)
    api.get(f"/complaints/{number}")
    api.get(f"/agencies/{OFFICE}/queue", key=api.key(OFFICE))
    assert api.world.rate_counter.counts == before


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("complaints/{}/accept", rate_limits.COMMANDS),
        ("complaints/{}/attachments", rate_limits.COMMANDS),
        ("complaints/{}/identity", rate_limits.IDENTITIES),
        ("webhooks", rate_limits.COMMANDS),
        ("webhooks/AAAAAAAAAAAA/test", rate_limits.COMMANDS),
        ("webhooks/AAAAAAAAAAAA/rotate", rate_limits.COMMANDS),
    ],
)
def test_what_a_key_does_is_counted_by_key_and_not_by_address(api: Api, path: str, limit: RateLimit) -> None:
    number, bearer, other = api.file()["tracking_id"], api.key(OFFICE), api.key(OFFICE)
    spend(api, limit, bearer.split("_")[1])
    address = f"/agencies/{OFFICE}/{path.format(number)}"
    assert_problem(api.post(address, {}, key=bearer), 429, "too_many_requests")
    assert api.post(address, {}, key=other).status_code != 429


@pytest.mark.parametrize("secret", [False, True])
def test_wrong_secrets_are_counted_by_address_over_all_cases_and_right_ones_are_let_in(api: Api, secret: bool) -> None:
    receipt = api.file(secret=secret)
    path = f"/complaints/{receipt['tracking_id']}"
    spend(api, rate_limits.WRONG_SECRETS)
    assert_problem(api.get(path, Receipt_Secret="A" * 20), 429, "too_many_requests")
    assert api.get(path, Receipt_Secret=receipt["secret"]).status_code == 200
    # A number that was never issued is counted like a hidden case.
    assert_problem(api.get("/complaints/KI-N4MY-SXYG-J405-C", Receipt_Secret="A" * 20), 429, "too_many_requests")


def test_too_many_wrong_secrets_for_one_case_say_when_to_come_back(api: Api) -> None:
    path = f"/complaints/{api.file()['tracking_id']}"
    for _ in range(10):
        api.get(path, Receipt_Secret="A" * 20)
    refused = api.get(path, Receipt_Secret="A" * 20)
    assert_problem(refused, 429, "too_many_guesses")
    assert refused.headers["Retry-After"] == "3600"


def test_everybody_is_told_another_second_of_the_next_window() -> None:
    from tests.support.world import MONDAY

    begin = rate_limits.window(MONDAY)
    waits = {rate_limits.retry_after(begin + timedelta(microseconds=each)) for each in range(600)}
    assert len(waits) == rate_limits.SPREAD_SECONDS
    assert min(waits) >= rate_limits.WINDOW.total_seconds()


def request_from(peer: str, **headers: str) -> Request:
    context = {"identity": {"sourceIp": peer}, "httpMethod": "GET", "resourcePath": "/"}
    event: dict[str, Any] = {
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": context,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "body": None,
        "isBase64Encoded": False,
    }
    return Request(event)


@pytest.mark.parametrize(
    ("peer", "headers", "address"),
    [
        ("192.0.2.9", {}, "192.0.2.9"),
        # Called past the edge: whatever X-Forwarded-For says, the other end of the connection counts.
        ("192.0.2.9", {"X_Forwarded_For": "203.0.113.1, 192.0.2.9"}, "192.0.2.9"),
        ("192.0.2.9", {"X_Forwarded_For": "203.0.113.1", "X_Origin_Verify": "guessed"}, "192.0.2.9"),
        # Through the edge: what CloudFront appended, not what the viewer had sent before.
        (
            "198.51.100.1",
            {"X_Forwarded_For": "203.0.113.5, 198.51.100.1", "X_Origin_Verify": ORIGIN_VERIFY_SECRET},
            "203.0.113.5",
        ),
        (
            "198.51.100.1",
            {"X_Forwarded_For": "10.0.0.1, 203.0.113.5, 198.51.100.1", "X_Origin_Verify": ORIGIN_VERIFY_SECRET},
            "203.0.113.5",
        ),
        (
            "198.51.100.1",
            {"X_Forwarded_For": "10.0.0.1, 203.0.113.5", "X_Origin_Verify": ORIGIN_VERIFY_SECRET},
            "203.0.113.5",
        ),
        ("198.51.100.1", {"X_Origin_Verify": ORIGIN_VERIFY_SECRET}, "198.51.100.1"),
        # A subscriber has a whole network of IPv6.
        ("2001:db8:1:2:aaaa::1", {}, "20010db800010002"),
        ("2001:db8:1:2:bbbb::9", {}, "20010db800010002"),
    ],
)
def test_a_caller_cannot_make_up_the_address_to_be_counted_by(peer: str, headers: dict[str, str], address: str) -> None:
    edge = Edge(("one-before", ORIGIN_VERIFY_SECRET))
    assert address_of(request_from(peer, **headers), edge) == address


def test_a_stack_without_an_origin_secret_trusts_no_forwarded_address() -> None:
    request = request_from("192.0.2.9", X_Forwarded_For="203.0.113.1", X_Origin_Verify="")
    assert address_of(request, Edge()) == "192.0.2.9"


def test_only_the_answer_tells_a_valid_key_from_an_invalid_one(api: Api) -> None:
    from chalicelib.api.authorizer import Unauthorized
    from chalicelib.domain.cases.model import Role

    bearer = key_of(api, Role.OFFICER)
    api.world.services.keys.keys.revoke(bearer.split("_")[1], api.world.now)
    messages = set()
    for sent in (bearer, bearer[:-4] + "0000", "lapor_000000000000_" + "0" * 32, "nonsense"):
        with pytest.raises(Unauthorized) as refused:
            api.get(f"/agencies/{OFFICE}/queue", key=sent)
        messages.add(str(refused.value))
    assert messages == {"Unauthorized"}


def test_an_actor_without_a_key_is_not_counted_by_key(api: Api) -> None:
    with pytest.raises(TypeError, match="reporter holds no key"):
        count_by_key(REPORTER, api.world.services, rate_limits.COMMANDS)
    assert api.world.rate_counter.counts == {}


def test_a_limit_that_guards_people_is_lifted_by_no_factor(api: Api) -> None:
    key = key_of(api, Role.OFFICER)
    actor = api.world.services.keys.recognise(key, api.world.now)
    assert actor is not None
    limiter = api.world.services.rate_limiter
    for factor in (0.0, 100.0):
        caller, lifted = f"{actor.key}/{factor}", replace(limiter, factor=factor)
        for _ in range(5):
            lifted.take(rate_limits.IDENTITIES, caller, api.world.now)
        with pytest.raises(TooManyRequests):
            lifted.take(rate_limits.IDENTITIES, caller, api.world.now)
