"""Article → sentences: paragraphs at line ends, sentences at final marks that no abbreviation explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, Sentence, Span
from kg.ontology.cues import Cues
from kg.sentences.tokens import tokenize

_LINE = re.compile(r"[^\n]+")
# A run of marks is tried once, from its start: else a million dots would be tried from each of them.
_FINAL = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_BULLET = re.compile(r"\s*(?:[-*•–—#>|]+|\d{1,2}[.)])\s+|\s+")
_NEXT_STARTS = re.compile(r"\s+[\"'“‘«(\[¿¡]*[A-ZÀ-Þ0-9\u4e00-\u9fff]")
_TRAILING = re.compile(r"(?<![\s*_])[\s*_]++$")
_LONGEST_WORD = 40
_LONGEST = 2000  # code points of a sentence; what has no final mark for so long is cut, so that time stays linear


def split_sentences(article: Article, cues: Cues) -> tuple[Sentence, ...]:
    """The sentences of title header and body in reading order; their spans never overlap.

    A line without a final mark and with fewer than 16 words is a heading. Header lines other than the title
    are left out.
    """
    found: list[Sentence] = []
    for paragraph, (line, heading) in enumerate(_lines(article)):
        for span in _sentence_spans(article.text, line, cues):
            text = span.of(article.text)
            found.append(
                Sentence(
                    article=article.id,
                    index=len(found),
                    span=span,
                    text=text,
                    language=cues.language,
                    tokens=tokenize(text, span.start),
                    paragraph=paragraph,
                    heading=heading,
                )
            )
    return tuple(found)


def _lines(article: Article) -> Iterator[tuple[Span, bool]]:
    if article.title and article.body:
        at = article.text.find(article.title, 0, article.body)
        if at >= 0:
            yield Span(at, at + len(article.title)), True
    for match in _LINE.finditer(article.text, article.body):
        start = match.start()
        bullet = _BULLET.match(article.text, start, match.end())
        start = bullet.end() if bullet else start
        end = start + len(_TRAILING.sub("", article.text[start : match.end()]))
        if end > start:
            line = article.text[start:end]
            yield Span(start, end), _is_heading(line, bulleted=bool(bullet and bullet.group().strip(" #")))


def _is_heading(line: str, *, bulleted: bool) -> bool:
    bare = line.rstrip("*_ \"'”»)")
    return not bulleted and bare[-1:] not in ".!?…:;," and len(line.split()) < 16


def _sentence_spans(text: str, line: Span, cues: Cues) -> Iterator[Span]:
    for span in _marked_spans(text, line, cues):
        yield from _bounded(text, span) if span.end - span.start > _LONGEST else (span,)


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The span in pieces of at most `_LONGEST`, cut at spaces where there are any."""
    start = span.start
    while span.end - start > _LONGEST:
        end = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        end = end if end > 0 else start + _LONGEST
        yield Span(start, end)
        start = end
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _marked_spans(text: str, line: Span, cues: Cues) -> Iterator[Span]:
    start = line.start
    for match in _FINAL.finditer(text, line.start, line.end):
        if _ends_sentence(text, match, line, cues):
            yield Span(start, match.end())
            start = match.end()
            while start < line.end and text[start].isspace():
                start += 1
    if start < line.end:
        yield Span(start, line.end)


def _ends_sentence(text: str, mark: re.Match[str], line: Span, cues: Cues) -> bool:
    if not _NEXT_STARTS.match(text, mark.end(), line.end):
        return False
    if mark.group()[0] != ".":
        return True
    word = re.search(r"[\w.]*$", text[max(line.start, mark.start() - _LONGEST_WORD) : mark.start()])
    last = (word.group() if word else "").lower()
    initial = re.fullmatch(r"[a-z](?:\.[a-z])*", last) and last not in ("a", "o", "e")
    return not (last in cues.abbreviations or initial)
