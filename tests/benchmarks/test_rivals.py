"""The rivals are read fairly: co-occurrence joins what a sentence names, textgraph-kg's own graph is translated."""

import json
import stat
from pathlib import Path

import pytest
import rivals

from kg.engines.rules import RulesEngine
from kg.evaluation import GoldArticle, load_gold, score, total

TEXT = "ByteDance ordered H20 chips from Nvidia.\n\nHuawei said nothing."
ENTITIES = (("bytedance", "Company", "ByteDance"), ("nvidia", "Company", "Nvidia"), ("h20", "Chip", "H20"))
CLAIMS = (("bytedance", "orders", "h20"), ("bytedance", "owns", "nvidia"))


@pytest.fixture
def articles(tmp_path: Path) -> list[GoldArticle]:
    gold = {
        "id": "a1", "language": "en",
        "entities": [{"id": key, "type": kind, "names": [name]} for key, kind, name in ENTITIES],
        "claims": [{"s": s, "p": p, "o": o, "status": "asserted"} for s, p, o in CLAIMS],
    }  # fmt: skip
    (tmp_path / "a1.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "a1.txt").write_text(TEXT, "utf-8")
    return load_gold(tmp_path)


def test_co_occurrence_joins_what_one_sentence_names_by_the_commonest_relation(
    articles: list[GoldArticle], engine: RulesEngine
) -> None:
    claims = {(c.subject, c.relation, c.object) for c in rivals.co_occurrence(articles, engine).claims}

    assert {("bytedance", "orders", "h20"), ("nvidia", "orders", "h20"), ("nvidia", "owns", "bytedance")} <= claims
    assert not any("huawei" in (subject, object) for subject, _, object in claims)


def test_textgraph_is_translated_with_its_directions_and_without_its_classes(
    articles: list[GoldArticle], tmp_path: Path
) -> None:
    """A stand-in for the command writes what the real one would: Nvidia is controlled by ByteDance."""
    edge = {"predicate": "CONTROLLED_BY", "subject": "e:n", "object": "e:b", "source_spans": [{"doc_id": "d"}]}
    nodes = [{"node_id": key, "properties": {"name": name}} for key, name in (("e:n", "nvidia"), ("e:b", "bytedance"))]
    graph = {"docs": [{"doc_id": "d", "path": "a1.txt"}], "nodes": nodes, "edges": [edge]}
    command = tmp_path / "textgraph"
    command.write_text(f"#!/bin/sh\ncat > \"$4\" <<'END'\n{json.dumps(graph)}\nEND\n", "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)

    found = rivals.textgraph(articles, str(command))

    assert [(c.subject, c.relation, c.object) for c in found.claims] == [("e:b", "owns", "e:n")]
    assert total(score(articles, found)).levels["triples"].matched == 1
