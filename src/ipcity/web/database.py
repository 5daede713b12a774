"""Where the work plane is kept: SQLite in the home folder, or PostgreSQL by one address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from ipcity.base.errors import BadInput
from ipcity.base.settings import Settings

_KEPT_SECONDS = 600  # a thread keeps its own connection open: opening costs as much as a page's questions


def databases(house: Settings) -> dict[str, Any]:
    return {"default": _postgresql(house.database_url) if house.database_url else _sqlite(house)}


def _sqlite(house: Settings) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": house.home_dir / "work.sqlite3",
        "CONN_MAX_AGE": _KEPT_SECONDS,
        # IMMEDIATE: a writer waits for its turn instead of failing in the middle of a transaction
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadInput(
            "IPCITY_DATABASE_URL 应写成 postgresql://用户:口令@主机/库名；留空则使用 SQLite。",
            path="IPCITY_DATABASE_URL",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": _KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,  # a server that was started again meanwhile costs nobody a page
        "OPTIONS": {"options": "-c jit=off"},  # compiling a question takes longer than answering any of ours
    }
