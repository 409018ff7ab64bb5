"""Known names: one Aho-Corasick pass over folded text, longest alias first, word boundaries and case checked."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Article, EntityId, Form, Mention, Sentence, Span
from kg.ontology.folding import fold
from kg.ontology.lexicon import Alias, Lexicon, load_lexicon

# When one alias names several things, the class that news means most often goes first.
_KIND_ORDER = ("Company", "Agency", "Country", "Sanction", "Chip", "Model", "Product", "Person")


class Gazetteer:
    """All aliases that articles of one language may use, in one automaton."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._aliases: dict[str, list[Alias]] = defaultdict(list)
        for alias in lexicon.aliases:
            if _readable(alias, language):
                self._aliases[fold(alias.text)].append(alias)
        for flag, places in (("demonym", lexicon.demonyms), ("city", lexicon.cities)):
            for form, country in {**places.get("en", {}), **places.get(language, {})}.items():
                place = Alias(text=form, entity=country, language=language, flags=frozenset({flag}))
                self._aliases[fold(form)].append(place)
        self._patterns = sorted(self._aliases)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, article: Article, sentences: tuple[Sentence, ...]) -> Iterator[Mention]:
        """Mentions of known names in reading order, never overlapping, each inside one sentence."""
        named: set[EntityId] = set()
        for sentence in sentences:
            found = list(self._in_sentence(article, sentence, named))
            named.update(entity for m in found if m.form is Form.NAME for entity in m.candidates)
            yield from found

    def _in_sentence(self, article: Article, sentence: Sentence, named: set[EntityId]) -> Iterator[Mention]:
        folded = fold(sentence.text)
        for _, start, end in self._automaton.find_matches_as_indexes(folded):
            for span, aliases in self._holding(folded, sentence, start, end, named):
                yield from self._mentions(article, sentence, span, span.of(sentence.text), aliases)

    def _holding(
        self, folded: str, sentence: Sentence, start: int, end: int, named: set[EntityId]
    ) -> Iterator[tuple[Span, list[Alias]]]:
        """The match itself, or where it does not hold those inside it ("Nvidia" in "Nvidia L40S", no "L40")."""
        span = _bounded(folded, sentence.text, start, end)
        known = self._aliases.get(folded[start:end], [])
        if span is not None:
            surface = span.of(sentence.text)
            aliases = [a for a in known if _case_fits(a, surface, sentence.heading)]
            if aliases and not _describes_another(aliases, sentence.text[span.end :], named):
                yield span, aliases
                return
        yield from self._inside(folded, sentence, Span(start, end), named)

    def _inside(
        self, folded: str, sentence: Sentence, whole: Span, named: set[EntityId]
    ) -> Iterator[tuple[Span, list[Alias]]]:
        at = whole.start
        while at < whole.end:
            stops = (e for e in range(whole.end, at, -1) if folded[at:e] in self._aliases and Span(at, e) != whole)
            stop = next(stops, None)
            held = [] if stop is None else list(self._holding(folded, sentence, at, stop, named))
            yield from held
            at = max(at + 1, held[-1][0].end) if held else at + 1

    def _mentions(
        self, article: Article, sentence: Sentence, span: Span, surface: str, aliases: list[Alias]
    ) -> Iterator[Mention]:
        """One mention, or two where an epithet holds a name: "TikTok" and "owner" in "TikTok owner"."""
        inner = self._inner(surface) if all("epithet" in a.flags for a in aliases) else None
        if inner is None:
            yield self._mention(article, sentence, span, surface, aliases)
            return
        name = Span(span.start + inner.start, span.start + inner.end)
        rest = _remainder(surface, inner)
        words = Span(span.start + rest.start, span.start + rest.end)
        parts = [(name, self._aliases[fold(inner.of(surface))]), (words, aliases)]
        for part, names in sorted(parts, key=lambda item: item[0]):
            yield self._mention(article, sentence, part, part.of(sentence.text), names)

    def _inner(self, epithet: str) -> Span | None:
        """The name that begins or ends an epithet, or None."""
        cuts = [i for i, c in enumerate(epithet) if c in " '’"]
        for at in reversed(cuts):
            if self._is_name(epithet[:at]):
                return Span(0, at)
        return next((Span(at + 1, len(epithet)) for at in cuts if self._is_name(epithet[at + 1 :])), None)

    def _is_name(self, text: str) -> bool:
        aliases = self._aliases.get(fold(text), [])
        return (
            bool(aliases) and text[:1].isupper() and not any(a.flags & {"epithet", "demonym", "city"} for a in aliases)
        )

    def _mention(self, article: Article, sentence: Sentence, span: Span, surface: str, aliases: list[Alias]) -> Mention:
        candidates = sorted({a.entity for a in aliases}, key=self._priority)
        flags = frozenset().union(*(a.flags for a in aliases))
        if {a.entity for a in aliases} - {a.entity for a in aliases if "context" in a.flags}:
            flags -= {"context"}  # one of the senses needs no support: the name stands
        place = flags & {"demonym", "city"} and not any(a.flags.isdisjoint({"demonym", "city"}) for a in aliases)
        form = Form.PREMODIFIER if place else Form.NOMINAL if "epithet" in flags else Form.NAME
        offset = sentence.span.start
        return Mention(
            article=article.id,
            sentence=sentence.index,
            span=Span(offset + span.start, offset + span.end),
            text=surface,
            kind=self._lexicon.entities[candidates[0]].kind,
            form=form,
            candidates=tuple(candidates),
            head=" ".join(sorted(flags)),
        )

    def _priority(self, entity: EntityId) -> tuple[int, str]:
        return (_KIND_ORDER.index(self._lexicon.entities[entity].kind), entity)


@functools.cache
def load_gazetteer(language: str) -> Gazetteer:
    """The gazetteer of one language, built once per process."""
    return Gazetteer(load_lexicon(), language)


def _readable(alias: Alias, language: str) -> bool:
    if alias.language in ("mul", "zh", language):
        return True
    return alias.language == "en" and alias.text[:1].isupper() and "epithet" not in alias.flags


def _bounded(folded: str, text: str, start: int, end: int) -> Span | None:
    """The match as a span when it is a whole word; a plural "s" on a code ("H800s") is taken in."""
    if start > 0 and _is_word(folded[start - 1]) and _is_word(folded[start]):
        return None
    plural = folded[end : end + 1] == "s" and not _is_word(folded[end + 1 : end + 2] or " ")
    if plural and (text[end - 1].isdigit() or text[end - 1].isupper()):
        return Span(start, end + 1)
    if end < len(folded) and _is_word(folded[end]) and _is_word(folded[end - 1]):
        return None
    after = text[end : end + 3]
    if re.match(r"[-‑.]\d|\$", after) or (text[end - 1].isdigit() and re.match(r"[-‑][A-Z][a-z]", after)):
        return None
    return Span(start, end)


def _remainder(epithet: str, inner: Span) -> Span:
    """The head words of an epithet without the name and the words that only join the two."""
    start, end = (inner.end, len(epithet)) if inner.start == 0 else (0, inner.start)
    text = epithet[start:end]
    if inner.start == 0:
        lead = re.match(r"['’]s\s+|\s+", text)
        return Span(start + (lead.end() if lead else 0), end)
    tail = re.search(r"\s+(?:d[aeo]s?|of|behind|por tras|por trás d[aeo]s?|del?)\s*$|\s+$", text)
    return Span(start, start + (tail.start() if tail else len(text)))


def _is_word(character: str) -> bool:
    return (character.isalnum() or character == "_") and not "\u4e00" <= character <= "\u9fff"


def _describes_another(aliases: list[Alias], behind: str, named: set[EntityId]) -> bool:
    """True for a common epithet ("startup chinesa") that no earlier sentence prepares, or that opens a name."""
    if not all("epithet" in a.flags and "unique" not in a.flags for a in aliases):
        return False
    return re.match(r"\s[A-ZÀ-Þ]", behind) is not None or not any(a.entity in named for a in aliases)


def _case_fits(alias: Alias, surface: str, heading: bool) -> bool:
    if "case" in alias.flags:
        return surface.removesuffix("s").startswith(alias.text.removesuffix("s"))
    if any(c.isupper() for c in alias.text) and "demonym" not in alias.flags:
        return heading or any(c.isupper() for c in surface)
    return True
