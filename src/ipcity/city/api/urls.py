"""Addresses under /api/: the description for people, and version 1."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.api.house import api

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", api.urls),
]
