"""Addresses of the directory's own pages, under /account/ and /people/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.directory.views import invitations, keeping, mine, proposals, watching

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/me/", mine.account, name="me"),
    path("account/invitations/<str:token>/", invitations.link, name="invitation"),
    path("account/invitation/", invitations.form, name="invitation-form"),
    path("people/unit/", mine.unit, name="unit"),
    path("people/delegations/", mine.delegations, name="delegations"),
    path("people/delegations/<int:pk>/end/", mine.end_delegation, name="delegation-end"),
    path("people/firms/", invitations.invitations, name="invitations"),
    path("people/firms/invitations/<int:pk>/cancel/", invitations.cancel, name="invitation-cancel"),
    path("people/firms/<int:pk>/verify/", invitations.verify, name="organisation-verify"),
    path("people/proposals/", proposals.proposals, name="proposals"),
    path("people/proposals/<int:pk>/decide/", proposals.decide, name="proposal-decide"),
    path("people/proposals/<int:pk>/withdraw/", proposals.take_back, name="proposal-withdraw"),
    path("people/propose/", keeping.suggest, name="propose"),
    path("people/persons/", keeping.people, name="people"),
    path("people/persons/<int:pk>/", keeping.person, name="person"),
    path("people/persons/<int:pk>/invite/", keeping.invite, name="person-invite"),
    path("people/posts/", keeping.posts, name="posts"),
    path("people/appointments/<int:pk>/end/", keeping.end, name="appointment-end"),
    path("people/matrix/", watching.matrix, name="matrix"),
    path("people/security/", watching.security, name="security"),
    path("people/trail/", watching.trail, name="trail"),
    path("people/trail/csv/", watching.trail_csv, name="trail-csv"),
    path("people/trail/verify/", watching.trail_verify, name="trail-verify"),
]
