"""Settings from the environment. One place; every variable is named `IPCITY_…`, but `PORT`.

Everything ipcity keeps lies under `home`, so that a backup is a copy of one folder.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="IPCITY_", extra="ignore", populate_by_name=True)

    home: Path = Path("var")
    port: int = Field(default=8000, validation_alias="PORT", ge=0, le=65535)
    host: str = "127.0.0.1"
    debug: bool = False  # tracebacks on errors; development pages
    database_url: str = ""  # empty: SQLite in `home`; postgresql://user:secret@host/name otherwise
    secret_key: str = ""  # empty: made once and kept in `home/secret-key`
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    workers: int = Field(default=1, ge=1, le=64)
    memory_mb: int = Field(default=2048, ge=256)  # ceiling of the analysis engine, and a hint to the indexer

    @property
    def lake_dir(self) -> Path:
        return self.home_dir / "lake"

    @property
    def index_dir(self) -> Path:
        return self.home_dir / "index"

    @property
    def home_dir(self) -> Path:
        return self.home.expanduser().resolve()


@cache
def settings() -> Settings:
    """The settings of this process. Tests call `settings.cache_clear()` after changing the environment."""
    return Settings()
