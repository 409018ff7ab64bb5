"""Names the gazetteer does not know: runs of capitalised words and codes, typed by the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Article, Form, Mention, Sentence, Span, Token
from kg.ontology.cues import Cues

_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.+/-]+$|^[IVX]{2,4}$")
_CONNECTORS = {"de", "da", "do", "dos", "das", "del", "of", "&", "and"}
_SHOUTED = 3  # words from which on capitals throughout are no names but a way of writing
_GOODS = ("Chip", "Model", "Product")


def find_names(
    article: Article, sentences: Sequence[Sentence], known: Mapping[int, Sequence[Mention]], cues: Cues
) -> list[Mention]:
    """Mentions of unknown names, in reading order, none overlapping the `known` ones (by sentence index).

    `kind` is the class most of the name's occurrences speak for, or "" where none does.
    """
    inside = {
        t.folded
        for s in sentences
        if not s.heading
        for t in s.tokens[_first_word(s.tokens) + 1 :]
        if t.text[:1].isupper()
    }
    told = [s for s in sentences if not _is_shouted(s)]
    runs = [(s, run) for s in told for run in _runs(s, known.get(s.index, ()), inside, cues)]
    votes: dict[str, Counter[str]] = {}
    for sentence, run in runs:
        votes.setdefault(_key(sentence, run), Counter()).update(_kind_votes(sentence, run, known, cues))
    return [_mention(article, sentence, run, votes[_key(sentence, run)]) for sentence, run in runs]


def _is_shouted(sentence: Sentence) -> bool:
    """True where capitals tell nothing, because nearly every word has no other letters."""
    words = [t.text for t in sentence.tokens if len(t.text) > 1 and t.text.isalpha()]
    return len(words) >= _SHOUTED and sum(w.isupper() for w in words) > 0.8 * len(words)


def _runs(sentence: Sentence, known: Sequence[Mention], inside: set[str], cues: Cues) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised words or codes that touch no known mention."""
    taken = [m.span for m in known]
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _may_name(tokens, at, end, cues) and not _hits(tokens[end].span, taken):
            end += 1
        while end > at and tokens[end - 1].folded in _CONNECTORS:
            end -= 1
        start = at
        if end > start and start == _first_word(tokens) and _is_plain_opening(tokens, start, end, inside, cues):
            start += 1
        generic = all(_is_generic(t, cues) for t in tokens[start:end])
        if end > start and not generic and (not sentence.heading or end - start > 1 or _CODE.match(tokens[start].text)):
            yield start, end
        at = max(end, at) + 1


def _may_name(tokens: Sequence[Token], start: int, at: int, cues: Cues) -> bool:
    token = tokens[at]
    if at == start:
        return _is_capital(token.text) and not _is_function_word(token, cues)
    if token.folded in _CONNECTORS:
        return at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() and token.folded != "and"
    glued = tokens[at - 1].span.end == token.span.start
    return (not glued and _is_capital(token.text)) or (token.text[:1].isdigit() and bool(_CODE.match(token.text)))


def _is_generic(token: Token, cues: Cues) -> bool:
    """True for words of headings in title case that name nothing: "Advanced Chips"."""
    return any(token.folded in cues.nouns[group] for group in ("GenericModifier", "Chip", "Sanction"))


def _is_capital(text: str) -> bool:
    if text.endswith("$"):
        return False
    return (text[:1].isupper() and len(text) > 1) or (
        len(text) > 2 and bool(_CODE.match(text)) and any(c.isupper() for c in text)
    )


def _is_function_word(token: Token, cues: Cues) -> bool:
    return any(
        token.folded in cues.words.get(name, ())
        for name in (
            "determiners",
            "breakers",
            "subject_prepositions",
            "pronouns",
            "auxiliaries",
            "relatives",
            "calendar",
            "regions",
            "coordinators",
        )
    )


def _first_word(tokens: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(tokens) if t.text[:1].isalnum()), 0)


def _is_plain_opening(tokens: Sequence[Token], start: int, end: int, inside: set[str], cues: Cues) -> bool:
    """True where the first word is capital only because it opens the sentence: it has no capital anywhere else."""
    word = tokens[start]
    if _CODE.match(word.text) or word.text[1:].lower() != word.text[1:]:
        return False
    if _is_function_word(word, cues) or any(word.folded in g for g in cues.nouns.values()):
        return True
    return word.folded not in inside and end - start == 1 and not _is_described(tokens, end, cues)


def _is_described(tokens: Sequence[Token], end: int, cues: Cues) -> bool:
    """True where an apposition behind the word says what it is: "Zorvex, a startup in …"."""
    votes: Counter[str] = Counter()
    if tokens[end : end + 1] and tokens[end].text == ",":
        _vote_apposition([t.folded for t in tokens[end + 1 : end + 9]], (0, 0), cues, votes)
    return bool(votes)


def _hits(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _key(sentence: Sentence, run: tuple[int, int]) -> str:
    return " ".join(t.folded for t in sentence.tokens[run[0] : run[1]])


def _kind_votes(
    sentence: Sentence, run: tuple[int, int], known: Mapping[int, Sequence[Mention]], cues: Cues
) -> Counter[str]:
    tokens = sentence.tokens
    votes: Counter[str] = Counter()
    _vote_shape(tokens[run[0] : run[1]], cues, votes)
    _vote_left(tokens, run, sentence, known.get(sentence.index, ()), cues, votes)
    _vote_right(tokens, run, cues, votes)
    return votes


def _vote_shape(words: Sequence[Token], cues: Cues, votes: Counter[str]) -> None:
    first, last = words[0].folded, words[-1].folded
    if first in cues.nouns["Agency"]:
        votes["Agency"] += 6
    elif len(words) > 1 and last in cues.nouns["CompanySuffix"]:
        votes["Company"] += 3


def _vote_left(
    tokens: Sequence[Token],
    run: tuple[int, int],
    sentence: Sentence,
    known: Sequence[Mention],
    cues: Cues,
    votes: Counter[str],
) -> None:
    at = run[0] - 1
    demonyms = {m.span.start for m in known if m.form is Form.PREMODIFIER}
    saw_demonym = False
    for step in range(3):
        if at < 0:
            return
        token = tokens[at]
        if token.span.start in demonyms:
            saw_demonym = True
        kinds = [k for k in ("Company", "Chip", "Model", "Product", "Person") if token.folded in cues.nouns[k]]
        if kinds:
            for kind in kinds:
                votes[kind] += 5 - step
            return
        if not (saw_demonym or token.folded in cues.nouns["GenericModifier"]):
            break
        at -= 1
    if saw_demonym and not _CODE.match(tokens[run[1] - 1].text):
        votes["Company"] += 4
    if run[0] > 1 and tokens[run[0] - 1].text == "," and run[1] - run[0] in (2, 3):
        window = [t.folded for t in tokens[max(0, run[0] - 9) : run[0] - 1]]
        if any(w in cues.nouns["Person"] for w in window):
            votes["Person"] += 4


def _vote_right(tokens: Sequence[Token], run: tuple[int, int], cues: Cues, votes: Counter[str]) -> None:
    after = tokens[run[1] : run[1] + 9]
    if not after:
        return
    word = after[0].folded
    for kind in _GOODS:
        if word in cues.nouns[kind]:
            votes[kind] += 4
    if word == "'s" and not _CODE.match(tokens[run[1] - 1].text):
        votes["Company"] += 1
    if word in (",", "(", "—", "–"):
        _vote_apposition([t.folded for t in after[1:]], run, cues, votes)


def _vote_apposition(words: Sequence[str], run: tuple[int, int], cues: Cues, votes: Counter[str]) -> None:
    for word in words[:7]:
        if word in (",", ".", ";", ")", "—", "–"):
            return
        for kind in ("Person", "Company", "Chip", "Model", "Product", "Agency"):
            if word in cues.nouns[kind]:
                votes[kind] += 4
                return
        if word in cues.words["relatives"] or word in cues.words["auxiliaries"]:
            return


def _mention(article: Article, sentence: Sentence, run: tuple[int, int], votes: Counter[str]) -> Mention:
    span = Span(sentence.tokens[run[0]].span.start, sentence.tokens[run[1] - 1].span.end)
    best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    kind = best[0][0] if best and best[0][1] >= 3 else ""
    return Mention(
        article=article.id,
        sentence=sentence.index,
        span=span,
        text=span.of(article.text),
        kind=kind,
        form=Form.NAME,
    )
