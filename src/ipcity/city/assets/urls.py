"""Addresses of the bridge."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.assets.views import names, objections

app_name = "assets"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/names/", names.queue, name="queue"),
    path("desk/names/<int:pk>/", names.pair, name="pair"),
    path("desk/names/<int:pk>/decide/", names.decide, name="decide"),
    path("object/", objections.form, name="object"),
    path("object/track/", objections.track, name="track"),
    path("desk/objections/", objections.listing, name="objections"),
    path("desk/objections/<int:pk>/", objections.detail, name="objection"),
    path("desk/objections/<int:pk>/act/", objections.act, name="objection-act"),
]
