"""States that no link leads to: empty, wrong, refused, not there, long, opened, in English."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import BrowserContext

from pictures.shot import Shot

KINDS = {
    "patent": "kind=patent 权利要求数>3",
    "design": "kind=patent 种类=外观设计",
    "trademark": "kind=trademark",
    "work": "kind=work",
    "software": "kind=software",
    "variety": "kind=variety",
    "layout": "kind=layout",
    "indication": "kind=indication",
    "standard": "kind=standard",
    "literature": "kind=literature",
}
WRONG_LOGIN = (("#id_login", "officer"), ("#id_password", "不是这个口令"))
STATES = (
    Shot("state-search-empty", "/search?q=没有这样的词zq"),
    Shot("state-search-wrong", "/search?q=碳纤维 AND", status=400),
    Shot("state-not-found", "/no/such/page", status=404),
    Shot("state-refused", "/people/security/", person="officer", status=404),
    Shot("state-refused", "/desk/registers/", status=404),
    Shot("state-sign-in-first", "/desk/"),
    Shot("state-sign-in-wrong", "/account/login/", fill=WRONG_LOGIN, press=("main form [type=submit]",)),
    Shot(
        "state-annuities", "/law/calculator/annuities/?filed=2016-11-09&granted=2018-08-17&as_of=2019-10-12"
    ),
    Shot("state-annuities-wrong", "/law/calculator/annuities/?filed=昨天&granted=2018-08-17", status=400),
    Shot(
        "state-deadlines",
        "/law/calculator/deadlines/?event=first-report-notified&on=2024-03-01&right=invention",
    ),
    Shot("state-numbers", f"/law/numbers/?text={quote('201710601862.3')}%0A201710601862.4%0A碳"),
    Shot("state-workdays", "/law/workdays/?from=2019-09-27&n=10"),
    Shot("state-menu", "/", press=(".ipc-menu.ipc-phone > summary",), width="phone"),
    Shot("state-filters", "/search?q=专利", press=(".ipc-filter-open",), width="phone"),
    Shot("english", "/", language="en"),
    Shot("english-search", "/search?q=carbon", language="en"),
    Shot("english-plan", "/plan/", language="en"),
    Shot("english-desk", "/desk/", person="officer", language="en"),
)


def records(context: BrowserContext) -> list[Shot]:
    """One record of each kind, the one with the longest name on the first page."""
    found = []
    page = context.new_page()
    for name, query in KINDS.items():
        page.goto(f"/search?q={quote(query)}")
        links = page.locator(".ipc-hit h2 a").all()
        if links:
            longest = max(links, key=lambda link: len(link.inner_text()))
            found.append(Shot(f"record-{name}", str(longest.get_attribute("href")).split("?")[0]))
        else:
            print(f"record-{name}: nothing found for {query}")
    page.close()
    return found
