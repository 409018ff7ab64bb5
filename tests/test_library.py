"""`kg.open` and what it returns: each answer is that of the function behind it, and of the command."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.cli import COMMANDS
from kg.errors import KgError, NoPath, StoreError, UnknownEntity
from kg.model import ArticleId, EntityId, Polarity

# The commands that ask the store, and the methods that answer alike; the others write, or write files.
TWINS = {
    "path": "paths",
    "impact": "impact",
    "show": "show",
    "claims": "claims",
    "conflicts": "conflicts",
    "query": "sparql",
}
OTHERS = {"eval", "serve", "build", "diff", "doctor", "remove", "stats", "view", "export", "verify"}


def claim(text: str, article: str = "a1", **changes: object) -> kg.Claim:
    subject, relation, object = text.split()
    fields = {"article": ArticleId(article), **changes}
    return kg.Claim(subject=EntityId(subject), relation=relation, object=EntityId(object), **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kg.KnowledgeBase]:
    file = tmp_path_factory.mktemp("library") / "news.sqlite"
    with kg.Store.open(file, create=True) as store:
        for key, published, claims in (
            ("a1", "2024-01-01", (claim("orbis orders k9"), claim("nimbo develops k9"), claim("nimbo owns pyx"))),
            ("a2", "2025-01-01", (claim("orbis orders k9", "a2", polarity=Polarity.DENIED),)),
        ):
            article = kg.Article(id=ArticleId(key), text="News.", language="en", published=published, outlet="Wire")
            ends = sorted({end for one in claims for end in (one.subject, one.object)})
            kinds = {"k9": "Chip"}
            entities = tuple(kg.Entity(id=e, kind=kinds.get(e, "Company"), name=e.title()) for e in ends)
            store.replace(article, kg.Extraction(article=article.id, entities=entities, claims=claims), "test")
    with kg.open(file) as opened:
        yield opened


def test_paths_take_names_as_they_are_typed(base: kg.KnowledgeBase) -> None:
    (path,) = base.paths("ORBIS", "Nimbo", via=["k9"], k=1)

    assert path.entities == ("orbis", "k9", "nimbo")
    assert [denial.article for denial in path.hops[0].denials] == ["a2"]
    assert base.paths("orbis", "nimbo", as_of=date(2024, 6, 1))[0].hops[0].denials == ()
    with pytest.raises(NoPath):
        base.paths("orbis", "nimbo", not_via=["K 9"])


def test_impact_and_single_points(base: kg.KnowledgeBase) -> None:
    impact = base.impact("nimbo")

    assert [reached.entity for reached in impact.supplied] == ["k9", "orbis"]
    assert [holding.entity for holding in impact.owned] == ["pyx"]
    assert [(point.entity, point.behind) for point in base.single_points("Orbis").points] == [("k9", ("nimbo",))]


def test_claims_conflicts_and_dossier_are_about_whom_they_are_asked(base: kg.KnowledgeBase) -> None:
    assert len(base.claims()) == 4
    assert {found.object for found in base.claims("Pyx")} == {"pyx"}
    assert [found.article for found in base.claims(statuses=[kg.Status.DENIED])] == ["a2"]
    assert [str(conflict.kind) for conflict in base.conflicts("orbis")] == ["denial"]
    assert base.conflicts("pyx") == []
    assert base.show("k9").entity == base.entity("K9")


def test_the_graph_goes_to_other_programs(base: kg.KnowledgeBase) -> None:
    rows = base.sparql("SELECT ?company WHERE { ?company kg:owns ?other }").rows

    assert len(rows) == 1
    assert base.to_networkx().number_of_edges() == len(base.to_graph()) == 4
    assert len(list(base.to_rdflib().subjects())) > 4


def test_pandas_gets_a_row_per_claim(base: kg.KnowledgeBase) -> None:
    pytest.importorskip("pandas")
    frame = base.to_pandas()

    assert len(frame) == 4
    assert list(frame[frame.status == "denied"].article) == ["a2"]


def test_without_pandas_the_way_out_is_named(base: kg.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(KgError, match="pip install pandas"):
        base.to_pandas()


def test_names_and_files_that_do_not_exist_are_named(base: kg.KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(UnknownEntity, match=r"Nearest: Orbis"):
        base.show("Orbit")
    with pytest.raises(StoreError, match="kg build"):
        kg.open(tmp_path / "none.sqlite")


def test_every_command_that_asks_has_a_documented_twin() -> None:
    assert set(TWINS) <= set(COMMANDS)
    assert set(COMMANDS) - set(TWINS) <= OTHERS
    public = [name for name in vars(kg.KnowledgeBase) if not name.startswith("_")]
    assert set(TWINS.values()) <= set(public)
    assert all(inspect.getdoc(getattr(kg.KnowledgeBase, name)) for name in public)
