"""How far confidences are probabilities: bins, expected calibration error, and the plot as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BINS = 10
_SIDE, _LEFT, _TOP = 320, 56, 34
_WIDTH, _HEIGHT = 2 * _SIDE + 3 * _LEFT, _SIDE + 2 * _TOP + 40


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of a claim, what it rests on, and whether it is right."""

    confidence: float
    kind: str
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one confidence: how many, their mean confidence, and the share of right ones."""

    count: int
    confidence: float
    right: float


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The claims by tenths of their confidence, empty tenths left out."""
    found: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        found[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return [
        Bin(len(own), sum(o.confidence for o in own) / len(own), sum(o.right for o in own) / len(own))
        for own in found
        if own
    ]


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error: how far confidence and share of right ones differ, on average over the claims."""
    return sum(b.count * abs(b.confidence - b.right) for b in bins(judged)) / len(judged) if judged else 0.0


def plot(panels: Sequence[tuple[str, Sequence[Judged]]]) -> str:
    """An SVG with one panel for each title; the number beside a point counts its claims."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/><g font-size="11">',
    ]
    for number, (title, judged) in enumerate(panels):
        left = _LEFT + number * (_SIDE + _LEFT)
        parts += [f'<g transform="translate({left} {_TOP})">', *_panel(title, judged), "</g>"]
    return "\n".join([*parts, "</g></svg>", ""])


def _panel(title: str, judged: Sequence[Judged]) -> Iterator[str]:
    heading = f"{title}: error {calibration_error(judged):.3f}, {len(judged)} claims"
    yield f'<text x="{_SIDE / 2:g}" y="-12" text-anchor="middle" font-size="13">{heading}</text>'
    yield f'<rect width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
    yield f'<path d="M0 {_SIDE}L{_SIDE} 0" stroke="#bbb" stroke-dasharray="5 4"/>'
    for tenth in range(0, 11, 2):
        at = _SIDE * tenth / 10
        yield f'<text x="{at:g}" y="{_SIDE + 16}" text-anchor="middle">{tenth / 10:g}</text>'
        yield f'<text x="-8" y="{_SIDE - at + 4:g}" text-anchor="end">{tenth / 10:g}</text>'
    yield f'<text x="{_SIDE / 2:g}" y="{_SIDE + 36}" text-anchor="middle">confidence printed</text>'
    middle = f'transform="translate(-36 {_SIDE / 2:g}) rotate(-90)"'
    yield f'<text {middle} text-anchor="middle">share that is right</text>'
    yield from _points(bins(judged))


def _points(found: Sequence[Bin]) -> Iterator[str]:
    places = [(_SIDE * b.confidence, _SIDE * (1 - b.right)) for b in found]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{line}" fill="none" stroke="#1f6fb4" stroke-width="1.5"/>'
    for (x, y), own in zip(places, found, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f6fb4"/>'
        yield f'<text x="{x + 8:.1f}" y="{y + 14:.1f}" fill="#333">{own.count}</text>'
