"""The imports of Python files, read from their source, and circles among them."""

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def imports_of(file: Path) -> set[str]:
    """Every name that a file imports, in full: at its top, in functions, and for the type checker alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports in full, so that they can be read here"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules_below(*packages: str) -> dict[str, Path]:
    """Name -> file of every module of some packages, such as `tools`. Raises AssertionError for an empty one."""
    modules: dict[str, Path] = {}
    for package in packages:
        files = sorted((ROOT / package).rglob("*.py"))
        assert files, f"{package} holds no Python file: was it moved? Then these tests see nothing"
        modules |= {name_of(file): file for file in files}
    return modules


def name_of(file: Path) -> str:
    """The name by which a file is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_graph(modules: Mapping[str, Path]) -> dict[str, set[str]]:
    """Which of these modules import which others of them."""
    graph: dict[str, set[str]] = {}
    for module, file in modules.items():
        targets = {name if name in modules else name.rpartition(".")[0] for name in imports_of(file)}
        graph[module] = {target for target in targets if target in modules and target != module}
    return graph


def circles_in(graph: Mapping[str, Collection[str]]) -> Iterator[str]:
    """One circle, written `a -> b -> a`, for every part of a graph that is not free of them."""
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        yield from _circles_from(start, graph, path, done)


def _circles_from(node: str, graph: Mapping[str, Collection[str]], path: list[str], done: set[str]) -> Iterator[str]:
    if node in path:
        yield " -> ".join([*path[path.index(node) :], node])
        return
    if node in done:
        return
    path.append(node)
    for target in sorted(graph.get(node, ())):
        yield from _circles_from(target, graph, path, done)
    path.pop()
    done.add(node)
