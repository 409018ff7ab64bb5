"""Dependency paths between two entities, each hop told through the claims that carry it."""

from __future__ import annotations

from kg.paths.finding import PathOptions, find_paths
from kg.paths.limits import Weight
from kg.paths.names import resolve_name
from kg.paths.ranking import best_first
from kg.paths.route import Hop, Path, Paths

__all__ = ["Hop", "Path", "PathOptions", "Paths", "Weight", "best_first", "find_paths", "resolve_name"]
