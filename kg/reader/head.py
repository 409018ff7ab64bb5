"""Vectors of a window → for each ordered pair of entities and each relation: log-odds, statuses, the best place.

ATLOP's localized context (Zhou et al. 2021) for pairs of mentions, pooled over the nearest places of two entities.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy

from kg.reader.frames import Floats, Frame, Ints

_FLOOR = numpy.float32(-1e4)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """By pair and relation: log-odds, logarithms of the statuses (any offset), the number of the best place."""

    odds: Floats
    statuses: Floats
    best: Ints

    def status(self, pair: int, relation: int) -> tuple[int, float]:
        """Number of the likeliest status of a pair's relation, and how likely it is."""
        scores = self.statuses[pair, relation]
        shares = numpy.exp(scores - scores.max())
        best = int(shares.argmax())
        return best, float(shares[best] / shares.sum())


class Head:
    """The layers above the encoder, in plain numpy."""

    def __init__(self, weights: Path) -> None:
        with numpy.load(weights) as arrays:
            self._w: dict[str, Floats] = {name: arrays[name].astype(numpy.float32) for name in arrays.files}

    def judge(self, frame: Frame, vectors: Floats, attention: Floats) -> Judged:
        """What the head makes of a frame whose pieces have these vectors and attentions."""
        mentions = frame.pool @ vectors
        looks = frame.pool @ attention
        places = self._places(frame, mentions, looks, vectors)
        odds = self._linear("out", places)
        top = _scatter_max(odds, frame.owner, len(frame.pairs))
        shares = numpy.exp(odds - top[frame.owner])
        total = _scatter_add(shares, frame.owner, len(frame.pairs))
        statuses = self._linear("stat", places)
        weighted = (shares / total[frame.owner])[:, :, None] * statuses[:, None, :]
        return Judged(
            odds=top + numpy.log(total),
            statuses=_scatter_add(weighted, frame.owner, len(frame.pairs)) + self._w["sb"],
            best=_argmax_by_owner(odds, frame.owner, len(frame.pairs)),
        )

    def _places(self, frame: Frame, mentions: Floats, looks: Floats, vectors: Floats) -> Floats:
        w, i, j = self._w, frame.subject, frame.object
        described = numpy.concatenate([mentions, w["kind.weight"][frame.kinds], w["form.weight"][frame.forms]], axis=1)
        shared = looks[i] * looks[j]
        context = (shared / (shared.sum(1, keepdims=True) + 1e-9)) @ vectors
        z = self._linear("ms", described)[i] + self._linear("mo", described)[j] + self._linear("c", context)
        z += w["dist.weight"][frame.distance] + w["near.weight"][frame.reach]
        z += w["kp.weight"][frame.kinds[i] * len(w["kind.weight"]) + frame.kinds[j]]
        z += self._pairs(frame, mentions)[frame.owner]
        z += self._linear("bi", self._linear("us", described)[i] * self._linear("uo", described)[j])
        z = _gelu(_normalised(z) * w["ln.weight"] + w["ln.bias"])
        return _gelu(self._linear("h", z)) + z

    def _pairs(self, frame: Frame, mentions: Floats) -> Floats:
        """What is common to all places of a pair: the two entities, each pooled over its mentions (log-sum-exp)."""
        count = int(frame.entities.max()) + 1
        top = _scatter_max(mentions, frame.entities, count)
        entities = top + numpy.log(_scatter_add(numpy.exp(mentions - top[frame.entities]), frame.entities, count))
        heads, tails = self._linear("es", entities)[frame.heads], self._linear("eo", entities)[frame.tails]
        return heads + tails + self._linear("own", frame.known)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]


def _gelu(x: Floats) -> Floats:
    out: Floats = 0.5 * x * (1 + numpy.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return out


def _normalised(x: Floats) -> Floats:
    x = x - x.mean(1, keepdims=True)
    out: Floats = x / numpy.sqrt((x * x).mean(1, keepdims=True) + 1e-5)
    return out


def _scatter_max(values: Floats, owner: Ints, count: int) -> Floats:
    out = numpy.full((count, *values.shape[1:]), _FLOOR)
    numpy.maximum.at(out, owner, values)
    return out


def _scatter_add(values: Floats, owner: Ints, count: int) -> Floats:
    out = numpy.zeros((count, *values.shape[1:]), dtype=numpy.float32)
    numpy.add.at(out, owner, values)
    return out


def _argmax_by_owner(values: Floats, owner: Ints, count: int) -> Ints:
    """For each owner and column the row of the highest value; of equals the first."""
    best = numpy.zeros((count, values.shape[1]), dtype=numpy.int64)
    top = numpy.full((count, values.shape[1]), -numpy.inf)
    for row, own in enumerate(owner):
        better = values[row] > top[own]
        best[own][better], top[own][better] = row, values[row][better]
    return best
