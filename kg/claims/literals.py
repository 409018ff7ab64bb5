"""Literals that a regular expression cannot match without: a quick look before a slow search.

Reads the parse tree of the standard library's own parser, which is not public; where it is missing or has changed, no
literal is known and every search is made.
"""

from __future__ import annotations

import importlib
from typing import Any

_SHORTEST = 3  # code points; shorter literals stand in most sentences


def required_literals(expression: str) -> frozenset[str]:
    """Strings of which each text that matches holds at least one; empty where none can be told.

    >>> sorted(required_literals("(?:pedido|encomenda)s? de"))
    ['encomenda', 'pedido']
    """
    try:
        tree = importlib.import_module("re._parser").parse(expression)
        return _of_sequence(list(tree)) or frozenset()
    except (ImportError, AttributeError, TypeError, ValueError):
        return frozenset()


def _of_sequence(items: list[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best choice among the parts that must all match: the set whose shortest string is longest."""
    choices: list[frozenset[str]] = []
    run = ""
    for operation, argument in [*items, (None, None)]:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        if len(run) >= _SHORTEST:
            choices.append(frozenset({run}))
        run = ""
        inner = _of_part(str(operation), argument)
        if inner:
            choices.append(inner)
    return max(choices, key=lambda found: (min(map(len, found)), -len(found)), default=None)


def _of_part(operation: str, argument: Any) -> frozenset[str] | None:
    if operation == "SUBPATTERN":
        return _of_sequence(list(argument[-1]))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        return _of_sequence(list(argument[2])) if argument[0] > 0 else None
    if operation == "BRANCH":
        branches = [_of_sequence(list(branch)) for branch in argument[1]]
        found = [branch for branch in branches if branch]
        return frozenset().union(*found) if len(found) == len(branches) else None
    return None
