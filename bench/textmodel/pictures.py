"""Line charts as plain SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 460
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 84, 30, 56
_COLOURS = ("#1d4ed8", "#b45309", "#0f766e", "#9333ea")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: points from 0 to 1 on both axes, left to right."""

    name: str
    points: Sequence[tuple[float, float]]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Axes:
    """What a chart shows; the vertical axis may start above 0."""

    title: str
    across: str
    up: str
    lowest: float = 0.0


def all_of(results: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Name of the picture -> SVG."""
    curves = results["curves"]
    reliability = [
        Line("as sure as right", ((0, 0), (1, 1))),
        Line(names["model"], [(sure, right) for sure, right, _ in curves["reliability"]], marked=True),
    ]
    coverage = [Line(label, curves["coverage"][name]) for name, label in names.items()]
    return {
        "reliability": draw(Axes("Is it as right as it is sure?", "probability it gives", "share right"), reliability),
        "coverage": draw(
            Axes("The surest cases first", "share of the cases disposed automatically", "share right", 0.6), coverage
        ),
        "coordinator": _coordinator("Who decides, at each threshold", curves["coordinator"]),
        "shipped-coordinator": _coordinator(
            "How often the coordinator is needed: the shipped model", results["shipped"]["unseen"]["coordinator"]
        ),
    }


def _coordinator(title: str, rows: Sequence[Sequence[float]]) -> str:
    """Rows of a threshold and the shares of the cases that are left to the coordinator, right, and wrong."""
    names = ("coordinator needed", "automatic and right", "automatic and wrong")
    lines = [Line(name, [(row[0], row[part]) for row in rows]) for part, name in enumerate(names, 1)]
    return draw(Axes(title, "threshold on the probability", "share of the cases"), lines)


def draw(axes: Axes, lines: Sequence[Line]) -> str:
    """The SVG document."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="{escape(axes.title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600" fill="#111827">{escape(axes.title)}</text>',
        *_frame(axes),
    ]
    for number, line in enumerate(lines):
        parts += _line(axes, line, _COLOURS[number], number)
    return "\n".join([*parts, "</svg>", ""])


def _x(value: float) -> float:
    return _LEFT + value * (_WIDTH - _LEFT - _RIGHT)


def _y(axes: Axes, value: float) -> float:
    share = (value - axes.lowest) / (1 - axes.lowest)
    return _HEIGHT - _BOTTOM - max(0.0, share) * (_HEIGHT - _TOP - _BOTTOM)


def _frame(axes: Axes) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        across, up = tenth / 10, axes.lowest + tenth / 10 * (1 - axes.lowest)
        x, y = _x(across), _y(axes, up)
        parts.append(f'<line x1="{_x(0):.1f}" y1="{y:.1f}" x2="{_x(1):.1f}" y2="{y:.1f}" stroke="#e5e7eb"/>')
        parts.append(
            f'<text x="{_x(0) - 8:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="#374151">{up * 100:.0f} %</text>'
        )
        parts.append(
            f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle" fill="#374151">'
            f"{across * 100:.0f} %</text>"
        )
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    parts.append(
        f'<text x="{_x(0.5):.1f}" y="{_HEIGHT - 14}" text-anchor="middle" fill="#111827">{escape(axes.across)}</text>'
    )
    parts.append(
        f'<text x="18" y="{middle}" text-anchor="middle" fill="#111827" transform="rotate(-90 18 {middle})">'
        f"{escape(axes.up)}</text>"
    )
    return parts


def _line(axes: Axes, line: Line, colour: str, number: int) -> list[str]:
    points = " ".join(f"{_x(x):.1f},{_y(axes, y):.1f}" for x, y in line.points)
    left, top = 70 + number % 2 * 310, 48 + number // 2 * 18
    parts = [
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>',
        f'<rect x="{left}" y="{top - 10}" width="12" height="12" fill="{colour}"/>',
        f'<text x="{left + 18}" y="{top}" fill="#374151">{escape(line.name)}</text>',
    ]
    if line.marked:
        parts += [f'<circle cx="{_x(x):.1f}" cy="{_y(axes, y):.1f}" r="4" fill="{colour}"/>' for x, y in line.points]
    return parts
