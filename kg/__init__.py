"""kg turns news about AI chips, companies and sanctions into a graph whose every edge cites its sentence."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.articles import read_articles
    from kg.brief import build_dossier, find_claims
    from kg.conflicts import find_conflicts
    from kg.diff import State, find_changes
    from kg.engines.rules import RulesEngine
    from kg.errors import KgError
    from kg.graph import KnowledgeGraph
    from kg.impact import Standing, find_impact, find_single_points
    from kg.library import KnowledgeBase, open
    from kg.model import Article, Claim, Entity, Evidence, Extraction, Status
    from kg.ontology.vocabulary import load_vocabulary
    from kg.paths import find_paths, resolve_name
    from kg.pipeline import build
    from kg.rdf.sparql import query
    from kg.rdf.write import write_rdf
    from kg.store import Store
    from kg.store.statistics import read_statistics
    from kg.verify import verify

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Evidence",
    "Extraction",
    "KgError",
    "KnowledgeBase",
    "KnowledgeGraph",
    "RulesEngine",
    "Standing",
    "State",
    "Status",
    "Store",
    "build",
    "build_dossier",
    "find_changes",
    "find_claims",
    "find_conflicts",
    "find_impact",
    "find_paths",
    "find_single_points",
    "load_vocabulary",
    "open",
    "query",
    "read_articles",
    "read_statistics",
    "resolve_name",
    "verify",
    "write_rdf",
]

_HOMES = {
    "Article": "kg.model",
    "Claim": "kg.model",
    "Entity": "kg.model",
    "Evidence": "kg.model",
    "Extraction": "kg.model",
    "KgError": "kg.errors",
    "KnowledgeBase": "kg.library",
    "KnowledgeGraph": "kg.graph",
    "RulesEngine": "kg.engines.rules",
    "Standing": "kg.impact",
    "State": "kg.diff",
    "Status": "kg.model",
    "Store": "kg.store",
    "build": "kg.pipeline",
    "build_dossier": "kg.brief",
    "find_changes": "kg.diff",
    "find_claims": "kg.brief",
    "find_conflicts": "kg.conflicts",
    "find_impact": "kg.impact",
    "find_paths": "kg.paths",
    "find_single_points": "kg.impact",
    "load_vocabulary": "kg.ontology.vocabulary",
    "open": "kg.library",
    "query": "kg.rdf.sparql",
    "read_articles": "kg.articles",
    "read_statistics": "kg.store.statistics",
    "resolve_name": "kg.paths",
    "verify": "kg.verify",
    "write_rdf": "kg.rdf.write",
}


def __getattr__(name: str) -> object:
    """Public names load at their first use, so that `import kg` and the command line start at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
