"""The graph in the formats of other programs; each file has `write(graph, stream)`. RDF lives in `kg.rdf`.

A claim that is not asserted keeps its status in every format, under a name or a weight that no count of plain
edges takes for a fact.
"""
