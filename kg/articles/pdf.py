"""PDF: the text layer, with the lines of the page joined to paragraphs again."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from kg.articles.drafts import Draft
from kg.articles.reflow import reflow
from kg.articles.sources import Source
from kg.errors import ArticleError

# What pypdf lets through from broken files, besides its own errors.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
_TOP = 1000


def read_pdf(data: bytes, source: Source) -> Iterator[Draft]:
    """One article per file; its title is the document's own where the text shows it.

    A PDF tells when it was made, which may be years after the news: it gives no date.

    Raises ArticleError where the file is damaged, locked or has no text layer.
    """
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        pages, title = _contents(data)
    except (FileNotDecryptedError, WrongPasswordError, DependencyError):
        raise ArticleError(source.origin, "locked with a password: save it without one") from None
    except (PyPdfError, *_FAULTS) as error:
        raise ArticleError(source.origin, f"damaged or no PDF ({type(error).__name__})") from error
    text = reflow(pages)
    if not text:
        raise ArticleError(source.origin, "no text layer: run OCR first")
    yield Draft(id=source.stem, origin=source.origin, text=text, title=title if title in text[:_TOP] else None)


def _contents(data: bytes) -> tuple[list[str], str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    about = reader.metadata
    return pages, " ".join(str(about.get("/Title") or "").split()) if about else ""
