"""Reading whole inputs: every format, every fault a user can meet, and bytes nobody meant as an article."""

import io
import json
import os
import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import SkippedFile, read_articles
from kg.errors import ArticleError
from kg.model import Article

PROSE = "A Norte Chips vendeu mil aceleradores à empresa de nuvem Sul Dados, disse a direção na segunda-feira."
SUFFIXES = [".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".xml", ".rss", ".atom"]


def read(parent: Path, name: str, data: bytes | str, max_bytes: int = 10**7) -> list[Article | ArticleError]:
    """What is read from a file of this name in a folder `news`, so that its origin is "news/" and the name."""
    folder = parent / "news"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_articles([folder / name], max_bytes=max_bytes))


def read_one(folder: Path, name: str, data: bytes | str) -> Article:
    (article,) = read(folder, name, data)
    assert isinstance(article, Article), article
    return article


def fault(folder: Path, name: str, data: bytes | str, max_bytes: int = 10**7) -> str:
    (error,) = read(folder, name, data, max_bytes)
    assert isinstance(error, ArticleError)
    return str(error)


def pdf(*lines: str) -> bytes:
    """A PDF of one page that shows `lines` in Helvetica."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown}ET".encode("latin-1") if lines else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


# Plain text and Markdown


def test_text_file_keeps_its_own_text_and_reads_the_header(tmp_path: Path) -> None:
    text = f"Title: Norte vende\nDate: 2024-09-30\nSource: Folha do Teste\nLanguage: pt-BR\n\n{PROSE}\n"

    article = read_one(tmp_path, "norte.txt", text)

    assert article.text == text
    assert article.text[article.body :] == f"{PROSE}\n"
    assert (article.id, article.origin, article.language) == ("norte", "news/norte.txt", "pt")
    assert (article.title, article.published, article.outlet) == ("Norte vende", "2024-09-30", "Folha do Teste")


def test_date_before_the_first_word_is_no_prose(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", f" date 2024-09 {PROSE}")

    assert article.published == "2024-09"
    assert article.text[article.body :] == PROSE


def test_markdown_front_matter_and_heading(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "a.md", f'---\ndate: "2024-09-30"\ntags:\n  - chips\n---\n\n# **Norte** vende\n\n{PROSE}'
    )

    assert (article.title, article.published) == ("Norte vende", "2024-09-30")
    assert article.text[article.body :].startswith("# **Norte**")


def test_line_ends_and_accents_are_made_one(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.txt", "Um cafe\u0301 quente.\r\nDois.\rTrês.").text == "Um café quente.\nDois.\nTrês."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    assert read_one(tmp_path, "a.txt", PROSE.encode(encoding)).text == PROSE


def test_chinese_in_its_own_encoding(tmp_path: Path) -> None:
    text = "该公司去年向中国出售了这些芯片，政府表示已经对此展开调查。" * 3

    assert read_one(tmp_path, "a.txt", text.encode("gb18030")).text == text


def test_one_broken_byte_does_not_spoil_the_accents(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.txt", f"{PROSE} {PROSE} ".encode() + b"\xe9.").text.startswith(PROSE)


def test_controls_and_noncharacters_never_reach_the_text(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", f"Chips\x1b[31m\x0c e\ufffe {PROSE}")

    assert article.text == f"Chips [31m  e\ufffd {PROSE}"


# Other formats


def test_web_page_gives_article_and_metadata(tmp_path: Path) -> None:
    html = f"""<html lang="pt-BR"><head><title>Norte vende chips</title>
      <meta property="og:site_name" content="Folha do Teste"><link rel="canonical" href="https://folha.example/norte">
      <meta property="article:published_time" content="2024-09-30T23:30:00-03:00"></head>
      <body><nav><a href="/">Home</a></nav><article><p>{PROSE}</p><p>Outro <b>parágrafo</b> segue aqui.</p></article>
      <script>alert(1)</script><section class="comments"><p>Comentário de leitor</p></section></body></html>"""

    article = read_one(tmp_path, "norte.html", html)

    assert (article.title, article.published, article.outlet) == ("Norte vende chips", "2024-09-30", "Folha do Teste")
    assert (article.url, article.language) == ("https://folha.example/norte", "pt")
    assert article.text == f"Norte vende chips\n\n{PROSE}\nOutro parágrafo segue aqui."
    assert article.text[article.body :].startswith(PROSE)


def test_web_page_in_the_charset_it_names(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Компания продаёт процессоры.</p></body></html>'

    assert "Компания продаёт" in read_one(tmp_path, "a.html", page.encode("cp1251")).text


def test_page_without_layout_is_read_in_lines(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.htm", "<p>Norte sells.<p>Sul &amp; Co buys.").text == "Norte sells.\nSul & Co buys."


@pytest.mark.parametrize("unit", ["<div>", "<!--", "<a ", "<![", "&amp", "<b title='"])
def test_broken_markup_is_read_in_linear_time(tmp_path: Path, unit: str) -> None:
    assert len(read(tmp_path, "a.html", f"<html><body><p>Norte sells chips.</p>{unit * 50_000}")) == 1


def test_pdf_text_layer_in_paragraphs(tmp_path: Path) -> None:
    data = pdf(
        "Norte Chips delivered ten thousand new accel-", "erators to the cloud company Sul Dados", "last week.", "7"
    )

    article = read_one(tmp_path, "a.pdf", data)

    assert (
        article.text == "Norte Chips delivered ten thousand new accelerators to the cloud company Sul Dados last week."
    )


def test_json_lines_with_a_broken_line_between(tmp_path: Path) -> None:
    good = {"id": "n1", "text": PROSE, "title": "Norte vende", "date": "30/09/2024", "url": "https://x.example/1"}
    lines = [json.dumps(good), '{"text": ', "", json.dumps({"body": PROSE}), "[1]", json.dumps({"title": "x"})]

    first, broken, second, array, empty = read(tmp_path, "news.jsonl", "\r\n".join(lines))

    assert isinstance(first, Article)
    assert (first.id, first.title, first.published, first.url) == (
        "n1",
        "Norte vende",
        "2024-09-30",
        "https://x.example/1",
    )
    assert first.text[first.body :] == PROSE
    assert isinstance(second, Article)
    assert (second.id, second.text, second.origin) == ("news-0004", PROSE, "news/news.jsonl")
    assert str(broken).startswith("news/news.jsonl: line 2: not JSON: ")
    assert str(array).startswith("news/news.jsonl: line 5: not a JSON object")
    assert str(empty).startswith("news/news.jsonl: line 6: no text")


@pytest.mark.parametrize("line", ["[" * 100_000, '{"id":' + "9" * 5000 + "}", '{"text": "x"'])
def test_json_beyond_bounds_is_a_fault_not_a_crash(tmp_path: Path, line: str) -> None:
    assert "line 1: not JSON" in fault(tmp_path, "a.jsonl", line)


def test_lone_surrogates_never_reach_text_or_id(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "a.jsonl", r'{"id": "a\ud800\u0000", "text": "Norte \ud800 vende.", "title": "T\udfff"}'
    )

    assert article.id == "a__"
    assert article.text.endswith("Norte \ufffd vende.")
    assert (article.text + article.id + str(article.title)).encode()


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Folha do Teste</title>
<language>pt-br</language><item><title>Norte &amp; Sul</title><link>https://x.example/1</link>
<pubDate>Mon, 30 Sep 2024 10:00:00 GMT</pubDate><description><![CDATA[<p>%s</p><p>Fim.</p>]]></description></item>
<item><title>Só título</title></item><item><link>https://x.example/3</link></item></channel></rss>"""


def test_feed_entries_are_articles(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, "feed.xml", RSS % PROSE)

    assert isinstance(first, Article)
    assert (first.id, first.title, first.published) == ("feed-0001", "Norte & Sul", "2024-09-30")
    assert (first.outlet, first.language, first.url) == ("Folha do Teste", "pt", "https://x.example/1")
    assert first.text[first.body :] == f"{PROSE}\nFim."
    assert isinstance(second, Article)
    assert (second.text, second.body) == ("Só título", 0)
    assert str(third) == "news/feed.xml: entry 3: no text"


def test_atom_content_wins_over_summary(tmp_path: Path) -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Norte</title>
      <updated>2024-09-30T01:00:00Z</updated><summary>Curto.</summary>
      <content type="html">{PROSE}</content></entry></feed>"""

    assert PROSE in read_one(tmp_path, "a.atom", atom).text


def test_entry_with_an_empty_date_has_none(tmp_path: Path) -> None:
    feed = f"<rss><channel><item><pubDate> </pubDate><description>{PROSE}</description></item></channel></rss>"

    assert read_one(tmp_path, "a.rss", feed).published is None


def test_feed_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    bomb = f"{entities}<rss><channel><item><title>&b;</title></item></channel></rss>"

    assert "entities" in fault(tmp_path, "a.xml", bomb)


# Standard input, folders, order


def test_standard_input_is_sniffed() -> None:
    (text,) = read_articles(["-"], stdin=io.BytesIO(PROSE.encode()))
    (line,) = read_articles(["-"], stdin=io.BytesIO(json.dumps({"id": "x", "text": PROSE}).encode()))

    assert isinstance(text, Article)
    assert (text.id, text.text) == ("stdin", PROSE)
    assert isinstance(line, Article)
    assert (line.id, line.text) == ("x", PROSE)


def test_folders_are_read_in_order_once_and_under_their_own_name_only(tmp_path: Path) -> None:
    news = tmp_path / "news"
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.json", ".hidden/x.txt", "Z.TXT"):
        (news / name).parent.mkdir(parents=True, exist_ok=True)
        (news / name).write_text(PROSE)
    (news / "b" / "loop").symlink_to(news, target_is_directory=True)

    found = list(read_articles([news, news / "a.txt"]))

    assert [article.origin for article in found if isinstance(article, Article)] == [
        "news/Z.TXT",
        "news/a.txt",
        "news/b/1.txt",
        "news/b/2.txt",
    ]
    assert [str(f) for f in found if isinstance(f, SkippedFile)] == [
        "news/.hidden: hidden",
        "news/c.json: unsupported file type .json",
    ]


@pytest.mark.parametrize("given", ["news", "news/a.txt", ".", "a.txt", "../news"])
def test_a_file_has_one_origin_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    read_one(tmp_path, "a.txt", PROSE)
    monkeypatch.chdir(tmp_path if given.startswith("news") else tmp_path / "news")

    assert [article.origin for article in read_articles([given])] == ["news/a.txt"]


def test_skipped_file_survives_a_process_pool() -> None:
    copy = pickle.loads(pickle.dumps(SkippedFile("a.json", "hidden")))

    assert (type(copy), str(copy)) == (SkippedFile, "a.json: hidden")


# Faults


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "a.txt: empty file"),
        ("a.txt", b" \n\t", "a.txt: empty file"),
        ("a.txt", b"\xef\xbb\xbf", "a.txt: empty file"),
        ("a.txt", b"Title: x\n\n", "a.txt: no text below the header"),
        ("a.txt", bytes(range(256)) * 4, "a.txt: binary data, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "a.txt: binary data, not text"),
        ("a.html", b"<html><script>x</script></html>", "a.html: no text in this page"),
        ("a.pdf", pdf(), "a.pdf: no text layer: run OCR first"),
        ("a.pdf", b"%PDF-1.4 cut off", "a.pdf: damaged or no PDF (PdfStreamError)"),
        ("a.xml", b"<root><x/></root>", "a.xml: no entries: not an RSS or Atom feed"),
        ("a.xml", b"<rss>" + b"<a>" * 5000, "a.xml: its tags are never closed: not an RSS or Atom feed"),
        ("a.docx", b"x", "a.docx: unsupported file type .docx: give it as .txt, .md, .html, .pdf, .jsonl or .xml"),
    ],
)
def test_fault_is_one_line_that_says_what(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert fault(tmp_path, name, data) == f"news/{words}"


def test_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    words = "news/a.txt: 2.5 MB, over the limit of 2 MB; split it or raise --max-bytes"

    assert fault(tmp_path, "a.txt", b"x" * 2_500_000, max_bytes=2_000_000) == words


def test_missing_addresses_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    paths: list[str | Path] = [tmp_path / "news/gone.txt", tmp_path / "newz", "https://x.example/a", tmp_path / "none"]

    assert [str(f) for f in read_articles([*paths, tmp_path / "nul\0"])] == [
        "news/gone.txt: no such file or folder",
        "newz: no such file or folder",
        "https://x.example/a: this is an address and kg reads files only: download it first",
        "none: no readable article inside: put .txt, .md, .html, .pdf, .jsonl or .xml files there",
        "nul_: not the name of a file",
    ]


def test_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    os.mkfifo(tmp_path / "news" / "pipe.txt")

    assert [str(f) for f in read_articles([tmp_path / "news" / "pipe.txt"])] == [
        "news/pipe.txt: not a regular file: use - to read from standard input"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    read_one(tmp_path, "a.txt", PROSE)
    (tmp_path / "news" / "a.txt").chmod(0)

    assert [str(f) for f in read_articles([tmp_path / "news"])] == ["news/a.txt: permission denied"]


def test_name_that_is_no_text_is_shown_printable(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/news/a\xff\x1b.txt")).write_text(PROSE)

    (article,) = read_articles([tmp_path / "news"])

    assert isinstance(article, Article)
    assert (article.id, article.origin) == ("a__", "news/a__.txt")


def test_two_runs_read_the_same(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS % PROSE)
    (tmp_path / "a.html").write_text(f"<html><body><article><p>{PROSE}</p></article></body></html>")

    assert [repr(a) for a in read_articles([tmp_path])] == [repr(a) for a in read_articles([tmp_path])]


SEEDS = [
    b"",
    b"<html><p>",
    b"%PDF-1.4\n1 0 obj\n<<",
    b'{"text": "',
    b"<rss><channel><item><title>",
    b"\xff\xfe",
    b"---\n",
]


@settings(max_examples=60, deadline=None)
@given(start=st.sampled_from(SEEDS), rest=st.binary(max_size=200), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_give_articles_or_faults(start: bytes, rest: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), f"a{suffix}", start + rest)

    for article in found:
        assert isinstance(article, Article | ArticleError)
        if isinstance(article, Article):
            assert article.text[article.body :].strip()
            assert article.text.encode()


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=40).map(lambda tail: pdf("Norte sells chips.")[: -1 - len(tail)] + tail),
    cut=st.integers(0, 600),
)
def test_damaged_pdf_never_crashes(data: bytes, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert len(read(Path(folder), "a.pdf", data[:cut] + data[cut + 3 :])) == 1
