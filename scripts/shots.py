"""Pictures of the pages, for looking at and for the documents: `python scripts/shots.py http://127.0.0.1:8000 out/`.

Needs a running server, playwright and Debian's chromium. Each page is taken at 1440 and 390 px, light and dark;
what a page says on its console, and a page wider than its window, is printed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PAGES = {
    "home": "/",
    "search": "/search?q=碳纤维",
    "search-wrong": "/search?q=碳纤维 AND",
    "search-empty": "/search?q=没有这样的词zq",
    "help": "/help/",
    "login": "/account/login/",
    "not-found": "/no/such/page",
    "plan": "/plan/",
    "place": "/places/371000/",
    "zone": "/places/gaoqu/",
    "class": "/classes/B29C/",
    "law": "/law/?field=trademark",
    "law-rule": "/law/rules/cn/trademark/fees/register/",
    "law-annuities": "/law/calculator/annuities/?filed=2016-11-09&granted=2018-08-17&reduction=85&as_of=2019-10-12",
    "law-deadlines": "/law/calculator/deadlines/?event=first-report-notified&on=2024-03-01&channel=paper&right=invention",
    "law-numbers": "/law/numbers/?text=201710601862.3%0A201710601862.4",
    "law-workdays": "/law/workdays/?from=2019-09-27&n=10",
}
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


def followed(page: Page) -> dict[str, str]:
    """Pages whose address is only known from another page: a record, a task, an indicator, its rows."""
    found = {}
    for name, address, link in (
        ("record", "/search?q=碳纤维", ".ipc-hit h2 a"),
        ("organisation", "/classes/B29C/", ".ipc-share-name a"),
        ("task", "/plan/", ".ipc-task-link"),
        ("indicator", "/plan/", ".ipc-target-value .ipc-num"),
        ("indicator-none", "/plan/", ".ipc-target-why a"),
    ):
        page.goto(address)
        if page.locator(link).count():
            found[name] = str(page.locator(link).first.get_attribute("href"))
    if "indicator" in found:
        page.goto(found["indicator"])
        if page.locator(".ipc-figure-open a").count():
            found["rows"] = str(page.locator(".ipc-figure-open a").first.get_attribute("href"))
    return found


def take(
    browser: Browser, base: str, out: Path, names: list[str], themes: list[str], widths: list[str]
) -> int:
    faults = 0
    for width in widths:
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        for theme in themes:
            context = browser.new_context(
                base_url=base,
                viewport=size,
                locale="zh-CN",
                device_scale_factor=1.5 if width == "desk" else 2,
            )
            context.add_init_script(f"localStorage.setItem('ipc-theme', '{theme}')")
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            pages = PAGES | followed(page)
            said.clear()
            for name in names or list(pages):
                if name not in pages:
                    continue
                page.goto(pages[name])
                page.screenshot(path=out / f"{name}-{width}-{theme}.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                expected = {"not-found": 404, "search-wrong": 400}
                complaints = [text for text in said if not (name in expected and "status of" in text)]
                if complaints or wide > 0:
                    faults += 1
                    print(f"{name} {width} {theme}: wider by {wide} px, console {complaints}")
                said.clear()
            context.close()
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    parser.add_argument("--widths", nargs="*", default=list(WIDTHS))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        faults = take(browser, asked.base, asked.out, asked.only, asked.themes, asked.widths)
        browser.close()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
