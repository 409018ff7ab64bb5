"""Takes every picture of docs/images from the pages of exports/: python docs/make_screenshots.py, after make demo."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
EXPORTS, IMAGES = ROOT / "exports", ROOT / "docs" / "images"
WIDE, PHONE = (1280, 800), (390, 844)


class Shot(NamedTuple):
    """One picture: its name, the page, the address after "#", the window and the colours."""

    name: str
    page: str
    hash: str = ""
    window: tuple[int, int] = WIDE
    scheme: str = "light"


PATH_PAGE = "path-bytedance-ascend-910b.html"
TIMELINE_PAGE = "timeline-us-export-controls.html"
SHOTS = (
    Shot("overview", "overview.html"),
    Shot("overview-dark", "overview.html", scheme="dark"),
    Shot("graph", "graph.html"),
    Shot("path", PATH_PAGE),
    Shot("path-phone", PATH_PAGE, window=PHONE),
    Shot("around", "around-huawei.html"),
    Shot("timeline", TIMELINE_PAGE),
    Shot("timeline-phone", TIMELINE_PAGE, window=PHONE, scheme="dark"),
)


def take(browser: Browser, shot: Shot) -> None:
    """Writes one picture; the browser is offline, speaks English and moves nothing."""
    width, height = shot.window
    context = browser.new_context(
        offline=True,
        locale="en-GB",
        reduced_motion="reduce",
        color_scheme="dark" if shot.scheme == "dark" else "light",
        viewport={"width": width, "height": height},
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto((EXPORTS / shot.page).as_uri() + shot.hash)
    page.wait_for_function("window.kg")
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / f"{shot.name}.png")
    context.close()
    print(f"docs/images/{shot.name}.png")


def main() -> None:
    """Takes all pictures, with Chromium of the path or of KG_CHROMIUM."""
    executable = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        sys.exit("no Chromium found; install it or set KG_CHROMIUM")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            take(browser, shot)
        browser.close()


if __name__ == "__main__":
    main()
