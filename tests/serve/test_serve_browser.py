"""The server's pages in a real Chromium: nothing fails, nothing leaves the machine, nothing in the news runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from .conftest import EVIL_ID

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Any, web: httpx.Client) -> Iterator[Any]:
    """A page of the server; at its end no script may have failed and nothing may have been asked elsewhere."""
    context = browser.new_context(base_url=str(web.base_url), locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert faults == []
    own = (str(web.base_url), "data:", "blob:")
    assert [address for address in asked if not address.startswith(own)] == []


def test_the_editor_asks_our_endpoint_and_leads_to_our_pages(page: Any) -> None:
    page.goto("/sparql")
    page.click(".yasqe_queryButton")
    page.click("table a >> text=ent:huawei")
    page.wait_for_url("**/entity/huawei")

    assert page.inner_text("h1") == "Huawei"


def test_the_editor_takes_a_saved_question(page: Any) -> None:
    page.goto("/sparql")
    example = page.locator(".example").first
    example.locator("summary").click()
    text = example.locator("pre").inner_text()
    example.locator("button").click()

    assert page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()") == text


def test_hostile_names_do_nothing_in_a_browser(page: Any) -> None:
    for address in (
        f"/entity/{quote(EVIL_ID, safe='')}",
        "/claims",
        "/search?q=script",
        "/graph?around=Huawei",
        "/overview",
    ):
        page.goto(address)
        page.wait_for_timeout(300)

    assert page.title()
