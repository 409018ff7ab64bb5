"""The reader as a torch module: e5's layers, marks for mentions half way up, and the head over pairs.

kg.reader.encoder and kg.reader.head compute the same in onnxruntime and numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own name for it)

from kg.reader.encoder import mark
from kg.reader.frames import DISTANCES, FORMS, KINDS, KNOWN, REACHES, Frame
from training.packed import Packed

LAYERS = 10  # of e5's twelve: the last two serve its sentence vectors
FROZEN = 6  # the lower layers, whose output training computes once
ATTENTION_HEADS = 12
WIDTH, INNER, HIDDEN = 384, 1536, 256
KIND_WIDTH, FORM_WIDTH = 32, 16
_FLOOR = -1e4


@dataclass(slots=True)
class Batch:
    """A frame as tensors; `low` is what the frozen layers make of its pieces."""

    ids: Tensor
    pool: Tensor
    kinds: Tensor
    forms: Tensor
    entities: Tensor
    subject: Tensor
    object: Tensor
    owner: Tensor
    distance: Tensor
    reach: Tensor
    heads: Tensor
    tails: Tensor
    known: Tensor
    mark_kinds: Tensor
    mark_borders: Tensor
    low: Tensor | None = None


def make_batch(frame: Frame) -> Batch:
    """The frame's arrays as tensors, with the marks of its pieces."""
    kinds, borders = mark(frame)
    names = [n for n in Batch.__slots__ if n not in ("mark_kinds", "mark_borders", "low")]
    own = {n: torch.from_numpy(numpy.ascontiguousarray(getattr(frame, n))) for n in names}
    return Batch(**own, mark_kinds=torch.from_numpy(kinds), mark_borders=torch.from_numpy(borders))


class Layer(nn.Module):
    """One layer of BERT over one window."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, *, looks: bool = False) -> tuple[Tensor, Tensor | None]:
        """The new vectors and, where `looks` asks for it, the attention averaged over the heads."""
        shape = (len(x), 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = self.qkv(x).view(shape).permute(1, 2, 0, 3)
        mean = None
        if looks:
            scores = query.float() @ key.float().transpose(1, 2) / math.sqrt(shape[-1])
            attention = torch.softmax(scores, -1)
            mean, context = attention.mean(0), attention.to(value.dtype) @ value
        else:
            context = F.scaled_dot_product_attention(query[None], key[None], value[None])[0]
        context = self.o(context.permute(1, 0, 2).reshape(len(x), WIDTH))
        x = self.ln1(x + F.dropout(context, self.dropout, self.training))
        inner = self.f2(F.gelu(self.f1(x)))
        return self.ln2(x + F.dropout(inner, self.dropout, self.training)), mean


class Head(nn.Module):
    """Vectors and attention of a window → log-odds and statuses of its pairs; see kg.reader.head."""

    def __init__(self, relations: int, statuses: int, dropout: float = 0.2) -> None:
        super().__init__()
        described = WIDTH + KIND_WIDTH + FORM_WIDTH
        self.kind, self.form = nn.Embedding(len(KINDS), KIND_WIDTH), nn.Embedding(len(FORMS), FORM_WIDTH)
        self.ms, self.mo, self.us, self.uo = (nn.Linear(described, HIDDEN) for _ in range(4))
        self.es, self.eo, self.c = (nn.Linear(WIDTH, HIDDEN) for _ in range(3))
        self.bi, self.h, self.own = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(KNOWN, HIDDEN)
        self.dist, self.near, self.kp = (nn.Embedding(n, HIDDEN) for n in (DISTANCES, REACHES, len(KINDS) ** 2))
        self.ln, self.out, self.stat = nn.LayerNorm(HIDDEN), nn.Linear(HIDDEN, relations), nn.Linear(HIDDEN, statuses)
        self.sb = nn.Parameter(torch.zeros(relations, statuses))
        self.drop = nn.Dropout(dropout)
        for embedding in (self.dist, self.near, self.kp):
            nn.init.normal_(embedding.weight, std=0.02)
        nn.init.constant_(self.out.bias, -3.0)

    def forward(self, b: Batch, vectors: Tensor, attention: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds by pair and relation, and the scores of their statuses."""
        places = self._places(b, vectors, attention)
        odds, pairs = self.out(places), len(b.heads)
        total = _logsumexp_by(odds, b.owner, pairs)
        share = (odds - total[b.owner]).exp().detach()
        spread = share[:, :, None] * self.stat(places)[:, None, :]
        return total, torch.zeros(pairs, *spread.shape[1:]).index_add(0, b.owner, spread) + self.sb

    def _places(self, b: Batch, vectors: Tensor, attention: Tensor) -> Tensor:
        mentions, looks = b.pool @ vectors, b.pool @ attention
        described = self.drop(torch.cat([mentions, self.kind(b.kinds), self.form(b.forms)], 1))
        entities = self.drop(_logsumexp_by(mentions, b.entities, int(b.entities.max()) + 1))
        shared = looks[b.subject] * looks[b.object]
        context = self.drop(shared / (shared.sum(1, keepdim=True) + 1e-9) @ vectors)
        z = self.ms(described)[b.subject] + self.mo(described)[b.object] + self.c(context)
        z = z + self.dist(b.distance) + self.near(b.reach)
        z = z + self.kp(b.kinds[b.subject] * len(KINDS) + b.kinds[b.object])
        z = z + (self.es(entities)[b.heads] + self.eo(entities)[b.tails] + self.own(b.known))[b.owner]
        z = z + self.bi(self.us(described)[b.subject] * self.uo(described)[b.object])
        z = F.gelu(self.ln(z), approximate="tanh")
        return self.drop(F.gelu(self.h(self.drop(z)), approximate="tanh") + z)


def _logsumexp_by(values: Tensor, owner: Tensor, count: int) -> Tensor:
    columns = owner[:, None].expand_as(values)
    top = torch.full((count, values.shape[1]), _FLOOR).scatter_reduce(0, columns, values, "amax")
    return top + torch.zeros_like(top).index_add(0, owner, (values - top[owner]).exp()).log()


class Network(nn.Module):
    """The whole reader; embeddings and the lower layers stay as they came."""

    def __init__(
        self, packed: Packed, relations: int, statuses: int, layers: int = LAYERS, frozen: int = FROZEN
    ) -> None:
        super().__init__()
        self.frozen = frozen
        self.words = torch.from_numpy(packed.tensor("emb.word"))
        self.positions = torch.from_numpy(packed.tensor("emb.pos") + packed.tensor("emb.type")[0])
        self.ln = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(0.0 if n < frozen else 0.1) for n in range(layers))
        self.kinds, self.borders = nn.Embedding(len(KINDS) + 1, WIDTH), nn.Embedding(3, WIDTH)
        nn.init.zeros_(self.kinds.weight)
        nn.init.zeros_(self.borders.weight)
        self.head = Head(relations, statuses)
        self._load(packed)
        for module in (self.ln, *self.layers[:frozen]):
            module.requires_grad_(False)

    def _load(self, packed: Packed) -> None:
        parts = {"o": "ao", "ln1": "aln", "f1": "fi", "f2": "fo", "ln2": "oln"}
        _fill(self.ln, [packed.tensor("emb.ln.w")], [packed.tensor("emb.ln.b")])
        for number, layer in enumerate(self.layers):
            name = f"l{number}.{{}}.{{}}".format
            _fill(layer.qkv, [packed.tensor(name(p, "w")) for p in "qkv"], [packed.tensor(name(p, "b")) for p in "qkv"])
            for own, theirs in parts.items():
                module = getattr(layer, own)
                _fill(module, [packed.tensor(name(theirs, "w"))], [packed.tensor(name(theirs, "b"))])

    def embedded(self, ids: Tensor) -> Tensor:
        """The vectors that go into the first layer."""
        return self.ln(self.words[ids] + self.positions[: len(ids)])

    @torch.no_grad()
    def lower(self, ids: Tensor) -> Tensor:
        """What the frozen layers make of a window: the same in every epoch."""
        x = self.embedded(ids)
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers[: self.frozen]:
                x, _ = layer(x)
        return x.to(torch.bfloat16)

    def forward(self, b: Batch) -> tuple[Tensor, Tensor]:
        """Log-odds by pair and relation, and the scores of their statuses."""
        low = b.low if b.low is not None else self.lower(b.ids)
        x, attention = low.float() + self.kinds(b.mark_kinds) + self.borders(b.mark_borders), None
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers[self.frozen : -1]:
                x, _ = layer(x)
            x, attention = self.layers[-1](x, looks=True)
        assert attention is not None
        return self.head(b, x.float(), attention.float())


def _fill(module: nn.Module, weights: list[numpy.ndarray], biases: list[numpy.ndarray]) -> None:
    module.weight.data = torch.from_numpy(numpy.concatenate(weights))
    module.bias.data = torch.from_numpy(numpy.concatenate(biases))
