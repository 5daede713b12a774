"""Signing in: what of django-allauth is ours. Nobody signs up; people are invited."""
