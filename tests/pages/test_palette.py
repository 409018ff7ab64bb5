"""Tones of the classes as readers with each kind of colour blindness see them (Machado and others, 2009)."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

LOOK = Path(__file__).parents[2] / "kg/pages/templates/look.js"
PAPER = {"light": "#fdfcf9", "dark": "#16181b"}
EYES = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Tone = tuple[float, float, float]


def tones(theme: str) -> dict[str, str]:
    found = re.findall(r'(\w+): \["(#\w{6})", "(#\w{6})"', LOOK.read_text(encoding="utf-8"))
    return {kind: light if theme == "light" else dark for kind, light, dark in found}


def linear(tone: str) -> Tone:
    parts = (int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen(tone: str, eye: str) -> Tone:
    """CIELAB of the tone as this eye sees it."""
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear(tone), strict=True)))) for row in EYES[eye])
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    f, g, h = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.9505, y, z / 1.089))
    return 116 * g - 16, 500 * (f - g), 200 * (g - h)


def luminance(tone: str) -> float:
    red, green, blue = linear(tone)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", PAPER)
def test_no_two_classes_look_alike_to_any_eye(theme: str, eye: str) -> None:
    places = {kind: seen(tone, eye) for kind, tone in tones(theme).items()}

    assert len(places) == 8
    assert min(dist(places[a], places[b]) for a, b in combinations(places, 2)) > 12


@pytest.mark.parametrize("theme", PAPER)
def test_symbols_stand_out_from_the_paper(theme: str) -> None:
    for tone in tones(theme).values():
        low, high = sorted((luminance(tone), luminance(PAPER[theme])))
        assert (high + 0.05) / (low + 0.05) >= 3, tone
