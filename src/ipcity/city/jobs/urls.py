"""Addresses of the administrator's page of background jobs, under /desk/jobs/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listing, name="list"),
    path("check/", views.check, name="check"),
    path("<int:job_id>/", views.detail, name="detail"),
    path("<int:job_id>/cancel/", views.cancel, name="cancel"),
    path("<int:job_id>/retry/", views.retry, name="retry"),
]
