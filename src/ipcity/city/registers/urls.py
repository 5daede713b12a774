"""Addresses of the registers, under /desk/registers/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from ipcity.city.registers import views

app_name = "registers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listing, name="list"),
    path("<slug:code>/", views.register, name="register"),
    path("<slug:code>/template.xlsx", views.template, name="template"),
    re_path(r"^(?P<code>[-\w]+)/export\.(?P<form>xlsx|csv)$", views.export, name="export"),
    path("<slug:code>/upload/", views.upload, name="upload"),
    path("<slug:code>/batches/<int:batch_id>/", views.batch, name="batch"),
    path("<slug:code>/batches/<int:batch_id>/marked.xlsx", views.marked, name="marked"),
    re_path(
        r"^(?P<code>[-\w]+)/batches/(?P<batch_id>\d+)/(?P<verb>confirm|discard|undo)/$", views.act, name="act"
    ),
]
