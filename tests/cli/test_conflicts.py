"""`kg conflicts`, and what a dossier says of conflicts, on two articles that contradict each other."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.brief import build_dossier
from kg.cli import main
from kg.cli.words import CONFLICTS, DOSSIER
from kg.conflicts import ConflictKind, find_conflicts
from kg.diff import State, find_changes
from kg.model import (
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Extraction,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
)
from kg.ontology.vocabulary import load_vocabulary
from kg.store import Store

HOSTILE = "Evil\x1b[31m\x07 Corp\n\u202ezarc"
TEXTS = {"old": "Evil uses the H20. It ordered 900 of them.", "new": "Evil never used the H20. It ordered 30 of them."}


def article(key: str, published: str) -> tuple[Article, Extraction]:
    first, second = TEXTS[key].split(". ")
    number = float(second.split()[2])
    many = Quantity(operator="=", minimum=number, maximum=number, unit=f"{HOSTILE}", text=f"{number:g} of them")

    def claim(relation: str, quote: str, **changes: object) -> Claim:
        start = TEXTS[key].index(quote)
        return Claim(
            article=ArticleId(key),
            subject=EntityId("evil"),
            relation=relation,
            object=EntityId("h20"),
            evidence=(Evidence(span=Span(start, start + len(quote)), quote=quote, rule="test"),),
            **changes,  # type: ignore[arg-type]
        )

    claims = (
        claim("uses", first, polarity=Polarity.DENIED if "never" in first else Polarity.AFFIRMED),
        claim("orders", second, qualifiers=Qualifiers(quantity=many)),
    )
    entities = (
        Entity(id=EntityId("evil"), kind="Company", name=HOSTILE),
        Entity(id=EntityId("h20"), kind="Chip", name="H20"),
    )
    made = Article(
        id=ArticleId(key), text=TEXTS[key], language="en", published=published, outlet=f"Wire {key}", origin=key
    )
    return made, Extraction(article=made.id, entities=entities, claims=claims)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conflicts") / "kg.sqlite"
    with Store.open(path, create=True) as opened:
        for key, published in (("old", "2024-01-10"), ("new", "2024-06-20")):
            opened.replace(*article(key, published), "test-1")
    return path


def kg(store: Path, *arguments: str) -> Result:
    env = {"KG_STORE": str(store), "COLUMNS": None, "NO_COLOR": None}
    return CliRunner().invoke(main, list(arguments), env=env, catch_exceptions=False)


def test_each_side_is_shown_with_its_quotes_and_the_newer_one_is_named(store: Path) -> None:
    shown = kg(store, "conflicts")

    assert shown.stderr == "Conflicts: 2\n"
    first, second, _ = shown.stdout.split("\n\n")
    assert "Some assert it, others deny it. Newer: denied (2024-06-20)." in first
    assert "denied — 1 source\n     “Evil never used the H20” — new, Wire new, 2024-06-20" in first
    assert "30 of them [asserted] — 1 source" in second
    assert "900 of them [asserted] — 1 source" in second


def test_json_gives_both_sides_whole(store: Path) -> None:
    denial, quantity = json.loads(kg(store, "conflicts", "--json", "--lang", "pt").stdout)

    assert (denial["kind"], denial["newer"], denial["why"]) == ("denial", 1, "Uns afirmam, outros negam.")
    assert [side["status"] for side in denial["sides"]] == ["asserted", "denied"]
    assert [side["claims"][0]["article"] for side in quantity["sides"]] == ["new", "old"]
    assert all(side["claims"][0]["evidence"][0]["quote"] for side in quantity["sides"])


def test_filters_choose_conflicts(store: Path) -> None:
    assert kg(store, "conflicts", "--kind", "quantity").stderr == "Conflicts: 1\n"
    assert kg(store, "conflicts", "--relation", "uses", "--entity", "h20").stderr == "Conflicts: 1\n"
    assert kg(store, "conflicts", "--until", "2024-03-01").stderr == "Conflicts: 0\n"
    assert kg(store, "conflicts", "--since", "2024-07-01").stderr == "Conflicts: 0\n"
    assert kg(store, "conflicts", "--source", "wire new").stderr == "Conflicts: 2\n"


def test_a_dossier_marks_disputed_facts_and_lists_the_conflicts(store: Path) -> None:
    shown = kg(store, "show", "H20", "--lang", "es").stdout

    assert "1 fuente; en disputa: véase el conflicto 1" in shown
    assert "CONFLICTOS ABIERTOS\n  1. Afirmado y desmentido: " in shown
    assert "— [2]" in shown


def test_a_dossier_shows_every_quote_when_asked(store: Path) -> None:
    def facts(*options: str) -> str:
        return kg(store, "show", "H20", *options).stdout.partition("DENIED")[0]

    assert facts().count("ordered") == 1
    assert facts("--all-quotes").count("ordered") == 2


@pytest.mark.parametrize("words", [CONFLICTS, DOSSIER], ids=["conflicts", "dossier"])
def test_every_word_is_there_in_every_language(words: dict[str, dict[str, str]]) -> None:
    assert set(words) == {"en", "pt", "es"}
    assert len({frozenset(known) for known in words.values()}) == 1


def test_every_kind_can_be_chosen_and_is_explained() -> None:
    command = main.get_command(None, "conflicts")  # type: ignore[arg-type]
    assert command is not None
    (option,) = [each for each in command.params if each.name == "kinds"]

    assert list(option.type.choices) == [kind.value for kind in ConflictKind]  # type: ignore[attr-defined]
    assert all({kind, f"{kind}_why"} <= CONFLICTS["en"].keys() for kind in ConflictKind)


def test_a_dossier_keeps_to_its_limit_and_says_what_it_leaves_out(store: Path) -> None:
    shown, whole = kg(store, "show", "H20", "--limit", "1").stdout, kg(store, "show", "H20", "--limit", "0").stdout

    assert "2. " not in shown
    assert "… and 1 more: see --limit." in shown
    assert "2. " in whole
    assert "more" not in whole


@pytest.mark.parametrize(
    "arguments", [["conflicts"], ["show", "H20"], ["conflicts", "--json"], ["show", "H20", "--json"]]
)
def test_nothing_of_strangers_steers_the_terminal(store: Path, arguments: list[str]) -> None:
    shown = kg(store, *arguments).output.replace("\n", "")

    assert not set(shown) & set("\x1b\x07\u202e")


def test_answers_are_the_same_from_memory_and_from_the_store(store: Path) -> None:
    vocabulary = load_vocabulary()
    with Store.open(store, read_only=True) as opened:
        graph = opened.graph()
        with opened.view() as view:
            assert find_conflicts(view, vocabulary) == find_conflicts(graph, vocabulary)
            for entity in graph.entities:
                assert build_dossier(view, vocabulary, entity) == build_dossier(graph, vocabulary, entity)
            days = [State(graph=each, until=date(2024, 3, 1)) for each in (view, graph)]
            states = [State(graph=each) for each in (view, graph)]
            changes = [list(find_changes(*pair, vocabulary)) for pair in zip(days, states, strict=True)]
            assert changes[0] == changes[1]
            assert list(find_changes(*states, vocabulary)) == []
