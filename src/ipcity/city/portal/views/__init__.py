"""Views: read the request, call one query, answer. One file per page family."""
