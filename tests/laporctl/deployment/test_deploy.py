"""A release that goes wrong anywhere after CloudFormation is put back, whatever went wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from laporctl.deployment import artifact, deploy, releases, stack_update
from laporctl.deployment.deploy import Operator
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.releases import Release
from laporctl.deployment.runtimes import RuntimeEnded
from laporctl.stacks import Stack

BEFORE = Release("2026-11-01T00:00:00.000000Z", "arn", "0" * 64, "template/before", "site/before", {"Province": "bali"})
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException", "Message": "slower"}}, "BatchWriteItem")


def template_on(runtime: str) -> str:
    return f"Resources: {{Sweep: {{Properties: {{Runtime: {runtime}}}}}}}"


class Store:
    def get(self, key: str) -> bytes:
        return template_on("python3.6").encode()

    def address(self, key: str) -> str:
        return key


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The templates that the stack was brought to, one after the other."""
    found: list[str] = []
    monkeypatch.setattr(deploy.paths, "TEMPLATE", tmp_path / "template.yaml")
    deploy.paths.TEMPLATE.write_text(template_on("python3.14"))
    monkeypatch.setattr(deploy, "status_of", lambda _cloudformation, _name: "UPDATE_COMPLETE")
    monkeypatch.setattr(deploy, "parameters_for", lambda _place: {"Province": "bali"})
    monkeypatch.setattr(artifact, "upload_package", lambda _store, _hash: "template/new")
    monkeypatch.setattr(artifact, "kept_site", lambda _store, key: {"index.html": key.encode()})
    monkeypatch.setattr(deploy, "ensure_access_logging", lambda _session, _endpoint: None)
    monkeypatch.setattr(stack_update, "bring_to", lambda _place, template, *_, **__: found.append(template))
    monkeypatch.setattr(deploy, "from_cloudformation", lambda slug, region, endpoint: Stack(slug, region, {}, endpoint))
    monkeypatch.setattr(deploy.site, "upload_files", lambda _stack, files: len(files))
    return found


@pytest.mark.parametrize("error", [THROTTLED, DeployError("stuck"), KeyError("FilesOrigin")])
def test_what_was_there_before_is_there_again(
    error: Exception, brought: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "releases", lambda _store, _slug: [BEFORE])

    def load(_: Stack) -> None:
        raise error

    with pytest.raises(type(error)):
        operator(load).release("1" * 64)
    assert brought == ["template/new", BEFORE.template]


def operator(load: Callable[[Stack], None] = lambda _stack: None) -> Operator:
    store: Any = Store()
    return Operator(Place("bali", "ap-southeast-3", "http://localhost:1"), store, load, lambda _: None)


def test_a_release_on_a_runtime_that_ended_changes_nothing(brought: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "releases", lambda _store, _slug: [BEFORE])
    monkeypatch.setattr(releases, "one_before", lambda history: history[0])
    deploy.paths.TEMPLATE.write_text(template_on("python3.6"))
    with pytest.raises(RuntimeEnded):
        operator().release("1" * 64)
    with pytest.raises(RuntimeEnded):
        operator().rollback()
    assert brought == []
