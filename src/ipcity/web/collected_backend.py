"""Which storage the pages' static files come from; asked by the settings, so it may not ask Django."""

from __future__ import annotations

from pathlib import Path

STAMP = ".collected-from"


def static_backend(root: Path) -> str:
    """By content and packed once they were collected whole; else the sources themselves."""
    if (root / STAMP).exists():
        return "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"
