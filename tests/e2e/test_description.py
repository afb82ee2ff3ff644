"""The description against the running system: schemathesis sends what fits it and what does not.

A longer run: FUZZ_SECONDS=900 .venv/bin/pytest -s tests/e2e/test_description.py
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import requests

from laporctl import paths
from laporctl.stacks import Stack
from tests.support import fuzzing
from tests.support.emulator import PATIENCE, Site
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE

SECONDS = int(os.environ.get("FUZZ_SECONDS", "45"))
SEED = () if "FUZZ_SECONDS" in os.environ else ("--seed", "20261128")
"""The usual run sends the same requests every time; a longer one looks for new ones."""

REGION_OFFICE, OVERSEER = "64-diskominfo", "64-inspektorat"
ROLES = [
    (ROAD_OFFICE, "officer"),
    (ROAD_OFFICE, "approver"),
    (ROAD_OFFICE, "liaison"),
    (REGION_OFFICE, "coordinator"),
    (OVERSEER, "auditor"),
    (OVERSEER, "overseer"),
    (ROAD_OFFICE, "admin"),
]
FEWEST_REQUESTS = 60
"""A busy machine answers fewer in the time there is; fewer than these would say nothing about the description."""
CASES = 6


def test_the_description_is_served_under_the_site_and_kept_by_caches(site: Site) -> None:
    answer = site.get("/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.text == paths.DESCRIPTION.read_text()
    assert answer.headers["Content-Type"] == "application/json"
    again = site.get("/v1/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_client_finds_the_api_from_the_description_at_either_address(kaltim: Stack, site: Site) -> None:
    """Behind the site, and at the address that `make run` prints."""
    (server,) = site.get("/v1/openapi.json").json()["servers"]
    assert site.get(urljoin("/v1/openapi.json", server["url"]).rstrip("/") + "/v1/categories").status_code == 200
    printed = requests.get(f"{kaltim.api}/openapi.json", timeout=PATIENCE).url
    there = urljoin(printed, server["url"]).rstrip("/")
    assert requests.get(f"{there}/v1/categories", timeout=PATIENCE).status_code == 200


def test_the_system_does_what_its_description_says(world: World, site: Site, tmp_path: Path) -> None:
    citizen = world.citizen()
    filed = [citizen.file(ROAD) for _ in range(CASES)]
    for receipt in filed:
        citizen.wait_for_routing(receipt)
    keys = [world.office(agency, role).key for agency, role in ROLES]
    values: fuzzing.Values = {
        "tracking_id": [receipt.id for receipt in filed],
        "Receipt-Secret": [receipt.secret for receipt in filed],
        "agency_id": [ROAD_OFFICE, REGION_OFFICE],
        "If-Match": [f'"{version}"' for version in range(2, 6)],
        "month": [f"{datetime.now(UTC):%Y-%m}"],
        "category": ["jalan-rusak", "lampu-jalan-mati"],
        "code": ["64", "64.08", "64.08.01.2001"],
        "region": ["64", "64.08", "64.08.01.2001"],
        "target": [REGION_OFFICE, "64.08-dlh"],
        "follows": [receipt.id for receipt in filed],
        "into": [receipt.id for receipt in filed],
    }
    outcome = fuzzing.run(site, [*keys, ""], values, SECONDS, tmp_path, *SEED)
    print(f"{outcome.requests} requests in {SECONDS} s; answers by status: {outcome.statuses}")

    assert not [status for status in outcome.statuses if status >= 500], outcome.report
    assert not outcome.failed, outcome.report
    assert outcome.requests > FEWEST_REQUESTS
    assert {200, 201, 400, 401, 403, 404} <= outcome.statuses.keys()
