"""Taking the pictures, and hearing what the pages complain of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from playwright.sync_api import Error as BrowserError

from pictures.shot import Shot
from pictures.tour import Keys

WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")
ADVICE = "[DOM]"  # what the browser would like of a form; not a complaint of the page
MEASURE = "document.documentElement.scrollWidth - window.innerWidth"


def take(
    browser: Browser,
    base: str,
    out: Path,
    shots: Iterable[Shot],
    keys: Keys,
    width: str,
    theme: str,
    scale: float,
) -> list[str]:
    """One width and theme of all shots; returns the faults, one sentence each."""
    faults: list[str] = []
    wanted = [shot for shot in shots if shot.width in ("", width)]
    for person, language in dict.fromkeys((shot.person, shot.language) for shot in wanted):
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        context = browser.new_context(
            base_url=base, viewport=size, locale=language, storage_state=keys[person], device_scale_factor=scale,
            reduced_motion="reduce",
        )  # fmt: skip
        context.add_init_script(f"localStorage.setItem('ipc-theme', '{theme}')")
        for shot in wanted:
            if (shot.person, shot.language) == (person, language):
                faults += _one(context, shot, out / shot.file(width, theme))
        context.close()
    return faults


def _one(context: BrowserContext, shot: Shot, file: Path) -> list[str]:
    page = context.new_page()
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    try:
        faults = _look(page, shot)
        page.screenshot(path=file, full_page=True)
    except BrowserError as error:
        faults = [error.message.splitlines()[0]]
    complaints = [one.text for one in said if not (shot.status != 200 and "status of" in one.text)]
    faults += [f"console: {text}" for text in complaints if not text.startswith(ADVICE)]
    page.close()
    return [f"{file.stem} {shot.address}: {fault}" for fault in faults]


def _look(page: Page, shot: Shot) -> list[str]:
    answer = page.goto(shot.address)
    faults = []
    if answer is not None and answer.status != shot.status:
        faults.append(f"answered {answer.status}, not {shot.status}")
    for selector, text in shot.fill:
        page.fill(selector, text)
    for selector in shot.press:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
    wider = page.evaluate(MEASURE)
    return [*faults, f"wider by {wider} px"] if wider > 0 else faults
