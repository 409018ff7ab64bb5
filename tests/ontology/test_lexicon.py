"""The names that ship with kg, and what the loader says about a faulty line."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.model import EntityId
from kg.ontology.folding import fold
from kg.ontology.lexicon import FLAGS, KINDS, Lexicon, load_lexicon
from kg.ontology.locate import ontology_dir


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def surfaces(lexicon: Lexicon) -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    """For each (surface, class): the entities it may name, with the flags of the alias."""
    found: dict[tuple[str, str], dict[str, frozenset[str]]] = defaultdict(dict)
    for alias in lexicon.aliases:
        kind = lexicon.entities[alias.entity].kind
        found[alias.text, kind][alias.entity] = alias.flags
    return found


def entities_called(lexicon: Lexicon, text: str, language: str) -> set[str]:
    return {a.entity for a in lexicon.aliases if fold(a.text) == fold(text) and a.language in ("mul", language)}


def test_every_entity_can_be_found_by_its_name(lexicon: Lexicon) -> None:
    named = {(alias.entity, fold(alias.text)) for alias in lexicon.aliases}
    missing = [e.id for e in lexicon.entities.values() if (e.id, fold(e.name)) not in named]

    assert missing == []


def test_there_are_names_of_every_class_and_enough_of_them(lexicon: Lexicon) -> None:
    counts = Counter(entity.kind for entity in lexicon.entities.values())

    assert set(counts) == set(KINDS)
    assert len(lexicon.aliases) > 3000
    assert min(counts.values()) > 50


def test_no_surface_holds_what_text_never_holds(lexicon: Lexicon) -> None:
    forms = [form for places in (lexicon.demonyms, lexicon.cities) for table in places.values() for form in table]
    faulty = [
        text for text in [*(a.text for a in lexicon.aliases), *forms] if re.search(r"[\t\n|;~!]|  |^\s|\s$", text)
    ]

    assert faulty == []


def test_epithets_stand_without_their_article(lexicon: Lexicon) -> None:
    articles = re.compile(r"(?:the|a|o|as|os|la|el|los|las)\s", re.IGNORECASE)
    faulty = [a.text for a in lexicon.aliases if "epithet" in a.flags and articles.match(a.text)]

    assert faulty == []


def test_flags_are_few_and_all_in_use(lexicon: Lexicon) -> None:
    assert {flag for alias in lexicon.aliases for flag in alias.flags} == FLAGS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[(name, "Company") for name in ("Meta", "Intel", "Arm", "Oracle", "Apple", "Cadence", "Manus")],
        *[
            (name, "Model")
            for name in ("Step", "Spark", "Yi", "Wan", "Sora", "Llama", "Gemini", "Claude", "Kimi", "Grok")
        ],
        *[(name, "Model") for name in ("K2", "R1", "V3")],
        *[
            (name, "Chip")
            for name in ("H20", "A100", "B20", "B30", "L2", "L20", "M100", "S60", "C500", "910B", "910C", "D1")
        ],
        ("Copilot", "Product"),
        ("BIS", "Agency"),
        ("US", "Country"),
        ("lista negra", "Sanction"),
        ("lista de entidades", "Sanction"),
    ],
)
def test_ambiguous_surfaces_are_flagged(
    surfaces: dict[tuple[str, str], dict[str, frozenset[str]]], text: str, kind: str
) -> None:
    assert surfaces[text, kind]
    assert all(flags & {"case", "context"} for flags in surfaces[text, kind].values())


@pytest.mark.parametrize(
    ("text", "language", "entity"),
    [
        ("dona do TikTok", "pt", "bytedance"),
        ("TikTok owner", "en", "bytedance"),
        ("matriz de TikTok", "es", "bytedance"),
        ("字节跳动", "zh", "bytedance"),
        ("maior fabricante de chips da China", "pt", "smic"),
        ("Ascend910B", "en", "ascend-910b"),
        ("Ascend-910C", "pt", "ascend-910c"),
        ("RTX 4090D", "en", "rtx-4090d"),
        ("HBM2e", "en", "hbm2e"),
        ("EE. UU.", "es", "united-states"),
        ("governo norte-americano", "pt", "united-states"),
        ("Pequim", "pt", "china"),
        ("Haia", "pt", "netherlands"),
        ("Vietname", "pt", "vietnam"),
        ("Gabinete da Indústria e Segurança", "pt", "bis"),
        ("Comissão Europeia", "pt", "european-commission"),
        ("regra dos 50%", "pt", "us-affiliates-rule"),
        ("Casa Branca", "pt", "white-house"),
        ("Jensen Huang", "es", "jensen-huang"),
    ],
)
def test_names_in_news_lead_to_one_entity(lexicon: Lexicon, text: str, language: str, entity: str) -> None:
    assert entities_called(lexicon, text, language) == {entity}


def test_neighbouring_chip_codes_are_different_chips(lexicon: Lexicon) -> None:
    codes = ["Ascend 910", "Ascend 910B", "Ascend 910C", "H100", "H200", "MI300", "MI308", "RTX 4090", "RTX 4090D"]
    found = [entities_called(lexicon, code, "en") for code in codes]

    assert all(len(entities) == 1 for entities in found)
    assert len(set().union(*found)) == len(codes)


def test_words_of_portuguese_and_spanish_prose_are_no_plain_names(lexicon: Lexicon) -> None:
    words = [
        "irá",
        "irão",
        "meta",
        "intel",
        "quanta",
        "seres",
        "denso",
        "tuya",
        "gana",
        "positivo",
        "vale",
        "claro",
        "publico",
        "oi",
        "nos",
        "vera",
        "titan",
        "nova",
    ]
    plain = {fold(a.text): a.entity for a in lexicon.aliases if not a.flags & {"case", "context"}}

    assert {word: plain[fold(word)] for word in words if fold(word) in plain} == {}


@pytest.mark.parametrize(
    ("language", "form", "country"),
    [
        ("pt", "chinesas", "china"),
        ("pt", "norte-americana", "united-states"),
        ("pt", "estadunidenses", "united-states"),
        ("pt", "neerlandesa", "netherlands"),
        ("pt", "alemães", "germany"),
        ("pt", "europeias", "european-union"),
        ("pt", "espanhóis", "spain"),
        ("es", "surcoreana", "south-korea"),
        ("es", "alemanas", "germany"),
        ("es", "israelíes", "israel"),
        ("en", "Dutch", "netherlands"),
        ("en", "South Korean", "south-korea"),
        ("en", "Brazilians", "brazil"),
    ],
)
def test_demonyms_come_in_all_their_forms(lexicon: Lexicon, language: str, form: str, country: str) -> None:
    assert lexicon.demonyms[language][form] == country


def test_every_large_language_has_demonyms_and_cities_of_the_trade(lexicon: Lexicon) -> None:
    for language in ("en", "pt", "es"):
        assert len(lexicon.demonyms[language]) > 300
        assert lexicon.cities[language]["Shenzhen"] == lexicon.cities[language]["Hangzhou"] == "china"


def test_makers_and_seats_are_known(lexicon: Lexicon) -> None:
    entities = lexicon.entities
    makerless = [e.id for e in entities.values() if e.kind == "Chip" and e.link is None and e.family is None]

    assert makerless == []
    assert [e.id for e in entities.values() if e.kind == "Company" and e.country is None] == []
    assert entities[EntityId("hisilicon")].link == "huawei"
    assert entities[EntityId("ascend-910b")].family == "ascend"


def test_wikidata_ids_are_not_shared(lexicon: Lexicon) -> None:
    counts = Counter(entity.same_as for entity in lexicon.entities.values() if entity.same_as)

    assert [qid for qid, count in counts.items() if count > 1] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped names, to be spoiled."""
    for part in ("entities", "lexicons"):
        shutil.copytree(ontology_dir() / part, tmp_path / part)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "line", "message"),
    [
        ("entities/Company.tsv", "zzz\tZzz", r"entities/Company.tsv:\d+: 2 columns; expected 8"),
        ("entities/Company.tsv", "zz z\tZ\t\t\t\t\tgeneral\t", "no slug"),
        ("entities/Company.tsv", "zzz\t\t\t\t\t\tgeneral\t", "has no name"),
        ("entities/Company.tsv", "zzz\tZ\t12\t\t\t\tgeneral\t", "expected a Wikidata id"),
        ("entities/Company.tsv", "zzz\tZ\t\tnobody\t\t\tgeneral\t", "link 'nobody' is no id"),
        ("entities/Company.tsv", "zzz\tZ\t\tchina\t\t\tgeneral\t", "link 'china' is a Country; expected Company"),
        ("entities/Company.tsv", "zzz\tZ\t\t\tnvidia\t\tgeneral\t", "country 'nvidia' is a Company"),
        ("entities/Company.tsv", "aaa\tZ\t\t\t\t\tgeneral\t", "Sort by id"),
        ("entities/Sanction.tsv", "zimbabwe\tZ\t\t\t\t\tgeneral\t", "id 'zimbabwe' is taken by .*Country.tsv"),
        ("lexicons/pt/Company.tsv", "Zzz\tzzz\t\tgeneral", "'zzz' is no id of entities/Company.tsv"),
        ("lexicons/pt/Company.tsv", "Zzz\tchina\t\tgeneral", "'china' is no id of entities/Company.tsv"),
        ("lexicons/mul/Company.tsv", "Zzz\tzte\tloud\tgeneral", r"unknown flag \['loud'\]; known: capital"),
        ("lexicons/mul/Company.tsv", "Zzz\tzte\tunique\tgeneral", "add the flag 'epithet'"),
        ("lexicons/mul/Company.tsv", " ZTE\tzte\t\tgeneral", "Sort by id|blanks around"),
        ("lexicons/mul/Company.tsv", "zte corp\tzte\t\tgeneral", "stands here twice for 'zte'"),
        ("lexicons/mul/Company.tsv", "nvidia\tzte\t\tgeneral", "names both 'nvidia' and 'zte'"),
        ("lexicons/pt/demonyms.tsv", "zzz\tnvidia\tgeneral", "'nvidia' is no id of entities/Country.tsv"),
        ("lexicons/pt/cities.tsv", "Recife\tzimbabwe\tgeneral", "'Recife' stands here twice"),
    ],
)
def test_a_faulty_line_is_named_with_its_file_and_number(folder: Path, path: str, line: str, message: str) -> None:
    table = folder / path
    table.write_text(table.read_text("utf-8") + line + "\n", "utf-8")

    with pytest.raises(OntologyError, match=message) as error:
        load_lexicon(folder)
    assert re.match(rf"\S*{re.escape(path)}:\d+: ", str(error.value))


def test_a_wrong_header_is_named(folder: Path) -> None:
    table = folder / "lexicons" / "pt" / "Company.tsv"
    table.write_text("entity\talias\tflags\tsource\n", "utf-8")

    with pytest.raises(OntologyError, match=r"lexicons/pt/Company.tsv:1: header"):
        load_lexicon(folder)


def test_comments_and_empty_lines_are_skipped(folder: Path) -> None:
    table = folder / "lexicons" / "pt" / "Company.tsv"
    table.write_text("# names\n\n" + table.read_text("utf-8"), "utf-8")

    assert load_lexicon(folder).aliases == load_lexicon().aliases
