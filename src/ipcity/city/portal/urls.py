"""Addresses of the public face."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from ipcity.city.portal.views import (
    beside,
    design,
    figure,
    files,
    glance,
    help,
    home,
    industry,
    organisation,
    place,
    plan,
    record,
    search,
    status,
    understood,
)

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("search/like", beside.like, name="like"),
    path("compare", beside.side_by_side, name="compare"),
    path("search/suggestions", search.suggestions, name="suggestions"),
    path("records/<str:record_id>.json", record.record_json, name="record-json"),
    path("records/<str:record_id>/similar", beside.similar, name="similar"),
    path("records/<str:record_id>", record.record, name="record"),
    path("organisations/<path:key>/", organisation.organisation, name="organisation"),
    path("places/<str:code>/", place.place, name="place"),
    path("classes/<path:symbol>/", place.class_page, name="class"),
    path("industry/", industry.all_industries, name="industries"),
    path("industry/new/", industry.edit, name="industry-new"),
    path("industry/<slug:key>/", industry.industry, name="industry"),
    path("industry/<slug:key>/edit/", industry.edit, name="industry-edit"),
    path("plan/", plan.default, name="plan"),
    path("plan/<slug:slug>/", plan.overview, name="plan-overview"),
    path("plan/<slug:slug>/tasks/<str:num>/", plan.task, name="task"),
    path("plan/<slug:slug>/indicators/<str:code>/", figure.indicator, name="indicator"),
    path("plan/<slug:slug>/indicators/<str:code>/glance/", glance.indicator, name="indicator-glance"),
    path("indicators/snapshots/<int:snapshot_id>/glance/", glance.snapshot, name="snapshot-glance"),
    path("indicators/snapshots/<int:snapshot_id>/rows/", figure.rows, name="rows"),
    path("account/", RedirectView.as_view(pattern_name="directory:me"), name="account"),
    path("help/", help.help_page, name="help"),
    path("design/", design.design, name="design"),
    path("understood/<slug:pattern>/", understood.understood, name="understood"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
    path("healthz", status.healthz, name="healthz"),
    path("readyz", status.readyz, name="readyz"),
]
