"""Addresses of intake."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.intake import views

app_name = "intake"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sources/", views.sources, name="sources"),
    path("sources/templates/<slug:kind>.xlsx", views.template, name="template"),
]
