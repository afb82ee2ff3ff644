"""A command works where it was told to, and says where: a laptop run never stands in for production."""

import json
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner, Result

from laporctl import paths, site, stacks, target
from laporctl.cli import main
from laporctl.commands import live_stack, sweep
from laporctl.deployment.place import Place
from laporctl.stacks import Stack
from tools.dev import package

OUTPUTS = {name: f"https://{name}.example" for name in stacks.REQUIRED_OUTPUTS}


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop with kaltim running, no AWS; each test adds what it is about."""
    monkeypatch.setattr(paths, "STACKS_JSON", tmp_path / "stacks.json")
    stacks.write_running([Stack("kaltim", "ap-southeast-3", OUTPUTS, "http://localhost:4566")])
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "LAPOR_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(target, "_has_credentials", lambda: False)
    monkeypatch.setattr(target, "_region_of_profile", lambda: None)
    monkeypatch.setattr(target, "_account", lambda _region, _endpoint: "123456789012")
    monkeypatch.setattr(sweep, "invoke", lambda stack, _: {"endpoint": stack.endpoint, "region": stack.region})


def on_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "_has_credentials", lambda: True)
    monkeypatch.setattr(
        stacks, "from_cloudformation", lambda slug, region, endpoint: Stack(slug, region, OUTPUTS, endpoint)
    )


def sweep_kaltim(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sweep", "kaltim", *arguments])


def test_with_credentials_a_command_works_on_aws_although_a_laptop_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    result = sweep_kaltim()
    assert json.loads(result.stdout) == {"endpoint": None, "region": "ap-southeast-3"}
    assert result.stderr.startswith("lapor-kaltim in account 123456789012, ap-southeast-3 (--local would be")


@pytest.mark.parametrize("line", [["--local", "sweep", "kaltim"], ["sweep", "kaltim", "--local"]])
def test_local_is_the_laptop_wherever_it_stands(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    result = CliRunner().invoke(main, line)
    assert json.loads(result.stdout)["endpoint"] == "http://localhost:4566"
    assert result.stderr == "lapor-kaltim on this laptop, http://localhost:4566\n"


def test_without_credentials_it_is_the_laptop_and_says_so() -> None:
    result = sweep_kaltim()
    assert json.loads(result.stdout)["endpoint"] == "http://localhost:4566"
    assert "on this laptop" in result.stderr


def test_local_without_a_run_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    paths.STACKS_JSON.unlink()
    result = sweep_kaltim("--local")
    assert (result.exit_code, result.output) == (1, "Error: kaltim does not run on this laptop: `make run` starts it\n")


def test_nowhere_to_work_is_one_line() -> None:
    paths.STACKS_JSON.unlink()
    result = sweep_kaltim()
    assert result.exit_code == 1
    assert result.output.startswith("Error: nowhere to work: no AWS credentials")
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("region", ["us-east-1", "ap-southeast-1"])
def test_the_region_is_that_of_the_environment(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    assert json.loads(sweep_kaltim().stdout)["region"] == region


def deployed_to(monkeypatch: pytest.MonkeyPatch, *line: str) -> tuple[list[tuple[str, str | None]], Result]:
    """Where a deployment went, by region and endpoint."""
    places: list[tuple[str, str | None]] = []

    class Recorded:
        def __init__(self, slug: str) -> None:
            self.place = Place(slug, *stacks.place_of(slug))

        def release(self, _: str, *, replace: bool) -> Stack:
            assert not replace
            places.append((self.place.region, self.place.endpoint))
            return Stack(self.place.slug, self.place.region, OUTPUTS, self.place.endpoint)

    monkeypatch.setattr(live_stack, "_operator", Recorded)
    monkeypatch.setattr(package, "build_package", lambda _: package.Package("0" * 64, 0, 0, ""))
    monkeypatch.setattr(site, "build_site", lambda: False)
    return places, CliRunner().invoke(main, [*line])


def test_a_deployment_goes_to_aws_and_says_so_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    places, result = deployed_to(monkeypatch, "stack", "deploy", "kaltara")
    assert places == [("ap-southeast-3", None)]
    assert result.stderr.startswith("lapor-kaltara in account 123456789012, ap-southeast-3")


def test_a_local_deployment_never_goes_to_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    on_aws(monkeypatch)
    places, result = deployed_to(monkeypatch, "stack", "deploy", "kaltara", "--local")
    assert places == [("ap-southeast-3", "http://localhost:4566")]
    assert result.stderr == "lapor-kaltara on this laptop, http://localhost:4566\n"
    paths.STACKS_JSON.unlink()
    places, result = deployed_to(monkeypatch, "stack", "deploy", "kaltara", "--local")
    assert (places, result.output) == ([], "Error: nothing runs on this laptop: `make run` starts it\n")


def test_a_stack_that_is_not_deployed_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Account:
        def client(self, *_: object, **__: object) -> "Account":
            return self

        def describe_stacks(self, **request: str) -> None:
            said = {"Code": "ValidationError", "Message": f"Stack with id {request['StackName']} does not exist"}
            raise ClientError({"Error": said}, "DescribeStacks")

    monkeypatch.setattr(target, "_has_credentials", lambda: True)
    monkeypatch.setattr(stacks, "aws_session", lambda _region, _endpoint: Account())
    result = sweep_kaltim()
    expected = "Error: lapor-kaltim is not deployed in ap-southeast-3: `laporctl stack deploy kaltim` does it\n"
    assert (result.exit_code, result.output) == (1, expected)
