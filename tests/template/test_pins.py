"""The package holds exactly the versions that requirements.txt names, and each of them came with a hash."""

import re

from laporctl import paths
from tests.support.loops import at_least_one
from tools.dev.package import UNPACKED, Package

ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, tuple[str, int]]:
    """Name -> version and number of hashes."""
    text = (paths.ROOT / "requirements.txt").read_text()
    return {normal(name): (version, hashes.count("sha256")) for name, version, hashes in ENTRY.findall(text)}


def test_every_requirement_of_the_package_has_a_version_and_hashes() -> None:
    text = (paths.ROOT / "requirements.txt").read_text()
    rest = re.sub(r"^#.*\n", "", ENTRY.sub("", text), flags=re.MULTILINE).strip()
    assert rest == "", "a line that pip would take without a hash, or from elsewhere"
    assert all(hashes for _, hashes in pinned().values())


def test_what_is_wanted_is_what_is_pinned() -> None:
    wanted = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)$", (paths.ROOT / "requirements.in").read_text(), re.MULTILINE)
    assert {normal(name): version for name, version in wanted} == {
        name: version for name, (version, _) in pinned().items()
    }, "run `make pins`"


def test_the_package_holds_exactly_what_is_pinned(package: Package) -> None:
    held = {
        normal(name): version
        for folder in UNPACKED.glob("*.dist-info")
        for name, version in [folder.name.removesuffix(".dist-info").rsplit("-", 1)]
    }
    assert held == {name: version for name, (version, _) in pinned().items()}


def test_no_requirement_names_a_registry() -> None:
    for file in at_least_one(paths.ROOT.glob("requirements*")):
        assert "://" not in file.read_text(), file.name
