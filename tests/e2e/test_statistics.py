"""From a report to the public files and the statistics, on the deployed system."""

import csv
import hashlib
import io
import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from laporctl.commands import statistics
from laporctl.remote import COUNTING, invoke
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.emulator import Site
from tools.dev.demo.actors import World

ROAD = {"text": "Jalan berlubang di depan sekolah, laporan untuk statistik.", "category": "jalan-rusak"}


def test_reports_are_counted_and_can_be_fetched_by_anybody(
    world: World, site: Site, kaltim: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = world.citizen().file(ROAD | {"region": "64.08"})
    secret = world.citizen().file(ROAD | {"region": "64.08", "secret": True})
    for receipt in (public, secret):
        world.citizen().wait_for_routing(receipt)
    office = world.office("64.08-pupr")
    office.holds(public.id)
    office.act(public.id, "accept")

    folded = invoke(kaltim, COUNTING)
    assert folded["events"] >= 3
    assert folded["left"] is False

    # The function may have written the files of this day already: an operator writes them again.
    monkeypatch.setattr(statistics, "find_stack", lambda slug: kaltim)
    # By days in UTC: the last one of a month belongs to the next month as well where the sun rises earlier.
    first = f"{datetime.now(UTC):%Y-%m}-01"
    played = CliRunner().invoke(statistics.statistics, ["fold", "kaltim", "--from", first])
    assert played.exit_code == 0, played.output
    assert json.loads(played.output)["files"] >= 4

    index = site.get("/data/index.json")
    assert index.status_code == 200
    assert index.headers["Cache-Control"] == "public, max-age=300"
    described = {resource["path"]: resource for resource in index.json()["resources"]}
    for path, resource in described.items():
        file = site.get(f"/data/{path}")
        assert file.status_code == 200
        assert hashlib.sha256(file.content).hexdigest() == resource["hash"].partition(":")[2]
        assert secret.id not in file.text
        assert "berlubang" not in file.text
    rows = [
        row
        for path in described
        if path.startswith("complaints") and path.endswith(".csv") and not path.endswith(".excel.csv")
        for row in csv.DictReader(io.StringIO(site.get(f"/data/{path}").text))
    ]
    (row,) = [row for row in rows if row["tracking_id"] == public.id]
    assert (row["status"], row["agency"], row["region"]) == ("accepted", "64.08-pupr", "64.08")
    assert row["accepted_at"] >= row["routed_at"] >= row["filed_at"]

    answer = site.get("/v1/statistics?by=region")
    assert answer.status_code == 200
    found = answer.json()
    (line,) = [line for line in found["items"] if line["key"] == "64.08"]
    assert line["filed"] >= 1
    again = site.get("/v1/statistics?by=region", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_directory_is_open_to_everybody(site: Site) -> None:
    region = site.get("/v1/regions/64.08").json()
    assert region["name"] == "Kabupaten Kutai Timur"
    offices = site.get("/v1/agencies?region=64.08&limit=5").json()
    assert len(offices["items"]) == 5
    following = site.get(f"/v1/agencies?region=64.08&limit=5&cursor={offices['next_cursor']}").json()
    assert {each["id"] for each in following["items"]}.isdisjoint(each["id"] for each in offices["items"])
    assert site.get("/v1/agencies/64.08-pupr").json()["tier"] == "opd"
    assert len(site.get("/v1/categories").json()["items"]) > 100


def test_the_counting_function_writes_counts_and_public_files_and_nothing_else(kaltim: Stack) -> None:
    table, bucket = kaltim.outputs["ComplaintsTable"], kaltim.outputs["DataBucket"]
    role = as_role_of(kaltim, "StatisticsFunction")
    assert_refused(role.scan, TableName=table)
    assert_refused(role.delete_item, TableName=table, Key={"pk": {"S": "STATS#2026-11"}, "sk": {"S": "SUM#000"}})
    files = as_role_of(kaltim, "StatisticsFunction", "s3")
    assert_refused(files.put_object, Bucket=bucket, Key="elsewhere", Body=b"")
    assert_refused(files.put_object, Bucket=kaltim.outputs["SiteBucket"], Key="data/index.html", Body=b"")
    assert_refused(files.get_object, Bucket=bucket, Key="data/index.json")
