"""Addresses of the law's pages. A rule's path is its name in the book: /law/rules/cn/patent/annuity/invention/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.lawbook.views import annuities, corrections, deadlines, numbers, rules, workdays
from ipcity.city.lawbook.views.fresh import fresh

app_name = "lawbook"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", fresh(rules.rules), name="rules"),
    path("rules/<path:path>/correct/", fresh(corrections.correct), name="correct"),
    path("rules/<path:path>/", fresh(rules.rule), name="rule"),
    path("calculator/annuities/", fresh(annuities.annuities), name="annuities"),
    path("calculator/deadlines/", fresh(deadlines.deadlines), name="deadlines"),
    path("numbers/", fresh(numbers.numbers), name="numbers"),
    path("workdays/", fresh(workdays.workdays), name="workdays"),
]
