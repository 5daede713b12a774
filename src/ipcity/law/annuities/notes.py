"""The sentences of a schedule: why a day moved, why it is unsure, which law each row takes."""

from __future__ import annotations

from datetime import date

from ipcity.law.annuities.late import BOUNDARY, LADDER, default_boundary
from ipcity.law.annuities.request import Request
from ipcity.law.answers import Said
from ipcity.law.book import complete_to, page
from ipcity.law.parameters import beyond_the_book

_COVID = "cn/patent/covid_2022"


def extended(anniversary: date) -> bool:
    period = page(_COVID)["entries"]["extension"]
    return bool(period["from"] <= anniversary <= period["to"])


def day_notes(anniversary: date, pay_by: date, provisional: bool) -> tuple[Said, ...]:
    notes = []
    if pay_by != anniversary:
        notes.append(
            Said(
                f"对应日 {anniversary} 是休息日，顺延至 {pay_by}。",
                f"The anniversary {anniversary} is no working day; it moves to {pay_by}.",
            )
        )
    if provisional:
        notes.append(
            Said(
                f"{anniversary.year} 年节假日安排未收录，缴费截止日暂定。",
                f"The arrangement of holidays of {anniversary.year} is not in the book; the last day is provisional.",
            )
        )
    if extended(anniversary):
        text = page(_COVID)["entries"]["extension"]
        notes.append(Said(text["zh"], text["en"]))
    return tuple(notes)


def registration_note() -> tuple[Said, ...]:
    return (
        Said(
            "授权当年的年费随办理登记手续缴纳（收到通知起 2 个月），不是到期年费；未缴则视为放弃取得专利权，不是终止。",
            "The grant-year fee is paid with registration (2 months from the notice); unpaid means no grant, not a lapse.",
        ),
    )


def schedule_steps(request: Request, grant_year: int) -> tuple[Said, ...]:
    boundary = request.boundary or default_boundary(max(request.as_of, date(2001, 7, 1)))
    words = {
        "each": (
            "每段截止日遇休息日顺延至其后第一个工作日",
            "the end of each month moves to the next working day",
        ),
        "last": ("仅最后一段截止日顺延", "only the end of the last month moves"),
        "none": ("各段截止日不顺延", "no end moves"),
    }[boundary]
    steps = [
        Said(
            f"授权日 {request.granted} 在第 {grant_year} 年度（自实际申请日满年数加一）；以后各年在申请日的对应日前缴纳，该日即新年度首日。",
            f"The grant {request.granted} falls in annuity year {grant_year} (full years since the actual filing day plus one); "
            "later fees are due on the anniversary of filing, which is the first day of the year paid for.",
        ),
        Said(
            f"滞纳期六个月，按全额年费计（{LADDER}）；{words[0]}（{BOUNDARY}，未核对，可设置）。逾期未缴，专利权自应缴费期满之日终止。",
            f"Six late months on the full annuity ({LADDER}); {words[1]} ({BOUNDARY}, unverified, a setting). Unpaid, the right ends at the due day.",
        ),
        Said(
            f"各行适用缴费期届满日的规则；届满日晚于 {request.as_of} 的，适用 {request.as_of} 的规则。",
            f"Each row takes the law of its due day, or that of {request.as_of} where the due day is later.",
        ),
    ]
    if request.as_of > complete_to():
        steps.append(beyond_the_book())
    return tuple(steps)
