"""Addresses of the workbench, under /desk/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.workbench import entering, views

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.inbox, name="inbox"),
    path("notices/", views.notices, name="notices"),
    path("notices/<int:notice_id>/", views.notice, name="notice"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/count/", views.news, name="news"),
    path("notices/preferences/", views.preferences, name="preferences"),
    path("tasks/", views.tasks, name="tasks"),
    path("activity/", views.activity, name="activity"),
    path("figures/", views.figures, name="figures"),
    path("figures/<int:figure_id>/check/", views.check_figure, name="figure-check"),
    path("enter/<slug:code>/", entering.row, name="row"),
    path("search/", views.search, name="search"),
]
