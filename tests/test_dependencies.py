"""The inventory of libraries: what is installed for functions and pages is listed, to the last one, and pinned."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.loops import at_least_one

ROOT = Path(__file__).parent.parent
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
_NAMED = re.compile(r"^([A-Za-z0-9][\w.-]*)\s*(?:[=<>~!;\[]|$)", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(file: str) -> dict[str, str]:
    return {normal(name): version for name, version in _PINNED.findall((ROOT / file).read_text())}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "requirements-emulator.txt"])
def test_every_library_has_one_exact_version(file: str) -> None:
    named = {normal(name) for name in _NAMED.findall((ROOT / file).read_text())}
    assert named
    assert named == listed(file).keys()


def test_what_the_zip_carries_is_listed_with_all_that_it_needs() -> None:
    inventory = listed("requirements.txt")
    for name, version in at_least_one(inventory.items()):
        assert metadata.version(name) == version, f"{name}: what is tested is not what is listed"
        for text in metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert normal(needed.name) in inventory, f"{name} brings {needed.name}, which is not listed"


@pytest.mark.parametrize("folder", ["web", "tools/apispec"])
def test_every_library_of_node_is_locked_by_its_hash(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    libraries = {name: each for name, each in packages.items() if name}
    assert libraries
    assert [name for name, each in libraries.items() if not str(each.get("integrity")).startswith("sha512-")] == []
