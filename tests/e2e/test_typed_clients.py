"""Clients generated from the served description in TypeScript and Java take a case from filing to a reply."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laporctl.stacks import Stack
from tests.support.budgets import examples
from tests.support.emulator import Site
from tests.support.typed_clients import call_java, call_typescript, java_is_here
from tools.dev.demo.filing import ROAD_OFFICE


def goes_to_and_fro(call: Callable[..., Any], kaltim: Stack, folder: Path) -> None:
    """The program files and reads at the address that `make run` prints, without its `/v1`: paths begin with that."""
    description = Site(kaltim).get("/v1/openapi.json").text
    said = call(description, folder, kaltim.api.removesuffix("/v1"), kaltim.keys["officer"], ROAD_OFFICE)
    assert said["kinds"] == ["filed", "routed", "accepted", "replied"]
    assert (said["accepted"], said["refused"]) == ("accepted", "stale_version")
    case = Site(kaltim).get(f"/v1/complaints/{said['tracking_id']}").json()
    assert [event["kind"] for event in case["timeline"]] == said["kinds"]


def test_generated_types_compile_and_speak_to_the_system(kaltim: Stack, tmp_path: Path) -> None:
    goes_to_and_fro(call_typescript, kaltim, tmp_path)


@pytest.mark.skipif(not examples(0.002), reason="in the deep run: make test-deep")
@pytest.mark.skipif(not java_is_here(), reason="needs a Java compiler: install a JDK of 17 or newer")
def test_the_generated_java_client_compiles_and_speaks_to_the_system(kaltim: Stack, tmp_path: Path) -> None:
    goes_to_and_fro(call_java, kaltim, tmp_path)
