"""Where the work plane is kept: SQLite in the home folder, or PostgreSQL by one address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from ipcity.base.errors import BadInput
from ipcity.base.settings import Settings


def databases(house: Settings) -> dict[str, Any]:
    return {"default": _postgresql(house.database_url) if house.database_url else _sqlite(house)}


def _sqlite(house: Settings) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": house.home_dir / "work.sqlite3",
        "CONN_MAX_AGE": 600,  # a thread keeps its own open: opening costs as much as a page's questions
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
        # compiling a question takes longer than any of ours; as many connections as a worker has threads
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8}, "options": "-c jit=off"},
    }
