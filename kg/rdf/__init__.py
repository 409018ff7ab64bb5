"""The graph as RDF 1.1: written in five syntaxes, asked with SPARQL, checked with SHACL."""

from kg.rdf.results import SparqlResult
from kg.rdf.shapes import to_rdflib, validate
from kg.rdf.sparql import query
from kg.rdf.write import rdf_bytes, write_rdf

__all__ = ["SparqlResult", "query", "rdf_bytes", "to_rdflib", "validate", "write_rdf"]
