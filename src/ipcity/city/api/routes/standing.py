"""What every answer rests on."""

from __future__ import annotations

from typing import Any

from ipcity.city.portal import engine


def provenance(realm: str, version: int | None = None) -> dict[str, Any]:
    loaded = engine.loaded()
    labels = {one.label.get("zh", ""): one.label for one in loaded.coverage if one.realm == realm}
    return {
        "lake_version": loaded.version if version is None else version,
        "realm": realm,
        "coverage": list(labels.values()),
    }
