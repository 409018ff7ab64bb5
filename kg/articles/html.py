"""Web pages: the article without menus, comments and advertisements, and what the page says about it."""

from __future__ import annotations

import codecs
import copy
import functools
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from typing import Any

from kg.articles.drafts import Draft
from kg.articles.encoding import decode
from kg.articles.markup import strip_markup
from kg.articles.sources import Source
from kg.errors import ArticleError

_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([a-z0-9_-]{2,20})", re.IGNORECASE)
# What a page may name; other codecs of Python (zlib, rot13 …) are no encodings of text.
_WESTERN = frozenset({"utf-8", "cp1252", "iso8859-1", "iso8859-15", "cp1250"})
_CHARSETS = _WESTERN | {"cp1251", "koi8-r", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
_LANGUAGE = re.compile(r"<html[^>]{0,2000}?\slang\s{0,9}=\s{0,9}[\"']?([a-z]{2,3}\b[a-z0-9-]{0,20})", re.IGNORECASE)
# The day that counts is the page's own, whatever the clock of this machine says.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1995-01-01", "max_date": "2099-12-31"}


def read_html(data: bytes, source: Source) -> Iterator[Draft]:
    """One article per page; its title is put above the text where the text does not show it.

    Raises ArticleError where the page has no text.
    """
    html = _decoded(data, source.origin)
    page = _page(html)
    text = (page and page.text) or strip_markup(html)
    if not text.strip():
        raise ArticleError(source.origin, "no text in this page")
    language = _LANGUAGE.search(html[:_HEAD])
    yield Draft(
        id=source.stem,
        origin=source.origin,
        text=text,
        title=page and page.title,
        published=page and page.date,
        url=page and page.url,
        outlet=page and page.sitename,
        language=language[1] if language else None,
    )


def _decoded(data: bytes, origin: str) -> str:
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            if encoding in _CHARSETS and b"\0" not in data:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself: its bytes decide
    return decode(data, origin)


def _page(html: str) -> Any:
    """What trafilatura makes of the page; None where it finds no article."""
    from trafilatura import bare_extraction

    return bare_extraction(
        html,
        config=_settings(),
        include_comments=False,
        include_images=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )


@functools.cache
def _settings() -> ConfigParser:
    """Settings for files: any size, since reading has a limit of its own, and short news in its paragraphs.

    Below its usual bound of 250 characters the package gives all text of a page in one line.
    """
    from trafilatura.settings import DEFAULT_CONFIG

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    settings = copy.deepcopy(DEFAULT_CONFIG)
    settings.read_dict({"DEFAULT": {"MAX_FILE_SIZE": str(2**40), "MIN_FILE_SIZE": "0", "MIN_EXTRACTED_SIZE": "80"}})
    return settings
