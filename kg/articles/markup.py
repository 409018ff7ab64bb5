"""A piece of HTML → its text, one line per block; for feed entries and pages too short to have a layout."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_PARTS = {"address", "article", "aside", "div", "figure", "footer", "header", "main", "nav", "section"}
_LINES = {"blockquote", "br", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre"}
_BLOCKS = _PARTS | _LINES | {"dd", "dl", "dt", "li", "ol", "table", "td", "th", "tr", "ul"}
_UNREAD = {"head", "noscript", "script", "style", "svg", "template", "title"}
# A tag ends before the next one begins: time grows with the length of the text, whatever is broken in it.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?/][^<>]*>")


def strip_markup(markup: str) -> str:
    r"""The words of `markup` without tags, comments, scripts and styles; blocks end lines, no line is empty.

    >>> strip_markup("<p>Huawei sells <b>chips</b>.</p><p>AMD &amp; Nvidia too.</p>")
    'Huawei sells chips.\nAMD & Nvidia too.'
    """
    lines = (" ".join(html.unescape(line).split()) for line in "".join(_pieces(_uncommented(markup))).split("\n"))
    return "\n".join(line for line in lines if line)


def _uncommented(markup: str) -> str:
    """`markup` without comments; one that never ends is taken for text, as its words may be the article."""
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start)) >= 0:
        kept.append(markup[at:start])
        at = end + 3
    return "".join(kept) + markup[at:].replace("<!--", " ")


def _pieces(markup: str) -> Iterator[str]:
    at, unread = 0, None
    for tag in _TAG.finditer(markup):
        if unread is None:
            yield markup[at : tag.start()].replace("\n", " ")
        at = tag.end()
        name = (tag[2] or "").lower()
        if unread is None and name in _UNREAD and not tag[1]:
            unread = name
        elif name == unread and tag[1]:
            unread = None
        if name in _BLOCKS:
            yield "\n"
    if unread is None:
        yield markup[at:].replace("\n", " ")
