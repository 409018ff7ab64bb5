import json
import sqlite3
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import kg as library
from kg.cli import COMMANDS, main
from kg.cli.output import open_text_output
from kg.cli.texts import clean
from kg.errors import KgError
from kg.export import jsonl
from kg.store import Store

Kg = Callable[..., Result]

TABLE_COMMANDS = ["build", "path", "impact", "show", "claims", "conflicts", "diff", "query", "stats", "verify", "eval"]


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(kg: Kg, name: str) -> None:
    assert command(name).help
    options = [option for option in command(name).params if isinstance(option, click.Option)]
    assert all(option.help for option in options)
    assert "store_path" in {option.name for option in options}
    assert kg(name, "--help").exit_code == 0


@pytest.mark.parametrize("name", TABLE_COMMANDS)
def test_every_command_with_a_table_has_json(name: str) -> None:
    assert "as_json" in {option.name for option in command(name).params}


def test_version_is_that_of_the_package(kg: Kg) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]

    assert kg("--version").output == f"kg {project['version']}\n"


def test_every_public_name_can_be_imported() -> None:
    assert all(getattr(library, name) for name in library.__all__)
    assert set(library.__all__) <= set(dir(library))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = library.nothing


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom kg.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "heavy = {'networkx', 'rdflib', 'pyoxigraph', 'sqlite3', 'pyvis', 'trafilatura', 'pyshacl', 'rustworkx'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_path_tells_each_hop_with_quote_and_source(kg: Kg) -> None:
    lines = kg("path", "bytedance", "ascend 910b").output.splitlines()

    assert lines[:4] == [
        "1. ByteDance → Ascend 910B (1 hop)",
        "   ByteDance orders Ascend 910B [asserted] (more than 100,000 chips)",
        "     “ByteDance ordered”",
        "     — 001, Example Wire, 2024-09-30",
    ]
    assert "2. ByteDance → Huawei → Ascend 910B (2 hops)" in lines


def test_path_as_json_holds_what_the_text_tells(kg: Kg) -> None:
    found = json.loads(kg("path", "ByteDance", "Ascend 910B", "--json").output)

    assert found["complete"] is True
    first, second = found["paths"]
    assert second["names"] == ["ByteDance", "Huawei", "Ascend 910B"]
    (hop,) = first["hops"]
    assert (hop["status"], hop["claims"][0]["relation"]) == ("asserted", "orders")
    assert hop["claims"][0]["evidence"][0]["quote"] == "ByteDance ordered"


def test_a_denied_hop_is_walked_only_when_asked_for(kg: Kg) -> None:
    refused = kg("path", "doubao", "ascend 910b")
    walked = kg("path", "doubao", "ascend 910b", "--status", "denied")

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "--status" in refused.stderr
    assert "1. Doubao → Ascend 910B (1 hop, 1 of them denied)" in walked.stdout
    assert "Doubao trained on Ascend 910B [denied]" in walked.stdout
    assert "Weakest link: Doubao → Ascend 910B [denied], confidence 1.00" in walked.stdout
    (path,) = json.loads(kg("path", "doubao", "ascend 910b", "--status", "denied", "--json").output)["paths"]
    assert (path["weakest"], path["hops"][0]["status"]) == (0, "denied")


def test_path_limits_reach_the_search(kg: Kg) -> None:
    assert "1. ByteDance → Huawei → Ascend 910B" in kg("path", "bytedance", "ascend 910b", "--via", "huawei").stdout
    assert kg("path", "bytedance", "ascend 910b", "-k", "1").stdout.count("hop") == 1
    assert kg("path", "bytedance", "ascend 910b", "--until", "2024-09-29").exit_code == 1
    assert kg("path", "bytedance", "ascend 910b", "--as-of", "2024-09-29").exit_code == 1
    assert kg("path", "bytedance", "ascend 910b", "--holds-on", "2024-09-30").exit_code == 1
    assert kg("path", "bytedance", "ascend 910b", "--source", "other").exit_code == 1
    assert kg("path", "bytedance", "ascend 910b", "--source", "example wire").exit_code == 0
    assert kg("path", "bytedance", "ascend 910b", "--class", "Chip", "--all").stdout.count("hop") == 1
    assert kg("path", "bytedance", "ascend 910b", "--class", "Chop").exit_code == 2
    assert "2. " in kg("path", "bytedance", "ascend 910b", "-k", "1", "--all", "--weight", "confidence").stdout
    assert kg("path", "bytedance", "doubao").exit_code == 1
    assert kg("path", "bytedance", "doubao", "--status", "planned").exit_code == 0


def test_path_writes_a_page(kg: Kg, tmp_path: Path) -> None:
    page = tmp_path / "path.html"

    result = kg("path", "bytedance", "ascend 910b", "--html", str(page))

    assert "1. ByteDance" in result.stdout
    assert page.read_text().startswith("<!doctype html>") or page.read_text().startswith("<!DOCTYPE html>")


def test_impact_tells_each_part_with_its_grounds_and_limits(kg: Kg) -> None:
    lines = kg("impact", "huawei").output.splitlines()

    assert lines[0] == "If Huawei is cut off"
    assert lines[lines.index("By supply, asserted: 2") + 1 :][:4] == [
        "  Ascend 910B (1 hop): Ascend 910B → Huawei",
        "   Huawei develops Ascend 910B [asserted]",
        "     “Huawei makes the Ascend 910B.”",
        "     — 001, Example Wire, 2024-09-30",
    ]
    assert "By supply, planned: 0" in lines
    assert lines[-1] == "Searched 4 hops outward; nothing lies beyond."
    assert kg("impact", "doubao").output.count("planned: 1") == 1


def test_impact_that_is_cut_short_says_so(kg: Kg) -> None:
    assert "Ended at the limit of 1: supply. There are more" in kg("impact", "huawei", "--limit", "1").output
    assert json.loads(kg("impact", "huawei", "--limit", "1", "--json").output)["complete"] is False


def test_impact_as_json_holds_what_the_text_tells(kg: Kg) -> None:
    record = json.loads(kg("impact", "Huawei", "--json").output)

    assert [(one["entity"], one["standing"]) for one in record["supplied"]] == [
        ("ascend-910b", "asserted"),
        ("bytedance", "asserted"),
    ]
    (hop,) = record["supplied"][0]["path"]["hops"]
    assert hop["claims"][0]["evidence"][0]["quote"] == "Huawei makes the Ascend 910B."
    assert (record["complete"], record["beyond"], record["maxHops"]) == (True, False, 4)


def test_single_points_name_what_lies_behind_them(kg: Kg) -> None:
    shown = kg("impact", "bytedance", "--single-points", "--max-hops", "2")

    assert shown.output.startswith("ByteDance depends on 2 entities within 2 hops.\n")
    record = json.loads(kg("impact", "bytedance", "--single-points", "--json").output)
    assert record == {
        "company": "bytedance",
        "points": [],
        "corridor": ["ascend-910b", "huawei"],
        "maxHops": 4,
        "complete": True,
    }
    assert kg("impact", "bytedance", "--single-points", "--half-rule").exit_code == 2


def test_show_tells_claims_denials_and_the_timeline(kg: Kg) -> None:
    output = kg("show", "Ascend 910B").output

    assert output.startswith("Ascend 910B — chip [ascend-910b]\nAlso called: Ascend 910B Ltd\nClaims: 3; articles: 1; ")
    assert "FACTS: WHAT ARTICLES ASSERT\n  … develops Ascend 910B\n    Huawei [1] — 1 source\n" in output
    assert "DENIED\n  Doubao trained on Ascend 910B [1] — 1 source\n" in output
    assert "2024-09-30 (reported)  Doubao trained on Ascend 910B [denied] [1]" in output
    assert "—     > 100,000  chips  ByteDance orders Ascend 910B [asserted]  [1]" in output
    assert output.rstrip().splitlines()[-1].startswith("  [1] 2024-09-30, Example Wire: “Orders Evil")


def test_show_speaks_portuguese(kg: Kg) -> None:
    output = kg("show", "Ascend 910B", "--lang", "pt").output

    assert "NEGADO\n" in output
    assert "[afirmado]" in output
    assert "> 100.000  chips" in output
    assert "asserted" not in output
    assert "LINHA DO TEMPO" in output


def test_show_says_how_far_a_plan_has_come(kg: Kg) -> None:
    assert "“will train a model” [1], considered" in kg("show", "Doubao").output


def test_show_as_json(kg: Kg) -> None:
    record = json.loads(kg("show", "bytedance", "--json").output)

    assert record["kind"] == "Company"
    assert [section["relation"] for section in record["sections"]] == ["orders", "suppliedBy"]
    assert record["planned"][0]["claims"][0]["status"] == "planned"
    assert [(figure["minimum"], figure["maximum"], figure["unit"]) for figure in record["figures"]] == [
        (100_000, None, "chips")
    ]
    assert [source["id"] for source in record["sources"]] == ["001"]


def test_claims_are_filtered_and_counted(kg: Kg) -> None:
    assert "[denied]" in kg("claims", "--status", "denied").stdout
    assert kg("claims", "--relation", "develops").stderr == "Claims: 1\n"
    assert kg("claims", "--limit", "2").stderr == "Claims: 2 of 6\n"
    assert len(json.loads(kg("claims", "--entity", "huawei", "--json").stdout)) == 3
    assert json.loads(kg("claims", "--since", "2025-01-01", "--json").stdout) == []


def test_an_unknown_relation_is_wrong_usage_and_names_the_near_one(kg: Kg) -> None:
    result = kg("claims", "--relation", "developes")

    assert result.exit_code == 2
    assert "Did you mean 'develops'?" in result.stderr


def test_an_unknown_name_lists_the_nearest(kg: Kg) -> None:
    result = kg("show", "Huawai")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: No entity is called 'Huawai'. Nearest: Huawei.")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["path a b", "show a", "claims", "query -eASK{}", "export", "view", "verify"])
def test_a_missing_store_is_one_line_that_says_what_to_do(kg: Kg, tmp_path: Path, name: str) -> None:
    result = kg(*name.split(), "--store", str(tmp_path / "none.sqlite"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "kg build" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_query_answers_in_every_format(kg: Kg, tmp_path: Path) -> None:
    text = "SELECT ?o WHERE { ent:bytedance kg:orders ?o }"
    file = tmp_path / "q.rq"
    file.write_text(text)

    assert "ent:ascend-910b" in kg("query", "-e", text).stdout
    assert "ent:ascend-910b" in kg("query", str(file)).stdout
    assert "ent:ascend-910b" in kg("query", "-", input=text).stdout
    assert json.loads(kg("query", "-e", text, "--json").stdout)["head"]["vars"] == ["o"]
    assert kg("query", "-e", text, "--format", "csv").stdout.splitlines()[0] == "o"
    assert "ent:bytedance kg:orders ent:ascend-910b" in kg("query", "-e", "CONSTRUCT WHERE { ?s kg:orders ?o }").stdout


@pytest.mark.parametrize(
    ("text", "words"), [("SELECT * WHERE { ?s ?p ?o }", "2 rows"), ("CONSTRUCT WHERE { ?s ?p ?o }", "3 triples")]
)
def test_a_truncated_answer_says_how_much_is_shown(kg: Kg, text: str, words: str) -> None:
    result = kg("query", "-e", text, "--max-rows", words.split(maxsplit=1)[0])

    assert result.stderr == f"Only the first {words} are shown. Allow more with --max-rows, or narrow the query.\n"


def test_saved_questions_are_listed_and_answered(kg: Kg) -> None:
    listed = kg("query", "--list").stdout
    records = {record["name"]: record for record in json.loads(kg("query", "--list", "--json").stdout)}
    answer = kg("query", "--saved", "ordered-and-delivered", "--set", "company=BYTEDANCE ltd", "--format", "csv")

    assert "denials [company=ENTITY]" in listed
    assert "O que foi negado" in kg("query", "--list", "--lang", "pt").stdout
    assert len(records) == 25
    assert answer.stdout.splitlines()[0].split(",") == records["ordered-and-delivered"]["columns"]
    assert "more than 100,000 chips" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (["--saved", "denial"], 1, "Did you mean 'denials'"),
        (["--saved", "denials", "--set", "company"], 2, "KEY=VALUE"),
        (["--saved", "denials", "--set", "company=Bytedanse"], 1, "ByteDance"),
        (["--saved", "exposure"], 1, "--set company=NAME"),
        (["--saved", "denials", "-e", "ASK {}"], 2, "one of them"),
        (["-e", "ASK {}", "--set", "company=ByteDance"], 2, "--saved"),
    ],
)
def test_a_saved_question_asked_wrongly_says_what_to_do(
    kg: Kg, arguments: list[str], exit_code: int, says: str
) -> None:
    result = kg("query", *arguments)

    assert result.exit_code == exit_code
    assert says in result.output


def test_query_faults_are_told_in_one_line(kg: Kg) -> None:
    assert kg("query").exit_code == 2
    wrong = kg("query", "-e", "SELECT WHERE")
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (1, 1)
    assert kg("query", "-e", "DROP ALL").exit_code == 1


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "nt", "jsonld", "graphml", "gexf", "csv", "cypher", "jsonl"])
def test_export_writes_every_format_the_same_to_file_and_output(kg: Kg, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"graph.{name}"

    assert kg("export", "-o", str(file)).exit_code == 0
    printed = kg("export", "--format", name)

    assert file.read_bytes() == printed.stdout_bytes
    assert b"Ascend 910B" in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_an_exported_graph_reads_back(kg: Kg) -> None:
    graph = jsonl.read(kg("export", "--format", "jsonl").stdout.split("\n"))

    assert len(graph) == 6


def test_an_export_that_cannot_be_written_says_so(kg: Kg, tmp_path: Path) -> None:
    result = kg("export", "-o", str(tmp_path / "no" / "graph.ttl"))

    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")

    with suppress(KgError), open_text_output(str(file)) as stream:
        stream.write("new")
        raise KgError("half way")

    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_an_export_through_a_link_keeps_the_link(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")

    assert kg("export", "-o", str(tmp_path / "link.ttl")).exit_code == 0

    assert (tmp_path / "link.ttl").is_symlink()
    assert "Ascend" in (tmp_path / "real.ttl").read_text()


def test_export_to_a_device_leaves_the_device(kg: Kg) -> None:
    assert kg("export", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_view_writes_a_page_of_the_surroundings(kg: Kg, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"

    assert kg("view", "-o", str(page), "--around", "huawei", "--hops", "1").exit_code == 0

    assert "Huawei" in page.read_text()


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ([], "Knowledge graph of 1 article"),
        (["--overview"], "Knowledge graph of 1 article"),
        (["--around", "huawei"], "Huawei"),
        (["--timeline", "huawei"], "Huawei"),
        (["--timeline", "huawei", "--title", "A firm <b>"], "A firm &lt;b&gt;"),
    ],
)
def test_a_page_is_named_after_what_it_shows(kg: Kg, options: list[str], title: str) -> None:
    assert f"<title>{title}</title>" in kg("view", "-o", "-", *options).stdout


def test_a_page_is_of_one_kind(kg: Kg) -> None:
    result = kg("view", "-o", "-", "--overview", "--around", "huawei")

    assert result.exit_code == 2
    assert "only one of --overview, --timeline and --around" in result.stderr


def test_a_timeline_of_nobody_writes_no_page(kg: Kg, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    assert kg("view", "-o", str(page), "--timeline", "nobody at all").exit_code == 1
    assert not page.exists()


def test_verify_finds_a_sound_store_sound(kg: Kg) -> None:
    result = kg("verify", "--no-shacl")

    assert (result.exit_code, result.stdout) == (0, "All is well: articles 1, entities 5, claims 6.\n")
    assert json.loads(kg("verify", "--no-shacl", "--json").stdout)["problems"] == []


def test_verify_exits_with_1_where_a_quote_moved(kg: Kg, store_path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(store_path.read_bytes())
    with closing(sqlite3.connect(broken)) as database, database:
        database.execute("UPDATE evidence SET start = start + 1")

    result = kg("verify", "--no-shacl", "--store", str(broken))

    assert result.exit_code == 1
    assert "quote" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims"],
        ["claims", "--json"],
        ["conflicts"],
        ["stats"],
        ["stats", "--json"],
        ["conflicts", "--json"],
        ["show", "evil"],
        ["show", "evil", "--json"],
        ["path", "evil", "huawei", "--undirected"],
        ["path", "evil", "huawei", "--undirected", "--json"],
        ["show", "nobody\x1b[31m\nhere"],
        ["query", "-e", "SELECT ?l WHERE { ?e rdfs:label ?l }"],
    ],
)
def test_nothing_of_strangers_steers_the_terminal(kg: Kg, arguments: list[str]) -> None:
    result = kg(*arguments)

    shown = result.output.replace("\n", "")
    assert [character for character in shown if unicodedata.category(character) == "Cc"] == []
    assert "\u202e" not in shown


def test_json_keeps_hostile_text_whole(kg: Kg) -> None:
    (claim,) = json.loads(kg("claims", "--entity", "evil", "--json").stdout)

    assert "\x1b[31m" in claim["subjectName"]
    assert "\u202e" in claim["evidence"][0]["quote"]


def test_clean_keeps_letters_of_all_languages() -> None:
    assert clean("ação — 昇腾910B\r\n\tend") == "ação — 昇腾910B end"


def test_lines_are_wrapped_at_the_width_of_the_terminal(kg: Kg) -> None:
    narrow = kg("claims", env={"COLUMNS": "40"}).stdout.splitlines()

    quotes = [line for line in narrow if line.startswith("  ")]
    assert max(map(len, quotes)) <= 40


def test_colour_only_where_it_is_wanted(kg: Kg) -> None:
    assert "\x1b[31mdenied" in kg("claims", color=True).stdout
    assert "\x1b" not in kg("claims").stdout
    assert "\x1b" not in kg("claims", color=True, env={"NO_COLOR": "1"}).stdout


def test_ctrl_c_ends_with_130(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.store.Store.open", interrupt)

    result = kg("claims")

    assert (result.exit_code, result.stderr) == (130, "Stopped.\n")


def test_a_reader_that_goes_away_leaves_no_trace(store_path: Path) -> None:
    command = f"{sys.executable} -m kg claims --json --store {store_path} | true"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)

    assert done.stderr == ""


def test_a_fault_of_the_program_keeps_its_trace(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("kg.store.Store.open", fail)

    with pytest.raises(ValueError, match="a bug"):
        kg("claims")


def test_the_module_goes_by_the_name_of_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "path"], capture_output=True, text=True)

    assert done.returncode == 2
    assert done.stderr.startswith("Usage: kg path ")


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["fly"]).exit_code == 2


def test_stats_count_what_the_store_holds(kg: Kg) -> None:
    lines = kg("stats", "--top", "2").output.splitlines()

    assert lines[0] == "Articles: 1; Entities: 5; Edges: 6; Claims: 6"
    rows = [line.split() for line in lines]
    assert ["2024-09", "1", "6", "█" * 40] in rows
    assert ["competes", "with", "1", "1", "0", "0", "0"] in rows
    assert ["Example", "Wire", "1", "6"] in rows
    assert ["Huawei", "company", "3"] in rows


def test_stats_as_json_and_in_portuguese(kg: Kg) -> None:
    record = json.loads(kg("stats", "--json").output)

    assert record["statuses"] == {"asserted": 4, "planned": 1, "denied": 1, "ended": 0}
    assert record["relations"]["trainedOn"] == {"edges": 1, "asserted": 0, "planned": 0, "denied": 1, "ended": 0}
    assert sum(record["confidences"]) == record["claims"] == 6
    assert "AFIRMAÇÕES POR RELAÇÃO E ESTADO" in kg("stats", "--lang", "pt").output


def test_stats_of_an_empty_store_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    Store.open(path, create=True).close()

    result = CliRunner().invoke(main, ["stats", "--store", str(path)])

    assert result.output.splitlines()[0] == "Articles: 0; Entities: 0; Edges: 0; Claims: 0"
    assert result.exit_code == 0
