"""The pages in a real browser: accessible, within the content policy, never wider than a phone.

One installation is started as a newcomer would, by `ipcity start`, with the whole sample city.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
TWO_LOOKS = [
    (1440, "light"),
    (390, "dark"),
]  # what happens on a page hangs on its width, what is seen on both
LOOKS = [*TWO_LOOKS, (1440, "dark"), (390, "light")]
FIXED = ["/", "/search?q=碳纤维", "/search?q=碳纤维 AND", "/search?q=\"此词决不存在\"", "/plan/sample/", "/plan/sample/tasks/4/",
         "/plan/sample/indicators/invention_in_force_per_10k/", "/plan/sample/indicators/invention_grants/",
         "/help/", "/account/login/", "/no/such/page",
         "/law/", "/law/rules/cn/trademark/fees/register/", "/law/rules/cn/patent/due/priority_copy/",
         "/law/rules/cn/calendar/2019/", "/law/rules/cn/patent/annuity/design/", "/law/rules/cn/patent/events/",
         "/law/calculator/annuities/?filed=2016-11-09&granted=2018-08-17&reduction=85&as_of=2019-10-12&late=all",
         "/law/calculator/annuities/?filed=x&granted=2018-02-30&as_of=3.4.2019",
         "/law/calculator/deadlines/?event=first-report-notified&on=2024-03-01&channel=paper",
         "/law/numbers/?text=201710601862.3%0A201710601862.4%0A2.01711E%2B12", "/law/workdays/?from=2019-09-27&n=10",
         "/places/371000/", "/places/gaoqu/", "/places/540000/", "/classes/B29C/", "/classes/B/", "/classes/H99Z/",
         ]  # fmt: skip


def _named(look: tuple[int, str]) -> str:
    return f"{look[0]}-{look[1]}"


@pytest.fixture(params=TWO_LOOKS, ids=_named)
def page(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Page]:
    width, theme = request.param
    context = browser.new_context(
        base_url=served, viewport={"width": width, "height": 844}, locale="zh-CN", reduced_motion="reduce"
    )
    context.add_init_script(f"localStorage.setItem('ipc-theme', '{theme}')")
    yield context.new_page()
    context.close()


def addresses(page: Page) -> list[str]:
    """All kinds of pages, with those whose address only another page knows."""
    page.goto("/search?q=碳纤维 分类=B29C")
    record = page.locator(".ipc-hit h2 a").first.get_attribute("href")
    page.goto("/plan/sample/indicators/invention_in_force_per_10k/")
    rows = page.locator(".ipc-figure-open a").first.get_attribute("href")
    page.goto("/classes/B29C/")
    organisation = page.locator(".ipc-share-name a").first.get_attribute("href")
    assert record and rows and organisation
    sorted_rows = f"{rows}?sort=-granted&find=一种&cols=number&cols=status&dense=1"
    return [
        *FIXED,
        record,
        rows,
        sorted_rows,
        organisation,
        f"{organisation}?is.kind=发明专利&find=没有这样的行",
    ]


@pytest.mark.parametrize("page", LOOKS, ids=_named, indirect=True)
def test_every_page_is_accessible_within_the_policy_and_no_wider_than_the_window(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    faults = []
    for address in addresses(page):
        said.clear()
        page.goto(address)
        result = Axe().run(page, options={"resultTypes": ["violations"]})
        faults += [
            f"{address}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in result.response["violations"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults += [f"{address}: wider by {wider} px"] if wider > 0 else []
        faults += [
            f"{address}: {text}" for text in said if "the server responded with a status of" not in text
        ]
    assert faults == []


def test_keys_and_theme(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "ipc-q"
    page.keyboard.press("Tab")
    page.locator(".ipc-menu:visible summary").first.click()
    page.locator("[data-ipc-theme=dark]").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.evaluate("localStorage.getItem('ipc-theme') === 'dark' || document.body.remove()")
    page.reload()
    assert page.locator("#ipc-q").count() == 1


def test_the_front_door_leads_to_a_record_and_a_figure_to_its_rows(page: Page) -> None:
    page.goto("/")
    page.fill("#ipc-q", "海带 kind=专利")
    page.keyboard.press("Enter")
    page.locator(".ipc-hit h2 a").first.click()
    assert "/records/patent-cn-" in page.url and page.locator(".ipc-life > svg").count() == 1
    page.goto("/plan/")
    page.locator(".ipc-target-value .ipc-num").first.click()
    said = page.locator(".ipc-glance .ipc-button-main").inner_text()
    page.locator(".ipc-glance .ipc-button-main").click()
    digits = "".join(filter(str.isdigit, said))
    assert digits in page.locator("h1").inner_text().replace(",", "")


def test_a_number_opens_shows_and_closes_without_losing_the_place(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/plan/sample/")
    number = page.locator(".ipc-target-value .ipc-num").first
    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".ipc-glance")
    box = page.locator(".ipc-glance").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= (page.viewport_size or {})["width"]
    assert page.evaluate("document.activeElement.closest('.ipc-glance') !== null")
    faults = Axe().run(page).response["violations"]
    assert [f"{one['id']} {one['nodes'][0]['html'][:160]}" for one in faults] == []
    page.keyboard.press("Escape")
    assert page.locator(".ipc-glance").count() == 0
    assert page.evaluate("document.activeElement.classList.contains('ipc-num')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ipc-glance")
    page.locator(".ipc-glance .ipc-button-main").click()
    assert "/rows/" in page.url
    page.goto("/plan/sample/")
    page.route("**/glance/", lambda route: route.abort())
    page.locator(".ipc-target-value .ipc-num").first.click()
    page.wait_for_url("**/indicators/*/")
    assert [text for text in said if "ERR_FAILED" not in text] == []


def test_the_data_table_sorts_and_filters_by_its_address(page: Page) -> None:
    page.goto("/classes/B29C/")
    page.locator(".ipc-share-name a").first.click()
    page.fill("input[name=find]", "一种")
    page.locator(".ipc-data-tools button:has-text('应用')").click()
    page.wait_for_url("**find=**")
    page.locator(".ipc-sort:visible, .ipc-data-sorts a:visible").first.click()
    page.wait_for_url("**sort=title**")
    page.wait_for_selector("[aria-sort=ascending]", state="attached")
    assert "find=" in page.url
    titles = page.locator(".ipc-data tbody th").all_inner_texts()
    assert titles == sorted(titles) and all("一种" in one for one in titles)


def test_without_script_everything_is_still_reached(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/search?q=碳纤维")
    page.locator(".ipc-facet-value > a").first.click()
    assert "f.kind=" in page.url
    page.goto("/plan/sample/")
    page.locator(".ipc-target-value .ipc-num").first.click()
    assert "/indicators/" in page.url
    context.close()


def test_a_chart_is_drawn_turns_into_its_table_and_comes_as_a_file(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/classes/B29C/")
    page.wait_for_selector(
        ".ipc-plot svg path", state="attached"
    )  # the first is a flat line, which has no height
    assert page.locator(".ipc-chart-table").first.is_hidden()
    page.locator("[data-ipc-as=table]").first.click()
    assert page.locator(".ipc-chart-table").first.is_visible() and page.locator(".ipc-plot").first.is_hidden()
    page.locator("[data-ipc-as=table]").first.click()
    for form, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.locator(f"[data-ipc-as={form}]").first.click()
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(begins) and b"var(--" not in content
        if form == "svg":
            assert ElementTree.fromstring(content).tag.endswith("svg")
    assert said == []


def test_a_table_changes_in_place_leads_back_and_survives_a_failed_part(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/classes/B29C/")
    page.locator(".ipc-share-name a").first.click()
    page.wait_for_selector(".ipc-data")
    page.evaluate("window.here = 1")
    page.locator(".ipc-sort:visible, .ipc-data-sorts a:visible").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=title**")
    page.wait_for_selector("[aria-sort=ascending]", state="attached")
    assert page.evaluate("window.here") == 1 and "title" in page.evaluate("document.activeElement.id")
    assert page.locator("#ipc-said").inner_text() == page.locator("[data-ipc-said]").inner_text()
    faults = Axe().run(page).response["violations"]
    assert [one["id"] for one in faults] == [] and said == []
    page.go_back()
    page.wait_for_selector("[aria-sort]", state="detached")
    page.route("**sort=title**", _only_whole_pages)
    page.locator(".ipc-sort:visible, .ipc-data-sorts a:visible").first.click()
    page.wait_for_selector("[aria-sort=ascending]", state="attached")
    assert page.evaluate("window.here") is None


def _only_whole_pages(route: Route) -> None:
    route.fulfill(status=502) if "hx-request" in route.request.headers else route.continue_()
