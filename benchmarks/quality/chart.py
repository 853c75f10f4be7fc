"""Draw the figures of one group as an SVG: a row per measure, a bar per leg, whiskers for the interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from benchmarks.quality.legs import NAMES

# Colours that also differ in lightness, for print and for eyes that don't tell hues (Okabe & Ito).
_COLOURS = {"bm25": "#e69f00", "vector": "#56b4e9", "rrf": "#999999", "fused": "#0072b2"}
_LEFT, _WIDTH, _RIGHT = 110, 480, 60
_BAR, _GAP, _HEAD, _FOOT = 11, 14, 70, 30


def draw(title: str, legs: Mapping[str, Any], measures: Sequence[str]) -> str:
    """Return the SVG text; ``legs`` is {leg: {measure: [mean, low, high]}}, all from 0 to 1."""
    row = _BAR * len(legs) + _GAP
    height = _HEAD + row * len(measures) + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDTH + _RIGHT}" height="{height}" '
        f'viewBox="0 0 {_LEFT + _WIDTH + _RIGHT} {height}" font-family="sans-serif" font-size="12" role="img">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="12" y="24" font-size="15" font-weight="bold" fill="#222222">{escape(title)}</text>',
        *_legend(legs),
        *_grid(height),
    ]
    for at, measure in enumerate(measures):
        top = _HEAD + at * row
        middle = top + _BAR * len(legs) / 2 + 4
        parts.append(
            f'<text x="{_LEFT - 10}" y="{middle:g}" text-anchor="end" fill="#222222">{escape(measure)}</text>'
        )
        for place, (leg, row_values) in enumerate(legs.items()):
            parts += _bar(top + place * _BAR, leg, row_values[measure])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(legs: Mapping[str, Any]) -> list[str]:
    parts, left = [], 12
    for leg in legs:
        parts.append(f'<rect x="{left}" y="38" width="12" height="12" fill="{_COLOURS[leg]}"/>')
        parts.append(f'<text x="{left + 17}" y="48" fill="#222222">{escape(NAMES[leg])}</text>')
        left += 35 + 8 * len(NAMES[leg])
    return parts


def _grid(height: int) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        x = _LEFT + _WIDTH * tenth / 10
        parts.append(f'<line x1="{x:g}" y1="{_HEAD - 6}" x2="{x:g}" y2="{height - _FOOT}" stroke="#dddddd"/>')
        label = (
            f'<text x="{x:g}" y="{height - 12}" text-anchor="middle" fill="#555555">{tenth / 10:.1f}</text>'
        )
        parts.append(label)
    return parts


def _bar(top: float, leg: str, bounds: Sequence[float]) -> list[str]:
    mean, low, high = (_LEFT + _WIDTH * value for value in bounds)
    middle = top + _BAR / 2
    return [
        f'<rect x="{_LEFT}" y="{top + 1:g}" width="{mean - _LEFT:.1f}" height="{_BAR - 2}" fill="{_COLOURS[leg]}"/>',
        f'<path d="M{low:.1f} {middle:g}H{high:.1f}" stroke="#222222"/>',
        f'<text x="{high + 5:.1f}" y="{middle + 4:g}" font-size="10" fill="#222222">{bounds[0]:.2f}</text>',
    ]
