"""The 25 saved questions: each has its answer in a made-up world, and no denial becomes one."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.errors import OntologyError, QueryError, UnknownEntity
from kg.paths import resolve_name
from kg.rdf import saved
from kg.rdf.guard import bare_words, check_query
from kg.rdf.namespaces import Names
from kg.rdf.saved import SavedQuery, bind, saved_queries, saved_query
from kg.rdf.session import Session
from kg.rdf.sparql import open_session

_spec = importlib.util.spec_from_file_location("newsroom", Path(__file__).with_name("newsroom.py"))
assert _spec is not None and _spec.loader is not None
newsroom = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(newsroom)

ANSWERS = Path(__file__).with_name("saved_answers.txt")
ASKED = [question for question in saved_queries() if question.text]
TELL_DENIALS = {"denials", "contradictions"}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_session(newsroom.newsroom_graph()) as session:
        yield session


def answer(session: Session, question: SavedQuery, **settings: str) -> list[list[str]]:
    graph = newsroom.newsroom_graph()
    bindings = bind(question, settings, lambda name: resolve_name(graph, name), Names())
    result = session.query(question.text, bindings=bindings)
    return [[_short(row.get(name)) for name in result.variables] for row in result.rows]


def _short(term: dict[str, str] | None) -> str:
    if term is None:
        return "-"
    return re.split("[/#]", term["value"])[-1] if term["type"] == "uri" else term["value"]


def expected_answers() -> dict[str, tuple[dict[str, str], list[str]]]:
    blocks = ANSWERS.read_text("utf-8").split("## ")[1:]
    heads = [(block.splitlines()[0].split(), block.splitlines()[2:]) for block in blocks]
    return {head[0]: (dict(pair.split("=") for pair in head[1:]), [*filter(None, rows)]) for head, rows in heads}


def test_there_is_one_saved_query_for_each_competency_question():
    assert [question.number for question in saved_queries()] == list(range(1, 26))


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.name)
def test_a_saved_question_finds_its_answer(session, question):
    settings, rows = expected_answers()[question.name]

    assert rows
    assert sorted(" | ".join(row) for row in answer(session, question, **settings)) == sorted(rows)


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.name)
def test_what_is_only_denied_is_never_told_as_a_fact(session, question):
    """Every line that names a trap says in the same line that it is denied."""
    required = {"since": "2024-01-01", "of": "b1", "company": "acme"}
    settings = {p.name: required[p.name] for p in question.parameters if p.default == saved.REQUIRED}

    rows = answer(session, question, **settings)

    told = [row for row in rows if any(cell.startswith("trap") for cell in row)]
    assert rows
    assert [row for row in told if "denied" not in row and question.name not in TELL_DENIALS] == []


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.name)
def test_a_saved_query_has_its_columns_and_binds_its_parameters(session, question):
    check_query(question.text)

    assert session.query(question.text).variables == question.columns
    assert {parameter.name for parameter in question.parameters} <= set(question.columns)


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.name)
def test_no_saved_query_uses_exists(question):
    """Oxigraph takes time with the square of the claims for it."""
    assert "EXISTS" not in set(bare_words(question.text))


def test_the_commands_that_are_named_exist():
    named = {line.split()[1] for question in saved_queries() for line in (question.see, question.command) if line}

    assert named <= set(COMMANDS)


def test_a_parameter_narrows_the_answer(session):
    question = saved_query("ordered-and-delivered")

    assert {row[1] for row in answer(session, question)} == {"a9", "b1", "b1-lite"}
    assert {row[1] for row in answer(session, question, good="A9")} == {"a9"}
    assert answer(session, question, company="bolt", good="A9") == []


def test_a_default_holds_until_another_value_is_set(session):
    question = saved_query("memory-suppliers")

    assert {row[1] for row in answer(session, question)} == {"hbm3"}
    assert {row[1] for row in answer(session, question, memory="B1 L")} == {"b1-lite"}


@pytest.mark.parametrize("text", ['"', "'}", '") || true } #', "HBM\\", "\n} UNION { ?s ?p ?o } #"])
def test_a_value_stays_a_value_whatever_it_looks_like(session, text):
    assert answer(session, saved_query("memory-suppliers"), memory=text) == []


@pytest.mark.parametrize(
    ("name", "settings", "says"),
    [
        ("dependants", {}, "needs of"),
        ("dependants", {"from": "b1"}, "no parameter 'from'. It takes of"),
        ("news-since", {"since": "yesterday"}, "no date"),
    ],
)
def test_a_wrong_setting_is_told(session, name, settings, says):
    with pytest.raises(QueryError, match=says):
        answer(session, saved_query(name), **settings)


def test_a_name_that_nothing_has_is_told(session):
    with pytest.raises(UnknownEntity):
        answer(session, saved_query("denials"), company="Akme> } #")


@pytest.mark.parametrize(("name", "says"), [("denial", "Did you mean 'denials'"), ("zzz", "--list")])
def test_an_unknown_question_names_the_nearest(name, says):
    with pytest.raises(QueryError, match=says):
        saved_query(name)


def test_a_question_for_a_command_says_which():
    with pytest.raises(QueryError, match="kg impact"):
        saved_query("single-points-of-failure")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("# number: 1\n# en: A?\n# pt: A?", "columns"),
        ("# number: one\n# en: A?\n# pt: A?\n# columns: a", "digits"),
        ("# number: 1\n# en: A?\n# pt: A?\n# columns: a\n# parameter: a (entity)", "name = default"),
        ("# number: 1\n# fr: A?\n# en: A?\n# pt: A?\n# columns: a", "'fr' is no key"),
    ],
)
def test_a_faulty_file_is_told_with_its_name(tmp_path, head, says):
    (tmp_path / "faulty.rq").write_text(f"{head}\nSELECT ?a {{}}\n", "utf-8")

    with pytest.raises(OntologyError, match=f"faulty.rq.*{says}"):
        saved._load(tmp_path)
