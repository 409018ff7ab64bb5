"""Writes a store of made-up news with as many claims as asked for: the same seed gives the same store.

Companies, chips and countries are named as unevenly as in real news (Zipf's law as Mandelbrot bent it), relations fit
the classes of the ontology, and every claim has a quote that stands in its article. Nothing in it is true.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import TypeVar

from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Evidentiality,
    Extraction,
    Label,
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)
from kg.ontology.vocabulary import Vocabulary, load_vocabulary
from kg.store import Store

Value = TypeVar("Value")

ENGINE = "synthetic-1"
CLAIMS_PER_ARTICLE = 20
CLAIMS_PER_ENTITY = 20
ARTICLES_PER_COMMIT = 500
FIRST_DAY, DAYS = date(2019, 1, 1), 2700

# Shares as counted in the example articles, rounded.
KINDS = {
    "Company": 34,
    "Chip": 24,
    "Product": 14,
    "Model": 9,
    "Person": 8,
    "Sanction": 5,
    "Agency": 4,
    "Country": 2,
}
RELATION_WEIGHTS = {"develops": 28, "restricts": 12, "basedIn": 10, "suppliedBy": 8, "imposedBy": 8, "orders": 7}
STATUSES = {
    (Polarity.AFFIRMED, Actuality.ACTUAL): 88,
    (Polarity.AFFIRMED, Actuality.PLANNED): 6,
    (Polarity.DENIED, Actuality.ACTUAL): 4,
    (Polarity.AFFIRMED, Actuality.ENDED): 2,
}
SPEAKERS = {
    Evidentiality.NARRATOR: 78,
    Evidentiality.NAMED_SOURCE: 9,
    Evidentiality.ANONYMOUS_SOURCES: 5,
    Evidentiality.PARTY_STATEMENT: 5,
    Evidentiality.OTHER_MEDIA: 2,
    Evidentiality.OFFICIAL_DOCUMENT: 1,
}
SYLLABLES = (
    "ba be chi co da do fen gra hua ka ko lan li ma min mo nex no pa qui ra ren sa sil so ta ter ti tron va vi xi zen"
)


class Newsroom:
    """Makes up entities once, then article after article about them."""

    def __init__(self, claims: int, seed: int) -> None:
        self._chance = random.Random(seed)
        self._vocabulary = load_vocabulary()
        self._words = self._made_up_words(3000)
        self._word_weights = _zipf(len(self._words))
        self._entities = self._made_up_entities(max(60, claims // CLAIMS_PER_ENTITY))
        self._entity_weights = _zipf(len(self._entities))
        self._relations = _relations_by_kinds(self._vocabulary)

    def article(self, number: int, most: int) -> tuple[Article, Extraction]:
        """One article with at most `most` claims."""
        chance = self._chance
        language = chance.choice(("en", "pt", "es"))
        key = ArticleId(f"{number:07}")
        wanted = min(most, max(4, round(chance.gauss(CLAIMS_PER_ARTICLE, 6))))
        told = self._told(wanted, language)
        text, spans = self._written([sentence for sentence, _ in told])
        claims = [
            claim
            for (_, triples), span in zip(told, spans, strict=True)
            for claim in (self._claim(key, triple, span, text, language) for triple in triples)
        ]
        article = Article(
            id=key,
            text=text,
            language=language,
            title=self._phrase(7).capitalize(),
            published=self._published(),
            url=f"https://news.example/{key}",
            outlet=f"{self._words[number % 40].capitalize()} Wire",
            origin=f"news/{key}.txt",
        )
        named = {end.id: end for _, triples in told for triple in triples for end in (triple[0], triple[2])}
        entities = tuple(named[end] for end in sorted(named))
        return article, Extraction(article=key, entities=entities, claims=tuple(claims))

    def _told(self, wanted: int, language: str) -> list[tuple[str, list[tuple[Entity, str, Entity]]]]:
        """Sentences with the triples each of them says; every triple once an article."""
        present = self._chance.choices(self._entities, cum_weights=self._entity_weights, k=wanted // 2 + 3)
        told: list[tuple[str, list[tuple[Entity, str, Entity]]]] = []
        said: set[tuple[EntityId, str, EntityId]] = set()
        while len(said) < wanted:
            subject, object = self._chance.choices(present, k=2)
            relations = self._relations.get((subject.kind, object.kind))
            if subject.id == object.id or not relations or self._chance.random() < 0.05:
                present += self._chance.choices(self._entities, cum_weights=self._entity_weights, k=1)
                continue
            relation = self._chance.choice(relations)
            if (subject.id, relation, object.id) in said:
                continue
            said.add((subject.id, relation, object.id))
            if told and self._chance.random() < 0.35:
                sentence, triples = told.pop()
                told.append(
                    (
                        f"{sentence[:-1]}, {subject.name} {relation} {object.name}.",
                        [*triples, (subject, relation, object)],
                    )
                )
            else:
                sentence = f"{self._phrase(4).capitalize()} {subject.name} {relation} {object.name} {self._phrase(4)}."
                told.append((sentence, [(subject, relation, object)]))
        return told

    def _written(self, sentences: Sequence[str]) -> tuple[str, list[Span]]:
        """The text of an article: these sentences, others between them; and where each of them stands."""
        text, spans = "", []
        for sentence in sentences:
            if self._chance.random() < 0.5:
                text += f"{self._phrase(18).capitalize()}. "
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + self._chance.choice((" ", " ", "\n\n"))
        return text, spans

    def _claim(
        self, article: ArticleId, triple: tuple[Entity, str, Entity], span: Span, text: str, language: str
    ) -> Claim:
        chance = self._chance
        subject, relation, object = triple
        (polarity, actuality), speaker = _one_of(chance, STATUSES), _one_of(chance, SPEAKERS)
        told = evidence_of(span, text, subject, object, f"{language}.{relation}.{chance.randint(1, 12)}")
        return Claim(
            article=article,
            subject=subject.id,
            relation=relation,
            object=object.id,
            polarity=polarity,
            actuality=actuality,
            evidentiality=speaker,
            attribution=None if speaker is Evidentiality.NARRATOR else self._phrase(2).title(),
            qualifiers=self._qualifiers(),
            confidence=chance.randint(250, 999) / 1000,
            evidence=(told,),
        )

    def _qualifiers(self) -> Qualifiers:
        chance = self._chance
        kind = chance.random()
        if kind < 0.20:
            day = FIRST_DAY + timedelta(chance.randrange(DAYS))
            return Qualifiers(time=Time(text=f"em {day.year}", earliest=day.replace(month=1, day=1), latest=day))
        amount = float(chance.randint(1, 900) * 1000)
        if kind < 0.23:
            return Qualifiers(
                quantity=Quantity(operator=">", minimum=amount, maximum=None, unit="chips", text=f"{amount:.0f} chips")
            )
        if kind < 0.24:
            return Qualifiers(
                money=Money(operator="=", minimum=amount, maximum=amount, currency="USD", text=f"US$ {amount:.0f}")
            )
        return Qualifiers(purpose=self._phrase(2)) if kind < 0.25 else Qualifiers()

    def _published(self) -> str | None:
        day = (FIRST_DAY + timedelta(self._chance.randrange(DAYS))).isoformat()
        precision = self._chance.random()
        if precision < 0.02:
            return None
        return day[:7] if precision < 0.04 else day

    def _phrase(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._word_weights, k=words))

    def _made_up_words(self, count: int) -> list[str]:
        syllables, words = SYLLABLES.split(), dict[str, None]()
        while len(words) < count:
            words["".join(self._chance.choices(syllables, k=self._chance.choice((1, 2, 2, 3, 4))))] = None
        return list(words)

    def _made_up_entities(self, count: int) -> list[Entity]:
        """The most named first; a country is named often, so that the few there are stand early."""
        known: dict[str, Entity] = {}
        while len(known) < count:
            kind = _one_of(self._chance, KINDS)
            name = f"{self._phrase(1).capitalize()}{self._phrase(1)} {self._phrase(1).title()}"
            if kind in {"Chip", "Product", "Model"}:
                name += f" {self._chance.choice('ABHKMX')}{self._chance.randint(10, 9999)}"
            key = EntityId(name.casefold().replace(" ", "-"))
            aliases = (Label(text=f"{name} {kind}", language="en"), Label(text=name.split()[0], language=""))
            known.setdefault(key, Entity(id=key, kind=kind, name=name, aliases=tuple(sorted(aliases))))
        return list(known.values())


def evidence_of(span: Span, text: str, subject: Entity, object: Entity, rule: str) -> Evidence:
    """The sentence at `span`, with the places of its two ends."""
    quote = span.of(text)
    first, second = (span.start + quote.index(end.name) for end in (subject, object))
    return Evidence(
        span=span,
        quote=quote,
        rule=rule,
        subject=Span(first, first + len(subject.name)),
        object=Span(second, second + len(object.name)),
    )


def readings(claims: int, seed: int = 1) -> Iterator[tuple[Article, Extraction]]:
    """Articles with what is read in them, until there are exactly so many claims."""
    newsroom, number = Newsroom(claims, seed), 0
    while claims > 0:
        article, extraction = newsroom.article(number, claims)
        yield article, extraction
        claims -= len(extraction.claims)
        number += 1


def write_store(path: Path, claims: int, seed: int = 1) -> None:
    """Makes the store anew."""
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        file.unlink(missing_ok=True)
    found = readings(claims, seed)
    with Store.open(path, create=True) as store:
        while some := list(islice(found, ARTICLES_PER_COMMIT)):
            store.replace_many(some, ENGINE)


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))


def _one_of(chance: random.Random, weights: dict[Value, int]) -> Value:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def _relations_by_kinds(vocabulary: Vocabulary) -> dict[tuple[str, str], list[str]]:
    """The relations that may join two classes, the frequent ones several times."""
    found: dict[tuple[str, str], list[str]] = {}
    for subject in KINDS:
        for object in KINDS:
            allowed = [name for name in sorted(vocabulary.relations) if vocabulary.allows(subject, name, object)]
            found[subject, object] = [name for name in allowed for _ in range(RELATION_WEIGHTS.get(name, 2))]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path, help="the store to write; what is there is replaced")
    parser.add_argument("--claims", type=int, default=10_000, help="how many claims (10000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of everything made up (1)")
    arguments = parser.parse_args()
    start = time.perf_counter()
    write_store(arguments.path, arguments.claims, arguments.seed)
    size = arguments.path.stat().st_size
    print(
        f"{arguments.claims} claims in {time.perf_counter() - start:.1f} s, {size / arguments.claims:.0f} bytes a claim"
    )


if __name__ == "__main__":
    main()
