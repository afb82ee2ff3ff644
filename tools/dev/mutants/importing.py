"""Gives modules to whoever imports them that are not quite as they stand in their files."""

import importlib.abc
import importlib.machinery
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Knows some modules by name, with the file of each, and has `run` fill them."""

    def __init__(self, modules: Mapping[str, Path], run: Callable[[Path, ModuleType], None]) -> None:
        self._modules = modules
        self._run = run

    def find_spec(self, name: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        file = self._modules.get(name)
        if file is None:
            return None
        inner = [str(file.parent)] if file.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(name, file, loader=self, submodule_search_locations=inner)

    def exec_module(self, module: ModuleType) -> None:
        self._run(self._modules[module.__name__], module)
