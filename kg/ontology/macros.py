"""Short names for what the expressions of relation patterns say often: "compr<ar>", "<np>", "<sv>"."""

from __future__ import annotations

from collections.abc import Mapping

_WORD = r"[^\s§,;:.()?!][^\s§]*"
_OF = r"(?:(?:§D\d+|d[aeo]s? §[LA]\d+|del? (?:los )?§[LA]\d+) ){0,2}"
# <word> is a word that is no mention, <few> are up to three; <np> opens a noun phrase, nationalities included;
# <gap> is a stretch that names no other company; <of> is the state that a measure comes from; <sv> stands between a
# subject and its verb: such a state, an apposition, a relative pronoun, auxiliaries, adverbs.
_MACROS = {
    "<word>": _WORD,
    "<few>": rf"(?:{_WORD} ){{0,3}}?",
    "<mod>": r"(?:[^\s§,;:.]+ ){0,4}?",
    "<np>": rf"(?:(?:{_WORD}|§D\d+) ){{0,5}}?",
    "<gap>": rf"(?:(?:{_WORD}|,|§[DHPMLNU]\d+) ){{0,9}}?",
    "<any>": r"(?:[^\s;:]+ ){0,8}?",
    "<of>": _OF,
    "<sv>": (
        rf"{_OF}(?:, [^,;:]{{1,90}} , |\( [^()]{{1,60}} \) )?"
        rf"(?:, (?=(?:que|e|y|tambem|tambien|quien) ))?(?:{_WORD} ){{0,4}}?"
    ),
    "<app>": r"(?:, [^,]{1,90} , )?",
    "<det>": r"(?:(?:the|a|an|o|os|as|el|la|los|las) )?",
}
_PT_CLITIC = r"(?:-(?:se|lhes?|l?[oa]s?|n[oa]s?))?"
_ES_CLITIC = r"(?:se|les?|l[oa]s?)?"
# The endings of the regular verbs, folded, with clitics: "compr<ar>" is every form of "comprar".
_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "pt": {
        "<ar>": "(?:a|am|e|em|ou|aram|ara|arao|ava|avam|aria|ariam|ar|arem|ando|ado|asse|assem)" + _PT_CLITIC,
        "<er>": "(?:e|em|a|am|eu|eram|era|erao|ia|iam|eria|eriam|er|erem|endo|ido|esse|essem)" + _PT_CLITIC,
        "<ir>": "(?:e|em|a|am|iu|iram|ira|irao|ia|iam|iria|iriam|ir|irem|indo|ido|isse|issem)" + _PT_CLITIC,
    },
    "es": {
        "<ar>": "(?:a|an|e|en|o|aron|ara|aran|aba|aban|aria|arian|ar|ando|ado|ase|asen|aren)" + _ES_CLITIC,
        "<er>": "(?:e|en|a|an|io|ieron|era|eran|ia|ian|eria|erian|er|iendo|ido|iera|ieran|iese|iesen)" + _ES_CLITIC,
        "<ir>": "(?:e|en|a|an|io|ieron|ira|iran|ia|ian|iria|irian|ir|iendo|ido|iera|ieran|iese|iesen)" + _ES_CLITIC,
    },
}


def expand(expression: str, language: str) -> str:
    """The expression with the macros written out; a language without verb endings leaves theirs as they stand."""
    for macro, meaning in {**_MACROS, **_ENDINGS.get(language, {})}.items():
        expression = expression.replace(macro, meaning)
    return expression
