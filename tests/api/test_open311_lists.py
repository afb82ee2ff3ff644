"""Lists of Open311 requests: many ids, pages, spans, changes, and requests without a category."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.open311 import parameters
from chalicelib.domain.cases import model
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.tracking_id import make_tracking_id
from chalicelib.services.cases import public_record
from tests.api.conftest import Api
from tests.support.open311 import ROOT, body_of, get
from tests.support.world import ROAD

EXTENSIONS = ("json", "xml")


def ids(api: Api, extension: str = "json", /, **sent: Any) -> list[str]:
    return [request["service_request_id"] for request in body_of(get(api, f"requests.{extension}", **sent))]


def link(api: Api, path: str) -> str:
    """The query behind an answer's link, with its relation; empty without one."""
    answer = api.get(f"{ROOT}/{path}")
    assert answer.status_code == 200, answer.body
    address, _, relation = answer.headers.get("Link", "").partition("; ")
    return f"{relation} {address.partition('?')[2].rstrip('>')}".strip()


def numbers(count: int) -> list[str]:
    """Ids that nobody has."""
    made = (make_tracking_id("KI", 100 + number) for number in range(count * 2))
    return [each for each in made if each][:count]


def several(api: Api, count: int) -> list[str]:
    """Routed cases, newest first."""
    filed = []
    for _ in range(count):
        api.world.later(seconds=1)
        filed.append(api.world.file_and_route().case.id)
    return filed[::-1]


MANGLED: dict[str, Callable[[str], str]] = {
    "as it is": lambda number: number,
    "small letters": str.lower,
    "without hyphens": lambda number: number.replace("-", ""),
    "with spaces": lambda number: f" {number} ",
}
NO_IDS: dict[str, Callable[[str], str]] = {
    "a wrong check letter": lambda number: number[:-1] + ("A" if number[-1] != "A" else "B"),
    "a number of another system": lambda _: "638344",
    "of another stack": lambda _: make_tracking_id("KU", 7) or "",
    "of nobody": lambda _: make_tracking_id("KI", 7) or "",
    "letters": lambda _: "null",
    "too long": lambda _: "9" * 300,
}


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_an_id_may_be_typed_in_any_way(api: Api, mangle: Callable[[str], str], extension: str) -> None:
    (number,) = several(api, 1)
    assert ids(api, extension, service_request_id=mangle(number)) == [number]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("filler", [0, 60], ids=["few", "many"])
@pytest.mark.parametrize("mangle", NO_IDS.values(), ids=NO_IDS)
def test_what_is_no_id_spoils_no_list(api: Api, mangle: Callable[[str], str], filler: int, extension: str) -> None:
    first, second = several(api, 2)
    named = [first, mangle(first), second, *numbers(filler)]
    assert ids(api, extension, service_request_id=",".join(named)) == [first, second]
    assert ids(api, extension, service_request_id=mangle(first)) == []


@pytest.mark.parametrize("count", [1, 50, 51, 100, 101, 400, 1_000])
def test_up_to_a_thousand_ids_are_answered_within_a_read_unit_each(
    api: Api, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = several(api, 3)
    named = [*known, *numbers(count)][:count]
    half_units = count_reads(api, monkeypatch)
    assert ids(api, service_request_id=",".join(named)) == known[:count]
    if count > parameters.MOST_WITH_PHOTOS:
        # Half a unit for each state, there or not, and half for the words of each that is shown.
        assert half_units() == count + len(known)


def test_more_than_a_thousand_ids_are_refused(api: Api) -> None:
    named = ",".join(str(number) for number in range(1_001))
    for extension in EXTENSIONS:
        (error,) = body_of(get(api, f"requests.{extension}", 400, service_request_id=named))
        assert "service_request_id names more than 1,000" in error["description"]


def test_among_many_ids_hidden_and_unknown_ones_are_alike(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    (known,) = several(api, 1)
    hidden = [api.file(secret=True)["tracking_id"], api.file(category="pungli")["tracking_id"]]
    fillers = numbers(60)
    half_units = count_reads(api, monkeypatch)
    answers, costs = [], []
    for others in (hidden, numbers(62)[60:]):
        before = half_units()
        answers.append(ids(api, service_request_id=",".join([known, *others, *fillers])))
        costs.append(half_units() - before)
    assert answers == [[known], [known]]
    assert costs[0] == costs[1]


def test_named_requests_that_do_not_fit_into_one_answer_go_on_behind_a_link(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "MOST_WITH_PHOTOS", 2)
    monkeypatch.setattr(public_record, "MOST_CHARACTERS", 70)
    named = several(api, 5)
    seen: list[str] = []
    query = f"service_request_id={','.join(named)}"
    while query:
        path = f"requests.json?{query}"
        seen += [request["service_request_id"] for request in body_of(api.get(f"{ROOT}/{path}"))]
        query = link(api, path).removeprefix('rel="next"').strip()
    assert seen == named


def count_reads(api: Api, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Counts the states and the words that are read in batches."""
    read = 0

    def counting(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def counted(wanted: Any) -> Any:
            nonlocal read
            read += len(wanted)
            assert len(wanted) <= 100
            return original(wanted)

        return counted

    record = api.world.services.public_record
    monkeypatch.setattr(record.cases, "load_all", counting(record.cases.load_all))
    monkeypatch.setattr(record.log, "contents", counting(record.log.contents))
    return lambda: read


PAGES = [
    # query -> which of seven requests, newest first, and whether a link goes on
    ("page=1", range(7), ""),
    ("page=2", range(0), ""),
    ("page_size=3", range(3), "next"),
    ("page=1&page_size=3", range(3), "next"),
    ("page=2&page_size=3", range(3, 6), "next"),
    ("page=3&page_size=3", range(6, 7), ""),
    ("page=4&page_size=3", range(0), ""),
    ("page=999999999999&page_size=3", range(0), "last"),
    ("page=21", range(0), "last"),
    ("page=3&page_size=500", range(0), "last"),
    ("page_size=1001", range(7), ""),
    ("page_size=100000000000000000000", range(7), ""),
    ("page=1&page_size=5000", range(7), ""),
    ("page=2&page_size=5000", range(0), "last"),
    ("page=&page_size=", range(7), ""),
    ("page=01&page_size=003", range(3), "next"),
]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(("query", "expected", "relation"), PAGES, ids=[query for query, _, _ in PAGES])
def test_pages(api: Api, query: str, expected: range, relation: str, extension: str) -> None:
    filed = several(api, 7)
    path = f"requests.{extension}?{query}"
    answer = api.get(f"{ROOT}/{path}")
    assert answer.status_code == 200, answer.body
    assert [request["service_request_id"] for request in body_of(answer)] == [filed[index] for index in expected]
    assert link(api, path).startswith(f'rel="{relation}"' if relation else "")
    assert bool(link(api, path)) is bool(relation)


def test_a_page_without_a_size_has_fifty(api: Api) -> None:
    filed = several(api, 60)
    assert ids(api, page=1) == filed[:50]
    assert ids(api, page=2) == filed[50:]


def test_the_link_of_a_page_goes_on_where_the_page_ended(api: Api) -> None:
    filed = several(api, 7)
    following = link(api, "requests.json?page=2&page_size=2&status=open").removeprefix('rel="next" ')
    assert "page=" not in following
    seen = body_of(api.get(f"{ROOT}/requests.json?{following}"))
    assert [request["service_request_id"] for request in seen] == filed[4:6]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("name", ["page", "page_size"])
@pytest.mark.parametrize("value", ["0", "00", "-1", "1.5", "x", "²", "1e3", "+1"])
def test_what_is_no_number_of_a_page_is_named(api: Api, name: str, value: str, extension: str) -> None:
    (error,) = body_of(get(api, f"requests.{extension}", 400, **{name: value}))
    assert error["description"] == f"{name} is no number from 1 on"


BACKWARDS = [
    ("start_date", "2026-11-24T00:00:00Z", "end_date", "2026-11-23T00:00:00Z"),
    ("start_date", "2026-11-24", "end_date", "2026-11-23"),
    ("start_date", "2026-11-23T00:00:02Z", "end_date", "2026-11-23T00:00:01Z"),
    ("start_date", "2026-11-24T08:00:00+08:00", "end_date", "2026-11-23T23:59:00Z"),
]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("path", ["requests", "servicerequestupdates"])
@pytest.mark.parametrize(("later", "since", "earlier", "until"), BACKWARDS)
def test_a_span_that_ends_before_it_begins_is_an_error(
    api: Api, path: str, later: str, since: str, earlier: str, until: str, extension: str
) -> None:
    (error,) = body_of(get(api, f"{path}.{extension}", 400, **{later: since, earlier: until}))
    assert error["description"] == "start_date is later than end_date"
    assert get(api, f"{path}.{extension}", **{later: until, earlier: until})


def test_a_span_of_changes_that_ends_before_it_begins_is_an_error(api: Api) -> None:
    for extension in EXTENSIONS:
        sent = {"updated_after": "2026-11-24T00:00:00Z", "updated_before": "2026-11-23T00:00:00Z"}
        (error,) = body_of(get(api, f"requests.{extension}", 400, **sent))
        assert error["description"] == "updated_after is later than updated_before"
    for name in ("updated_after", "updated_before"):
        (error,) = body_of(get(api, "requests.json", 400, **{name: "soon"}))
        assert name in error["description"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_requests_are_listed_by_their_last_change(api: Api, extension: str) -> None:
    old = api.world.file_and_route()
    api.world.later(days=100)
    young = api.world.file_and_route()
    api.world.later(days=1)
    changed = api.world.do(old, Command.ACCEPT).id
    moment = {
        each: body_of(get(api, f"requests/{each}.json"))[0]["updated_datetime"] for each in (changed, young.case.id)
    }

    def listed(**sent: str) -> list[str]:
        return ids(api, extension, **sent)

    assert listed(updated_after=moment[changed]) == [changed]
    assert listed(updated_after=moment[young.case.id]) == [young.case.id, changed]
    assert listed(updated_before=moment[young.case.id]) == [young.case.id]
    assert listed(updated_after=moment[young.case.id], updated_before=moment[young.case.id]) == [young.case.id]
    assert listed(updated_after="2027-03-05", start_date="2027-03-01") == []
    assert listed(updated_after="2000-01-01", status="closed") == []


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_request_without_a_category_belongs_to_the_general_service(api: Api, extension: str) -> None:
    bare = api.world.file(replace(ROAD, category=None)).case
    assert bare.category is None
    other = api.world.file_and_route().case.id

    (request,) = body_of(get(api, f"requests/{bare.id}.{extension}"))

    assert (request["service_code"], request["service_name"]) == ("lainnya", "Lainnya")
    assert ids(api, extension, service_code="lainnya") == [bare.id]
    assert ids(api, extension, service_code="jalan-rusak") == [other]
    assert set(ids(api, extension, service_code="lainnya,jalan-rusak")) == {bare.id, other}
    services = {service["service_code"] for service in body_of(get(api, f"services.{extension}"))}
    for listed in body_of(get(api, f"requests.{extension}")):
        assert listed["service_code"] in services
        assert listed["service_name"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_description_of_a_service_is_a_sentence_of_its_own(api: Api, language: str) -> None:
    services = body_of(api.get(f"{ROOT}/services.json", Accept_Language=language))
    descriptions = [service["description"] for service in services]
    assert len(set(descriptions)) == len(services) == 136
    for service in services:
        assert service["description"].startswith(f"{service['service_name']}. ")
        assert service["description"].endswith(".")
        assert service["description"] != service["keywords"]
    hidden = {"id": "tidak tampil untuk umum", "en": "not shown to the public"}[language]
    sensitive = {each.id for each in api.world.stack.categories.values() if each.sensitive}
    assert {each["service_code"] for each in services if hidden in each["description"]} == {
        each for each in sensitive if "." not in each
    }


def test_a_case_knows_when_it_was_updated(api: Api) -> None:
    filed = api.world.file_and_route()
    case = api.world.case(filed)
    assert case.updated_at == case.changed_at
    ended = replace(case, status=model.Status.CLOSED, arrived=case.since.replace(year=2027))
    assert ended.updated_at == case.since
