"""Nominals and pronouns → entities of the same article, by rules over who is in focus.

Focus follows centering theory in its simplest form: the first company of the previous sentence is preferred,
then the most recent one; nationality and seat in the nominal must fit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.entities.linking import Entities
from kg.model import Article, EntityId, Form, Mention, Sentence
from kg.ontology.cues import Cues
from kg.ontology.folding import fold
from kg.ontology.generic import Templates
from kg.ontology.lexicon import Lexicon

_BEFORE, _BEHIND, _NEXT = 40, 90, 8  # code points from a measure to what it is about
_APPOSED = re.compile(r",\s+(?:(?:o|a|the|an?|el|la)\s+)?")
_REACH = 6  # sentences a nominal may look back


def resolve_coreference(
    article: Article,
    sentences: Sequence[Sentence],
    names: Sequence[Mention],
    nominals: Sequence[Mention],
    entities: Entities,
    lexicon: Lexicon,
    templates: Templates,
    cues: Cues,
) -> list[Mention]:
    """All mentions in reading order, nominals with their entity; a nominal that refers to nothing is left out."""
    resolver = _Resolver(article, sentences, entities, lexicon, templates, cues)
    resolver.apposed(names, nominals)
    resolver.note(names)
    for mention in sorted([*names, *nominals], key=lambda m: m.span):
        resolver.read(mention)
    return resolver.done


class _Resolver:
    def __init__(
        self, article: Article, sentences: Sequence[Sentence], entities: Entities, lexicon: Lexicon,
        templates: Templates, cues: Cues,
    ) -> None:  # fmt: skip
        self.done: list[Mention] = []
        self._article = article
        self._sentences = sentences
        self._entities = entities
        self._lexicon = lexicon
        self._templates = templates
        self._cues = cues
        self._seen: set[EntityId | None] = set()
        self._latest: dict[str, EntityId | None] = {}
        self._named_goods: Mapping[EntityId, EntityId] = {}
        self._named: dict[int, list[Mention]] = defaultdict(list)

    def apposed(self, names: Sequence[Mention], nominals: Sequence[Mention]) -> None:
        """Notes where a maker's goods are at once named: "chips da Huawei, especificamente o Ascend 910B"."""
        named: dict[EntityId, EntityId] = {}
        chips: dict[int, list[Mention]] = defaultdict(list)
        for name in names:
            if name.kind == "Chip" and name.entity is not None:
                chips[name.sentence].append(name)
        for goods in nominals:
            for name in chips[goods.sentence]:
                if goods.kind == "Chip" and goods.owner is not None and 0 < name.span.start - goods.span.end < 60:
                    assert name.entity is not None
                    between = fold(self._article.text[goods.span.end : name.span.start])
                    if self._entities.link(name.entity) == goods.owner and self._cues.patterns["namely"].search(
                        between
                    ):
                        named.setdefault(goods.owner, name.entity)
        self._named_goods = named

    def note(self, names: Sequence[Mention]) -> None:
        """Keeps the names of each sentence, those behind a measure included."""
        for name in names:
            if name.form is not Form.PREMODIFIER:
                self._named[name.sentence].append(name)

    def read(self, mention: Mention) -> None:
        apposed = self._apposed_to(mention)
        if apposed is not None:
            resolved: Mention | None = replace(mention, entity=apposed)
        elif mention.entity is not None:
            resolved = mention if self._accepts(mention) else None
        elif mention.kind == "Company":
            resolved = self._with(mention, self._company(mention))
        elif mention.kind == "Agency":
            resolved = self._with(mention, self._recent("Agency", mention))
        elif mention.kind == "Sanction":
            resolved = self._measure(mention)
        else:
            resolved = self._goods(mention)
        if resolved is not None:
            self.done.append(resolved)
            self._seen.add(resolved.entity)
            if resolved.form is not Form.PREMODIFIER:
                self._latest[resolved.kind] = resolved.entity

    def _near(self, mention: Mention) -> list[Mention]:
        """What was read in the sentences that a nominal may look back to."""
        return self.done[bisect_left(self.done, mention.sentence - _REACH, key=lambda m: m.sentence) :]

    def _apposed_to(self, mention: Mention) -> EntityId | None:
        """The company right before the comma that a nominal stands behind: "ByteDance, a gigante chinesa …"."""
        last = self.done[-1] if self.done else None
        if mention.kind != "Company" or mention.form is not Form.NOMINAL or last is None:
            return None
        between = self._article.text[last.span.end : mention.span.start]
        beside = last.kind == "Company" and last.form is Form.NAME and last.sentence == mention.sentence
        return last.entity if beside and _APPOSED.fullmatch(between) else None

    def _accepts(self, mention: Mention) -> bool:
        """An epithet that is not unique needs its entity named before (section 8 of the domain facts)."""
        flags = mention.head.split()
        if "epithet" not in flags or "unique" in flags:
            return True
        return mention.entity in self._seen

    def _with(self, mention: Mention, entity: EntityId | None) -> Mention | None:
        return None if entity is None else replace(mention, entity=entity)

    def _company(self, mention: Mention) -> EntityId | None:
        """The company in focus that fits the nationality or seat the nominal names."""
        country = self._nationality(mention)
        for entity in self._salient(mention):
            home = self._entities.country(entity)
            if country is None or home is None or home == country:
                return entity
        return None

    def _salient(self, mention: Mention) -> list[EntityId]:
        """Companies by salience: how near, how often, and whether as the subject of their sentence."""
        scores: dict[EntityId, float] = {}
        for m in self._near(mention):
            distance = mention.sentence - m.sentence
            if m.kind != "Company" or m.entity is None or not 0 <= distance <= _REACH:
                continue
            weight = (3.0 if self._is_subject(m) else 1.0) / (1 + distance)
            scores[m.entity] = scores.get(m.entity, 0.0) + (weight if distance else weight * 0.6)
        return sorted(scores, key=lambda e: (-scores[e], e))

    def _is_subject(self, mention: Mention) -> bool:
        """True for the first company of a sentence that no preposition governs."""
        sentence = self._sentences[mention.sentence]
        before = [t for t in sentence.tokens if t.span.end <= mention.span.start]
        while before and (
            before[-1].folded in self._cues.words["determiners"] or before[-1].folded in self._cues.nouns["Company"]
        ):
            before.pop()
        governed = bool(before) and before[-1].folded in self._cues.words["subject_prepositions"]
        first = not any(
            m.sentence == mention.sentence and m.kind == "Company" and m.span < mention.span
            for m in self._near(mention)
        )
        return first and not governed

    def _focus(self, mention: Mention) -> list[EntityId]:
        """Companies in order of salience: firsts of the last sentences, nearest first, then all the others."""
        companies = [m for m in self._near(mention) if m.kind == "Company"]
        by_sentence: dict[int, list[Mention]] = {}
        for m in companies:
            by_sentence.setdefault(m.sentence, []).append(m)
        order: list[EntityId] = []
        for index in sorted(by_sentence, reverse=True):
            if index == mention.sentence and len(by_sentence) > 1:
                continue
            group = by_sentence[index]
            order += [m.entity for m in group if m.entity is not None]
        order += [m.entity for m in reversed(by_sentence.get(mention.sentence, [])) if m.entity is not None]
        return list(dict.fromkeys(order))

    def _nationality(self, mention: Mention) -> EntityId | None:
        for m in self.done[-3:]:
            if m.form is Form.PREMODIFIER and m.sentence == mention.sentence:
                gap = mention.span.start - m.span.end
                if mention.span.covers(m.span) or 0 <= gap <= 12:
                    return m.entity
        sentence = self._sentences[mention.sentence]
        window = [t for t in sentence.tokens if mention.span.start - 2 <= t.span.start < mention.span.end + 16]
        cities = {**self._lexicon.cities.get("en", {}), **self._lexicon.cities.get(self._article.language, {})}
        demonyms = self._lexicon.demonyms.get(self._article.language, {})
        for token in window:
            seat = token.folded.removesuffix("-based")
            for form in (seat, token.text, token.text.removesuffix("-based")):
                if form in cities:
                    return cities[form]
                if form in demonyms:
                    return demonyms[form]
        return None

    def _recent(self, kind: str, mention: Mention) -> EntityId | None:
        return self._latest.get(kind)

    def _goods(self, mention: Mention) -> Mention | None:
        if mention.head == "units":
            return self._with(mention, self._recent("Chip", mention))
        owner = mention.owner
        if owner is None and mention.form is Form.PRONOUN:
            same = [m.entity for m in self._near(mention) if m.sentence == mention.sentence and m.kind == "Company"]
            owner = same[-1] if same else next(iter(self._focus(mention)), None)
        if mention.kind == "Model":
            owner = owner or next(iter(self._salient(mention)), None)
            if owner is None:
                return None
            entity = self._entities.add(self._templates.model(owner, self._entities.by_id[owner].name))
        elif owner is None:
            entity = self._entities.add(self._templates.advanced())
        else:
            named = self._named_goods.get(owner)
            entity = (
                self._entities.by_id[named]
                if named
                else self._entities.add(self._templates.goods(owner, self._entities.by_id[owner].name))
            )
        return replace(mention, entity=entity.id, owner=owner)

    def _measure(self, mention: Mention) -> Mention | None:
        """The measure of its issuer; without an issuer the last measure of the article."""
        issuer = self._state(mention.owner) if mention.owner else None
        if issuer is None and mention.head in ("licence", "loose"):
            issuer = self._only_issuer(mention)
        if issuer is None:
            last = self._recent("Sanction", mention)
            if last is not None:
                return replace(mention, entity=last)
            issuer = self._only_issuer(mention)
        if issuer is None:
            return None
        name = self._entities.use(issuer).name
        subject = self._subject(mention)
        if isinstance(subject, Mention) and subject.entity is not None:
            subject_name = self._entities.by_id[subject.entity].name
            entity = self._templates.ban(issuer, name, subject.entity, subject_name)
        else:
            entity = self._templates.measures(issuer, name, subject if isinstance(subject, str) else "chips")
        return replace(mention, entity=self._entities.add(entity).id, owner=mention.owner or issuer)

    def _subject(self, mention: Mention) -> Mention | str:
        """What the measure is about: a topic by the goods beside it, or the one firm or product right behind it."""
        beside = [m for m in self._named[mention.sentence] if -_BEFORE <= m.span.start - mention.span.end <= _BEHIND]
        for name in beside:
            if name.entity is not None and (topic := self._templates.topic_of(name.entity)):
                return topic
        behind = [m for m in beside if m.span.start >= mention.span.end]
        single = mention.head not in (
            "sancoes",
            "sanctions",
            "controles",
            "controls",
            "restricoes",
            "restrictions",
            "curbs",
        )
        if (
            single
            and behind
            and not (mention.head == "banning" and self._in_clause(mention, behind[0]))
            and behind[0].kind in ("Company", "Chip")
            and behind[0].span.start - mention.span.end <= _NEXT
        ):
            return behind[0]
        return "chips"

    def _in_clause(self, verb: Mention, name: Mention) -> bool:
        """True where the name belongs to what the verb orders: "determined that X stop", "ordered X to stop"."""
        between = fold(self._article.text[verb.span.end : name.span.start])
        return any(word in self._cues.words["relatives"] for word in between.split())

    def _state(self, issuer: EntityId) -> EntityId | None:
        known = self._entities.by_id.get(issuer)
        if known is not None and known.kind == "Agency":
            return self._entities.link(issuer)
        return issuer

    def _only_issuer(self, mention: Mention) -> EntityId | None:
        """The country that stands as issuer where an unnamed measure comes first: the nearest in its sentence."""
        here = [m for m in self._near(mention) if m.sentence == mention.sentence and m.kind in ("Country", "Agency")]
        for m in reversed(here):
            if m.entity is not None and not self._is_addressed(m):
                return self._state(m.entity)
        return None

    def _is_addressed(self, mention: Mention) -> bool:
        """True for a country that goods go to or that a measure is aimed at ("to China", "contra a China")."""
        sentence = self._sentences[mention.sentence]
        before = [t.folded for t in sentence.tokens if t.span.end <= mention.span.start][-2:]
        return any(w in self._cues.words["destination"] for w in before)
