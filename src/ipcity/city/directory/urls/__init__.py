"""Addresses of people: signing in, and the directory's own pages."""
