"""The arrows between the layers, read from the imports themselves. `docs/architecture.md` draws them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {
    "domain": set(),
    "services": {"domain"},
    "storage": {"domain", "services"},
    "gateways": {"domain", "services"},
    "api": {"domain", "services"},
    "workers": {"domain", "services"},
    "runtime": {"domain", "services", "storage", "gateways", "api", "workers"},
}
LIBRARIES = {
    "domain": set(),
    "services": set(),
    "storage": {"pynamodb", "botocore"},
    "gateways": {"botocore", "PIL", "standardwebhooks"},
    "api": {"chalice", "msgspec"},
    "workers": {"aws_lambda_powertools"},
    "runtime": {"aws_lambda_powertools", "chalice", "msgspec"},
}
IMPLEMENT_PORTS = ("storage", "gateways")
PORTS = "chalicelib.services.ports"
FILES = sorted((ROOT / "chalicelib").rglob("*.py"))


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports in full, so that they can be read here"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_layer_imports_only_what_stands_below_it(file: Path) -> None:
    import sys

    place = file.relative_to(ROOT / "chalicelib").parts
    if len(place) == 1:
        assert imports_of(file) == set()
        return
    layer = place[0]
    for name in imports_of(file):
        top, _, rest = name.partition(".")
        if top == "chalicelib":
            target = rest.split(".")[0]
            assert target == layer or target in LAYERS[layer], f"{layer} must not import {name}"
            if layer in IMPLEMENT_PORTS and target == "services":
                assert name.startswith(PORTS), f"{layer} implements ports; it must not use {name}"
        else:
            known = top in sys.stdlib_module_names or top in LIBRARIES[layer]
            assert known, f"{layer} must not import {name}"


@pytest.mark.parametrize("layer", ["domain", "services"])
def test_rules_and_use_cases_neither_log_nor_read_clock_environment_or_chance(layer: str) -> None:
    forbidden = {"logging", "os", "random", "secrets", "uuid", "time"}
    for file in (ROOT / "chalicelib" / layer).glob("*.py"):
        used = {name.split(".")[0] for name in imports_of(file)}
        assert not used & forbidden, f"{file.name}: time, ids and chance come in as arguments"
        assert "now(" not in file.read_text().replace("now()", ""), file.name


def test_the_manifest_holds_no_logic() -> None:
    tree = ast.parse((ROOT / "app.py").read_text())
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert {function.name for function in functions} == {
        "authorize",
        "clean_attachment",
        "fold_statistics",
        "publish_events",
        "receive_referral",
        "deliver",
        "route_complaints",
        "sweep",
        "vault",
    }
    for function in functions:
        assert len(function.body) <= 4, f"{function.name} should be parse, one call, answer"


def test_files_can_be_read_in_one_sitting() -> None:
    sources = [
        *FILES,
        *(ROOT / "laporctl").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "bench").rglob("*.py"),
    ]
    long = {str(file.relative_to(ROOT)): lines for file in sources if (lines := file.read_text().count("\n")) > 350}
    assert long == {}
