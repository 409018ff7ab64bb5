"""Names → entities: the gazetteer's candidate that the context supports, else an entity of the article's own (NIL)."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Article, Entity, EntityId, Form, Label, Mention, Sentence, Span
from kg.ontology.cues import Cues
from kg.ontology.folding import fold
from kg.ontology.lexicon import Lexicon, load_lexicon

_CUTS = 12  # words of a name by whose beginning or end it may be called
_GOODS = ("Chip", "Model", "Product")
_CODE = re.compile(r"(?=.*\d)[\w.+/-]+$|^[IVX]{2,4}$|^(?:pro|max|ultra|plus|mini|lite|flash|turbo|air|moe|large)$")


class Entities:
    """The entities of one article: known ones from the lexicon, and those that only its text names."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._language = language
        self.by_id: dict[EntityId, Entity] = {}
        self._surfaces: dict[EntityId, set[str]] = {}

    def use(self, entity: EntityId) -> Entity:
        """The lexicon's entity, added to the article's."""
        if entity not in self.by_id:
            known = self._lexicon.entities[entity]
            self.by_id[entity] = Entity(
                id=entity, kind=known.kind, name=known.name, same_as=tuple(filter(None, [known.same_as])),
                aliases=_labels().get(entity, ()),
            )  # fmt: skip
        return self.by_id[entity]

    def add(self, entity: Entity) -> Entity:
        """An entity that is not in the lexicon."""
        return self.by_id.setdefault(entity.id, entity)

    def create(self, name: str, kind: str) -> Entity:
        """An entity that only this article names; its id never meets one of the lexicon."""
        suffix = f"-{kind.lower()}" if kind else "-name"
        entity = EntityId((_slug(name) or "unnamed") + suffix)
        return self.add(Entity(id=entity, kind=kind, name=name))

    def note_surface(self, entity: EntityId, surface: str) -> None:
        """Keeps the words by which the text names an entity, to become one of its labels."""
        self._surfaces.setdefault(entity, set()).add(" ".join(surface.split()))

    def labelled(self, entity: EntityId) -> Entity:
        """The entity with the article's own names for it among its aliases."""
        known = self.by_id[entity]
        own = {Label(text=s, language=self._language) for s in self._surfaces.get(entity, ()) if s != known.name}
        return replace(known, aliases=tuple(sorted({*known.aliases, *own})))

    def link(self, entity: EntityId) -> EntityId | None:
        """The maker, owner, issuer or employer that the lexicon knows; background, never a claim."""
        known = self._lexicon.entities.get(entity)
        if known is not None:
            return known.link
        return self.by_id[entity].owner if entity in self.by_id else None

    def kind(self, entity: EntityId) -> str:
        """The class of a known entity."""
        return self._lexicon.entities[entity].kind

    def country(self, entity: EntityId) -> EntityId | None:
        """The home country that the lexicon knows; background, never a claim."""
        known = self._lexicon.entities.get(entity)
        return known.country if known is not None else None


@functools.cache
def _labels() -> dict[EntityId, tuple[Label, ...]]:
    """The lexicon's names of each entity as labels; epithets and ambiguous names are no labels."""
    found: dict[EntityId, set[Label]] = {}
    for alias in load_lexicon().aliases:
        if alias.flags.isdisjoint({"epithet", "context"}) or "unique" in alias.flags:
            language = "" if alias.language == "mul" else alias.language
            found.setdefault(alias.entity, set()).add(Label(text=alias.text, language=language))
    return {entity: tuple(sorted(labels)) for entity, labels in found.items()}


def link_names(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], entities: Entities, cues: Cues
) -> list[Mention]:
    """Name mentions with their entity; ambiguous names that nothing supports are left out."""
    joined = _join_codes(article, mentions)
    sure = {m.candidates[0] for m in joined if m.candidates and "context" not in m.head}
    linked: list[Mention] = []
    for mention in joined:
        if mention.candidates:
            choice = _choose(mention, sentences[mention.sentence], sure, entities, cues)
            if choice is not None:
                entity = entities.use(choice)
                linked.append(replace(mention, entity=choice, kind=entity.kind))
        else:
            linked.append(mention)
    return _link_unknown([_as_state(m, sentences[m.sentence], cues) for m in linked], entities)


def _as_state(mention: Mention, sentence: Sentence, cues: Cues) -> Mention:
    """A demonym before or after "market", "officials" and the like means the state itself, not where a firm sits."""
    if mention.form is not Form.PREMODIFIER or "city" in mention.head:
        return mention
    before = [t.folded for t in sentence.tokens if t.span.end <= mention.span.start][-1:]
    after = [t.folded for t in sentence.tokens if t.span.start >= mention.span.end][:1]
    beside = after if cues.language == "en" else before
    return replace(mention, form=Form.NOMINAL) if any(w in cues.words["state_nouns"] for w in beside) else mention


def _join_codes(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """A known family name with a code behind it ("Spark" + "X1") becomes one unknown name."""
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind in _GOODS
            and not mention.candidates
            and last.sentence == mention.sentence
            and article.text[last.span.end : mention.span.start] in (" ", "-", "")
            and _CODE.match(fold(mention.text.split()[0]))
        ):
            span = Span(last.span.start, mention.span.end)
            joined[-1] = replace(mention, span=span, text=span.of(article.text), kind=last.kind)
        else:
            joined.append(mention)
    return joined


def _choose(
    mention: Mention, sentence: Sentence, sure: set[EntityId], entities: Entities, cues: Cues
) -> EntityId | None:
    kinds = {c: entities.kind(c) for c in mention.candidates}
    nearby = _nearby_kinds(mention, sentence, cues)
    if "context" in mention.head.split():
        supported = [
            c
            for c in mention.candidates
            if {entities.link(c), c} & sure
            or any(entities.link(e) == c for e in sure)
            or kinds[c] in nearby
            or _is_mid_sentence(mention, sentence, kinds[c])
        ]
        if not supported:
            return None
        return min(supported, key=lambda c: (kinds[c] not in nearby, mention.candidates.index(c)))
    return min(mention.candidates, key=lambda c: (kinds[c] not in nearby, mention.candidates.index(c)))


def _is_mid_sentence(mention: Mention, sentence: Sentence, kind: str) -> bool:
    """A firm's name that is also a word ("Meta") is the firm where its capital owes nothing to the sentence start."""
    first = next((t for t in sentence.tokens if t.text[:1].isalnum()), None)
    opens = first is not None and first.span.start >= mention.span.start
    return kind == "Company" and "case" in mention.head.split() and not opens and not sentence.heading


def _nearby_kinds(mention: Mention, sentence: Sentence, cues: Cues) -> set[str]:
    """Classes whose head nouns stand directly before or after the mention."""
    tokens = sentence.tokens
    before = [t.folded for t in tokens if t.span.end <= mention.span.start][-2:]
    after = [t.folded for t in tokens if t.span.start >= mention.span.end][:1]
    return {k for k in ("Company", *_GOODS) if any(w in cues.nouns[k] for w in before + after)}


def _link_unknown(mentions: Iterable[Mention], entities: Entities) -> list[Mention]:
    """Unknown names, longest first: a part of a longer name of the article is that name's entity."""
    ordered = sorted(mentions, key=lambda m: (-len(m.text), m.span))
    full = _FullNames()
    linked: list[Mention] = []
    for mention in ordered:
        known = mention if mention.entity is not None else _linked_unknown(mention, full, entities)
        if known.form is Form.NAME:
            full.add(_bare(known.text), known)
        linked.append(known)
    return sorted(linked, key=lambda m: m.span)


class _FullNames:
    """The names of an article by all that is said of them: whole, and by the words they begin or end with."""

    def __init__(self) -> None:
        self.whole: dict[str, Mention] = {}
        self._parts: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, mention: Mention) -> None:
        """Keeps the first mention of each name."""
        if name not in self.whole:
            self.whole[name] = mention
            cuts = [at for at, character in enumerate(name) if character == " "][:_CUTS]
            for part in {name[:at] for at in cuts} | {name[at + 1 :] for at in cuts}:
                self._parts[part].append(name)

    def holding(self, part: str) -> Iterator[tuple[str, Mention]]:
        """The names that begin or end with this part, in the order they were added."""
        return ((name, self.whole[name]) for name in self._parts.get(part, ()))


def _linked_unknown(mention: Mention, full: _FullNames, entities: Entities) -> Mention:
    key = _bare(mention.text)
    whole = full.whole.get(key) or _longer_name(key, mention, full)
    if whole is not None and whole.entity is not None:
        return replace(mention, entity=whole.entity, kind=whole.kind)
    kind = mention.kind or _family_kind(mention.text)
    return replace(mention, kind=kind, entity=entities.create(_canonical(mention.text), kind).id)


def _family_kind(name: str) -> str:
    """The class of the family whose name opens an unknown one ("Sabiá-4", "Kirin 9030 Pro"), or ""."""
    parts = re.split(r"[\s-]", fold(name))
    return next((k for n in range(len(parts) - 1, 0, -1) if (k := _families().get(" ".join(parts[:n])))), "")


@functools.cache
def _families() -> dict[str, str]:
    lexicon = load_lexicon()
    kinds = {
        fold(a.text): lexicon.entities[a.entity].kind for a in reversed(lexicon.aliases) if "epithet" not in a.flags
    }
    return {name: kind for name, kind in kinds.items() if kind in _GOODS}


def _longer_name(key: str, mention: Mention, full: _FullNames) -> Mention | None:
    for name, whole in full.holding(key):
        if mention.kind and whole.kind and mention.kind != whole.kind:
            continue
        if _CODE.match(key.split(maxsplit=1)[0]) and name.endswith(" " + key):
            return whole
        if not whole.candidates and (
            name.startswith(key + " ") or (whole.kind == "Person" and name.endswith(" " + key))
        ):
            return whole
    return None


def _bare(name: str) -> str:
    folded = fold(name)
    return folded[:-1] if re.search(r"\d[a-z]?s$", folded) else folded


def _canonical(name: str) -> str:
    """A code's plural ("H800s") as its singular."""
    return name[:-1] if re.search(r"[\dA-Z]s$", name) else name


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
