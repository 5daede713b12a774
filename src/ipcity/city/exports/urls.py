"""Addresses of exports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.exports import views

app_name = "exports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("exports/now/<slug:form>", views.now, name="now"),
    path("desk/exports/", views.listing, name="list"),
    path("desk/exports/order/", views.order, name="order"),
    path("desk/exports/<int:pk>/file", views.download, name="file"),
]
