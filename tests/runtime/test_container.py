"""What the container puts together."""

import ast
from pathlib import Path

from tests.support.world import World

SERVICES = Path(__file__).parents[2] / "chalicelib" / "services"


def publishers() -> set[str]:
    """The classes of use cases that publish events."""
    found = set()
    for file in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(each, ast.FunctionDef) and each.name == "publish" for each in node.body
            ):
                found.add(node.name)
    return found - {"Publisher", "EventDispatcher"}


def test_every_publisher_gets_every_event() -> None:
    dispatcher = World().services.event_dispatcher
    assert {type(each).__name__ for each in dispatcher.publishers} == publishers(), "put it into the dispatcher's tuple"
