"""The layers, their shelves and the arrows between them, read from the imports themselves. `docs/architecture.md` draws
them."""

import ast
import importlib
import re
import sys
from pathlib import Path

import click
import pytest

from tests.support.imports import ROOT, circles_in, import_graph, imports_of, modules_below, name_of
from tests.support.loops import at_least_one

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
    "api": {"chalice", "msgspec", "multipart"},
    "workers": {"aws_lambda_powertools"},
    "runtime": {"aws_lambda_powertools", "chalice", "msgspec"},
}
IMPLEMENT_PORTS = ("storage", "gateways")
PORTS = "chalicelib.services.ports"
IMPLEMENTED_BY_A_SERVICE = {
    "text_classifier": "services/text/classifier: it classifies with a model that other adapters fetch",
}
"""Ports without an adapter of their name, each with what implements it."""

OURS = ("chalicelib", "laporctl", "tools", "bench")
FILES = sorted((ROOT / "chalicelib").rglob("*.py"))
COMMANDS = "laporctl.commands."

SHARED_BY_WORKERS = {"batches"}
"""Modules of `workers` that are no function of app.py."""

OF_MORE_THAN_A_MODULE = {
    "services/test_limits.py": "numbers and words that somebody outside relies on, of every shelf",
    "api/test_access.py": "every route, called as everybody",
    "api/test_agencies.py": "what an office does: its queue and its casework",
    "api/test_hidden_places.py": "every route, asked by overseers for the place of a hidden case",
    "api/test_idempotency.py": "every route that changes something, sent twice",
    "api/test_identity.py": "learning an identity, and having it erased",
    "api/test_identity_promise.py": "what the footer of the site says of identities",
    "api/test_identity_requests.py": "the second person, in casework and before the vault",
    "api/test_open_data.py": "the index of the public files, and counts",
    "api/test_polling.py": "feed and queue as programs that poll see them",
    "api/test_anonymous.py": "that nothing of an anonymous reporter is stored, by any door",
    "api/test_collection.py": "every request of the collection for Postman",
    "api/test_covering.py": "that what an office covered is nowhere in public, by every output",
    "api/test_personal_data.py": "what the public reads of personal data, by every output",
    "api/test_unseen_words.py": "that words nobody can see are no words, at every door",
    "api/test_visibility.py": "what each viewer learns from each output",
    "api/test_whole_case.py": "the life of a case over HTTP",
    "runtime/test_starting.py": "what a function has imported when it has started",
    "services/access/test_grants.py": "the grant of a key, in services/access/keys and the authorizer",
    "services/attachments/test_removal.py": "removal by the vault, by casework and by erasure",
    "services/cases/test_whole_case.py": "the life of a case over several use cases",
    "services/routing/test_accusations.py": "no command and no rule brings an accusation to another office",
    "services/routing/test_sensitive_cases.py": "a decision on the category hides a case everywhere",
    "tools/apispec/test_linters.py": "the rules that the description is linted by",
    "tools/refdata/test_categories.py": "the reviewed table of categories, not the code that reads it",
    "tools/refdata/test_policies.py": "the reviewed table of policies, not the code that reads it",
}
"""Test files that mirror no module, each with what it is about. Prefer a name that mirrors one."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_layer_imports_only_what_stands_below_it(file: Path) -> None:
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
            assert top not in OURS, f"{name} is not deployed: chalicelib must do without it"
            known = top in sys.stdlib_module_names or top in LIBRARIES[layer]
            assert known, f"{layer} must not import {name}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    circles = list(circles_in(import_graph(modules_below(*OURS))))
    assert circles == [], "move what both need into a module of its own, below them"


@pytest.mark.parametrize("layer", LAYERS)
def test_the_shelves_of_a_layer_form_no_circle(layer: str) -> None:
    """Every import counts, also those for the type checker: a shelf is understood with the shelves below it."""
    package = f"chalicelib.{layer}"
    graph: dict[str, set[str]] = {}
    for module, targets in import_graph(modules_below(f"chalicelib/{layer}")).items():
        shelf = shelf_of(module, package)
        graph.setdefault(shelf, set()).update(shelf_of(target, package) for target in targets)
        graph[shelf].discard(shelf)
    circles = list(circles_in(graph))
    assert circles == [], f"the shelves of {package} need each other: move what joins them to the one it belongs to"


def shelf_of(module: str, package: str) -> str:
    """The part of a layer that a module stands in; a module of no shelf is one by itself."""
    return module.removeprefix(package).strip(".").partition(".")[0]


def test_only_commands_of_laporctl_use_tools() -> None:
    for module, file in at_least_one(modules_below("laporctl").items()):
        tools = {name for name in imports_of(file) if name.startswith("tools.")}
        allowed = module.startswith(COMMANDS)
        assert allowed or not tools, f"{module}: hand it what it needs of {sorted(tools)}, from a command"


def test_nobody_imports_a_module_of_commands() -> None:
    """A command parses, calls and prints; what others need too is a function in a plain module."""
    for module, file in at_least_one(modules_below(*OURS).items()):
        used = {name for name in imports_of(file) if is_of_commands(name)}
        assert used == set(), f"{module}: move what it needs of {sorted(used)} into a module without click"


def is_of_commands(name: str) -> bool:
    """Whether an imported name is, or lies in, a module of click commands."""
    return name.startswith(COMMANDS) or re.search(r"^tools\..*_command(\.|$)", name) is not None


def test_tests_take_nothing_but_commands_from_a_module_of_commands() -> None:
    modules = modules_below(*OURS)
    files = sorted((ROOT / "tests").rglob("*.py"))
    names = [(file.name, name) for file in files for name in imports_of(file) if is_of_commands(name)]
    for file, name in at_least_one(names):
        if name not in modules:
            module, _, member = name.rpartition(".")
            found = getattr(importlib.import_module(module), member)
            assert isinstance(found, click.Command), f"{file}: {name} belongs into a module without click"


def test_every_port_has_an_adapter_of_its_name() -> None:
    ports = {file.stem for file in (ROOT / "chalicelib/services/ports").glob("*.py")} - {"__init__"}
    assert ports, "no port was found: were they moved? Then this test sees nothing"
    adapters = {file.stem for layer in IMPLEMENT_PORTS for file in (ROOT / "chalicelib" / layer).glob("*.py")}
    missing = ports - adapters
    assert missing == set(IMPLEMENTED_BY_A_SERVICE), "call a port and its adapter in storage or gateways alike"


def test_every_function_of_the_manifest_that_serves_no_request_has_a_worker_of_its_name() -> None:
    functions = {function.name for function in functions_of_the_manifest()} - {"authorize"}
    workers = {file.stem for file in (ROOT / "chalicelib/workers").glob("*.py")} - {"__init__"}
    assert workers - SHARED_BY_WORKERS == functions, "call a worker's module like its function in app.py"


@pytest.mark.parametrize("layer", [*LAYERS, "laporctl", "tools", "bench"])
def test_tests_stand_where_what_they_test_stands(layer: str) -> None:
    """`test_X.py` or `test_X_<aspect>.py` in the folder that mirrors the one of the module, or of the shelf, X."""
    code = ROOT / (f"chalicelib/{layer}" if layer in LAYERS else layer)
    files = sorted((ROOT / "tests" / layer).rglob("test_*.py"))
    assert files, f"tests/{layer} holds no test: was it moved? Then this test sees nothing"
    for file in files:
        if str(file.relative_to(ROOT / "tests")) not in OF_MORE_THAN_A_MODULE:
            folder = code / file.parent.relative_to(ROOT / "tests" / layer)
            folders = [folder, folder / "commands"]
            assert mirrors(file, folders), f"{file.relative_to(ROOT)}: no module or shelf of this name in {code.name}"


def mirrors(file: Path, folders: list[Path]) -> bool:
    """Whether a module or a shelf in one of the folders has the name of a test file, or its beginning."""
    words = file.stem.removeprefix("test_").split("_")
    names = {"_".join(words[:end]) for end in range(1, len(words) + 1)}
    return any((folder / f"{name}.py").exists() or (folder / name).is_dir() for folder in folders for name in names)


@pytest.mark.parametrize("path", OF_MORE_THAN_A_MODULE)
def test_every_test_that_mirrors_no_module_exists(path: str) -> None:
    assert (ROOT / "tests" / path).exists(), "it has gone: take it off the list"


@pytest.mark.parametrize("layer", ["domain", "services"])
def test_rules_and_use_cases_neither_log_nor_read_clock_environment_or_chance(layer: str) -> None:
    forbidden = {"logging", "os", "random", "secrets", "uuid", "time"}
    for file in at_least_one(modules_below(f"chalicelib/{layer}").values()):
        used = {name.split(".")[0] for name in imports_of(file)}
        assert not used & forbidden, f"{name_of(file)}: time, ids and chance come in as arguments"
        clocks = re.findall(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(", file.read_text())
        assert not clocks, f"{name_of(file)}: the present moment comes in as an argument"


MAKE_DATACLASSES = {"chalicelib/domain/values.py", "chalicelib/services/use_case.py"}


def test_values_are_made_the_fast_way() -> None:
    made = {
        str(file.relative_to(ROOT))
        for file in FILES
        if "dataclasses.dataclass" in imports_of(file) or "dataclasses.dataclass(" in file.read_text()
    }
    assert made == MAKE_DATACLASSES, "take `dataclass` from chalicelib.domain.values: each class costs a start"


def functions_of_the_manifest() -> list[ast.FunctionDef]:
    tree = ast.parse((ROOT / "app.py").read_text())
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_the_manifest_holds_no_logic() -> None:
    functions = functions_of_the_manifest()
    assert {function.name for function in functions} == {
        "authorize",
        "clean_attachment",
        "fold_statistics",
        "publish_events",
        "receive_mail",
        "receive_referral",
        "deliver",
        "route_complaints",
        "send_notices",
        "sweep",
        "vault",
    }
    for function in functions:
        assert len(function.body) <= 4, f"{function.name} should be parse, one call, answer"


def test_files_can_be_read_in_one_sitting() -> None:
    sources = modules_below(*OURS, "tests").values()
    long = {str(file.relative_to(ROOT)): lines for file in sources if (lines := file.read_text().count("\n")) > 350}
    assert long == {}
