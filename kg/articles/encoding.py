"""Bytes → text: the encodings news files come in, and a plain word where bytes are no text at all."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from kg.errors import ArticleError

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western pages first: the detector takes short Portuguese lines for cp1250 or Big5 when all are allowed.
_FAMILIES = (["cp1252", "latin_1"], ["gb18030", "big5", "shift_jis", "euc_kr", "cp1251"])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNFIT = {**dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "), 9: "\t", 10: "\n"}
_MOST_CONTROLS = 0.02  # of all characters; text has next to none


def decode(data: bytes, origin: str) -> str:
    """The text in `data`: by its byte order mark, as UTF-8, or in the one legacy encoding that fits.

    Raises ArticleError where no encoding gives plausible text.
    """
    text = _by_mark(data)
    if text is None and b"\0" not in data:
        text = _utf8(data) or _legacy(data)
    if text is None or "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise ArticleError(origin, "binary data, not text")
    return text.removeprefix("\ufeff")


def clean(text: str) -> str:
    r"""`text` in NFC with line ends as ``\n`` and nothing that XML, RDF or a terminal would choke on.

    Controls become spaces, lone surrogates and noncharacters the replacement character.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNFIT)
    text = re.sub("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few broken bytes; other encodings break at nearly every accent."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = len(_BEYOND_ASCII.findall(text)) - broken
    return text if broken == 0 or whole > 4 * broken else None


def _legacy(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    for family in _FAMILIES:
        best = from_bytes(data, cp_isolation=family).best()
        if best is not None:
            return str(best)
    return None
