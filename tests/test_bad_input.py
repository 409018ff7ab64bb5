"""Text that no newsroom would send: the engine neither fails nor invents, and its time grows with the length alone."""

from __future__ import annotations

import time

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from kg.articles.drafts import Draft, finish
from kg.engines.rules import RulesEngine
from kg.errors import ArticleError
from kg.model import Article, Extraction

NEWS = (
    "ByteDance ordered more than 100,000 Ascend 910B chips from Huawei in 2023. Nvidia, the American chipmaker, "
    "said it would not sell the H20 in China. The company denied the report. A startup paulista Zumbira lançou o "
    "Zumbi-3.\n\n"
)
PROSE = "The ministers met again on Tuesday and spoke for hours about bread, rain and the price of fish.\n\n"
WORDS = """
    Huawei Nvidia's H20 Ascend 910C US U.S. Entity List China Pequim chips restrições controls ordered encomendou denied
    não never plans to by from de da the a empresa it respectively respectivamente 100,000 1.5e9 2023 July mil bilhões
    $5 R$ , . ; : ( ) [ ] « » “ ” ' " – - / % § §C1 <b> &amp;
"""
AWKWARD = "\u200b\u200d\u200f\u202e\u2066\ufeff\u0301\u0327\u00ad\u00a0\u3000İıßǅﬁẞσς\ufffd😀𝕏中华为\\§*_#>|`~^"

pieces = st.one_of(
    st.sampled_from([*WORDS.split(), "\n", "\n\n", "\t"]),
    st.sampled_from(AWKWARD),
    st.text(AWKWARD + "aZ9 .,", max_size=5),
)
texts = st.lists(st.tuples(pieces, st.sampled_from(["", " ", " ", " "])), max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def article(text: str, language: str = "en") -> Article:
    """The article as a build would make it of a text file."""
    return finish(Draft(id="bad", origin="bad.txt", text=text, language=language, published="2025-03-10"))


def assert_sound(article: Article, extraction: Extraction) -> None:
    """Every quote slices back, holds the words it marks, and every end is an entity that has a name."""
    names = {entity.id: entity.name for entity in extraction.entities}
    for claim in extraction.claims:
        assert names[claim.subject].strip()
        assert names[claim.object].strip()
        assert claim.evidence
        assert 0 < claim.confidence < 1
        for evidence in claim.evidence:
            assert evidence.quote == evidence.span.of(article.text)
            for end in (evidence.subject, evidence.object):
                assert end is None or (evidence.span.covers(end) and end.of(article.text).strip())


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["en", "pt", "es"]))
@example("Huawei ordered 1" + "0" * 400 + " chips from Nvidia.", "en")
@example("Huawei ordered " + "9" * 5000 + " chips from Nvidia.", "en")
@example("Huawei encomendou 9" + ".999" * 200 + " chips da Nvidia por US$ 9" + "9" * 400 + " bilhões em 0000.", "pt")
@example("Huawei bought chips from Nvidia on 99 July 0000, 31 February 2024 and 2024-13-45.", "en")
@example("İİİ Huawei ordered İ H20 chips from Nvidia.", "en")
def test_no_text_fails_the_engine_and_every_quote_slices_back(engine: RulesEngine, text: str, language: str) -> None:
    try:
        read = article(text, language)
    except ArticleError:
        return

    assert_sound(read, engine.extract(read))


def shapes(size: int) -> dict[str, str]:
    """Hostile texts of about so many characters, by what is wrong with them."""
    name = "Foo{}{}{} Corp".format
    letters = [name(chr(97 + i % 26), chr(97 + i // 26 % 26), chr(97 + i // 676 % 26)) for i in range(size)]
    return {
        "news": NEWS * (size // len(NEWS)),
        "no sentence end": "ByteDance and Huawei bought chips that Nvidia made in China and " * (size // 64),
        "no line end": NEWS.replace("\n\n", " ") * (size // len(NEWS)),
        "commas": ",".join(["Huawei", "chips", "and"] * (size // 18)),
        "names in a list": ", ".join(letters[: size // 13]),
        "names in sentences": ". ".join(f"The firm {name} sells chips" for name in letters[: size // 36]),
        "pronouns": "Nvidia sells chips. The company said it was its own. " * (size // 53),
        "denials": "Huawei denied that it bought the H20 from Nvidia. " * (size // 50),
        "capitals": NEWS.upper() * (size // len(NEWS)),
        "markup": '<div class="x"><a href="http://x.y">Huawei</a></div>&nbsp;<br/>\n' * (size // 65),
        "brackets": "Huawei " + "(" * size,
        "dots": "Huawei " + "." * size + "x",
        "spaces": "Huawei" + " " * size + "chips",
        "digits": "Huawei ordered 1" + "0" * size,
        "numbers": "Huawei ordered " + "1,000 " * (size // 6),
        "dates": "Huawei in July 2023 and " * (size // 24),
        "one word": "a" * size,
        "hyphens": "a-" * (size // 2),
        "capital words": "Foo Bar " * (size // 8),
        "bullets": "- " * (size // 2),
        "abbreviations": "U.S. " * (size // 5),
        "quotes": 'Huawei "said" ' * (size // 14),
        "empty lines": "Huawei\n" * (size // 7),
        "zero width": "Hua\u200bwei\u200f bought\u202e chips " * (size // 24),
    }


def seconds(engine: RulesEngine, text: str) -> float:
    """Processor seconds that the engine takes for a text, best of three."""
    read = article(text)
    taken = []
    for _ in range(3):
        start = time.process_time()
        extraction = engine.extract(read)
        taken.append(time.process_time() - start)
    assert_sound(read, extraction)
    return min(taken)


@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes(100))
def test_time_grows_with_the_length_and_not_with_its_square(engine: RulesEngine, shape: str) -> None:
    """Four times the text takes about four times as long; sixteen times as long would be its square."""
    small, large = shapes(5_000)[shape], shapes(20_000)[shape]
    seconds(engine, small)

    assert seconds(engine, large) < 9 * max(seconds(engine, small), 0.1)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["spaces", "digits", "one word", "hyphens"])
def test_a_million_characters_of_nothing_are_read_like_ten_times_a_tenth(engine: RulesEngine, shape: str) -> None:
    small, large = shapes(100_000)[shape], shapes(1_000_000)[shape]

    assert seconds(engine, large) < 25 * max(seconds(engine, small), 0.05)


@pytest.mark.slow
def test_a_million_characters_of_news_are_read_to_the_end(engine: RulesEngine) -> None:
    last = "Tencent acquired the startup Zorvexa in 2024."
    read = article((NEWS + PROSE * 40) * (1_000_000 // (len(NEWS) + 40 * len(PROSE)) + 1) + last)
    assert len(read.text) > 1_000_000

    extraction = engine.extract(read)

    assert_sound(read, extraction)
    assert ("bytedance", "orders", "ascend-910b") in {(c.subject, c.relation, c.object) for c in extraction.claims}
    assert any(e.quote == last for claim in extraction.claims for e in claim.evidence)


@pytest.mark.slow
def test_ten_thousand_names_are_read_like_four_times_a_quarter(engine: RulesEngine) -> None:
    few, many = ("\n".join(f"Nvidia sold chips to Firm{i}x Corp." for i in range(n)) for n in (2_500, 10_000))

    assert seconds(engine, many) < 9 * seconds(engine, few)


@pytest.mark.slow
def test_ten_thousand_commas_are_read(engine: RulesEngine) -> None:
    read = article("ByteDance ordered H20 chips from Nvidia. Bread" + ", rain and fish" * 10_000 + ".")

    extraction = engine.extract(read)

    assert_sound(read, extraction)
    assert ("bytedance", "orders", "h20") in {(c.subject, c.relation, c.object) for c in extraction.claims}


def test_a_sentence_without_end_is_read_in_pieces(engine: RulesEngine) -> None:
    """What stands behind thousands of words without a final mark is still found, in a quote of bearable length."""
    read = article("and so on and on " * 500 + "ByteDance ordered H20 chips from Nvidia " + "and so on " * 500)

    claims = engine.extract(read).claims

    assert ("bytedance", "orders", "h20") in {(c.subject, c.relation, c.object) for c in claims}
    assert max(len(e.quote) for claim in claims for e in claim.evidence) <= 2000


@pytest.mark.parametrize(
    "debris",
    [
        '<div class="nav"><a href="https://x.example/a">HOME</a> <script>var Foo = {"Bar": 1};</script></div>',
        "&nbsp;&amp;nbsp; &#8220;READ MORE&#8221; >>> SUBSCRIBE NOW <<< | LOGIN | COOKIE POLICY | TERMS OF SERVICE",
        "function(){return this.Chips.Orders('Buy')} /* Foo Bar */ @media (max-width: 600px) { .Box { color: Red } }",
        "\u202eieguaH deredro spihc\u202c \u200f\u200e\u2066 \u0627\u0644\u0635\u064a\u0646 \u05d4\u05e1\u05d9\u05e0",
        "AAAA BBBB CCCC DDDD! EEEE? FFFF; GGGG: HHHH, IIII (JJJJ) KKKK",
        "x" * 5000 + " " + "Y" * 5000,
        ", ".join(["bread", "rain", "fish"] * 300),
        "Lorem Ipsum Dolor Sit Amet, Consectetur Adipiscing Elit. Sed Do Eiusmod Tempor.",
    ],
)
def test_debris_gives_no_claims(engine: RulesEngine, debris: str) -> None:
    assert engine.extract(article(debris)).claims == ()


def test_capitals_invent_no_entities(engine: RulesEngine) -> None:
    """A text in capitals may yield less than the same text written well, and nothing about names it does not hold."""
    text = (
        "CHIP MAKERS FACE NEW RULES AS GOVERNMENT WEIGHS OPTIONS. THE MINISTER SAID THE PLAN WAS READY. ANALYSTS WERE "
        "NOT SURE WHETHER THE FACTORY WOULD OPEN. HUAWEI ORDERED CHIPS. "
    )

    found = engine.extract(article(text))

    assert {entity.id for entity in found.entities} <= {"huawei", "huawei-chips", "advanced-chips"}


def test_text_without_accents_is_read_like_the_same_with_them(engine: RulesEngine) -> None:
    written = "A ByteDance encomendou 5 mil chips H20 da Nvidia. A Huawei não vendeu chips à Baidu, disse o porta-voz."
    plain = written.replace("ã", "a").replace("à", "a")

    one, two = (engine.extract(article(text, "pt")).claims for text in (written, plain))

    assert [(c.subject, c.relation, c.object, c.status) for c in one] == [
        (c.subject, c.relation, c.object, c.status) for c in two
    ]
    assert one


def test_zero_width_and_direction_marks_leave_offsets_right(engine: RulesEngine) -> None:
    text = "\u202bByteDance\u202c ordered\u200b 5,000 H20 chips from\u200f Nvidia.\ufeff Huawei\u00ad denied it."
    read = article(text)

    extraction = engine.extract(read)

    assert_sound(read, extraction)
    assert {"bytedance", "nvidia"} & {entity.id for entity in extraction.entities} or not extraction.claims


def test_an_article_in_three_languages_keeps_the_claims_of_its_own(engine: RulesEngine) -> None:
    text = (
        "ByteDance ordered H20 chips from Nvidia. A Huawei, fabricante chinesa, lançou o Ascend 920. "
        "La empresa dijo que no vendería nada. 华为发布了新的芯片。"
    )
    read = article(text)

    extraction = engine.extract(read)

    assert_sound(read, extraction)
    assert ("bytedance", "orders", "h20") in {(c.subject, c.relation, c.object) for c in extraction.claims}
