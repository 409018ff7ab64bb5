"""A small world made up for the saved questions: each has an answer in it, and each has a denial that must not be one.

All that has "trap" in its name is only ever denied.
"""

from __future__ import annotations

from datetime import date

from kg.graph import KnowledgeGraph
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
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)

ARTICLES = {
    "early": ("en", "2024-01-10", "Morning Post"),
    "later": ("pt", "2024-06-20", "Jornal da Tarde"),
    "last": ("en", "2024-09-30", "Evening Wire"),
}

ENTITIES = {
    "Company": "acme bolt forge lens mid pixel parent ring trap",
    "Chip": "b1 b1-lite a9 hbm3 trap-chip",
    "Model": "nova trap-model",
    "Product": "app cudax trap-ware",
    "Sanction": "us-rule us-list cn-rule trap-rule",
    "Country": "us cn trap-land",
    "Agency": "bureau ministry trap-office",
}

ASSERTED = """
early acme orders b1
later acme receives b1
early acme suppliedBy bolt
early bolt develops b1
later bolt develops b1
early forge manufactures b1
early forge suppliedBy lens
early bolt basedIn us
early pixel basedIn us
early us-rule imposedBy bureau
early bureau partOf us
early us-rule targets acme
later us-rule targets cn
early us-rule restricts b1
later us-rule restricts hbm3
later us-rule affects bolt
early us-list targets parent
early parent owns acme
later cn-rule imposedBy ministry
early ministry partOf cn
later cn-rule targets pixel
later ring investsIn acme
early b1-lite variantOf b1
early b1-lite designedFor cn
later a9 alternativeTo b1
early ring develops a9
later forge manufactures a9
early nova trainedOn b1
last nova runsOn a9
early acme develops nova
early app poweredBy nova
early app poweredBy cudax
later acme uses cudax
early bolt develops cudax
early pixel manufactures hbm3
early bolt uses hbm3
last mid suppliedBy bolt
last mid circumvents us-rule
later acme suppliedBy mid
"""

DENIED = """
last trap uses b1
last trap orders b1
last acme receives trap-chip
last trap develops b1
last trap manufactures hbm3
last trap develops a9
last trap uses nova
last trap suppliedBy bolt
last acme suppliedBy trap
last mid suppliedBy trap
last forge suppliedBy trap
last trap basedIn us
last trap owns acme
last trap-chip alternativeTo b1
last a9 alternativeTo b1
last trap-chip designedFor cn
last trap-chip variantOf b1
last b1-lite designedFor trap-land
last trap-chip lessPowerfulThan b1
last nova trainedOn trap-chip
last app poweredBy trap-model
last trap-ware poweredBy nova
last app poweredBy trap-ware
last acme uses trap-ware
last trap develops trap-ware
last us-rule targets trap
last us-rule restricts trap-chip
last us-rule affects trap
last us-rule imposedBy trap-office
last bureau partOf trap-land
last trap-rule targets acme
last trap-rule targets parent
last trap-rule imposedBy ministry
last trap-rule restricts b1
last cn-rule targets trap
last trap circumvents us-rule
"""


def newsroom() -> list[tuple[Article, Extraction]]:
    """What was read in each article."""
    claims = [*_plain(ASSERTED), *_plain(DENIED, polarity=Polarity.DENIED), *_special()]
    return [(article, _extraction(article, claims)) for article in map(_article, ARTICLES)]


def newsroom_graph() -> KnowledgeGraph:
    """The same as a graph."""
    graph = KnowledgeGraph()
    for article, extraction in newsroom():
        graph.add_article(article)
        for entity in extraction.entities:
            graph.add_entity(entity)
        for claim in extraction.claims:
            graph.add_claim(claim)
    return graph


def _special() -> list[Claim]:
    """What the questions about doubt, number, money and time are about."""
    ordered = Quantity(operator=">", minimum=1000, maximum=None, unit="chips", text="more than 1,000")
    received = Quantity(operator="<", minimum=None, maximum=300, unit="chips", text="menos de 300")
    worth = Money(operator="=", minimum=5e9, maximum=5e9, currency="USD", text="$5 billion")
    in_2023 = Time(text="in 2023", earliest=date(2023, 1, 1), latest=date(2023, 12, 31))
    anonymous = {"evidentiality": Evidentiality.ANONYMOUS_SOURCES}
    planned = {"actuality": Actuality.PLANNED}
    own_words = {"polarity": Polarity.DENIED, "evidentiality": Evidentiality.PARTY_STATEMENT, "attribution": "acme"}
    return [
        _claim("last acme orders b1-lite", qualifiers=Qualifiers(quantity=ordered, time=in_2023)),
        _claim("last acme receives b1-lite", qualifiers=Qualifiers(quantity=received)),
        _claim("last acme orders a9", **planned),
        _claim("last acme orders b1", **planned),
        _claim("later us-rule affects pixel", qualifiers=Qualifiers(money=worth)),
        _claim("later ring investsIn mid", qualifiers=Qualifiers(money=worth)),
        _claim("early us-rule targets pixel", qualifiers=Qualifiers(time=in_2023)),
        _claim("last us-rule restricts b1-lite", **planned),
        _claim("last us-rule targets ring", actuality=Actuality.ENDED),
        _claim("last acme investsIn lens", **anonymous),
        _claim("early acme suppliedBy mid", **anonymous),
        _claim("last acme acquires lens", actuality=Actuality.CONSIDERED),
        _claim("last a9 lessPowerfulThan b1", evidentiality=Evidentiality.ANALYST, attribution="An analyst"),
        _claim("last nova trainedOn b1", **own_words),
    ]


def _plain(lines: str, **more: object) -> list[Claim]:
    return [_claim(line, **more) for line in lines.strip().splitlines()]


def _claim(line: str, **more: object) -> Claim:
    article, subject, relation, object = line.split()
    quote = _sentence(line)
    evidence = Evidence(span=Span(0, len(quote)), quote=quote, rule="test")
    return Claim(
        article=ArticleId(article),
        subject=EntityId(subject),
        relation=relation,
        object=EntityId(object),
        evidence=(evidence,),
        **more,  # type: ignore[arg-type]
    )


def _sentence(line: str) -> str:
    return " ".join(line.split()[1:]) + "."


def _article(id: str) -> Article:
    language, published, outlet = ARTICLES[id]
    return Article(id=ArticleId(id), text="Text.", language=language, published=published, outlet=outlet)


def _extraction(article: Article, claims: list[Claim]) -> Extraction:
    own = [claim for claim in claims if claim.article == article.id]
    ends = {end for claim in own for end in (claim.subject, claim.object)}
    kinds = {key: kind for kind, keys in ENTITIES.items() for key in keys.split()}
    entities = [Entity(id=key, kind=kinds[key], name=key.replace("-", " ").upper()) for key in sorted(ends)]
    return Extraction(article=article.id, entities=tuple(entities), claims=tuple(own))
