"""Addresses of the law's pages. A rule's path is its name in the book: /law/rules/cn/patent/annuity/invention/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.lawbook.views import annuities, deadlines, numbers, rules, workdays

app_name = "lawbook"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", rules.rules, name="rules"),
    path("rules/<path:path>/", rules.rule, name="rule"),
    path("calculator/annuities/", annuities.annuities, name="annuities"),
    path("calculator/deadlines/", deadlines.deadlines, name="deadlines"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("workdays/", workdays.workdays, name="workdays"),
]
