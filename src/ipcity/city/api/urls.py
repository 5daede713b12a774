"""Addresses under /api/ and the account's page of tokens: for people; and version 1, for programs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.api import views
from ipcity.city.api.house import api

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", views.docs, name="docs"),
    path("api/v1/", api.urls),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", views.revoke, name="token-revoke"),
]
