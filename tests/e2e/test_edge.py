"""CloudFront and API Gateway as a browser meets them."""

import json
import re

import pytest
import requests

from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site, System
from tools.dev import emulator


def test_site_and_api_answer_under_one_host(site: Site) -> None:
    page = site.get("/")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"

    case = site.get("/v1/complaints/KI-0000-0000-0000-0")
    assert case.headers["Content-Type"] == "application/problem+json"


def test_each_stack_wears_its_own_name_on_the_same_pages(system: System) -> None:
    worn = {slug: json.loads(Site(stack).get("/stack.json").content) for slug, stack in system.stacks.items()}

    assert {slug: (s["name"], s["prefix"]) for slug, s in worn.items()} == {
        "kaltim": ("Kalimantan Timur", "KI"),
        "kaltara": ("Kalimantan Utara", "KU"),
        "pusat": ("Pusat", "ID"),
    }
    pages = {slug: Site(system[slug]).get("/").text for slug in ("kaltim", "kaltara")}
    assert 'data-stack="brand">LAPOR WAL!<' in pages["kaltim"]
    assert 'data-stack="brand">LAPOR! Kalimantan Utara<' in pages["kaltara"]
    parts = {slug: re.findall(r'(?:src|href)="(/assets/[^"]+)"', page) for slug, page in pages.items()}
    assert parts["kaltim"] == parts["kaltara"] != []


def test_a_stack_offers_the_regions_of_its_own_province_only(system: System) -> None:
    kaltim, kaltara = Site(system["kaltim"]), Site(system["kaltara"])

    assert kaltim.get("/regions/64.json").status_code == 200
    assert kaltara.get("/regions/64.json").status_code != 200
    assert kaltara.get("/regions/65.json").status_code == 200


def test_an_unknown_address_of_the_site_gets_a_page_and_one_of_the_api_a_problem(site: Site) -> None:
    page = site.get("/tidak-ada")
    assert (page.status_code, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Halaman ini tidak ada" in page.text

    problem = site.get("/v1/tidak-ada")
    assert (problem.status_code, problem.headers["Content-Type"]) == (404, "application/problem+json")


def test_search_engines_and_messengers_learn_the_sites_own_address(site: Site) -> None:
    address = site.get("/robots.txt").text.split("Sitemap: ")[1].strip().removesuffix("/sitemap.xml")
    assert f"<loc>{address}/lacak.html</loc>" in site.get("/sitemap.xml").text
    assert f'<meta property="og:image" content="{address}/share.png">' in site.get("/lacak.html").text
    assert site.get("/share.png").headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("path", ["/", "/v1/complaints/KI-0000-0000-0000-0"])
def test_every_answer_carries_security_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers

    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_asked_for_again_and_their_parts_are_kept_forever(site: Site) -> None:
    page = site.get("/")
    assert page.headers["Cache-Control"] == "no-cache"

    part = page.text.partition('src="/assets/')[2].partition('"')[0]
    assert site.get(f"/assets/{part}").headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [({}, 401, "unauthorized"), ({"Authorization": "Bearer lapor_nobody_nothing"}, 401, "unauthorized")],
)
def test_a_queue_without_a_valid_key_is_a_problem_document(
    site: Site, headers: dict[str, str], status: int, code: str
) -> None:
    answer = site.get("/v1/agencies/64.08-pupr/queue", headers=headers)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_an_address_that_does_not_exist_is_a_problem_document(site: Site) -> None:
    answer = site.get("/v1/nothing/here")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_the_dates_of_an_office_come_as_a_calendar_through_cloudfront(site: Site, kaltim: Stack) -> None:
    key = {"Authorization": f"Bearer {kaltim.keys['officer']}"}
    answer = site.get("/v1/agencies/64.08-pupr/due.ics", headers=key)

    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.text.endswith("END:VCALENDAR\r\n")
    assert site.get("/v1/agencies/64.08-pupr/due.ics").status_code == 401


def test_the_queue_answers_the_bearer_of_a_key_through_cloudfront(site: Site, kaltim: Stack) -> None:
    key = kaltim.keys["officer"]
    answer = site.get("/v1/agencies/64.08-pupr/queue", headers={"Authorization": f"Bearer {key}"})

    assert answer.status_code == 200


def test_the_bucket_itself_is_closed(kaltim: Stack) -> None:
    """Only the distribution reads it; a request without a signature does not."""
    answer = requests.get(f"{kaltim.endpoint}/{kaltim.outputs['SiteBucket']}/index.html", timeout=PATIENCE)

    assert answer.status_code == 403


def test_the_schedule_and_the_stream_are_connected(kaltim: Stack) -> None:
    mappings = kaltim.client("lambda").list_event_source_mappings(FunctionName=kaltim.outputs["RouteFunction"])
    (mapping,) = mappings["EventSourceMappings"]
    assert mapping["State"] == "Enabled"

    events = kaltim.client("events")
    targets = {
        target["Arn"].rpartition(":")[2]
        for rule in events.list_rules()["Rules"]
        for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    }
    assert kaltim.outputs["SweepFunction"] in targets


def test_a_second_emulator_on_the_same_port_is_refused_in_one_line(
    system: System, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = int(system.endpoint.rpartition(":")[2])

    with pytest.raises(emulator.EmulatorError, match=rf"port {port} is taken: .* PORT={port + 1}"):
        emulator.start(port, tmp_path_factory.mktemp("taken"))
