"""How many sources really stand behind a statement."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, ArticleId, Claim, EntityId, Evidence, Evidentiality, Span
from kg.statements import Citation, independent_sources

LONG = "ByteDance ordered more than one hundred thousand chips from Huawei this year, sources said"


def citation(article: str, quote: str, outlet: str | None = None, url: str | None = None, **said: object) -> Citation:
    claim = Claim(
        article=ArticleId(article),
        subject=EntityId("x"),
        relation="orders",
        object=EntityId("y"),
        evidence=(Evidence(span=Span(0, len(quote)), quote=quote, rule="test"),),
        **said,  # type: ignore[arg-type]
    )
    return Citation(
        claim=claim, article=Article(id=ArticleId(article), text=quote, language="en", outlet=outlet, url=url)
    )


def count(*citations: Citation) -> int:
    return len(independent_sources(citations))


def test_articles_of_one_outlet_are_one_source() -> None:
    assert count(citation("1", "a", "The Wire"), citation("2", "b", "the  wire"), citation("3", "c", "Gazette")) == 2
    assert (
        count(citation("1", "a", url="https://www.wire.example/1"), citation("2", "b", url="http://wire.example/2"))
        == 1
    )


def test_articles_without_outlet_stand_for_themselves() -> None:
    assert count(citation("1", "a"), citation("2", "b")) == 2


def test_a_reprinted_sentence_is_one_source_whatever_its_case_and_marks() -> None:
    assert count(citation("1", "“It ordered chips”", "Wire"), citation("2", "it ORDERED chips.", "Gazette")) == 1


def test_a_sentence_with_one_word_changed_is_one_source() -> None:
    changed = LONG.replace("said", "say")

    assert count(citation("1", LONG, "Wire"), citation("2", changed, "Gazette")) == 1
    assert count(citation("1", "Huawei's new chip", "Wire"), citation("2", "Huawei's newest chip", "Gazette")) == 2


def test_what_two_articles_take_from_one_medium_is_one_source() -> None:
    report = {"evidentiality": Evidentiality.OTHER_MEDIA, "attribution": "Reuters"}

    assert count(citation("1", "a", "Wire", **report), citation("2", "b", "Gazette", **report)) == 1
    assert count(citation("1", "a", "Wire", **report), citation("2", "b", "reuters")) == 1


words = st.lists(st.sampled_from("abcdefghijklmnop"), min_size=8, max_size=14, unique=True)


@given(st.lists(words, max_size=8))
def test_near_quotes_are_found_as_if_every_pair_were_compared(quotes: list[list[str]]) -> None:
    citations = [citation(str(place), " ".join(quote)) for place, quote in enumerate(quotes)]

    found = {frozenset(each.claim.article for each in group) for group in independent_sources(citations)}

    groups = {place: {place} for place in range(len(quotes))}
    for one in range(len(quotes)):
        for other in range(one):
            first, second = set(quotes[one]), set(quotes[other])
            if 5 * len(first & second) >= 4 * len(first | second):
                groups[one] |= groups[other]
                groups |= dict.fromkeys(groups[one], groups[one])
    assert found == {frozenset(map(str, group)) for group in groups.values()}
