"""Bar charts as plain SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

_WIDTH = 900
_LABELS = 290
_RIGHT = 130
_ROW = 34
_BAR = 20
_TOP = 78


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: segments side by side, in the order of the legend, and what stands behind them."""

    label: str
    segments: Sequence[float]
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Title, and the name and colour of each segment."""

    title: str
    legend: Sequence[tuple[str, str]]


def cold_start(measured: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Milliseconds to the first question for an event, and from there to the first answer."""
    bars = []
    for name, label in labels.items():
        init = measured[name]["init_ms"]["median"]
        answer = measured[name].get("first_answer_ms", {}).get("median", init)
        bars.append(Bar(label, (init, answer - init), f"{init:.0f} ms / {answer:.0f} ms"))
    return draw(
        Chart("Cold start: init, and on to the first answer (ms)", (("init", "#1d4ed8"), ("first answer", "#93c5fd"))),
        bars,
    )


def units(measured: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Write and read units of each act."""
    bars = []
    for name, label in labels.items():
        write, read = measured[name]["wcu"], measured[name]["rcu"]
        bars.append(Bar(label, (write, read), f"{write:g} write, {read:g} read"))
    return draw(
        Chart("Capacity units of each act, at AWS's published rate", (("write", "#b45309"), ("read", "#0f766e"))), bars
    )


def draw(chart: Chart, bars: Sequence[Bar]) -> str:
    """The SVG document."""
    scale = (_WIDTH - _LABELS - _RIGHT) / (max(sum(bar.segments) for bar in bars) or 1)
    height = _TOP + _ROW * len(bars) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="14" role="img" aria-label="{escape(chart.title)}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600" fill="#111827">{escape(chart.title)}</text>',
        *_legend(chart),
    ]
    for number, bar in enumerate(bars):
        parts += _row(chart, bar, _TOP + number * _ROW, scale)
    return "\n".join([*parts, "</svg>", ""])


def _legend(chart: Chart) -> list[str]:
    parts = []
    for number, (name, colour) in enumerate(chart.legend):
        x = _LABELS + number * 140
        parts.append(f'<rect x="{x}" y="46" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="57" fill="#374151">{escape(name)}</text>')
    return parts


def _row(chart: Chart, bar: Bar, y: float, scale: float) -> list[str]:
    middle = y + _BAR / 2 + 5
    parts = [f'<text x="{_LABELS - 10}" y="{middle}" text-anchor="end" fill="#111827">{escape(bar.label)}</text>']
    x = float(_LABELS)
    for (_, colour), value in zip(chart.legend, bar.segments, strict=True):
        parts.append(f'<rect x="{x:.1f}" y="{y}" width="{value * scale:.1f}" height="{_BAR}" fill="{colour}"/>')
        x += value * scale
    parts.append(f'<text x="{x + 8:.1f}" y="{middle}" fill="#374151">{escape(bar.figure)}</text>')
    return parts
