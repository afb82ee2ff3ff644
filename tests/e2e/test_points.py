"""Reports of a map client: a service, a point, and no word of where it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from laporctl.commands import regions as command
from laporctl.keys import issue_key
from laporctl.stacks import Stack
from tests.support.emulator import Site
from tools.dev.demo.steps import until

BORDER = 116.5004


def outline(code: str, west: float, east: float) -> dict[str, Any]:
    """A rectangle in place of the true outline, which is no part of this project."""
    ring = [[west, 2.0], [east, 2.0], [east, 3.5], [west, 3.5], [west, 2.0]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture(scope="module")
def outlines(kaltara: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Bulungan and Malinau, drawn by the operator's command."""
    file: Path = tmp_path_factory.mktemp("outlines") / "kaltara.geojson"
    features = [outline("65.01", BORDER, 118.0), outline("65.02", 115.0, BORDER)]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "find_stack", lambda _: kaltara)
        done = CliRunner().invoke(command.regions, ["boundaries", "kaltara", str(file)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def settled(site: Site, kaltara: Stack, lat: float, lon: float) -> dict[str, Any]:
    """The public case of a report with nothing but a service, a text and a point, once it is decided on."""
    sent = site.post(
        "/open311/v2/requests.json",
        data={
            "api_key": issue_key(kaltara, "application", "65-diskominfo"),
            "service_code": "jalan-rusak",
            "description": "Lubang besar, dua motor jatuh kemarin malam.",
            "lat": str(lat),
            "long": str(lon),
        },
    )
    assert sent.status_code == 201, sent.text
    number = sent.json()[0]["service_request_id"]
    return until(
        lambda: site.get(f"/v1/complaints/{number}").json(), lambda case: case.get("status") not in (None, "received")
    )


@pytest.mark.parametrize(("lon", "office"), [(117.36, "65.01-pupr"), (115.9, "65.02-pupr")])
def test_a_point_alone_brings_a_report_to_the_office_of_its_kabupaten(
    kaltara: Stack, outlines: str, lon: float, office: str
) -> None:
    assert "2 regions" in outlines
    case = settled(Site(kaltara), kaltara, 2.84, lon)
    assert (case["status"], case["agency"]["id"]) == ("routed", office)


def test_a_point_on_the_border_waits_for_a_person(kaltara: Stack, outlines: str) -> None:
    case = settled(Site(kaltara), kaltara, 2.84, BORDER)
    assert (case["status"], case["agency"]["id"]) == ("triage", "65-diskominfo")
