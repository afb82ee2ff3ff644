"""The drawing of a stack's logo: an SVG that the site serves as it is. So it holds shapes and colours, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

MOST_BYTES = 4096
"""Every page shows it, on phones that pay by the megabyte."""

ELEMENTS = frozenset(
    {"svg", "g", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"},
)
_PLAIN = re.compile(r"[-+0-9A-Za-z ,.()\n]*")
"""What an attribute may hold: neither an address nor a reference can be written so."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|none")
_SQUARE = re.compile(r"0 0 ([1-9]\d{0,3}) \1")
ATTRIBUTES = {
    **dict.fromkeys(("fill", "stroke"), _COLOUR),
    "viewBox": _SQUARE,
    "xmlns": re.compile(re.escape("http://www.w3.org/2000/svg")),
    **dict.fromkeys(
        (
            *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "d"),
            *("transform", "opacity", "fill-opacity", "fill-rule", "stroke-width", "stroke-linecap", "stroke-linejoin"),
        ),
        _PLAIN,
    ),
}


def problems_of(drawing: bytes) -> Iterator[str]:
    """What is wrong with a drawing, each with its line."""
    if len(drawing) > MOST_BYTES:
        yield f"has {len(drawing)} bytes, and may have {MOST_BYTES}"
        return
    found = list[str]()
    parser = expat.ParserCreate()

    def say(what: str) -> None:
        found.append(f"line {parser.CurrentLineNumber}: {what}")

    def look_at(name: str, attributes: dict[str, str]) -> None:
        for what in _wrong_with(name, attributes):
            say(what)

    def forbidden(*_: Any) -> None:
        say("a document type, an entity or an instruction is not for a logo")

    parser.StartElementHandler = look_at
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = forbidden
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
        say(f"no XML: {expat.ErrorString(error.code)}")
    yield from found


def _wrong_with(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if name not in ELEMENTS:
        yield f"<{name}> is none of: {', '.join(sorted(ELEMENTS))}"
    elif name == "svg" and not {"xmlns", "viewBox"} <= attributes.keys():
        yield 'svg needs xmlns="http://www.w3.org/2000/svg" and a square viewBox such as "0 0 32 32"'
    for key, value in attributes.items():
        if key not in ATTRIBUTES:
            yield f"{key} is no attribute of a logo: shapes, their places and their colours only"
        elif not ATTRIBUTES[key].fullmatch(value):
            yield f"{key} is not {_RIGHT.get(key, 'of numbers and letters, without addresses and references')}"


_RIGHT = {
    "fill": 'a colour such as "#0b5d4b", or none',
    "stroke": 'a colour such as "#0b5d4b", or none',
    "viewBox": 'square, such as "0 0 32 32"',
    "xmlns": '"http://www.w3.org/2000/svg"',
}
