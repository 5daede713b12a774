"""Addresses of what people keep."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ipcity.city.collections.views import collections, home, searches

app_name = "collections"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/saved/", home.home, name="home"),
    path("desk/saved/add/", collections.add, name="add"),
    path("desk/saved/searches/new/", home.new_search, name="new-search"),
    path("desk/saved/searches/save/", home.save_search, name="save-search"),
    path("desk/saved/searches/<int:pk>/", searches.news, name="news"),
    path("desk/saved/searches/<int:pk>/act/", searches.act, name="search-act"),
    path("desk/saved/collections/make/", home.make_collection, name="make-collection"),
    path("desk/saved/collections/<int:pk>/", collections.collection, name="collection"),
    path("desk/saved/collections/<int:pk>/act/", collections.act, name="collection-act"),
    path("desk/saved/shares/<int:pk>/revoke/", searches.revoke, name="share-revoke"),
    path("shared/<str:key>/", collections.by_link, name="by-link"),
    path("feeds/<str:key>.atom", searches.feed, name="feed"),
]
