"""Pages of people: read the request, call one query or action, answer."""
