"""`kg diff` from the command line: two days of one store, two stores, and wrong usage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.words import CHANGES
from kg.diff import ChangeKind
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Extraction, Polarity, Span
from kg.store import Store

HOSTILE = "Evil\x1b[31m\x07 Corp\n\u202ezarc"


def add(store: Store, key: str, published: str, text: str, polarity: Polarity) -> None:
    claim = Claim(
        article=ArticleId(key),
        subject=EntityId("evil"),
        relation="uses",
        object=EntityId("h20"),
        polarity=polarity,
        evidence=(Evidence(span=Span(0, len(text)), quote=text, rule="test"),),
    )
    entities = (
        Entity(id=EntityId("evil"), kind="Company", name=HOSTILE),
        Entity(id=EntityId("h20"), kind="Chip", name="H20"),
    )
    article = Article(id=ArticleId(key), text=text, language="en", published=published, origin=key)
    store.replace(article, Extraction(article=article.id, entities=entities, claims=(claim,)), "test-1")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder: Path = tmp_path_factory.mktemp("diff")
    paths = (folder / "old.sqlite", folder / "new.sqlite")
    for path in paths:
        with Store.open(path, create=True) as store:
            add(store, "a1", "2024-01-10", "Evil uses the H20.", Polarity.AFFIRMED)
            if path == paths[1]:
                add(store, "a2", "2024-06-20", "Evil denied that.", Polarity.DENIED)
    return str(paths[0]), str(paths[1])


def kg(*arguments: str) -> Result:
    env = {"KG_STORE": None, "COLUMNS": None, "NO_COLOR": None}
    return CliRunner().invoke(main, ["diff", *arguments], env=env, catch_exceptions=False)


def test_two_stores_and_two_days_give_the_same_change(stores: tuple[str, str]) -> None:
    old, new = stores

    for arguments in ([old, new], [old, "--store", new], ["--since", "2024-02-01", "--store", new]):
        result = kg(*arguments)
        assert "NEWLY DENIED\n" in result.stdout
        assert "asserted → asserted, denied\n    “Evil denied that.” — a2, 2024-06-20" in result.stdout
        assert result.stderr == "Changes: 1\n"


def test_equal_stores_have_no_changes(stores: tuple[str, str]) -> None:
    result = kg(stores[0], stores[0])

    assert (result.stdout, result.stderr) == ("", "Changes: 0\n")


def test_a_day_after_everything_changes_nothing(stores: tuple[str, str]) -> None:
    assert kg("--since", "2024-06-20", "--store", stores[1]).stderr == "Changes: 0\n"
    assert kg("--since", "2024-01-01", "--until", "2024-02-01", "--store", stores[1]).stderr == "Changes: 1\n"


def test_json_gives_both_sides_whole(stores: tuple[str, str]) -> None:
    record = json.loads(kg(*reversed(stores), "--json").stdout)

    assert [record[side]["articles"] for side in ("old", "new")] == [2, 1]
    (change,) = record["changes"]
    assert change["kinds"] == ["status"]
    assert [[side["status"] for side in change[when]] for when in ("before", "after")] == [
        ["asserted", "denied"],
        ["asserted"],
    ]
    assert change["before"][1]["claims"][0]["evidence"][0]["quote"] == "Evil denied that."


def test_filters_choose_changes(stores: tuple[str, str]) -> None:
    assert kg(*stores, "--kind", "new").stderr == "Changes: 0\n"
    assert kg(*stores, "--kind", "denied", "--entity", "h20", "--relation", "uses").stderr == "Changes: 1\n"
    assert "No entity is called" in kg(*stores, "--entity", "nobody").stderr


@pytest.mark.parametrize("arguments", [[], ["--until", "2024-01-01"], ["a", "b", "--since", "2024-01-01"]])
def test_either_stores_or_days_are_asked_for(arguments: list[str]) -> None:
    result = kg(*arguments)

    assert result.exit_code == 2
    assert "Give either two stores" in result.stderr


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_nothing_of_strangers_steers_the_terminal(stores: tuple[str, str], option: list[str]) -> None:
    assert not set(kg(*stores, *option).output.replace("\n", "")) & set("\x1b\x07\u202e")


def test_every_kind_has_its_heading_and_can_be_chosen() -> None:
    command = main.get_command(None, "diff")  # type: ignore[arg-type]
    assert command is not None
    (option,) = [each for each in command.params if each.name == "kinds"]

    assert list(option.type.choices) == [kind.value for kind in ChangeKind]  # type: ignore[attr-defined]
    assert len({frozenset(words) for words in CHANGES.values()}) == 1
    assert {kind.value for kind in ChangeKind} < CHANGES["en"].keys()
