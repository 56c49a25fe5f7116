"""Small SVG charts, written by hand: points with labels, lines, bars. No library, no script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 30, 44, 54
LETTER = 6.4  # width of a letter of the labels
Box = tuple[float, float, float, float]  # left, top, right, bottom
COLOURS = ("#0b6e4f", "#b23a48", "#31507d", "#c77d0a", "#6b4c9a", "#3c8d93", "#7a7a7a", "#a34f8c")


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one colour: (x, y, label); `line` joins them."""

    name: str
    points: tuple[tuple[float, float, str], ...]
    line: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its name, its ends, logarithmic or not."""

    name: str
    low: float
    high: float
    log: bool = False

    def place(self, value: float) -> float:
        """Where a value lies, 0 to 1."""
        low, high, value = (math.log10(max(v, 1e-9)) if self.log else v for v in (self.low, self.high, value))
        return min(max((value - low) / (high - low or 1), 0.0), 1.0)

    def ticks(self) -> list[float]:
        """Round values to write at the axis."""
        if self.log:
            low, high = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
            return [
                m * 10**e for e in range(low, high + 1) for m in (1, 3) if self.low <= m * 10**e <= self.high * 1.001
            ]
        step = 10 ** math.floor(math.log10((self.high - self.low) or 1))
        step = next(step * part for part in (0.1, 0.2, 0.5, 1, 2) if (self.high - self.low) / (step * part) <= 8)
        first = math.ceil(self.low / step)
        return [n * step for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def plot(title: str, x: Axis, y: Axis, series: Sequence[Series], note: str = "") -> str:
    """A chart of points and lines."""
    parts = _frame(title, note)
    for value in x.ticks():
        at = _x(x.place(value))
        parts.append(f'<line class="g" x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{value:g}</text>')
    for value in y.ticks():
        at = _y(y.place(value))
        parts.append(f'<line class="g" x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{value:g}</text>')
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 22}" text-anchor="middle">{escape(x.name)}</text>'
    )
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(f'<text transform="translate(18 {middle}) rotate(-90)" text-anchor="middle">{escape(y.name)}</text>')
    drawn = [[(_x(x.place(px)), _y(y.place(py)), label) for px, py, label in one.points] for one in series]
    taken = [(px - 4, py - 4, px + 4, py + 4) for places in drawn for px, py, _ in places]
    names = [one.name for one in series if one.name]
    if names:  # the legend's corner
        taken.append((WIDTH - RIGHT - 7 * max(map(len, names)), TOP, WIDTH, TOP + 8 + 16 * len(series)))
    for number, (one, places) in enumerate(zip(series, drawn, strict=True)):
        colour = COLOURS[number % len(COLOURS)]
        if one.line and len(places) > 1:
            path = " ".join(f"{px:.1f},{py:.1f}" for px, py, _ in places)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for px, py, label in places:
            parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>')
            if label:
                tx, ty, anchor = _beside(px, py, label, taken, above=one.line)
                parts.append(
                    f'<text x="{tx:.1f}" y="{ty:.1f}" text-anchor="{anchor}" '
                    f'style="fill:{colour}">{escape(label)}</text>'
                )
        if one.name:
            parts.append(
                f'<text x="{WIDTH - RIGHT - 4}" y="{TOP + 16 + 16 * number}" text-anchor="end" '
                f'style="fill:{colour}">{escape(one.name)}</text>'
            )
    return "\n".join([*parts, "</svg>", ""])


def bars(title: str, values: Sequence[tuple[str, float]], form: str = ".3f", note: str = "") -> str:
    """Horizontal bars, one a name, in the order given."""
    rows = max(len(values), 1)
    height = TOP + 26 * rows + 40
    left = 30 + 7 * max((len(name) for name, _ in values), default=10)
    top = max((value for _, value in values), default=1.0) or 1.0
    parts = _frame(title, note, height)
    for number, (name, value) in enumerate(values):
        y = TOP + 26 * number
        wide = (WIDTH - left - 80) * value / top
        parts.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
        colour = COLOURS[0 if name.startswith("cleaner") else 2]
        parts.append(f'<rect x="{left}" y="{y + 3}" width="{wide:.1f}" height="16" fill="{colour}"/>')
        parts.append(f'<text x="{left + wide + 6:.1f}" y="{y + 15}">{format(value, form)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _frame(title: str, note: str, height: int = HEIGHT) -> list[str]:
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        "<style>text{font:12px sans-serif;fill:#333}.g{stroke:#ddd}"
        ".t{font-size:15px;font-weight:bold}.n{fill:#777;font-size:10px}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text class="t" x="{LEFT if height == HEIGHT else 12}" y="24">{escape(title)}</text>',
        f'<text class="n" x="12" y="{height - 3}">{escape(note)}</text>',
    ]


def _beside(px: float, py: float, label: str, taken: list[Box], above: bool) -> tuple[float, float, str]:
    """Where a point's label stands, and its anchor: the first free place of ten around it; `taken` grows.

    above: first above the point, where a line that falls to the right does not cross it.
    """
    wide = LETTER * len(label)
    rows = (-7, 4, 15, -18, 26) if above else (4, -7, 15, -18, 26)
    spots = [(px + side, py + row, anchor) for row in rows for side, anchor in ((8, "start"), (-8, "end"))]
    boxes = [
        (tx - (wide if anchor == "end" else 0), ty - 10, tx + (wide if anchor == "start" else 0), ty + 3)
        for tx, ty, anchor in spots
    ]
    inside = [box[0] >= LEFT and box[2] <= WIDTH and box[1] >= TOP - 12 for box in boxes]
    free = [all(_apart(box, other) for other in taken) for box in boxes]
    at = next((n for n, good in enumerate(zip(inside, free, strict=True)) if all(good)), 0)
    taken.append(boxes[at])
    return spots[at]


def _apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def _x(place: float) -> float:
    return LEFT + place * (WIDTH - LEFT - RIGHT)


def _y(place: float) -> float:
    return HEIGHT - BOTTOM - place * (HEIGHT - TOP - BOTTOM)
