"""Templates into pages: escaped by construction, names kept from turning the direction of the text around them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from kg.pages.data import safe_url
from kg.pages.quotes import quote_pieces
from kg.rdf.namespaces import encoded


def page(name: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:
    """The page that the template of this name makes of these values."""
    html = _environment().get_template(f"{name}.html").render(values)
    # Half a surrogate pair cannot be written as UTF-8; one such letter in the news must not lose the page
    return HTMLResponse(html.encode("utf-8", "replace"), status, {"Vary": "Accept", **(headers or {})})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.serve", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(segment=encoded, safe_url=safe_url, pieces=quote_pieces, number="{:,}".format)
    return environment
