"""From input files to the store: reads, skips what is known, extracts, commits article by article."""

from kg.pipeline.building import Progress, build
from kg.pipeline.report import BuildReport, BuildRow, Outcome

__all__ = ["BuildReport", "BuildRow", "Outcome", "Progress", "build"]
