"""Programs that no test runs whole, such as the one that takes the pictures, still name what is there."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ELSEWHERE = {
    "bench.bare_handler.handler",  # starts on a function's environment, as `bench.cold_start` gives it
    "tests.support.fuzz_hooks",  # is loaded by the program that sends random requests, with its keys
    "tools.dev.embedded_aws",  # runs inside the embedded AWS, beside its libraries
}
"""What only its own surroundings can import, and other tests start in them."""

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("bench", "laporctl", "tests", "tools")
    for path in (ROOT / package).rglob("*.py")
    if path.name not in {"__init__.py", "__main__.py", "conftest.py"} and not path.name.startswith("test_")
)


@pytest.mark.parametrize("module", [each for each in MODULES if each not in ELSEWHERE])
def test_a_program_finds_what_it_imports(module: str) -> None:
    importlib.import_module(module)
