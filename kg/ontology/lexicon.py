"""The names of what kg knows: entities, their aliases, demonyms and cities, read from ontology/ and checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.model import EntityId
from kg.ontology.folding import fold
from kg.ontology.locate import ontology_dir

FLAGS = frozenset({"capital", "case", "context", "epithet", "press", "unique"})
KINDS = ("Agency", "Chip", "Company", "Country", "Model", "Person", "Product", "Sanction")
_LINK_KINDS: Mapping[str, tuple[str, ...]] = {
    "Agency": ("Country",),
    "Chip": ("Company",),
    "Company": ("Company",),
    "Country": (),
    "Model": ("Company",),
    "Person": ("Agency", "Company"),
    "Product": ("Company",),
    "Sanction": ("Country",),
}
_ENTITY_HEADER = ("id", "name", "same_as", "link", "country", "family", "source", "note")
_ALIAS_HEADER = ("alias", "entity", "flags", "source")
_PLACE_HEADER = ("form", "country", "source")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QID = re.compile(r"(?:Q[1-9]\d*)?")
_SHARED = frozenset({"context", "epithet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntity:
    """A known entity; what it links to is background for telling names apart, never a claim.

    `link` is the parent of a Company, the maker of a Chip, Model or Product, the country of a Sanction or
    Agency, the employer of a Person; `country` is the seat of a Company; `same_as` is a Wikidata id.
    """

    id: EntityId
    kind: str
    name: str
    same_as: str | None = None
    link: EntityId | None = None
    country: EntityId | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface of an entity in `language` ("mul": the same in all); `flags` are among `FLAGS`.

    `case`: match letters exactly; `context`: a name only near a supporting mention; `epithet`: a definite
    description, without its article; `unique`: an epithet that needs no antecedent; `capital`: a city that
    stands for its government; `press`: named as a source of news, never an end of a claim.
    """

    text: str
    entity: EntityId
    language: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All names; `demonyms` and `cities` map, by language, a form as written to the id of its country."""

    entities: Mapping[EntityId, LexiconEntity]
    aliases: tuple[Alias, ...]
    demonyms: Mapping[str, Mapping[str, EntityId]]
    cities: Mapping[str, Mapping[str, EntityId]]


@functools.cache
def load_lexicon(root: Path | None = None) -> Lexicon:
    """Every entity and name under `root` (default: the ontology folder), aliases by language, class, entity.

    Raises:
        OntologyError: a table has a wrong header, column, id, flag or order, or names something twice.
    """
    folder = ontology_dir() if root is None else root
    entities = _entities(folder / "entities")
    languages = sorted(path for path in (folder / "lexicons").iterdir() if path.is_dir())
    return Lexicon(
        entities=entities,
        aliases=tuple(alias for path in languages for kind in KINDS for alias in _aliases(path, kind, entities)),
        demonyms={path.name: _places(path / "demonyms.tsv", entities) for path in languages},
        cities={path.name: _places(path / "cities.tsv", entities) for path in languages},
    )


def _rows(path: Path, header: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """The place (file:line) and the cells of each row below the header; comments are skipped."""
    if not path.is_file():
        return
    prefix = f"{'/'.join(path.parts[-3:])}:"
    expected = len(header)
    headed = False
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != expected:
            raise OntologyError(f"{prefix}{number}: {len(cells)} columns; expected {expected}: {', '.join(header)}")
        if headed:
            yield f"{prefix}{number}", cells
        elif tuple(cells) != header:
            raise OntologyError(f"{prefix}{number}: header is {cells}; expected {list(header)}")
        headed = True


def _entities(folder: Path) -> dict[EntityId, LexiconEntity]:
    entities: dict[EntityId, LexiconEntity] = {}
    places: dict[EntityId, str] = {}
    for kind in KINDS:
        last: tuple[str, ...] = ()
        for place, cells in _rows(folder / f"{kind}.tsv", _ENTITY_HEADER):
            entity = _entity(kind, cells, place)
            if entity.id in entities:
                raise OntologyError(f"{place}: id '{entity.id}' is taken by {places[entity.id]}. Choose another.")
            _check_order(place, last, (entity.id,))
            entities[entity.id], places[entity.id], last = entity, place, (entity.id,)
    for entity in entities.values():
        _check_links(entity, entities, places[entity.id])
    return entities


def _entity(kind: str, cells: list[str], place: str) -> LexiconEntity:
    identifier, name, same_as, link, country, family, *_ = cells
    if not _ID.fullmatch(identifier):
        raise OntologyError(f"{place}: id '{identifier}' is no slug; use a-z, 0-9 and single hyphens.")
    if not name:
        raise OntologyError(f"{place}: '{identifier}' has no name.")
    if not _QID.fullmatch(same_as):
        raise OntologyError(f"{place}: same_as is '{same_as}'; expected a Wikidata id such as Q42, or nothing.")
    return LexiconEntity(
        id=EntityId(identifier),
        kind=kind,
        name=name,
        same_as=same_as or None,
        link=EntityId(link) if link else None,
        country=EntityId(country) if country else None,
        family=family or None,
    )


def _check_links(entity: LexiconEntity, entities: Mapping[EntityId, LexiconEntity], place: str) -> None:
    for column, target, kinds in (
        ("link", entity.link, _LINK_KINDS[entity.kind]),
        ("country", entity.country, ("Country",)),
    ):
        if target is None:
            continue
        if target not in entities:
            raise OntologyError(f"{place}: {column} '{target}' is no id under entities/.")
        if entities[target].kind not in kinds:
            allowed = " or ".join(kinds) or "nothing"
            raise OntologyError(f"{place}: {column} '{target}' is a {entities[target].kind}; expected {allowed}.")


def _aliases(folder: Path, kind: str, entities: Mapping[EntityId, LexiconEntity]) -> Iterator[Alias]:
    language = folder.name
    last: tuple[str, ...] = ()
    seen: dict[str, Alias] = {}
    for place, (text, target, names, _) in _rows(folder / f"{kind}.tsv", _ALIAS_HEADER):
        entity = entities.get(EntityId(target))
        if entity is None or entity.kind != kind:
            raise OntologyError(f"{place}: '{target}' is no id of entities/{kind}.tsv.")
        _check_order(place, last, (target, text))
        last = (target, text)
        alias = Alias(text, entity.id, language, _flags(names, place))
        _check_unique(place, alias, seen)
        yield alias


@functools.cache
def _flag_set(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _flags(names: str, place: str) -> frozenset[str]:
    flags = _flag_set(names)
    if flags - FLAGS:
        raise OntologyError(f"{place}: unknown flag {sorted(flags - FLAGS)}; known: {', '.join(sorted(FLAGS))}.")
    if "unique" in flags and "epithet" not in flags:
        raise OntologyError(f"{place}: 'unique' belongs to an epithet; add the flag 'epithet'.")
    return flags


def _check_unique(place: str, alias: Alias, seen: dict[str, Alias]) -> None:
    """Names of one class and language name one entity, unless both wait for context or an antecedent."""
    if not alias.text or alias.text != alias.text.strip():
        raise OntologyError(f"{place}: alias '{alias.text}' is empty or has blanks around it.")
    key = alias.text if "case" in alias.flags else fold(alias.text)
    other = seen.setdefault(key, alias)
    if other is alias:
        return
    if other.entity == alias.entity:
        raise OntologyError(f"{place}: '{alias.text}' stands here twice for '{alias.entity}'. Remove one.")
    if not (alias.flags & _SHARED and other.flags & _SHARED):
        raise OntologyError(f"{place}: '{alias.text}' names both '{other.entity}' and '{alias.entity}'. Flag both.")


def _places(path: Path, entities: Mapping[EntityId, LexiconEntity]) -> dict[str, EntityId]:
    places: dict[str, EntityId] = {}
    last: tuple[str, ...] = ()
    for place, (form, target, _) in _rows(path, _PLACE_HEADER):
        country = entities.get(EntityId(target))
        if country is None or country.kind != "Country":
            raise OntologyError(f"{place}: '{target}' is no id of entities/Country.tsv.")
        if form in places:
            raise OntologyError(f"{place}: '{form}' stands here twice.")
        _check_order(place, last, (target, form))
        places[form], last = country.id, (target, form)
    return places


def _check_order(place: str, last: tuple[str, ...], key: tuple[str, ...]) -> None:
    if key < last:
        raise OntologyError(f"{place}: '{', '.join(key)}' stands after '{', '.join(last)}'. Sort by id, then by name.")
