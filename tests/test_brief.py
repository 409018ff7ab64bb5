from datetime import date

from kg.brief import Dossier, build_dossier, find_claims
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Label,
    Polarity,
    Qualifiers,
    Span,
    Status,
    Time,
)
from kg.ontology.vocabulary import load_vocabulary
from kg.statements import Statement

HUAWEI = EntityId("huawei")


def claim(text: str, article: str, **changes: object) -> Claim:
    subject, relation, object = text.split()
    evidence = (Evidence(span=Span(0, 4), quote=f"quote of {article}", rule="test"),)
    return Claim(
        article=ArticleId(article),
        subject=EntityId(subject),
        relation=relation,
        object=EntityId(object),
        evidence=evidence,
        **changes,  # type: ignore[arg-type]
    )


def graph_of(*claims: Claim) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.add_entity(Entity(id=HUAWEI, kind="Company", name="Huawei", aliases=(Label(text="华为", language="zh"),)))
    for id, published, outlet in (("a1", "2023-10", "Wire"), ("a2", "2024-09-30", "Gazette"), ("a3", None, None)):
        graph.add_article(Article(id=ArticleId(id), text="", language="en", published=published, outlet=outlet))
    for made in claims:
        for end in (made.subject, made.object):
            if end not in graph.entities:
                graph.add_entity(Entity(id=end, kind="Company", name=end.upper()))
        graph.add_claim(made)
    return graph


GRAPH = graph_of(
    claim("huawei develops ascend", "a1"),
    claim("huawei develops ascend", "a2"),
    claim("x suppliedBy huawei", "a2", attribution="Jane Doe"),
    claim("huawei orders hbm", "a1", actuality=Actuality.PLANNED),
    claim("huawei uses tool", "a1", actuality=Actuality.ENDED),
    claim("huawei owns smic", "a1"),
    claim("huawei owns smic", "a2", polarity=Polarity.DENIED),
    claim("x uses y", "a3"),
)


def dossier(language: str = "en") -> Dossier:
    return build_dossier(GRAPH, load_vocabulary(), HUAWEI, language=language)


def told(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    return [(statement.relation, statement.object) for statement in statements]


def test_sections_hold_asserted_claims_only_outgoing_first() -> None:
    sections = [(section.relation, section.outgoing, told(section.statements)) for section in dossier().sections]

    assert sections == [
        ("develops", True, [("develops", "ascend")]),
        ("owns", True, [("owns", "smic")]),
        ("suppliedBy", False, [("suppliedBy", "huawei")]),
    ]


def test_what_is_not_asserted_stands_apart() -> None:
    found = dossier()

    assert told(found.planned) == [("orders", "hbm")]
    assert told(found.ended) == [("uses", "tool")]
    assert told(found.denied) == [("owns", "smic")]


def test_a_triple_asserted_and_denied_is_an_open_conflict() -> None:
    (conflict,) = dossier().conflicts

    assert [side.status for side in conflict.sides] == [Status.ASSERTED, Status.DENIED]
    assert [[citation.claim.article for citation in side.citations] for side in conflict.sides] == [["a1"], ["a2"]]


def test_every_line_cites_article_and_quote_oldest_first() -> None:
    (statement,) = dossier().sections[0].statements

    cited = [(citation.published, citation.quote) for citation in statement.citations]
    assert cited == [("2023-10", "quote of a1"), ("2024-09-30", "quote of a2")]


def test_labels_follow_the_language() -> None:
    english, portuguese = dossier("en"), dossier("pt")

    assert (english.kind, portuguese.kind) == ("company", "empresa")
    assert english.sections[0].label != portuguese.sections[0].label
    assert english.sections[0].label in english.sections[0].statements[0].text


def test_names_leave_out_the_main_one() -> None:
    assert dossier().names == ("华为",)


def test_the_timeline_puts_claims_at_the_time_they_speak_of() -> None:
    time = Time(text="by July", earliest=None, latest=date(2024, 7, 31))
    graph = graph_of(
        claim("huawei uses chip", "a2", qualifiers=Qualifiers(time=time)),
        claim("huawei orders chip", "a1"),
        claim("huawei receives chip", "a3"),
    )

    timeline = build_dossier(graph, load_vocabulary(), HUAWEI).timeline

    moments = [(moment.when, moment.stated, moment.statement.relation) for moment in timeline]
    assert moments == [("2023-10", False, "orders"), ("2024-07-31", True, "uses")]


def test_claims_are_found_by_each_condition() -> None:
    def count(**conditions: object) -> int:
        return len(find_claims(GRAPH, **conditions))  # type: ignore[arg-type]

    assert count() == len(GRAPH)
    assert count(entity=HUAWEI) == len(GRAPH) - 1
    assert count(relations=["owns", "uses"]) == 4
    assert count(statuses=[Status.DENIED]) == 1
    assert count(source="gazette") == 3
    assert count(source="jane") == 1
    assert count(since=date(2023, 10, 31), until=date(2024, 9, 29)) == 4
    assert count(since=date(2024, 10, 1)) == 0


def test_a_claim_of_an_entity_about_itself_is_listed_once() -> None:
    graph = graph_of(claim("huawei owns huawei", "a1"))

    assert len(find_claims(graph, entity=HUAWEI)) == 1
