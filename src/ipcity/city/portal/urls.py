"""Addresses of the public face."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.portal.views import account, figure, help, home, plan, record, search, status

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("records/<str:record_id>.json", record.record_json, name="record-json"),
    path("records/<str:record_id>", record.record, name="record"),
    path("plan/", plan.default, name="plan"),
    path("plan/<slug:slug>/", plan.overview, name="plan-overview"),
    path("plan/<slug:slug>/tasks/<str:num>/", plan.task, name="task"),
    path("plan/<slug:slug>/indicators/<str:code>/", figure.indicator, name="indicator"),
    path("indicators/snapshots/<int:snapshot_id>/rows/", figure.rows, name="rows"),
    path("account/", account.account, name="account"),
    path("help/", help.help_page, name="help"),
    path("healthz", status.healthz, name="healthz"),
    path("readyz", status.readyz, name="readyz"),
]
