"""The whole graph on one sheet: the best linked entities by name, the rest folded into groups, lines added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import Edge, Graph
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.pages.choice import neighbours_of

MOST_NODES = 150
# Share of the places that entities get under their own name; groups share what is left.
_NAMED = 0.7
_LINES_PER_NODE = 4
# Share of the lines that each status but "asserted" may claim, so that no denial drowns in what is repeated daily.
_UNSURE = 0.1
_MOST_CLAIMS = 400
_AT_HOME = ("basedIn", "partOf", "worksFor")

LineKey = tuple[EntityId, str, EntityId, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities of one class that share a home or a maker (`of`, or None), the best linked first."""

    id: EntityId
    kind: str
    of: EntityId | None
    members: tuple[EntityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All claims of one relation and status between two nodes: how many there are, and some of them."""

    source: EntityId
    relation: str
    target: EntityId
    status: Status
    total: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A graph folded to few nodes; `total` entities and `all_lines` lines stand behind what is shown."""

    named: tuple[EntityId, ...]
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    all_lines: int
    total: int

    @property
    def is_sampled(self) -> bool:
        """True where some line carries fewer claims than it stands for."""
        return any(len(line.claims) < line.total for line in self.lines)

    @property
    def place(self) -> dict[EntityId, EntityId]:
        """For each entity the node it stands in: itself or its group."""
        folded = {member: group.id for group in self.groups for member in group.members}
        return {name: name for name in self.named} | folded


def fold_graph(graph: Graph, vocabulary: Vocabulary, limit: int) -> Overview:
    """The graph as at most `limit` nodes (150 at most, one a class at least); same graph, same nodes.

    Entities are ranked by their number of neighbours.
    """
    ranked = _ranked(graph)
    named, groups = _fold(graph, vocabulary, ranked, max(2, min(limit, MOST_NODES)))
    bare = Overview(named=named, groups=groups, lines=(), all_lines=0, total=len(ranked))
    totals, best = _lines(graph, ranked, bare.place)
    strongest = _strongest(totals, _LINES_PER_NODE * (len(named) + len(groups)))
    whole = sum(totals[key] for key in strongest) <= _MOST_CLAIMS
    lines = [_line(graph, key, totals[key], best[key], whole=whole) for key in sorted(strongest)]
    return Overview(named=named, groups=groups, lines=tuple(lines), all_lines=len(totals), total=len(ranked))


def thin_graph(graph: Graph, shown: Sequence[EntityId], total: int) -> Overview:
    """These entities as they are, joined by their strongest lines; each line cites its best claim."""
    place = {entity: entity for entity in shown}
    totals, edges = _lines(graph, shown, place)
    strongest = sorted(_strongest(totals, _LINES_PER_NODE * len(shown)))
    lines = tuple(_line(graph, key, totals[key], edges[key], whole=False) for key in strongest)
    return Overview(named=tuple(shown), groups=(), lines=lines, all_lines=len(totals), total=total)


def _ranked(graph: Graph) -> list[EntityId]:
    degree = {entity: len(neighbours_of(graph, entity)) for entity in graph.entities}
    return sorted((entity for entity in degree if degree[entity]), key=lambda entity: (-degree[entity], entity))


def _fold(
    graph: Graph, vocabulary: Vocabulary, ranked: Sequence[EntityId], limit: int
) -> tuple[tuple[EntityId, ...], tuple[Group, ...]]:
    if len(ranked) <= limit:
        return tuple(ranked), ()
    kinds = {graph.entities[entity].kind for entity in ranked}
    room = max(0, int(limit * (1 - _NAMED)) - len(kinds))
    named = list(ranked[: max(0, limit - room - len(kinds))])
    homes = {entity: _home(graph, vocabulary, entity) for entity in ranked[len(named) :]}
    groups = _groups(graph, homes, room)
    alone = [group.members[0] for group in groups if len(group.members) == 1]
    return (*named, *alone), tuple(group for group in groups if len(group.members) > 1)


def _groups(graph: Graph, homes: Mapping[EntityId, EntityId | None], room: int) -> list[Group]:
    """The `room` largest groups by class and home; the others are joined by class."""
    found: dict[tuple[str, EntityId | None], list[EntityId]] = defaultdict(list)
    for entity, home in homes.items():
        found[graph.entities[entity].kind, home].append(entity)
    with_home = [key for key, members in found.items() if key[1] is not None and len(members) > 1]
    kept = set(sorted(with_home, key=lambda key: (-len(found[key]), key[0], key[1] or ""))[:room])
    joined: dict[tuple[str, EntityId | None], list[EntityId]] = defaultdict(list)
    for entity, home in homes.items():
        kind = graph.entities[entity].kind
        joined[(kind, home) if (kind, home) in kept else (kind, None)].append(entity)
    return [
        Group(id=EntityId(f"*{kind}/{home or ''}"), kind=kind, of=home, members=tuple(members))
        for (kind, home), members in sorted(joined.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    ]


def _home(graph: Graph, vocabulary: Vocabulary, entity: EntityId) -> EntityId | None:
    """Where a company sits, who makes a good, whom a person works for: the first that an asserted claim names."""
    owner = graph.entities[entity].owner
    if owner is not None and owner in graph.entities:
        return owner
    makers = (edge for edge in graph.edges_to(entity) if _makes(vocabulary, edge.relation))
    seats = (edge for edge in graph.edges_from(entity) if edge.relation in _AT_HOME)
    found = Counter({edge.subject: edge.count(Status.ASSERTED) for edge in makers})
    found.update({edge.object: edge.count(Status.ASSERTED) for edge in seats})
    best = sorted((name for name in found if found[name] and name != entity), key=lambda name: (-found[name], name))
    return best[0] if best else None


def _makes(vocabulary: Vocabulary, relation: str) -> bool:
    known = vocabulary.relations.get(relation)
    return known is not None and known.depends < 0


def _lines(
    graph: Graph, ranked: Iterable[EntityId], place: Mapping[EntityId, EntityId]
) -> tuple[Counter[LineKey], dict[LineKey, list[Edge]]]:
    totals: Counter[LineKey] = Counter()
    edges: dict[LineKey, list[Edge]] = defaultdict(list)
    for entity in ranked:
        for edge in graph.edges_from(entity):
            for key, count in _parts(edge, place):
                totals[key] += count
                edges[key].append(edge)
    return totals, edges


def _parts(edge: Edge, place: Mapping[EntityId, EntityId]) -> Iterator[tuple[LineKey, int]]:
    source, target = place.get(edge.subject), place.get(edge.object)
    if source is not None and target is not None and source != target:
        for status in Status:
            if edge.count(status):
                yield (source, edge.relation, target, status), edge.count(status)


def _strongest(totals: Mapping[LineKey, int], most: int) -> list[LineKey]:
    """The lines with the most claims: the best of each node, some of each status not asserted, then any."""
    ranked = sorted(totals, key=lambda key: (-totals[key], key))
    if len(ranked) <= most:
        return ranked
    best: dict[EntityId, LineKey] = {}
    for key in ranked:
        best.setdefault(key[0], key)
        best.setdefault(key[2], key)
    unsure = [[key for key in ranked if key[3] is status] for status in Status if status is not Status.ASSERTED]
    some = [key for keys in unsure for key in keys[: int(most * _UNSURE)]]
    return list(dict.fromkeys([*best.values(), *some, *ranked]))[:most]


def _line(graph: Graph, key: LineKey, total: int, edges: Sequence[Edge], *, whole: bool) -> Line:
    source, relation, target, status = key
    strongest = sorted(edges, key=lambda edge: (-(edge.confidence(status) or 0), edge.subject, edge.object))
    claims: list[Claim] = []
    for edge in strongest if whole else strongest[:1]:
        between = graph.claims_between(edge.subject, edge.object)
        claims += [claim for claim in between if claim.relation == relation and claim.status is status]
    claims.sort(key=lambda claim: (-claim.confidence, claim.id))
    kept = tuple(claims if whole else claims[:1])
    return Line(source=source, relation=relation, target=target, status=status, total=total, claims=kept)
