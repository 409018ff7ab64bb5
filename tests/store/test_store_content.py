"""What replacing and removing articles does to claims, labels, edges and entities."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Extraction, Label, Polarity, Span
from kg.store import Store

ACME, X1, BOLT = EntityId("acme"), EntityId("x1"), EntityId("bolt")


def article(key: str = "a", text: str = "Acme orders X1.") -> Article:
    return Article(id=ArticleId(key), text=text, language="en", origin=f"{key}.txt")


def company(key: EntityId, name: str, *aliases: str) -> Entity:
    return Entity(id=key, kind="Company", name=name, aliases=tuple(Label(text=text) for text in sorted(aliases)))


def orders(read: Article, polarity: Polarity = Polarity.AFFIRMED) -> Claim:
    evidence = Evidence(span=Span(0, len(read.text)), quote=read.text, rule="test")
    return Claim(article=read.id, subject=ACME, relation="orders", object=X1, polarity=polarity, evidence=(evidence,))


def reading(read: Article, *claims: Claim, aliases: tuple[str, ...] = ()) -> Extraction:
    chip = Entity(id=X1, kind="Chip", name="X1")
    return Extraction(article=read.id, entities=(company(ACME, "Acme", *aliases), chip), claims=claims)


def counts(store: Store) -> list[tuple[object, ...]]:
    query = """
        SELECT subject.id, text, object.id, asserted, denied
        FROM edge JOIN entity AS subject ON subject.key = subject JOIN entity AS object ON object.key = object
          JOIN word ON word.key = relation
    """
    with closing(sqlite3.connect(store.path)) as database:
        return database.execute(query).fetchall()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        yield store


def test_edges_count_claims_by_status(store: Store) -> None:
    """A denial is counted apart and never as an assertion."""
    for key, polarity in (("a", Polarity.AFFIRMED), ("b", Polarity.DENIED), ("c", Polarity.AFFIRMED)):
        store.replace(article(key), reading(article(key), orders(article(key), polarity)), "1")

    assert counts(store) == [("acme", "orders", "x1", 2, 1)]


def test_a_changed_article_takes_its_old_claims_with_it(store: Store) -> None:
    store.replace(article(), reading(article(), orders(article())), "1")
    changed = article(text="Acme denies it.")
    store.replace(changed, reading(changed, orders(changed, Polarity.DENIED)), "1")

    assert [claim.status for claim in store.graph()] == ["denied"]
    assert counts(store) == [("acme", "orders", "x1", 0, 1)]
    assert store.article(changed.id) == changed


def test_removing_an_article_removes_what_only_it_supports(store: Store) -> None:
    store.replace(article("a"), reading(article("a"), orders(article("a")), aliases=("Acme Corp",)), "1")
    second = article("b")
    store.replace(second, Extraction(article=second.id, entities=(company(ACME, "Acme"),)), "1")
    store.remove(ArticleId("a"))

    assert store.graph().entities == {ACME: company(ACME, "Acme")}
    assert store.find_entities("Acme Corp") == []
    assert counts(store) == []
    assert store.check() == []


def test_labels_of_all_articles_are_united(store: Store) -> None:
    store.replace(article("a"), reading(article("a"), aliases=("Acme Corp",)), "1")
    store.replace(article("b"), reading(article("b"), aliases=("Acme SA",)), "1")

    assert store.graph().entities[ACME] == company(ACME, "Acme", "Acme Corp", "Acme SA")


@pytest.mark.parametrize("name", ["Aço Móvel", "aco movel", "  AÇO   MÓVEL "])
def test_names_are_found_without_case_accents_and_spaces(store: Store, name: str) -> None:
    store.replace(article(), Extraction(article=article().id, entities=(company(BOLT, "Bolt", "Aço Móvel"),)), "1")

    assert store.find_entities(name) == [BOLT]
    assert store.find_entities("bolt") == [BOLT]
    assert store.find_entities("Aço") == []


def test_one_kind_wins_whatever_the_order(store: Store) -> None:
    for key, kind in (("b", "Product"), ("a", "Company")):
        entity = Entity(id=ACME, kind=kind, name="Acme")
        store.replace(article(key), Extraction(article=ArticleId(key), entities=(entity,)), "1")

    assert store.kinds() == {ACME: "Company"} == {key: entity.kind for key, entity in store.graph().entities.items()}


def test_a_claim_read_twice_keeps_the_evidence_of_both(store: Store) -> None:
    read = article(text="Acme orders X1. Acme orders X1.")
    first, second = (
        replace(orders(read), evidence=(Evidence(span=span, quote=span.of(read.text), rule="test"),))
        for span in (Span(0, 15), Span(16, 31))
    )
    store.replace(read, reading(read, first, second), "1")

    (claim,) = store.graph()
    assert [evidence.span.start for evidence in claim.evidence] == [0, 16]


def test_an_article_is_current_until_text_engine_or_origin_change(store: Store) -> None:
    store.replace(article(), reading(article()), "1")

    assert store.is_current(article(), "1")
    assert not store.is_current(article(), "2")
    assert not store.is_current(article(text="Acme waits."), "1")
    assert not store.is_current(replace(article(), origin="elsewhere.txt"), "1")
    assert not store.is_current(article("b"), "1")


def test_every_change_raises_the_generation(store: Store) -> None:
    store.replace(article(), reading(article()), "1")
    after_one = store.generation
    store.remove(article().id)
    store.remove(ArticleId("unknown"))

    assert (after_one, store.generation) == (1, 2)


@pytest.mark.parametrize(
    ("extraction", "fault"),
    [
        (Extraction(article=ArticleId("b")), "cannot be stored for article 'a'"),
        (Extraction(article=ArticleId("a"), claims=(orders(article()),)), "is no entity of the extraction"),
        (reading(article(), orders(article("b"))), "belongs to article 'b'"),
        (Extraction(article=ArticleId("a"), entities=(company(ACME, "A"), company(ACME, "B"))), "given twice"),
    ],
)
def test_a_broken_extraction_changes_nothing(store: Store, extraction: Extraction, fault: str) -> None:
    store.replace(article(), reading(article(), orders(article())), "1")
    with pytest.raises(ValueError, match=fault):
        store.replace(article(text="new"), extraction, "1")

    assert store.article(ArticleId("a")) == article()
    assert len(store.graph()) == 1


def test_text_that_is_no_unicode_changes_nothing(store: Store) -> None:
    broken = replace(orders(article()), attribution="\ud800")
    with pytest.raises(ValueError, match="surrogates"):
        store.replace(article(), reading(article(), broken), "1")

    assert store.article_ids() == []
    assert store.generation == 0


def test_notes_origin_and_hash_are_kept(store: Store) -> None:
    store.replace(article(), replace(reading(article()), notes=("sentence 3 is unclear",)), "1")

    assert store.notes(article().id) == ("sentence 3 is unclear",)
    assert store.origin(article().id) == "a.txt"
    assert store.text_hash(article().id) == article().text_hash
    assert store.notes(ArticleId("b")) == ()
    assert store.origin(ArticleId("b")) is None
    assert store.text_hash(ArticleId("b")) is None


def test_many_articles_go_in_together_or_not_at_all(store: Store) -> None:
    readings = [(article(key), reading(article(key), orders(article(key)))) for key in "abc"]
    store.replace_many(readings, "1")
    with pytest.raises(ValueError, match="belongs to article"):
        store.replace_many(
            [(article("d"), reading(article("d"))), (article(), reading(article(), orders(article("b"))))], "1"
        )

    assert store.article_ids() == ["a", "b", "c"]
    assert [store.extraction(read.id) for read, _ in readings] == [extraction for _, extraction in readings]


def test_replacing_an_article_touches_only_its_rows(store: Store) -> None:
    """Ten or a thousand articles beside it: the number of rows written is the same."""
    written = []
    for count in (10, 300):
        for number in range(count):
            other = article(f"other{number}")
            store.replace(other, reading(other, orders(other)), "1")
        store.replace(article(), reading(article(), orders(article())), "1")
        before = store._database.total_changes
        store.replace(article(), reading(article(), orders(article())), "1")
        store.replace(article(text="Acme waits."), reading(article(text="Acme waits.")), "1")
        written.append(store._database.total_changes - before)

    assert written[0] == written[1] < 40


def test_the_best_confidence_of_an_edge_follows_its_claims(store: Store) -> None:
    for key, confidence in (("a", 0.5), ("b", 0.9), ("c", 0.7)):
        claim = replace(orders(article(key)), confidence=confidence)
        store.replace(article(key), reading(article(key), claim), "1")
    bests = []
    for gone in ("b", "c"):
        store.remove(ArticleId(gone))
        bests.append(store._one("SELECT asserted, asserted_best, denied_best FROM edge"))

    assert bests == [(2, 0.7, None), (1, 0.5, None)]
