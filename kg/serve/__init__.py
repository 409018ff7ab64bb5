"""The store over HTTP: pages, RDF of every entity, full-text search, feeds and a SPARQL endpoint; only read."""

from kg.serve.app import create_app
from kg.serve.running import serve
from kg.serve.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
