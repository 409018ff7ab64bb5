"""The default engine: lexicons, cues and patterns; offline, deterministic, one article at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kg.claims.arguments import fits, is_governed
from kg.claims.assemble import make_claims, settle_kinds
from kg.claims.calibration import calibrated
from kg.claims.candidates import Candidate
from kg.claims.classifier import PairClassifier
from kg.claims.consequences import with_consequences
from kg.claims.frames import find_candidates
from kg.claims.lines import Line, make_line
from kg.claims.selection import Ends, Place, find_places, select
from kg.claims.structure import find_structural
from kg.claims.triggers import Hit, load_triggers
from kg.entities.coreference import resolve_coreference
from kg.entities.linking import Entities, link_names
from kg.graph import claim_order
from kg.mentions.gazetteer import load_gazetteer
from kg.mentions.names import find_names
from kg.mentions.nominals import by_sentence, find_nominals, without_overlaps
from kg.model import Article, EntityId, Extraction, Form, Mention, Sentence
from kg.ontology.cues import load_cues
from kg.ontology.generic import load_templates
from kg.ontology.lexicon import load_lexicon
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import load_vocabulary
from kg.ontology.weights import load_curves, load_reliability, load_weights
from kg.sentences.boilerplate import without_boilerplate
from kg.sentences.split import split_sentences

_CODE_VERSION = "2"
_LANGUAGES = ("en", "pt", "es")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What an article holds before any relation is judged; `news` leaves boilerplate out."""

    news: tuple[Sentence, ...]
    mentions: list[Mention]
    lines: list[Line]
    entities: Entities
    places: dict[Ends, list[Place]]


class RulesEngine:
    """Reads one article at a time; the same article and ontology give the same extraction."""

    def __init__(self) -> None:
        self.vocabulary = load_vocabulary()
        self.lexicon = load_lexicon()
        self.templates = load_templates()
        self.classifier = PairClassifier(load_weights(), load_reliability())
        self.curves = load_curves()

    @cached_property
    def version(self) -> str:
        """Changes with the rules' code version and with every file under ontology/."""
        return f"rules-{_CODE_VERSION}-{_ontology_hash(ontology_dir())}"

    def extract(self, article: Article) -> Extraction:
        """Entities and claims of one article; boilerplate paragraphs yield none."""
        reading = self.read(article)
        candidates = list(select(reading.places, self.classifier, self.vocabulary))
        found = self.conclude(article, reading, candidates)
        return replace(found, claims=tuple(calibrated(found.claims, self.curves)))

    def read(self, article: Article) -> Reading:
        """The steps before any relation is judged; training and the other engines begin here too."""
        language = article.language if article.language in _LANGUAGES else "en"
        cues = load_cues(language)
        sentences = split_sentences(article, cues)
        news = without_boilerplate(sentences, cues)
        entities = Entities(self.lexicon, language)
        mentions = self._mentions(article, sentences, news, entities, language)
        lines = self._lines(news, mentions, language)
        return Reading(news, mentions, lines, entities, self.places(lines, entities, language))

    def analyse(self, article: Article) -> tuple[dict[Ends, list[Place]], Entities]:
        """What the pair classifier sees of an article; training reads it."""
        reading = self.read(article)
        self.note_labels(reading)
        return reading.places, reading.entities

    def note_labels(self, reading: Reading) -> None:
        """Gives the entities the names that the article uses for them."""
        for mention in reading.mentions:
            _note(mention, reading.entities)

    def places(self, lines: list[Line], entities: Entities, language: str) -> dict[Ends, list[Place]]:
        """The places where two entities meet, with what the patterns say of them."""
        index = load_triggers(language)
        hits = {line.sentence.index: index.hits(line) for line in lines}
        triggers = {line.sentence.index: index.names(line, hits[line.sentence.index]) for line in lines}
        candidates = list(self._candidates(lines, hits, entities))
        return find_places(lines, candidates, triggers, self.vocabulary, entities.link, entities.country)

    def _mentions(
        self,
        article: Article,
        sentences: tuple[Sentence, ...],
        news: tuple[Sentence, ...],
        entities: Entities,
        language: str,
    ) -> list[Mention]:
        cues = load_cues(language)
        known = list(load_gazetteer(language).find(article, news))
        names = find_names(article, news, by_sentence(known), cues)
        ends = [m for m in known if "press" not in m.head.split()]
        linked = link_names(article, sentences, without_overlaps([*ends, *names]), entities, cues)
        nominals = find_nominals(article, news, linked, cues)
        return resolve_coreference(article, sentences, linked, nominals, entities, self.lexicon, self.templates, cues)

    # Only what holds a mention can hold a claim.
    def _lines(self, news: tuple[Sentence, ...], mentions: list[Mention], language: str) -> list[Line]:
        cues = load_cues(language)
        grouped = by_sentence(mentions)
        return [make_line(s, grouped[s.index], cues) for s in news if s.index in grouped]

    def _candidates(self, lines: list[Line], hits: Mapping[int, list[Hit]], entities: Entities) -> Iterator[Candidate]:
        focus: tuple[Line, int] | None = None
        for line in lines:
            yield from find_candidates(line, hits[line.sentence.index], self.vocabulary, focus)
            yield from find_structural(line, entities.link)
            focus = _focus(line) or focus

    def conclude(self, article: Article, reading: Reading, candidates: list[Candidate]) -> Extraction:
        """The claims of the candidates that stand, with the confidence these had, and the entities that they need."""
        entities = reading.entities
        kinds = settle_kinds(candidates, self.vocabulary)
        final = {e: _typed_id(e, kind) for e, kind in kinds.items()}
        claims = make_claims(
            article, candidates, kinds, self.vocabulary, lambda e: final.get(e, e), lambda e: entities.by_id[e].name
        )
        claims = with_consequences(claims)
        self.note_labels(reading)
        used = {end for claim in claims for end in (claim.subject, claim.object)}
        listed = [
            replace(entities.labelled(e), id=final.get(e, e), kind=kinds.get(e, entities.by_id[e].kind))
            for e in entities.by_id
            if final.get(e, e) in used
        ]
        return Extraction(
            article=article.id,
            entities=tuple(sorted(listed, key=lambda e: e.id)),
            claims=tuple(sorted(claims, key=claim_order)),
        )


def _note(mention: Mention, entities: Entities) -> None:
    """Keeps names and the words for goods and measures as labels; "the company" and the like name nobody."""
    described = (
        mention.form is Form.NOMINAL and mention.kind in ("Chip", "Model", "Sanction") and mention.head != "definite"
    )
    if mention.entity is not None and (mention.form is Form.NAME or described) and "banning" not in mention.head:
        entities.note_surface(mention.entity, mention.text)


def _focus(line: Line) -> tuple[Line, int] | None:
    """The company a following null subject or "it" means: the first that no preposition governs."""
    for index in range(len(line.units)):
        if fits(line, index, ("Company",)) and line.units[index].mention.kind and not is_governed(line, index):  # type: ignore[union-attr]
            return line, index
    return None


def _typed_id(entity: EntityId, kind: str) -> EntityId:
    return EntityId(entity.removesuffix("-name") + f"-{kind.lower()}") if entity.endswith("-name") else entity


def _ontology_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".ttl", ".toml", ".tsv"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
