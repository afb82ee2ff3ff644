"""A province from nothing to a live stack by the operator's commands, a bad release and back, and its end.

On the shared embedded AWS, with a stack that no other test uses and IAM enforced.
"""

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from click.testing import CliRunner, Result

from laporctl import paths
from laporctl.cli import main
from laporctl.deployment import place
from laporctl.stacks import Stack, from_cloudformation
from laporctl.target import DEFAULT_REGION
from tests.support.emulator import PATIENCE, Site, System
from tools.dev import package as packaging
from tools.dev.demo.actors import new_key

SLUG = "bengkulu"
WITHOUT_SORT_KEY = {
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
}
"""A table with other keys is another table."""
BROKEN = b"raise RuntimeError('this release cannot even be imported')\n"


@pytest.fixture(scope="module")
def endpoint(system: System) -> Iterator[str]:
    """Where the commands work: the embedded AWS, as if it were an account."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPOR_ENDPOINT", system.endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
            patch.delenv(name, raising=False)
        yield system.endpoint


def run(*line: str) -> Result:
    return CliRunner().invoke(main, ["stack", *line])


def passes(*line: str) -> str:
    result = run(*line)
    assert result.exit_code == 0, result.output
    return result.stdout


def fails(*line: str, code: int = 1) -> str:
    result = run(*line)
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was packaged, which a test may spoil. The commands take it as if it had just been packaged."""
    build = tmp_path / "build"
    build.mkdir()
    for file in (paths.ZIP, paths.TEMPLATE):
        shutil.copy(file, build)
    monkeypatch.setattr(paths, "ZIP", build / paths.ZIP.name)
    monkeypatch.setattr(paths, "TEMPLATE", build / paths.TEMPLATE.name)

    def packaged(_: Any) -> packaging.Package:
        return packaging.Package(packaging._sha256(paths.ZIP), 0, 0, "")

    monkeypatch.setattr(packaging, "build_package", packaged)
    return build


def change_template(**resources: Any) -> None:
    """Give resources of the packaged template other properties."""
    template = yaml.safe_load(paths.TEMPLATE.read_text())
    for name, properties in resources.items():
        template["Resources"][name]["Properties"] |= properties
    paths.TEMPLATE.write_text(yaml.safe_dump(template))


def break_code() -> None:
    """Make a release of which no request is answered."""
    whole = paths.ZIP.read_bytes()
    with zipfile.ZipFile(paths.ZIP, "w", zipfile.ZIP_DEFLATED) as broken:
        source = paths.ZIP.with_name("whole.zip")
        source.write_bytes(whole)
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                # The bytecode too: it is not compared with its source.
                if not entry.filename.startswith(("app.py", "__pycache__/app.")):
                    broken.writestr(entry, archive.read(entry))
        broken.writestr("app.py", BROKEN)


def deployed(endpoint: str) -> Stack:
    return from_cloudformation(SLUG, DEFAULT_REGION, endpoint)


def test_a_province_from_nothing_to_its_end(
    endpoint: str, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "LOCAL_DOOR", "edge")
    shared = _shared_by_the_account()
    # Nothing there yet: the plan shows it all and leaves nothing behind.
    assert " added" in passes("plan", SLUG)
    assert "is not deployed" in fails("status", SLUG)
    assert "no release before this one" in fails("rollback", SLUG)

    said = passes("deploy", SLUG)
    assert "smoke test: a report goes through" in said
    assert f"lapor-{SLUG} is live" in said
    assert passes("plan", SLUG).startswith(f"lapor-{SLUG}: nothing to change")
    stack = deployed(endpoint)
    assert Site(stack).get("/stack.json").json()["slug"] == SLUG
    assert stack.outputs["ComplaintsTable"] in passes("outputs", SLUG)
    assert json.loads(passes("outputs", SLUG, "--json")) == stack.outputs
    assert '"route":"/complaints"' in passes("logs", SLUG, "--function", "App")
    first = _released(SLUG)
    distribution = stack.client("cloudfront").get_distribution_config(Id=stack.outputs["DistributionId"])
    pages = distribution["DistributionConfig"]["DefaultCacheBehavior"]
    assert pages["ResponseHeadersPolicyId"] == shared["SecurityHeaders"]
    assert "frame-ancestors 'none'" in Site(stack).get("/").headers["Content-Security-Policy"]

    # The API's own address answers nobody, with a key or without, before and after a rotation and a later release.
    assert _past_the_edge(stack) == (403, "not_at_this_address")
    assert "the API forgets the one before" in passes("rotate-edge", SLUG)
    assert _past_the_edge(stack) == (403, "not_at_this_address")
    assert Site(stack).get("/v1/categories").status_code == 200
    assert passes("plan", SLUG).startswith(f"lapor-{SLUG}: nothing to change"), "the secrets are the stack's own"

    # A change that would leave cases behind is shown in the plan, and is not made.
    change_template(SecretsTable=WITHOUT_SORT_KEY)
    assert "WHAT IT HOLDS IS LEFT BEHIND" in fails("plan", SLUG, code=2)
    assert "SecretsTable (modify)" in fails("deploy", SLUG)
    assert deployed(endpoint).outputs == stack.outputs

    # A release that does not work is put back by itself, and is not on record.
    shutil.copy(_packaged(), paths.TEMPLATE)
    break_code()
    said = fails("deploy", SLUG)
    assert "smoke test: a report goes through" in said
    assert "is as it was" in said
    assert _released(SLUG) == first
    receipt = _file(stack)
    assert receipt["tracking_id"]

    # Another that works, and back by command; the case that was filed is there throughout.
    shutil.copy(_packaged("deployment.zip"), paths.ZIP)
    change_template(Sweep={"Description": "Fires the timers that have expired"})
    passes("deploy", SLUG)
    assert _released(SLUG) != first
    assert "again" in passes("rollback", SLUG)
    assert _released(SLUG)[-1] != _released(SLUG)[0]
    assert "no release before this one" in fails("rollback", SLUG)
    case = Site(stack).get(f"/v1/complaints/{receipt['tracking_id']}", headers={"Receipt-Secret": receipt["secret"]})
    assert case.status_code == 200

    # Nobody who waits for an answer is deleted.
    folder = tmp_path / "export"
    assert "1 cases are open" in fails("destroy", SLUG, "--yes", SLUG, "--export", str(folder))
    assert not folder.exists()
    assert "another slug" in fails("destroy", SLUG, "--yes", "bali")
    _withdraw(stack, receipt)
    said = passes("destroy", SLUG, "--yes", SLUG, "--export", str(folder))
    assert stack.outputs["ComplaintsTable"] in said
    assert "is not deployed" in fails("status", SLUG)
    assert stack.outputs["ComplaintsTable"] in stack.client("dynamodb").list_tables()["TableNames"]
    with gzip.open(folder / "ComplaintsTable.jsonl.gz", "rt") as rows:
        assert any(f"C#{receipt['tracking_id']}" in row for row in rows)
    assert (folder / "ComplaintsTable.jsonl.gz").stat().st_mode & 0o077 == 0


def _packaged(name: str = "template.yaml") -> Path:
    """What was packaged, unspoilt."""
    return paths.BUILD / name


def _released(slug: str) -> list[str]:
    return [line for line in passes("status", slug).splitlines() if line.startswith("released")]


def _shared_by_the_account() -> dict[str, str]:
    """What the account's stack offers to all stacks, once it is there."""
    for line in (["account", "deploy"], ["account", "outputs"]):
        result = CliRunner().invoke(main, line)
        assert result.exit_code == 0, result.output
    return dict(line.split() for line in result.stdout.splitlines())


def _past_the_edge(stack: Stack) -> tuple[int, str]:
    """What API Gateway's own address answers: status and code."""
    answer = requests.get(f"{stack.api}/categories", timeout=PATIENCE)
    return answer.status_code, answer.json()["code"]


def _file(stack: Stack) -> dict[str, str]:
    body = {"text": "Jalan di depan balai desa berlubang dalam.", "anonymous": True, "receipt_key": new_key()}
    answer = Site(stack).post("/v1/complaints", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def _withdraw(stack: Stack, receipt: dict[str, str]) -> None:
    headers = {"Receipt-Secret": receipt["secret"]}
    answer = Site(stack).post(f"/v1/complaints/{receipt['tracking_id']}/withdrawal", json={}, headers=headers)
    assert answer.status_code == 201, answer.text
