"""Properties of Open311 (GeoReport v2) for any words of citizens and any query of clients."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from chalice.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

import app
from chalicelib.api.open311 import formats
from chalicelib.api.open311.parameters import Parameters, listing_of
from chalicelib.domain.cases import reporter_commands
from chalicelib.runtime import container
from tests.support.budgets import examples
from tests.support.world import MONDAY, ROAD, World

ANY_TEXT = st.text(st.characters(codec=None))
"""Everything Python can hold in a text: control characters and halves of surrogate pairs too."""

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), ANY_TEXT)
NAMES = st.sampled_from(["description", "status_notes", "address", "lat", "media_url", "service_name"])

PARAMETERS = st.sampled_from(
    [
        "service_request_id",
        "service_code",
        "start_date",
        "end_date",
        "status",
        "page",
        "page_size",
        "cursor",
        "jurisdiction_id",
    ]
)
SENT = st.one_of(
    ANY_TEXT.map(lambda text: text.encode("utf-8", "replace").decode()),
    st.sampled_from(
        ["open", "closed,open", "jalan-rusak", "kaltim", "KI-KJ4Y-NDH9-9QE6-F", "2026-11-23T02:00:00Z", "1000"]
    ),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.dates().map(str),
    st.integers().map(str),
)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """One app over one world for all examples: they only read, or are refused."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PROVINCE", "COMPLAINTS_TABLE", "IDENTITIES_TABLE", "POLICY", "ATTACHMENTS_BUCKET"):
            patch.setenv(name, "kaltim" if name == "PROVINCE" else "unused")
        world = World()
        world.file_and_route()
        patch.setattr(container, "connect", lambda settings, tables: world.services)
        container.services.cache_clear()
        with Client(app.app) as client:
            yield client
        container.services.cache_clear()


def as_xml_can_say(text: str) -> str:
    allowed = formats.NO_XML.sub("\ufffd", text)
    # Parsers read every line end as one.
    return allowed.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.dictionaries(NAMES, VALUES, min_size=1), max_size=3))
def test_whatever_a_request_holds_its_xml_is_well_formed_and_complete(requests: list[dict[str, Any]]) -> None:
    root = ElementTree.fromstring(formats.to_xml("service_requests", requests).encode())

    assert [each.tag for each in root] == ["request"] * len(requests)
    for element, request in zip(root, requests, strict=True):
        assert [each.tag for each in element] == list(request)
        for found, value in zip(element, request.values(), strict=True):
            assert len(found) == 0, "no text becomes an element"
            if isinstance(value, str):
                assert (found.text or "") == as_xml_can_say(value)
            elif isinstance(value, bool):
                assert found.text == str(value).lower()
            elif value is None:
                assert found.text is None
            else:
                assert type(value)(found.text) == value  # type: ignore[arg-type]


@given(st.lists(st.dictionaries(NAMES, VALUES, min_size=1), max_size=3))
def test_whatever_a_request_holds_its_json_is_valid_and_complete(requests: list[dict[str, Any]]) -> None:
    found = json.loads(formats.to_json(requests).encode("utf-8"))

    assert [list(request) for request in found] == [list(request) for request in requests]
    for rendered, meant in zip(found, requests, strict=True):
        for name, value in meant.items():
            if isinstance(value, str):
                assert formats.NO_XML.sub("\ufffd", rendered[name]) == formats.NO_XML.sub("\ufffd", value)
            else:
                assert rendered[name] == value


@given(ANY_TEXT)
def test_errors_are_well_formed_whatever_they_quote(reason: str) -> None:
    body = formats.respond_errors("xml", HTTPStatus.BAD_REQUEST, [reason]).body
    (error,) = ElementTree.fromstring(body.encode())
    assert [each.tag for each in error] == ["code", "description"]


@given(
    resource=st.sampled_from(["requests.json", "requests.xml", "servicerequestupdates.json", "services.xml"]),
    sent=st.lists(st.tuples(PARAMETERS, SENT), max_size=4),
)
def test_no_filter_breaks_the_server_and_every_answer_has_its_form(
    client: Client, resource: str, sent: list[tuple[str, str]]
) -> None:
    answer = client.http.request("GET", f"/open311/v2/{resource}?{urlencode(sent)}", headers={}, body=b"")

    assert answer.status_code in (200, 400, 404)
    assert_form(resource, answer)


@given(
    resource=st.sampled_from(["requests.json", "requests.xml", "servicerequestupdates.xml"]),
    body=st.one_of(st.binary(max_size=200), st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=4)),
)
def test_no_form_breaks_the_server(client: Client, resource: str, body: bytes | list[tuple[str, str]]) -> None:
    sent = body if isinstance(body, bytes) else urlencode(body, errors="replace").encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.http.request("POST", f"/open311/v2/{resource}", headers=headers, body=sent)

    assert answer.status_code in (400, 403, 404)
    assert_form(resource, answer)


def assert_form(resource: str, answer: Any) -> None:
    if resource.endswith("json"):
        found = json.loads(answer.body)
        refused = [each for each in found if "code" in each]
    else:
        root = ElementTree.fromstring(answer.body)
        refused = list(root) if root.tag == "errors" else []
    assert bool(refused) == (answer.status_code >= 400)


@settings(max_examples=examples(0.4))
@given(
    filed=st.lists(st.tuples(st.integers(0, 89), st.booleans(), st.booleans()), max_size=12),
    codes=st.sets(st.sampled_from(["jalan-rusak", "sampah-liar"])),
    status=st.sampled_from(["", "open", "closed", "open,closed"]),
    span=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_a_list_holds_exactly_what_its_filters_mean(
    filed: list[tuple[int, bool, bool]], codes: set[str], status: str, span: tuple[int, int]
) -> None:
    world, expected = World(), set()
    begin, end = MONDAY + timedelta(days=min(span)), MONDAY + timedelta(days=max(span))
    for day, is_road, withdrawn in sorted(filed):
        world.now = MONDAY + timedelta(days=day, seconds=7)
        code = "jalan-rusak" if is_road else "sampah-liar"
        case = world.file(replace(ROAD, category=code))
        if withdrawn:
            world.services.reporter.perform(
                reporter_commands.Withdraw(""), case.case.id, case.receipt.secret, world.now
            )
        fits = not status or ("closed" if withdrawn else "open") in status.split(",")
        if (not codes or code in codes) and fits and begin <= world.now <= end:
            expected.add(case.case.id)
    world.now = MONDAY + timedelta(days=90)
    sent = {"service_code": ",".join(codes), "status": status, "start_date": as_text(begin), "end_date": as_text(end)}

    listing = listing_of(Parameters(list(sent.items())), world.stack, world.now, None)

    found = [report.case.id for report in world.services.public_record.whole(listing.query, listing.skip).items]
    assert len(found) == len(set(found))
    assert set(found) == expected


def as_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
