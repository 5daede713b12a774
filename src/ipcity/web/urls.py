"""All addresses of the house, and the pages shown when an address leads nowhere."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ipcity.web.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/jobs/", include("ipcity.city.jobs.urls")),
    path("desk/", include("ipcity.city.workbench.urls")),
    path("desk/registers/", include("ipcity.city.registers.urls")),
    path("account/", include("ipcity.city.directory.urls.signin")),
    path("", include("ipcity.city.directory.urls.people")),
    path("metrics", metrics, name="metrics"),
    path("", include("ipcity.city.api.urls")),
    path("", include("ipcity.city.exports.urls")),
    path("", include("ipcity.city.assets.urls")),
    path("", include("ipcity.city.collections.urls")),
    path("", include("ipcity.city.intake.urls")),
    path("law/", include("ipcity.city.lawbook.urls")),
    path("", include("ipcity.city.portal.urls")),
]

handler400 = "ipcity.city.portal.views.errors.bad_request"
handler403 = "ipcity.city.portal.views.errors.not_found"  # not allowed and not there look the same
handler404 = "ipcity.city.portal.views.errors.not_found"
handler429 = "ipcity.city.directory.signin.views.slow_down"  # read by allauth
handler500 = "ipcity.city.portal.views.errors.broken"
