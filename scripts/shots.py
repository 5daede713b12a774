"""Pictures of all pages, for looking at and for the documents: `python scripts/shots.py http://127.0.0.1:8000 out/`.

Needs a running server with the sample city, playwright and Debian's chromium. Every page is taken as a visitor and
as each demo account that sees it built otherwise, at 1440 and 390 px, light and dark, with records of all kinds and
the states that no link leads to; `out/index.html` shows them all. What a page says on its console, an unexpected
status and a page wider than its window are printed, and then the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.request import urlopen

from pictures import camera, gallery, tour
from playwright.sync_api import sync_playwright

from ipcity.city.portal.tests.serving import ARGUMENTS, CHROMIUM


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--only", nargs="*", default=[], help="words of the names of pictures, such as officer-work"
    )
    parser.add_argument("--themes", nargs="*", default=list(camera.THEMES))
    parser.add_argument("--widths", nargs="*", default=list(camera.WIDTHS))
    parser.add_argument("--scale", type=float, default=1.5, help="pixels of the picture for one of the page")
    asked = parser.parse_args()
    if not _answers(asked.base):
        parser.error(
            f"nothing answers at {asked.base}: start `make run` in another window, with the same PORT"
        )
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        keys = tour.people(browser, asked.base)
        shots = tour.all_shots(browser, asked.base, keys)
        wanted = [shot for shot in shots if not asked.only or any(word in shot.title for word in asked.only)]
        kinds = [(width, theme) for width in asked.widths for theme in asked.themes]
        faults: list[str] = []
        for width, theme in kinds:
            found = camera.take(browser, asked.base, asked.out, wanted, keys, width, theme, asked.scale)
            print(*found, sep="\n" if found else "", end="\n" if found else "", flush=True)
            faults += found
        browser.close()
    everything = [(width, theme) for width in camera.WIDTHS for theme in camera.THEMES]
    print(
        f"{len(wanted)} pages and states, {len(faults)} complaints: {gallery.write(asked.out, shots, everything, faults)}"
    )
    return 1 if faults else 0


def _answers(base: str) -> bool:
    try:
        with urlopen(base, timeout=60):
            return True
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main())
